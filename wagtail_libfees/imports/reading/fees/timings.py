"""Days and limits around a loan that sentences tell: notice, recall, lost, invoice, deadline."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from wagtail_libfees.rates import Timings

from .amounts import read_number
from .numbers import NUMBER, to_int
from .records import Found
from .rows import Item, SourceRow
from .spellings import UNIT

_DAYS: Final = rf"(?P<n>{NUMBER})\.? ?(?P<unit>{UNIT}|hours?|timer?)"
_SOON: Final = r"[^.]{0,60}?"
_NOTICE: Final = r"\b(?:besked|påmindelse|sms|mail|advis\w*|notice|remind\w*)\b"
_RECALL: Final = r"\b(?:hjemkald\w*|recall\w*)\b"
_LOST: Final = r"\b(?:bortkom\w*|(?:for )?tabt|mistet|regning på \w+|considered lost|lost)\b"
_SHOWN: Final = r"\b(?:registrer\w*|synlig\w*|vises|slår igennem|opdater\w*|shows?|registered)\b"
_DUE: Final = r"\b(?:betalingsfrist\w*|payment deadline|forfald\w*|due within)\b"
# What those begin with: found many times faster.
_WORDS: Final = (
    "besked", "påmind", "sms", "mail", "advis", "notice", "remind", "hjemkald", "recall",
    "bortkom", "tabt", "mistet", "regning", "lost", "registr", "synlig", "vises", "slår",
    "opdater", "show", "frist", "deadline", "forfald", "due", "faktura", "beløb", "invoice",
)  # fmt: skip
# Each field with the sentences that tell it; the first that fits is taken.
_TOLD: Final = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("advance_notice_days", rf"{_NOTICE}{_SOON}{_DAYS},? (?:før|inden|before)"),
        ("recall_days", rf"{_RECALL}{_SOON}(?:efter|på|after|on) (?:den |dag |day )?{_DAYS}"),
        ("recall_days", rf"(?:efter|after) {_DAYS}{_SOON}{_RECALL}"),
        ("considered_lost_days", rf"(?:efter|mere end|after|more than) {_DAYS}{_SOON}{_LOST}"),
        ("considered_lost_days", rf"{_LOST}{_SOON}(?:efter|after) {_DAYS}"),
        ("payment_deadline_days", rf"{_DUE}{_SOON} {_DAYS}"),
        ("registration_delay_hours", rf"(?:op til|inden for|up to|within) {_DAYS}{_SOON}{_SHOWN}"),
        ("registration_delay_hours", rf"{_SHOWN}{_SOON}(?:op til|up to) {_DAYS}"),
    )
)
_INVOICE_MINIMUM = re.compile(
    r"(?:beløb|regning\w*|faktura\w*|gæld|skyld\w*|amounts?|invoices?)[^.\d]{0,30}?"
    r"(?:under|below|mindre end|less than) (?P<n>\d+(?:,\d\d)?) ?(?:kr\.?|dkk)[^.]{0,60}?"
    r"\b(?:ikke|først|not|until)\b",
    re.IGNORECASE,
)


def find_timings(items: Iterable[Item]) -> Found[Timings] | None:
    """What the sentences of a page tell of the days around a loan, with the first of them."""
    found, first = Timings(), None
    for item in items:
        if not isinstance(item, SourceRow) or item.level:
            continue
        told = {n: v for n, v in _told(item.text).items() if getattr(found, n) is None}
        if told:
            found, first = replace(found, **told), first or item
    return None if first is None else Found(found, first.place, first.text)


@lru_cache(maxsize=512)
def _told(text: str) -> dict[str, Any]:
    """The fields of `Timings` that one sentence tells."""
    low = text.lower()
    if len(text) > 400 or not any(word in low for word in _WORDS):
        return {}
    told: dict[str, Any] = {}
    for name, pattern in _TOLD:
        if name not in told and (match := pattern.search(text)):
            value = _count(match, hours=name.endswith("hours"))
            if value is not None and "kr" not in match[0]:
                told[name] = value
    if match := _INVOICE_MINIMUM.search(text):
        told["invoice_minimum"] = read_number(match["n"])
    return told


def _count(match: re.Match[str], *, hours: bool) -> int | None:
    """The days or hours that were found."""
    unit = match["unit"].lower()
    count = to_int(match["n"])
    if unit.startswith(("time", "hour")):
        return count if hours else None
    length = 7 if unit.startswith(("uge", "week")) else 30 if unit.startswith(("m",)) else 1
    return count * length * (24 if hours else 1)
