"""More ways to write a rate card: prose, events, footnotes, years, thresholds, numbers in words.

They cannot say all that a table can: these cards have no fee-free bands.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from wagtail_libfees.imports.reading.fees.numbers import ORDINAL_WORDS, WORDS

from .rendering import Card, Who


def _danish(card: Card) -> bool:
    return card.language == "da"


def prose(card: Card) -> str:
    """A paragraph for each group."""
    return "\n\n".join([card.title, *(_told(card, g) for g in range(len(card.groups)))])


def _told(card: Card, group: int) -> str:
    label, first = card.groups[group].label, card.starts[1] - 1
    if _danish(card):
        parts = [f"{label} betaler {card.amount(group, 0)} de første {first} dage."]
        rest = ["Efter {} dage stiger gebyret til {}.", "Efter {} dage er gebyret {}."]
    else:
        parts = [f"{label} pay {card.amount(group, 0)} for the first {first} days."]
        rest = ["After {} days the fee rises to {}.", "After {} days the fee is {}."]
    for band in range(1, len(card.starts)):
        days = card.starts[band] - 1
        parts.append(rest[band % 2].format(days, card.amount(group, band).rstrip(".")))
    return " ".join(parts)


def events(card: Card) -> str:
    """What happens on which day, below the name of each group."""
    danish = _danish(card)
    blocks = []
    for g, who in enumerate(card.groups):
        start = "Datoen er overskredet" if danish else "The due date has passed"
        lines = [f"{who.label}:", f"{start}: {card.amount(g, 0)}"]
        for b in range(1, len(card.starts)):
            day, amount = card.starts[b], card.amount(g, b)
            lines.append(
                f"På {day}. dagen sendes et brev, og gebyret er {amount}"
                if danish
                else f"On day {day} a letter is sent and the fee is {amount}"
            )
        blocks.append("\n".join(lines))
    return "\n\n".join([card.title, *blocks])


def footnotes(card: Card) -> str:
    """Columns without ages; the ages stand in notes below."""
    nouns = {who: _noun(card, who) for who in card.groups}
    heads = [card.days_head, *(f"{noun}{'*' * n}" for n, noun in enumerate(nouns.values(), 1))]
    rows = [
        [card.band(b), *(card.amount(g, b) for g in range(len(card.groups)))]
        for b in range(len(card.starts))
    ]
    table = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in [heads, *rows]
    )
    notes = "".join(
        f"<p>{'*' * n} = {_note(card, noun, who)}</p>"
        for n, (who, noun) in enumerate(nouns.items(), 1)
    )
    return f"<h2>{card.title}</h2><table>{table}</table>{notes}"


def _noun(card: Card, who: Who) -> str:
    danish = _danish(card)
    if who.age_from == 0:
        return "Børn" if danish else "Children"
    if who.age_to is None:
        return "Voksne" if danish else "Adults"
    return "Unge" if danish else "Young people"


def _note(card: Card, noun: str, who: Who) -> str:
    if who.age_to is None:
        return (
            f"{noun} er lånere fra {who.age_from} år."
            if _danish(card)
            else f"{noun} are borrowers from {who.age_from} years."
        )
    return (
        f"{noun} er lånere på {who.age_from}-{who.age_to} år."
        if _danish(card)
        else f"{noun} are borrowers aged {who.age_from}-{who.age_to} years."
    )


def years(card: Card) -> str:
    """A row for each group and band; last year's amounts beside those of this year."""
    head = ["Gebyr", "2025", "2026"] if _danish(card) else ["Fee", "2025", "2026"]
    rows = [
        [f"{who.label}, {card.band(b)}", "3 kr.", card.amount(g, b)]
        for g, who in enumerate(card.groups)
        for b in range(len(card.starts))
    ]
    table = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in [head, *rows]
    )
    return f"<h2>{card.title}</h2><table>{table}</table>"


def thresholds(card: Card) -> str:
    """The groups above, then how late it is and an amount for each group."""
    lines = [who.label for who in card.groups]
    late = "Overskridelse" if _danish(card) else "Overdue"
    more = "med mere end {} dage" if _danish(card) else "by more than {} days"
    bands = []
    for b in range(len(card.starts)):
        amounts = " / ".join(card.amount(g, b) for g in range(len(card.groups)))
        name = f"{late} {more.format(card.starts[b] - 1)}" if b else late
        bands.append(f"{name}: {amounts}")
    return "\n".join([card.title, "", *lines, "", *bands])


def in_words(card: Card) -> str:
    """The days as words, below the name of each group."""
    blocks = []
    for g, who in enumerate(card.groups):
        lines = [who.label]
        for b in range(len(card.starts)):
            days = _word(card, (card.starts[b] if b else card.starts[1]) - 1)
            if _danish(card):
                name = f"Efter {days} dage" if b else f"De første {days} dage"
            else:
                name = f"After {days} days" if b else f"The first {days} days"
            lines.append(f"{name}: {card.amount(g, b)}")
        blocks.append("\n".join(lines))
    return "\n\n".join([card.title, *blocks])


def _word(card: Card, number: int) -> str:
    """The number in words of the card's language, as far as there are words for it."""
    english = {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}
    english |= {"three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"}
    english |= {"twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"}
    english |= {"nineteen"}
    found = [w for w, n in WORDS.items() if n == number and w not in ORDINAL_WORDS]
    words = [w for w in found if (("-" in w) or w in english) is not _danish(card)]
    return words[0] if words else str(number)


MORE_LAYOUTS: tuple[Callable[[Card], str], ...] = (
    prose, events, footnotes, years, thresholds, in_words,
)  # fmt: skip
