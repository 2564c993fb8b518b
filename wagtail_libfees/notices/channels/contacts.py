"""Contact points as lines, in the order in which the site wants borrowers to use its channels."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ..core.content import ContactPoint
from .words import ChannelLanguage

# The order of channel strategies: self-service first, in person last.
ORDER: Final = ("self_service", "phone", "email", "in_person")


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One way to turn to someone. `url` is where pressing it leads, or empty."""

    label: str
    value: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class ContactLines:
    """A contact point: what it is about and who answers, and the ways there."""

    heading: str
    lines: tuple[ContactLine, ...]


def contact_lines(
    points: Sequence[ContactPoint], order: Sequence[str], _: ChannelLanguage
) -> list[ContactLines]:
    """Each point with its ways in `order`; a way that is not in it is not shown."""
    return [
        ContactLines(_heading(point, _), tuple(_in_order(point, order or ORDER, _)))
        for point in points
    ]


def _in_order(
    point: ContactPoint, order: Sequence[str], _: ChannelLanguage
) -> Iterator[ContactLine]:
    for way in order:
        if way in WAYS:
            yield from WAYS[way](point, _)
    if point.opening_hours and ("phone" in order or "in_person" in order):
        yield ContactLine(_("Opening hours"), point.opening_hours)


def _heading(point: ContactPoint, _: ChannelLanguage) -> str:
    return ": ".join(part for part in (point.matter, point.name) if part) or _("Contact")


def _self_service(point: ContactPoint, _: ChannelLanguage) -> Iterator[ContactLine]:
    if point.url:
        label = _("Self-service (login needed)") if point.login_needed else _("Self-service")
        yield ContactLine(label, point.url, point.url)


def _phone(point: ContactPoint, _: ChannelLanguage) -> Iterator[ContactLine]:
    if point.phone:
        yield ContactLine(_("Phone"), point.phone, "tel:" + re.sub(r"[^0-9+]", "", point.phone))


def _email(point: ContactPoint, _: ChannelLanguage) -> Iterator[ContactLine]:
    if point.email:
        yield ContactLine(_("E-mail"), point.email, f"mailto:{point.email}")


def _in_person(point: ContactPoint, _: ChannelLanguage) -> Iterator[ContactLine]:
    if point.address:
        yield ContactLine(_("In person"), point.address)


Way = Callable[[ContactPoint, ChannelLanguage], Iterator[ContactLine]]
WAYS: Final[Mapping[str, Way]] = {
    "self_service": _self_service,
    "phone": _phone,
    "email": _email,
    "in_person": _in_person,
}
