"""The checks that ask what a whole site says, and looking at many pages at once."""
