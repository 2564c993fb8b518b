"""Fixtures whose rows are made once for many tests.

`kept` makes a fixture of a function that makes one object from other kept ones. On SQLite in
memory, its rows are made once for each set of kept fixtures that some test asks for; the database
with them is kept, and laid under every test that asks for the same set. So a site or a fee page
costs a query and not a tree of pages, its revision and its publication. Elsewhere, and in tests
with real transactions, the function runs for each test as any fixture does.

The rows are made at an instant long before any test's clock.
"""

from __future__ import annotations

import inspect
import sqlite3
from functools import wraps

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import translation
from freezegun import freeze_time

LONG_AGO = "2020-01-01 12:00:00"
# The base on which the running test stands: function -> (model, primary key).
standing: dict = {}


def kept(function):
    """A fixture that returns an object of `function`, made for this test or before it."""

    @wraps(function)
    def fixture(**fixtures):
        return fresh(standing[function]) if function in standing else function(**fixtures)

    fixture.kept = function
    return pytest.fixture(fixture)


class Bases:
    """The databases that tests begin with, each under the functions that filled it."""

    def __init__(self):
        self.stored = {}
        self.now = None
        self.keep((), {})

    def keep(self, functions, made):
        """Remember the database as it is."""
        copy = sqlite3.connect(":memory:")
        connection.ensure_connection()
        connection.connection.backup(copy)
        self.stored[functions] = (copy, made)
        self.now = functions

    def lay(self, functions):
        """Make the database the one that these functions fill; returns what they made."""
        if functions not in self.stored:
            self.make(functions)
        copy, made = self.stored[functions]
        if self.now != functions:
            copy.backup(connection.connection)
            self.now = functions
        return made

    def make(self, functions):
        """Fill an empty database, each function after those that it asks for."""
        self.lay(())
        self.now = None
        made, objects = {}, {}
        cache.clear()
        with translation.override("da"), freeze_time(LONG_AGO):
            for function in functions:
                arguments = inspect.signature(function).parameters
                found = {name: fresh(made[objects[name]]) for name in arguments}
                thing = function(**found)
                made[function] = (type(thing), thing.pk)
                objects[function.__name__] = function
        cache.clear()
        self.keep(functions, made)

    def spoil(self):
        """The database is no more what it was: a test with real transactions comes."""
        self.now = None


def fresh(stored):
    """The object as the database has it."""
    model, key = stored
    return model.objects.get(pk=key)


def asked_for(request):
    """The functions of the kept fixtures of a test, each after those that it asks for.

    One that asks for a fixture that is not kept is left to the test.
    """
    known = request.node._fixtureinfo.name2fixturedefs
    found = {}

    def visit(name):
        function = getattr(known[name][-1].func, "kept", None) if name in known else None
        if function is None:
            return False
        if function not in found:
            # In the order of the dictionary, what it asks for comes first.
            asked = [visit(argument) for argument in inspect.signature(function).parameters]
            found.setdefault(function, all(asked))
        return found[function]

    for name in sorted(request.fixturenames):
        visit(name)
    return tuple(function for function, can_be_kept in found.items() if can_be_kept)
