"""Danish words of Wagtail's own that are put right, so that one thing has one name."""
