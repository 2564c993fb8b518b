"""Rate cards written as pages in every layout, in Danish and English, for reading back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from hypothesis import strategies as st


@dataclass(frozen=True)
class Who:
    """A group as a generated page names it."""

    label: str
    age_from: int | None
    age_to: int | None


@dataclass(frozen=True)
class Card:
    """Groups, the days on which bands begin, and `amounts[group][band]`; None is fee-free."""

    groups: tuple[Who, ...]
    starts: tuple[int, ...]
    amounts: tuple[tuple[int | None, ...], ...]
    language: str
    band_style: int
    amount_style: int

    @property
    def ends(self) -> list[int | None]:
        return [after - 1 for _, after in pairwise(self.starts)] + [None]

    def band(self, index: int) -> str:
        """The days in one of the spellings that mean exactly these days."""
        first, last = self.starts[index], self.ends[index]
        danish = self.language == "da"
        days = "dage" if danish else "days"
        if last is None:
            forms = (
                [
                    f"Efter {first - 1} {days}",
                    f"{first} {days} og derover",
                    f"Over {first - 1} {days}",
                    f"{first}+ {days}",
                    f"Fra {first} {days}",
                    f"> {first - 1} {days}",
                    f"Mere end {first - 1} {days}",
                    f"{first} {days} eller mere",
                ]
                if danish
                else [
                    f"After {first - 1} {days}",
                    f"{first} {days} and over",
                    f"Over {first - 1} {days}",
                    f"{first}+ {days}",
                    f"From {first} {days}",
                    f"> {first - 1} {days}",
                    f"More than {first - 1} {days}",
                    f"{first} {days} or more",
                ]
            )
            return forms[self.band_style % len(forms)]
        forms = [
            f"{first}-{last} {days}",
            f"{first} - {last} {days}",
            f"{first} \u2013 {last} {days}",
            f"{first}. dag - {last}. dag" if danish else f"day {first}-{last}",
        ]
        return forms[self.band_style % len(forms)]

    def amount(self, group: int, band: int) -> str:
        value = self.amounts[group][band]
        if value is None:
            return "Gratis" if self.language == "da" else "Free"
        dotted = f"{value:,}".replace(",", ".")
        forms = (
            [
                f"{value} kr.",
                f"kr. {value},-",
                f"{dotted},00 kr.",
                f"kr. {value}",
                f"{dotted} kr.",
                f"{value} kroner",
            ]
            if self.language == "da"
            else [
                f"DKK {value}",
                f"{value} DKK",
                f"DKK {dotted},00",
                f"{value} kr.",
                f"DKK {dotted}",
            ]
        )
        return forms[self.amount_style % len(forms)]

    @property
    def title(self) -> str:
        return "Gebyrer for sen aflevering" if self.language == "da" else "Overdue fees"

    @property
    def days_head(self) -> str:
        return "Overskridelse" if self.language == "da" else "Days overdue"

    def expected(
        self,
    ) -> list[tuple[int | None, int | None, list[tuple[int, int | None, int | None]]]]:
        return [
            (who.age_from, who.age_to, list(zip(self.starts, self.ends, row, strict=True)))
            for who, row in zip(self.groups, self.amounts, strict=True)
        ]


def _bands(card: Card) -> range:
    return range(len(card.starts))


def _groups(card: Card) -> range:
    return range(len(card.groups))


def columns(card: Card) -> str:
    """Groups as columns."""
    head = [card.days_head, *(who.label for who in card.groups)]
    rows = [[card.band(b), *(card.amount(g, b) for g in _groups(card))] for b in _bands(card)]
    return _page(card, [head, *rows])


def rows(card: Card) -> str:
    """Groups as rows."""
    head = ["Gruppe" if card.language == "da" else "Group", *(card.band(b) for b in _bands(card))]
    lines = [
        [card.groups[g].label, *(card.amount(g, b) for b in _bands(card))] for g in _groups(card)
    ]
    return _page(card, [head, *lines])


def long(card: Card) -> str:
    """A row for each group and band, with a column that says nothing."""
    head = (
        ["Gruppe", "Dage", "Enhed", "Gebyr"]
        if card.language == "da"
        else ["Group", "Days", "Unit", "Fee"]
    )
    unit = "Pr. lån" if card.language == "da" else "Per loan"
    lines = [
        [card.groups[g].label, card.band(b), unit, card.amount(g, b)]
        for g in _groups(card)
        for b in _bands(card)
    ]
    return _page(card, [head, *lines])


def merged(card: Card) -> str:
    """All bands in one cell, all amounts of a group in the next."""
    head = [card.days_head, *(who.label for who in card.groups)]
    cells = ["\n".join(card.band(b) for b in _bands(card))]
    cells += ["\n".join(card.amount(g, b) for b in _bands(card)) for g in _groups(card)]
    return _page(card, [head, cells])


def rowspan(card: Card) -> str:
    """The name of a group beside all of its bands."""
    out = [f"<h2>{card.title}</h2><table>"]
    for g in _groups(card):
        for b in _bands(card):
            name = (
                f'<th rowspan="{len(card.starts)}">{escape(card.groups[g].label)}</th>'
                if not b
                else ""
            )
            out.append(
                f"<tr>{name}<td>{escape(card.band(b))}</td><td>{card.amount(g, b)}</td></tr>"
            )
    return "".join([*out, "</table>"])


def _page(card: Card, table: Sequence[Sequence[str]]) -> str:
    body = "".join(
        "<tr>"
        + "".join(f"<td>{escape(cell).replace(chr(10), '<br>')}</td>" for cell in row)
        + "</tr>"
        for row in table
    )
    return f"<h2>{card.title}</h2><table>{body}</table>"


def headed_lines(card: Card) -> str:
    """A group, then its bands, one per line."""
    blocks = [
        "\n".join(
            [card.groups[g].label, *(f"{card.band(b)}: {card.amount(g, b)}" for b in _bands(card))]
        )
        for g in _groups(card)
    ]
    return "\n\n".join([card.title, *blocks])


def paragraphs(card: Card) -> str:
    """The same as HTML paragraphs, the groups bold."""
    out = [f"<h3>{card.title}</h3>"]
    for g in _groups(card):
        out.append(f"<p><strong>{escape(card.groups[g].label)}</strong></p>")
        out += [f"<p>{escape(card.band(b))} {card.amount(g, b)}</p>" for b in _bands(card)]
    return "".join(out)


def band_headings(card: Card) -> str:
    """A band, then a line for each group."""
    blocks = [
        "\n".join(
            [card.band(b), *(f"{card.groups[g].label}: {card.amount(g, b)}" for g in _groups(card))]
        )
        for b in _bands(card)
    ]
    return "\n\n".join([card.title, *blocks])


def one_line(card: Card) -> str:
    """A band and all groups on a line."""
    lines = [
        f"{card.band(b)}: "
        + ", ".join(f"{card.groups[g].label} {card.amount(g, b)}" for g in _groups(card))
        for b in _bands(card)
    ]
    return "\n".join([card.title, "", *lines])


def glued(card: Card) -> str:
    """A table copied without anything between its cells."""
    head = card.days_head + "".join(who.label for who in card.groups)
    lines = []
    for b in _bands(card):
        band = card.band(b)
        # Digits glued to digits cannot be told apart by anybody.
        band += ":" if band[-1].isdigit() else ""
        lines.append(band + "".join(card.amount(g, b) for g in _groups(card)))
    return "\n".join([card.title, "", head, *lines])


def cell_per_line(card: Card) -> str:
    """A table copied with one cell per paragraph."""
    cells = [card.days_head, *(who.label for who in card.groups)]
    for b in _bands(card):
        cells += [card.band(b), *(card.amount(g, b) for g in _groups(card))]
    return "\n\n".join([card.title, *cells])


def list_items(card: Card) -> str:
    """One list per group."""
    out = [f"<h2>{card.title}</h2>"]
    for g in _groups(card):
        items = "".join(
            f"<li>{escape(card.band(b))}: {card.amount(g, b)}</li>" for b in _bands(card)
        )
        out.append(f"<h3>{escape(card.groups[g].label)}</h3><ul>{items}</ul>")
    return "".join(out)


LAYOUTS: tuple[Callable[[Card], str], ...] = (
    columns, rows, long, merged, rowspan, headed_lines, paragraphs, band_headings,
    one_line, glued, cell_per_line, list_items,
)  # fmt: skip

DANISH = (
    lambda low, high: (f"Børn under {high + 1} år", 0, high),
    lambda low, high: (f"Børn ({low}-{high} år)", low, high),
    lambda low, high: (f"Børn {low}-{high} år", low, high),
    lambda low, high: (f"Børn til og med {high} år", 0, high),
)
ENGLISH = (
    lambda low, high: (f"Children under {high + 1}", 0, high),
    lambda low, high: (f"Children ({low}-{high} years)", low, high),
    lambda low, high: (f"Children aged {low}-{high}", low, high),
)
DANISH_ADULT = (
    "Voksne fra {} år",
    "Voksne ({} år og derover)",
    "Voksne over {} år",
    "Unge og voksne fra {} år",
)
ENGLISH_ADULT = ("Adults from {} years", "Adults ({} and over)", "Adults (from age {})")


@st.composite
def cards(draw: st.DrawFn, *, free: bool = True) -> Card:
    """Two or three groups that follow each other in age; two to five bands. `free`: some of
    them may be fee-free."""
    language = draw(st.sampled_from(["da", "en"]))
    top = draw(st.integers(12, 17))
    child = draw(st.sampled_from(DANISH if language == "da" else ENGLISH))(0, top)
    adult = draw(st.sampled_from(DANISH_ADULT if language == "da" else ENGLISH_ADULT))
    groups = [Who(*child), Who(adult.format(top + 1), top + 1, None)]
    if draw(st.booleans()):
        young = (
            f"Unge {top + 1}-{top + 4} år"
            if language == "da"
            else f"Young people aged {top + 1}-{top + 4}"
        )
        groups[1:] = [Who(young, top + 1, top + 4), Who(adult.format(top + 5), top + 5, None)]
    if draw(st.booleans()):
        groups.reverse()
    starts = (1, *sorted(draw(st.sets(st.integers(4, 120), min_size=1, max_size=4))))
    value = st.integers(1, 1500) | st.sampled_from([0, None] if free else [0])
    amounts = tuple(tuple(draw(value) for _ in starts) for _ in groups)
    return Card(
        tuple(groups), starts, amounts, language, draw(st.integers(0, 7)), draw(st.integers(0, 29))
    )
