"""The stream of a fee page: its form groups the rates by when they hold, and folds the former.

What is stored keeps its order, in which readers see the page: a coming version stands behind the
one that it continues. The form shows first what holds now, with the texts, then what comes, and
last what has been. Former versions that nobody opens are one field in all, not one for each value:
they are posted as the state of their form, which is read as the fields would be.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeVar

from django.core.exceptions import BadRequest
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.blocks.list_block import ListValue

from .. import rates
from ..clock import today
from ..text.dates import DateError, read_date
from .rates import RateBlock

NOW = "now"
NEVER = "never"
FORMER = "former"


class Identified(Protocol):
    """What has the id of a stream child; None or empty if it is new."""

    id: str | None


C = TypeVar("C", bound=Identified)


def when_in_force(children: Sequence[Any], day: date) -> list[str]:
    """When each child of a stream holds, as of `day`.

    "now" (also what is no rate), the first day on which it will hold as `YYYY-MM-DD`, "former",
    or "never" if another version always takes its place.
    """
    sections = [NOW] * len(children)
    for kind in rates.KINDS:
        found = [i for i, child in enumerate(children) if _kind(child) == kind]
        versions = tuple(_Dated(_validity(children[i].value)) for i in found)
        spans = list(rates.periods(versions))
        for place, i in enumerate(found):
            sections[i] = _section([start for start, held in spans if place in held], spans, day)
    return sections


def _section(starts: list[date], spans, day: date) -> str:
    """The section of a version that is in force in the spans that begin on `starts`."""
    current = max((start for start, _held in spans if start <= day), default=None)
    if current in starts:
        return NOW
    later = [start for start in starts if start > day]
    if later:
        return min(later).isoformat()
    return FORMER if starts else NEVER


@dataclass(frozen=True)
class _Dated:
    """A version of which only the days matter."""

    validity: rates.Validity


def _validity(value) -> rates.Validity:
    return rates.Validity(_day(value.get("valid_from")), _day(value.get("valid_to")))


def _day(stored: date | str | None) -> date | None:
    """A day of a form that was refused is still as typed; one that is none is no day."""
    if not isinstance(stored, str):
        return stored
    try:
        return read_date(stored, today())
    except DateError:
        return None


def _kind(child) -> str:
    return child.block.kind if isinstance(child.block, RateBlock) else ""


def in_stored_order(posted: Sequence[C], order: Sequence[str], apart: Mapping[str, str]) -> list[C]:
    """The children of a form in the order in which they are stored.

    `posted` are they in the order of the form, `order` the ids as they are stored, and `apart` has
    the section of those that the form shows elsewhere than where they stand. Each of these goes
    back behind what stood before it; what the editor moved among the coming stays moved.
    """
    rank = {found: place for place, found in enumerate(order)}
    result = [child for child in posted if child.id not in apart or child.id not in rank]
    away = [child for child in posted if child.id in apart and child.id in rank]
    for child in sorted(away, key=lambda child: rank[child.id]):
        placed = {other.id: i for i, other in enumerate(result)}
        before = (placed[found] for found in reversed(order[: rank[child.id]]) if found in placed)
        result.insert(next(before, -1) + 1, child)
    for section in set(apart.values()) - {FORMER}:
        moved = [child for child in away if apart[child.id] == section]
        places = [i for i, child in enumerate(result) if child in moved]
        for place, child in zip(places, moved, strict=True):
            result[place] = child
    return result


class TaksterStreamBlock(blocks.StreamBlock):
    """The blocks of a fee page, in a form by when they hold."""

    def get_form_state(self, value):
        """The children in the order of the form, each with its section and stored place.

        A former version is `folded` if its values can be posted as one.
        """
        children = list(value or [])
        day = today()
        sections = when_in_force(children, day)
        states = [
            {
                **state,
                "place": place,
                "section": section,
                "title": section_title(section),
                "folded": bool(child.id) and section == FORMER and is_plain(child.block),
            }
            for place, (state, child, section) in enumerate(
                zip(super().get_form_state(value), children, sections, strict=True)
            )
        ]
        return sorted(states, key=lambda state: _rank(state["section"]))

    def value_from_datadict(self, data, files, prefix):
        """The posted children, and the folded ones, in the order in which they are stored."""
        value = super().value_from_datadict(data, files, prefix)
        years = data.get(f"{prefix}-years")
        if not years:
            return value
        order, apart, folded = _read_years(years)
        children = [(child.block.name, child.value, child.id) for child in value]
        posted = {found for _name, _value, found in children}
        children += [
            (state["type"], value_of_state(self.child_blocks[state["type"]], state["value"]), key)
            for state in folded
            if (key := state["id"]) not in posted and state["type"] in self.child_blocks
        ]
        whole = blocks.StreamValue(self, children)
        return blocks.StreamValue(self, in_stored_order(list(whole), order, apart))


def _rank(section: str) -> tuple[int, str]:
    """Now, then the coming days in turn, then what never holds, then what has been."""
    places = {NOW: 0, NEVER: 2, FORMER: 3}
    return places.get(section, 1), section


def section_title(section: str) -> str:
    """The heading of a section."""
    titles = {NOW: _("In force now"), NEVER: _("Never in force"), FORMER: _("Former")}
    if section in titles:
        return titles[section]
    day = rates.format_date(date.fromisoformat(section), get_language() or "da")
    return _("From %(day)s") % {"day": day}


def _read_years(text: str) -> tuple[list[str], dict[str, str], list[dict[str, Any]]]:
    """The stored order, the sections and the folded children that the form sends as one field.

    Raises `BadRequest` if it is not what the form made: to go on would lose former versions.
    """
    try:
        sent = json.loads(text)
        order = [str(found) for found in sent["order"]]
        apart = {str(found): str(section) for found, section in sent["apart"].items()}
        folded = [
            {"type": str(s["type"]), "value": dict(s["value"]), "id": str(s["id"])}
            for s in sent["folded"]
        ]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as exc:
        raise BadRequest("The former versions of the rates could not be read.") from exc
    return order, apart, folded


def is_plain(block: blocks.Block) -> bool:
    """Whether the form state of a block is plain data that a form field could have posted."""
    if isinstance(block, blocks.StructBlock):
        return all(is_plain(child) for child in block.child_blocks.values())
    if isinstance(block, blocks.ListBlock):
        return is_plain(block.child_block)
    return isinstance(block, blocks.FieldBlock) and not isinstance(block, blocks.ChooserBlock)


def value_of_state(block: blocks.Block, state: Any) -> Any:
    """The value of a block whose form has this state, as if its fields had been posted."""
    if isinstance(block, blocks.StructBlock):
        return block._to_struct_value(
            [
                (name, value_of_state(child, state[name]) if name in state else child.get_default())
                for name, child in block.child_blocks.items()
            ]
        )
    if isinstance(block, blocks.ListBlock):
        inner = block.child_block
        items = [
            ListValue.ListChild(inner, value_of_state(inner, item["value"]), id=item.get("id"))
            for item in state
        ]
        return ListValue(block, bound_blocks=items)
    posted = MultiValueDict({"it": state}) if isinstance(state, list) else {"it": state}
    return block.value_from_datadict(posted, {}, "it")
