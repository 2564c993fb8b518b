"""Lines without an amount: headings, heads of columns, groups and bands on their own line."""

from __future__ import annotations

import re

from .bands import Parts
from .context import Context
from .dates import year_of
from .days import Days
from .topics import Topic, heading_topics, names_overdue

_HEAD_WORDS = re.compile(
    r"(?<![^\W\d_])(?:antal|dage?|gebyr(?:er|takster|et)?|takst(?:er)?|for|ved|pr|lån"
    r"|pris(?:er)?|beløb|kr|dkk|låner\w*|grupper?|type|interval|periode|overskr\w+"
    r"|forsinkelse\w*|lånetid\w*|afleverings\w*|sen|med|alder|days?|overdue|late|fees?"
    r"|fines?|amount|price|borrower|group|age|period|of|per|loan|i|alt|delay|gældende"
    r"|aflevering|forsinket|overskredet|over|tiden|number|if|time|return(?:ed)?|items?"
    r"|materiale\w*)(?![^\W\d_])",
    re.IGNORECASE,
)
_MAX_HEAD = 120


def read_structure(parts: Parts, context: Context, number: int, is_sentence: bool) -> None:
    """Let a line without an amount change what the next lines mean."""
    text = parts.text.strip()
    unnamed = _unnamed_words(parts)
    short = len(text) <= _MAX_HEAD and not is_sentence
    if short and len(parts.groups) > 1 and unnamed <= 4:
        _columns(parts, context, number)
    elif short and parts.groups and unnamed <= 2 and not _real_days(parts):
        _group(parts, context, number)
    elif short and parts.days and unnamed <= 3 and context.topic is not Topic.LOAN:
        _days(parts.days, parts, context, number)
    elif short:
        _other(parts, context, number, unnamed)
    else:
        context.queue, context.count, context.group_open = [], 0, False
        named = [days for days in _real_days(parts) if not days.bare]
        context.spoken_days = named[0] if len(named) == 1 else context.spoken_days


def _unnamed_words(parts: Parts) -> int:
    rest = _HEAD_WORDS.sub(" ", parts.rest)
    return len(re.findall(r"[^\W\d_]{2,}", rest))


def _real_days(parts: Parts) -> list[Days]:
    """Bands that say more than "overdue", which also heads a column."""
    return [days for days in parts.days if not days.is_beginning]


def _columns(parts: Parts, context: Context, number: int) -> None:
    context.set_columns(parts.groups)
    context.pending = [number]
    if real := _real_days(parts):
        context.add_days(real)


def _group(parts: Parts, context: Context, number: int) -> None:
    if not context.group_open:
        # A queue of several bands waits for the amounts of each group.
        if len(context.queue) < 2:
            context.queue = []
        context.pending = []
    for topics in [heading_topics(parts.rest)]:
        if topics == {Topic.OVERDUE}:
            context.set_topics(topics)
    context.add_group(parts.groups[0])
    context.pending.append(number)


def _days(days: list[Days], parts: Parts, context: Context, number: int) -> None:
    if names_overdue(parts.text):
        if context.topic not in (None, Topic.OVERDUE) and not _real_days(parts):
            # "Overskridelse af lånetid" below the prices of rooms is the next section.
            context.set_topics(frozenset({Topic.OVERDUE}))
            context.forget()
        elif context.topic is None:
            context.topic = Topic.OVERDUE
    context.add_days(days)
    context.pending.append(number)
    if parts.groups:
        context.group = parts.groups[0]


def _other(parts: Parts, context: Context, number: int, unnamed: int) -> None:
    """A short line that names neither group nor band: a title, a head word, or a text."""
    text = parts.text.strip()
    topics = heading_topics(text)
    is_title = (
        len(text) <= 70
        and not text.startswith("*")
        and not re.search(r"[.!,;?]$", text)
        and len(text.split()) <= 8
    )
    if year_of(text):
        return
    if topics and is_title:
        if (
            unnamed == 0
            and topics <= {Topic.OVERDUE, Topic.LOAN}
            and (context.columns or context.group)
        ):
            # "Gebyr" or "Antal dage" beside the heads of columns is one of them.
            context.group_open = True
            return
        context.set_topics(topics)
        context.forget()
    elif unnamed:
        context.queue, context.count, context.group_open = [], 0, False
