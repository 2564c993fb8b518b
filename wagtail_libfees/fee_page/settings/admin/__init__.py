"""Gebyrindstillinger in the admin: the form, its preview, copying, checking links, history."""
