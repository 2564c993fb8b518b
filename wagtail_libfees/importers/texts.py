"""Marking texts for translation without knowing Django, and filling them.

The same stands in `wagtail_libfees.rates.texts`: the pure packages do not know each other, so that
each can be used, and changed, alone.
"""

from __future__ import annotations

from collections.abc import Mapping


def gettext_noop(text: str) -> str:
    """Return `text` as it is; `makemessages` knows the name and collects the text."""
    return text


def fill(template: str, params: Mapping[str, object]) -> str:
    """Return `template` with its `%(name)s` placeholders filled from `params`."""
    return template % params if params else template
