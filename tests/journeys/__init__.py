"""Long tests that read like stories: a whole life, in both languages, by those who live it."""
