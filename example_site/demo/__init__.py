"""The content of the demo: an invented library in an invented municipality."""
