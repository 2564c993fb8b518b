"""What is wrong with content, and the words for it."""
