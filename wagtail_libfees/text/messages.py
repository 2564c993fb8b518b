"""Marking texts for translation without knowing Django, and filling them.

The same stands in `wagtail_libfees.rates.texts`: the pure packages do not know each other, so that
each can be used, and changed, alone.
"""

from __future__ import annotations

from collections.abc import Mapping


def gettext_noop(text: str) -> str:
    """Return `text` as it is; `makemessages` knows the name and collects the text."""
    return text


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


def fill(template: str, params: Mapping[str, object]) -> str:
    """Return `template` with its `%(name)s` placeholders filled from `params`."""
    return template % params if params else template
