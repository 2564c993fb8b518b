"""Notices in the admin: the channels of a notice, and the ledger of what was sent."""
