"""Texts as people read them: from stored text to words, and what is found in the words. Pure."""
