"""Asks addresses as somebody, and says which canaries and which changes came of it."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie

from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.utils.datastructures import MultiValueDictKeyError
from wagtail.models import Page

from .addresses import SEARCH, Address
from .libraries import CANARY, START, Library

# What forms of Wagtail and of ours take for "yes", all at once.
YES = {
    "action-delete": "yes",
    "confirm": "1",
    "restriction_type": "none",
    "move_applied": "1",
    "next": "/",
    "name": "nyt",
    "title": "nyt",
    "new_title": "nyt",
    "new_slug": "nyt",
    "slug": "nyt",
    # The desk of a staff guide is asked by POST.
    "q": START,
}


@dataclass(frozen=True)
class Found:
    """What an address told or changed: the kind of thing, the letter of its library.

    `host` is the letter of the library whose site was asked.
    """

    who: str
    host: str
    method: str
    route: str
    path: str
    kind: str
    letter: str

    @property
    def door(self) -> tuple[str, str]:
        return self.route, self.kind


def variations(address: Address) -> Iterator[str]:
    """The path as it is, and with what lists are asked for."""
    yield address.path
    if "<" in address.route and "bulk/" not in address.route:
        return
    if address.ids:
        yield f"{address.path}?{address.ids}"
    if "bulk/" in address.route:
        yield f"{address.path}?id=all"
        return
    yield f"{address.path}?{SEARCH}"
    if "report" in address.route or address.route.endswith(("terms/", "branch/", "ownfact/")):
        yield f"{address.path}?export=csv"


class Visitor:
    """Somebody who asks addresses on the host of a library."""

    def __init__(self, name: str, host: str, libraries: dict[str, Library], user=None):
        self.name = name
        self.client = Client(raise_request_exception=False, headers={"host": host})
        self.libraries = libraries
        [self.host] = [key for key, each in libraries.items() if each.site.hostname == host]
        self.asked = 0
        self.faults: list[str] = []
        if user:
            self.client.force_login(user)
        self.cookies = self.client.cookies.output(attrs=[], header="")

    def look(self, address: Address) -> Iterator[Found]:
        """What GET tells."""
        for path in variations(address):
            with _nothing_happened():
                response = self._ask("get", path)
            yield from self._told(response, "get", address, path)

    def push(self, address: Address) -> Iterator[Found]:
        """What POST tells, and whose things it changes."""
        path = address.path
        if "bulk/" in address.route:
            path = f"{path}?{address.ids}"
        with _nothing_happened() as writes:
            response = self._ask("post", path, YES)
            changed = self._changed() if writes else {}
        yield from self._told(response, "post", address, path)
        for letter, what in changed.items():
            kind = f"changes {what}"
            yield Found(self.name, self.host, "post", address.route, path, kind, letter)

    def remember(self) -> None:
        """Take the things as they are now for those that are to stay."""
        self.before = {letter: _state(each) for letter, each in self.libraries.items()}

    def _ask(self, method, path, data=None):
        self.asked += 1
        # Some addresses end the session.
        self.client.cookies = SimpleCookie(self.cookies)
        response = getattr(self.client, method)(path, data)
        response.words = b"".join(response).decode(errors="replace")
        if response.status_code >= 500 and not _is_excused(response):
            self.faults.append(f"{method} {path}: {response.exc_info[1]!r}")
        return response

    def _told(self, response, method, address, path) -> Iterator[Found]:
        words = f"{response.words} {response.headers.get('Location', '')}"
        for kind, letter in set(CANARY.findall(words)):
            yield Found(self.name, self.host, method, address.route, path, kind, letter)

    def _changed(self) -> dict[str, str]:
        now = {letter: _state(each) for letter, each in self.libraries.items()}
        return {
            letter: ", ".join(label for label, rows in now[letter].items() if rows != then[label])
            for letter, then in self.before.items()
            if now[letter] != then
        }


def _is_excused(response) -> bool:
    """Whether a form of Wagtail's broke off since it lacks a field that every browser sends.

    And the view that shows what an error looks like.
    """
    _kind, error, trace = response.exc_info
    files = [frame.filename for frame in traceback.extract_tb(trace)]
    innermost = next((name for name in reversed(files) if "/django/" not in name), "")
    lacks = isinstance(error, MultiValueDictKeyError) or "/wagtail/admin/forms/" in innermost
    return lacks or response.request["PATH_INFO"] == "/admin/failwhale/"


def _state(library: Library) -> dict[str, list]:
    """The rows of a library's things as the database has them."""
    state = {}
    for label, things in library.things.items():
        model = Page if label == "wagtailcore.page" else type(things[0])
        state[label] = list(model._base_manager.filter(pk__in=library.ids(label)).values())
    return state


@contextmanager
def _nothing_happened() -> Iterator[list]:
    """What happens inside is undone; yields the statements that wrote."""
    writes = []

    def watch(execute, sql, params, many, context):
        if sql.lstrip()[:6] in ("INSERT", "UPDATE", "DELETE"):
            writes.append(sql)
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(watch):
        yield writes
        transaction.set_rollback(True)
    if writes:
        cache.clear()
