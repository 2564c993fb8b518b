"""One reader per format. Each turns text or bytes into a `Document`."""
