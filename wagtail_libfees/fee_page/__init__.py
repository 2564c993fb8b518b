"""The fee page of a site: its link, its settings, its guards, its backup and return."""
