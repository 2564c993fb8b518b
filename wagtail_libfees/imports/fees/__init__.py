"""Rates that were read from an old page become a draft of the fee page."""
