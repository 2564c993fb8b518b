"""Why a draft could not be written."""


class DraftError(Exception):
    """The import cannot be written; the message says in one line what mends it."""
