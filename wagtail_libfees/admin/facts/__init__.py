"""Facts in text, in the admin: their list, the chooser, and the own facts of a site."""
