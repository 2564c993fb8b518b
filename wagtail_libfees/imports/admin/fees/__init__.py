"""The review of rates that were read from an old page."""
