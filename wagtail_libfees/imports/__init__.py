"""Parsed records become draft revisions: the last step of an import, and the only one that writes.

Nothing here publishes, and nothing takes a question off a page.
"""
