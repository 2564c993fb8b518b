"""Asking other sites for a page or a status, without becoming a door into the network behind.

Pure: no Django, no Wagtail.
"""
