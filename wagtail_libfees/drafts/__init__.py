"""The only code that writes content outside the editor and the imports. It never publishes."""
