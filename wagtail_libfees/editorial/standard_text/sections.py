"""The sections of the standard text, their wording and its versions."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

from . import danish, english
from .history import HISTORY

LANGUAGES = {"da": danish, "en": english}

# Behind the key of a section in the history, for its words where there is no portal.
WITHOUT_PORTAL = "_without_portal"

# What Draftail adds to each paragraph when it saves.
_BLOCK_KEY = re.compile(r'\sdata-block-key="[^"]*"')
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class StandardSection:
    """One part of the standard text: words, `{"heading": ..., "text": ...}`.

    `block` is its block type on a fee page; empty for the introduction, a field. `former` are the
    fingerprints of its wordings so far, the oldest first; the last one is that of `words`.
    """

    key: str
    block: str
    words: Mapping[str, str]
    former: tuple[str, ...]

    @property
    def version(self) -> int:
        """The number of this wording, from 1."""
        return len(self.former)

    def version_of(self, value: Mapping[str, str]) -> int | None:
        """Which version `value` has the words of; None if somebody has changed them."""
        found = fingerprint(value)
        return self.former.index(found) + 1 if found in self.former else None


def spoken(language: str) -> str:
    """The language of the standard text for a page in `language`: English if it has no other."""
    code = language.split("-")[0]
    return code if code in LANGUAGES else "en"


def standard_sections(language: str, *, portal: bool = True) -> list[StandardSection]:
    """The sections in `language`, in the order of the page. The rates stand between them.

    `portal`: whether bills are paid in one; some sections have other words where there is none.
    """
    code = spoken(language)
    return [
        _section(code, key, block, portal) for key, block in ORDER if key in LANGUAGES[code].WORDS
    ]


def _section(code: str, key: str, block: str, portal: bool) -> StandardSection:
    """A section; the words of the other way of paying are an earlier wording of it.

    So who changes the way of paying is offered the words that fit.
    """
    without = LANGUAGES[code].WITHOUT_PORTAL
    if key not in without:
        return StandardSection(key, block, LANGUAGES[code].WORDS[key], HISTORY[code][key])
    with_portal, with_none = HISTORY[code][key], HISTORY[code][f"{key}{WITHOUT_PORTAL}"]
    if portal:
        return StandardSection(key, block, LANGUAGES[code].WORDS[key], (*with_none, *with_portal))
    return StandardSection(key, block, without[key], (*with_portal, *with_none))


def title_of(language: str) -> str:
    """The title of a new fee page."""
    return LANGUAGES[spoken(language)].TITLE


def fingerprint(value: Mapping[str, str]) -> str:
    """What tells one wording from another, whatever the editor has stored it with."""
    text = "\n".join(_normal(value.get(name) or "") for name in ("heading", "text"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _normal(text: str) -> str:
    """Rich text without what says nothing: block keys, spelling of characters, white space."""
    text = html.unescape(_BLOCK_KEY.sub("", text)).replace("\N{NO-BREAK SPACE}", " ")
    return _SPACE.sub(" ", text).replace("> <", "><").strip()


# (section or kind of rates, block type): the order of a new page.
ORDER = (
    ("intro", ""),
    ("fees", "text"),
    ("overdue_fees", "overdue_fees"),
    ("late_return", "text"),
    ("exclusion", "exclusion"),
    ("replacement", "text"),
    ("replacement_prices", "replacement_prices"),
    ("loans", "text"),
    ("advance_notice", "text"),
    ("recall", "text"),
    ("timings", "timings"),
    ("payment", "payment"),
    ("paid", "text"),
    ("unpaid", "text"),
    ("reminder_fees", "reminder_fees"),
    ("help", "text"),
)
