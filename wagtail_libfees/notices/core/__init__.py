"""Which notice shows when, and what it says, in pure Python."""
