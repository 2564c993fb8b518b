"""The search index of the tests: most of them search nothing, and indexing each page costs time."""

from modelsearch.backends.base import BaseSearchBackend


class NoIndex(BaseSearchBackend):
    """An index that nothing is written to: a test that searches it fails."""

    def search(self, *args, **kwargs):
        raise AssertionError("A test that searches needs the fixture `search_index`.")

    autocomplete = facet = search
