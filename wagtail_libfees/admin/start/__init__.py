"""The guided start of a fee page."""
