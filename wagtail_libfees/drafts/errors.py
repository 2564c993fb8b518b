"""Why a draft could not be written."""


class DraftError(Exception):
    """The import cannot be written; the message says in one line what mends it."""


class OlderDraftError(DraftError):
    """What was to be written was made from a draft that has been saved anew meanwhile."""
