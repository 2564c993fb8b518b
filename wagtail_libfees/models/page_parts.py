"""In which order a fee page tells things: by kind, wherever an editor put a block.

A text of the editor belongs to what it stands behind, and goes along with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ..conf import libfees_settings

# The kinds in the order of what borrowers ask; `TAKSTER_ORDER` of a site goes before it.
KINDS = (
    *("late", "calculator", "timeline", "lost", "payment", "reminders", "blocked", "other"),
    *("contact", "coming", "former"),
)
# What a wide page tells in a column of its own, together with the contact.
BESIDE = ("payment", "reminders", "blocked", "other")
KIND_OF_BLOCK = {
    "overdue_fees": "late",
    "timings": "timeline",
    "replacement_prices": "lost",
    "payment": "payment",
    "reminder_fees": "reminders",
    "exclusion": "blocked",
    "other_fees": "other",
    "contact": "contact",
}


def anchors() -> dict[str, str]:
    """The anchor of each kind in the language of the page: a word that can be said."""
    return {
        "late": pgettext("anchor", "late"),
        "calculator": pgettext("anchor", "calculate"),
        "timeline": pgettext("anchor", "what-happens"),
        "lost": pgettext("anchor", "lost"),
        "payment": pgettext("anchor", "pay"),
        "reminders": pgettext("anchor", "reminder-fees"),
        "blocked": pgettext("anchor", "blocked"),
        "other": pgettext("anchor", "other-prices"),
        "contact": pgettext("anchor", "contact"),
        "coming": pgettext("anchor", "coming"),
        "former": pgettext("anchor", "former"),
    }


def titles() -> dict[str, str]:
    """The heading of each kind that the page makes, and of a block whose heading is empty."""
    return {
        "late": _("Returned late"),
        "calculator": _("What will it cost?"),
        "timeline": _("What happens when"),
        "lost": _("Lost or damaged"),
        "payment": _("How to pay"),
        "reminders": _("Fee for a reminder"),
        "blocked": _("Blocked"),
        "other": _("Other prices"),
        "contact": _("Contact"),
        "coming": _("Coming rates"),
        "former": _("Former rates"),
    }


@dataclass(frozen=True)
class PagePart:
    """What a page tells of one kind: the blocks of its stream; the empty kind is its first texts.

    What the page makes itself, such as the calculator, has no blocks. “On this page” leads to
    what has an anchor, by its `title`, which is the heading that stands there.
    """

    kind: str
    blocks: tuple[Any, ...]
    anchor: str
    title: str


def page_parts(children: Iterable[Any], made: Collection[str]) -> list[PagePart]:
    """The parts of a page in their order: its stream `children`, and the kinds `made` besides."""
    found: dict[str, list[Any]] = {kind: [] for kind in made}
    kind = ""
    for child in children:
        kind = KIND_OF_BLOCK.get(child.block_type, kind)
        found.setdefault(kind, []).append(child)
    names, named = anchors(), titles()
    order = dict.fromkeys(["", *libfees_settings.TAKSTER_ORDER, *KINDS])
    return [
        PagePart(
            kind,
            tuple(found[kind]),
            names.get(kind, ""),
            ("" if kind in made else _heading(kind, found[kind])) or named.get(kind, ""),
        )
        for kind in order
        if kind in found
    ]


def _heading(kind: str, children: list[Any]) -> str:
    """The first heading that an editor wrote for this kind; a text behind it has its own."""
    blocks = (child for child in children if KIND_OF_BLOCK.get(child.block_type) == kind)
    return next((found for block in blocks if (found := block.value.get("heading"))), "")


def beside(parts: list[PagePart]) -> tuple[list[PagePart], list[PagePart], list[PagePart]]:
    """The parts of a wide page's first column, those beside it, and the parts after both.

    Beside stand the contact, and what is about paying right before it: the two columns are read one
    after the other, so what follows the contact comes after both.
    """
    place = next((i for i, part in enumerate(parts) if part.kind == "contact"), len(parts))
    first = place
    while place < len(parts) and first and parts[first - 1].kind in BESIDE:
        first -= 1
    return parts[:first], parts[first : place + 1], parts[place + 1 :]
