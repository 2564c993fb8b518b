"""An invented municipality's library site: the demo, and a model to copy."""
