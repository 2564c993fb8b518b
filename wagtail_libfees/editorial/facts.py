"""The facts that texts can name, and where their values come from.

A fact reads its value from `FactSources`; an empty one is a gap, and never a guess. A site adds
its own with `register_fact`, in a module that is loaded at start (such as `wagtail_hooks.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .. import rates

FACT_NAME = re.compile(r"[a-z][a-z0-9_]{1,49}")

Words = str | Promise


@dataclass(frozen=True)
class FactLink:
    """A value that is a link in rich text. `text` stands in plain text, `label` on the link."""

    text: str
    href: str
    label: str = ""


@dataclass(frozen=True)
class OwnValue:
    """A fact that editors of the site made: the words for editors, and its value."""

    label: str
    value: str


class FactSources(Protocol):
    """What a fact may read. `card` has only the rates in force on the day asked for."""

    language: str

    @property
    def key(self) -> tuple: ...

    @property
    def settings(self) -> Any: ...

    @property
    def card(self) -> rates.RateCard: ...

    @property
    def fee_page(self) -> FactLink | None: ...

    @property
    def own(self) -> Mapping[str, OwnValue]: ...


Value = str | FactLink | None


@dataclass(frozen=True)
class Fact:
    """A fact: the name in braces, the words for editors, and where an editor states its value.

    `setting` is its field of the fee settings, `rate` block and field of the fee page. `form_of` is
    the fact of which it is another form in the grammar of one language, such as its genitive.
    """

    name: str
    label: Words
    place: Words
    read: Callable[[FactSources], Value]
    setting: str = ""
    rate: str = ""
    form_of: str = ""


IN_SETTINGS = _("the fee settings")
IN_RATES = _("the rates of the fee page")
IN_EITHER = _("the deadlines of the fee page, or the fee settings")
IN_OWN = _("“Own facts”")
IN_NATIONAL = _("the package, or “Own facts”")

_registry: dict[str, Fact] = {}


def stand_in(sources: FactSources, name: str) -> str:
    """What an editor of the site has stated of a fact that the fee settings do not state.

    Who may not change the settings states it as an own fact of the same name; what the settings
    say later takes its place.
    """
    own = sources.own.get(name)
    return own.value if own else ""


def without_own(sources: FactSources) -> FactSources:
    """The same without own facts: some facts read by themselves what stands in for them."""
    found: Any = copy(sources)
    found.own = {}
    return found


def may_stand_in(name: str) -> bool:
    """Whether an own fact may state the fact `name`: one of the settings, in words, or a national
    one."""
    fact = _registry.get(name)
    if fact is None or name in ("fee_page", "portal_url", "payment_ways"):
        return False
    return fact.place in (IN_SETTINGS, IN_NATIONAL)


def register_fact(
    name: str,
    label: Words,
    place: Words = IN_SETTINGS,
    *,
    setting: str = "",
    rate: str = "",
    form_of: str = "",
):
    """Make a function `(FactSources) -> str | FactLink | None` the fact `{name}`.

    `place` says where an editor fills it in; `setting` is the field of the fee settings, and
    `rate` the field of the fee page, such as "exclusion.amount", to which a finding leads. A
    translation may have the fact `form_of` in its place, or another form of that.
    Raises `ValueError` for a name of a wrong shape and for one that is taken.
    """
    if not FACT_NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name of a fact: lower-case letters, digits and _ only.")
    if name in _registry:
        raise ValueError(f"The fact {name!r} is registered already.")

    def register(read: Callable[[FactSources], Value]):
        _registry[name] = Fact(name, label, place, read, setting, rate, form_of)
        return read

    return register


def unregister_fact(name: str) -> None:
    """Take a fact away, such as one that a site wants to define otherwise."""
    _registry.pop(name, None)


def registered_facts() -> dict[str, Fact]:
    """Every registered fact by its name, in the order in which they were registered."""
    return dict(_registry)
