"""Where the lines of the desk come from: small functions, each with its own matter."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass

logger = logging.getLogger(__name__)

# More lines of one matter than this are a list, and lists have their own pages.
MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class DeskLine:
    """One thing that waits for somebody: what, and where it is done."""

    text: str
    url: str
    icon: str = "warning"
    urgent: bool = False


Provider = Callable[[object], Iterable[DeskLine]]

_providers: dict[str, Provider] = {}


def register_desk_lines(provider: Provider) -> Provider:
    """Add a function of the user that yields the lines that this user can act on.

    It is called each time somebody opens the admin: a fixed number of queries, no network, and
    nothing that the user may not see. One that fails is logged and left out.
    """
    _providers[f"{provider.__module__}.{provider.__qualname__}"] = provider
    return provider


def desk_lines(user) -> list[DeskLine]:
    """What waits for `user`: the urgent first, then in the order of registration."""
    lines = [line for provider in list(_providers.values()) for line in _ask(provider, user)]
    return sorted(lines, key=lambda line: not line.urgent)


def _ask(provider: Provider, user) -> list[DeskLine]:
    try:
        return list(provider(user))[:MOST_LINES]
    except Exception:
        logger.exception("The desk could not ask %s", provider.__qualname__)
        return []
