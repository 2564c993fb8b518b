"""Messages that are made without Django and translated at the edge.

A message is an English template with `%(name)s` placeholders, and the params that fill it.
"""

from __future__ import annotations

from collections.abc import Mapping


def gettext_noop(text: str) -> str:
    """Return `text` as it is; `makemessages` knows the name and collects the text."""
    return text


def fill(template: str, params: Mapping[str, object]) -> str:
    """Return `template` with its placeholders filled from `params`."""
    return template % params if params else template


class MessageError(Exception):
    """An error that can be translated: it keeps its template as `message`, and its `params`.

    `str(error)` is the filled English sentence. A param may be an error itself; numbers are left
    to the edge to format.
    """

    def __init__(self, message: str, **params: object) -> None:
        super().__init__(fill(message, params))
        self.message = message
        self.params = params


class Sentence(str):
    """A finished English sentence that can still be translated: it keeps its template and params.

    The edge shows `message` in the language of the reader, filled with `params`.
    """

    message: str
    params: dict[str, object]

    def __new__(cls, message: str, params: Mapping[str, object] | None = None) -> Sentence:
        sentence = super().__new__(cls, fill(message, params or {}))
        sentence.message = message
        sentence.params = dict(params or {})
        return sentence
