"""The importer in the admin: start, look, choose, import, take back; and the watched sources."""
