"""Where the lines of the desk come from: small functions, each with its own matter."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

logger = logging.getLogger(__name__)

# More lines of one matter than this are a list, and lists have their own pages.
MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class DeskLine:
    """One thing that waits for somebody: what, and where it is done.

    `lead` stands before the text in bold. With an `action` the line ends in a button that says
    so; without one the text itself is the link. `does`: the button does it (a POST), and is no
    link to where it is done; then the text may lead to `page_url`.
    """

    text: str
    url: str
    icon: str = "warning"
    urgent: bool = False
    lead: str = ""
    action: str = ""
    does: bool = False
    page_url: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """What waits for a user; `more` is how many lines there was no room for."""

    lines: list[DeskLine]
    more: int = 0


Provider = Callable[[object], Iterable[DeskLine]]

_providers: dict[str, Provider] = {}
_shared: ContextVar[dict[Any, Any] | None] = ContextVar("libfees_desk", default=None)


def register_desk_lines(provider: Provider) -> Provider:
    """Add a function of the user that yields the lines that this user can act on.

    It is called each time somebody opens the admin: a fixed number of queries, no network, and
    nothing that the user may not see. One that fails is logged and left out.
    """
    _providers[f"{provider.__module__}.{provider.__qualname__}"] = provider
    return provider


def desk_of(user) -> Desk:
    """What waits for `user`: the urgent first, then in the order of registration."""
    token = _shared.set({})
    try:
        asked = [_ask(provider, user) for provider in list(_providers.values())]
    finally:
        _shared.reset(token)
    shown = [line for lines in asked for line in lines[:MOST_LINES]]
    more = sum(map(len, asked)) - len(shown)
    return Desk(sorted(shown, key=lambda line: not line.urgent), more)


def shared() -> dict[Any, Any]:
    """What the providers of one desk have looked up; the `shared` of `findings_of`."""
    found = _shared.get()
    return {} if found is None else found


def desk_lines(user) -> list[DeskLine]:
    return desk_of(user).lines


def _ask(provider: Provider, user) -> list[DeskLine]:
    try:
        return list(provider(user))
    except Exception:
        logger.exception("The desk could not ask %s", provider.__qualname__)
        return []
