"""Every address of the example installation, asked by every role of two libraries.

Nothing that a library keeps to itself is told to another one or to the public, nothing of it is
changed from there, and nothing answers with an error. A slice runs with the suite; `make doors`
(LIBFEES_DOORS=whole) asks all, and prints the figures that docs/security.md gives.
"""

from __future__ import annotations

import os
import time

import pytest
from django.apps import apps

from tests import factories

from .addresses import addresses, one_of_each, routes
from .asking import Visitor
from .libraries import ROLES, two_libraries
from .table import MAY_SEE, UNTOLD, is_leak

pytestmark = [
    pytest.mark.django_db,
    # wagtail-localize's own report.
    pytest.mark.filterwarnings("ignore:Pagination may yield inconsistent results"),
]

WHOLE = os.environ.get("LIBFEES_DOORS") == "whole"
WAYS = ("look", "push")
# Models of the package without a word of a library.
WORDLESS = {
    "wagtail_libfees.noticestamp",
    "wagtail_libfees.pagestamp",
    # Shown to nobody.
    "wagtail_libfees.signalstate",
    "wagtail_libfees.urgentconfirmation",
    "wagtail_libfees.pagereview",
}


@pytest.fixture
def libraries(search_index):
    return two_libraries()


def ask(visitor, found, library):
    """Ask all of these addresses both ways; returns the leaks and the errors."""
    visitor.remember()
    told = [each for address in found for way in WAYS for each in getattr(visitor, way)(address)]
    return [each for each in told if is_leak(each, library)] + visitor.faults


def everywhere(libraries):
    """The addresses with the things of both libraries, each once."""
    return list(dict.fromkeys(each for letter in "ab" for each in addresses(libraries[letter])))


def test_every_model_of_the_package_has_a_canary(libraries):
    planted = {label for library in libraries.values() for label in library.things}
    ours = [
        model._meta.label_lower
        for app in ("wagtail_libfees", "libfees_imports")
        for model in apps.get_app_config(app).get_models()
    ]
    assert set(ours) - WORDLESS - planted == set()


def test_every_address_is_filled(libraries):
    assert {each.route for each in everywhere(libraries)} == set(routes())


def test_the_public_finds_nothing_of_a_library(libraries):
    public = Visitor("anonymous", libraries["b"].site.hostname, libraries)
    assert ask(public, one_of_each(libraries["b"]), "b") == []


def test_an_administrator_finds_nothing_of_another_library(libraries):
    """The strongest role."""
    library = libraries["a"]
    local = Visitor("lokal", library.site.hostname, libraries, library.users["lokal"])
    assert ask(local, one_of_each(libraries["b"]), "a") == []


@pytest.mark.skipif(not WHOLE, reason="make doors")
@pytest.mark.parametrize("letter", "ab")
@pytest.mark.parametrize("who", ["anonymous", *ROLES])
def test_all_doors(libraries, capsys, who, letter):
    doors, library = everywhere(libraries), libraries[letter]
    found, asked, started = [], 0, time.monotonic()
    for each in libraries.values():
        visitor = Visitor(who, each.site.hostname, libraries, library.users.get(who))
        # The admin is one for both.
        here = doors if each is library else [door for door in doors if not door.in_admin]
        found += ask(visitor, here, letter)
        asked += visitor.asked
    with capsys.disabled():
        print(
            f"\n{who} of {letter}: {len(doors)} addresses on {len(routes())} routes, "
            f"{asked} requests in {time.monotonic() - started:.0f} s, "
            f"{len(found)} leaks, changes and errors"
        )
    assert found == []


@pytest.mark.skipif(not WHOLE, reason="make doors")
def test_a_superuser_sees_every_canary(libraries):
    """One that nobody sees would prove nothing."""
    superuser = Visitor("superuser", libraries["a"].site.hostname, libraries, factories.admin())
    shown = {each.kind for door in everywhere(libraries) for each in superuser.look(door)}
    assert shown >= set(MAY_SEE) - UNTOLD
