"""The facts of one site, in one language, on one day; and texts filled with them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from django.utils import translation
from django.utils.html import escape, format_html
from django.utils.translation import gettext as _

from ..text.addresses import href
from . import builtin_facts, national  # noqa: F401 - they register the facts of this package
from .fact_text import fill_html, fill_text, folded, has_facts
from .facts import (
    IN_OWN,
    Fact,
    FactLink,
    FactSources,
    Value,
    may_stand_in,
    registered_facts,
    stand_in,
)
from .value_checks import value_fault


class Facts:
    """Fills texts. Nothing is looked up before the first text that names a fact.

    `make_sources` is asked then; `mark_gaps`: a draft shows what is missing or unknown as a
    marked gap, where the public reads a neutral text. `used` tells whether there was a fact.
    """

    def __init__(self, make_sources: Callable[[], FactSources], *, mark_gaps: bool = False):
        self._make_sources = make_sources
        self.mark_gaps = mark_gaps
        self.used = False
        self._values: dict[str, Value] = {}

    @cached_property
    def sources(self) -> FactSources:
        return self._make_sources()

    @cached_property
    def known(self) -> dict[str, Fact]:
        """The facts by name: those registered, then the site's own."""
        return {**self._own, **registered_facts()}

    @cached_property
    def _own(self) -> dict[str, Fact]:
        return {
            name: Fact(name, own.label or name, IN_OWN, lambda _sources, own=own: own.value)
            for name, own in self.sources.own.items()
        }

    @cached_property
    def by_words(self) -> dict[str, str]:
        """The name of each fact by its words for editors, `folded()`; not of words that two have.

        In Danish and English whatever the editor reads, and in the language of the texts.
        """
        found: dict[str, set[str]] = {}
        for language in {"da", "en", self.sources.language}:
            with translation.override(language):
                for fact in self.known.values():
                    found.setdefault(folded(str(fact.label)), set()).add(fact.name)
        return {
            words: min(names)
            for words, names in found.items()
            if len(names) == 1 and words not in self.known
        }

    def value(self, name: str) -> Value:
        """The value of the fact `name`; None or empty if nobody has stated one.

        What readers may not see, such as a placeholder, is no value. Raises `KeyError` for a name
        that is no fact.
        """
        if name not in self._values:
            stated = self.stated(name)
            self._values[name] = None if value_fault(_plain(stated)) else stated
        return self._values[name]

    def stated(self, name: str) -> Value:
        """What somebody has stated, whether or not readers may see it."""
        with translation.override(self.sources.language):
            return self.known[name].read(self.sources) or self._stand_in(name)

    def _stand_in(self, name: str) -> str:
        return stand_in(self.sources, name) if may_stand_in(name) else ""

    def fault(self, name: str) -> str:
        """What is wrong with what was stated; empty if nothing is, or nothing was stated."""
        return value_fault(_plain(self.stated(name)))

    def plain(self, name: str) -> str:
        """The value of the fact as plain text; empty if there is none."""
        return _plain(self.value(name))

    def shown(self, name: str) -> str:
        """The words that rich text shows for the fact; empty if there are none."""
        value = self.value(name)
        return (isinstance(value, FactLink) and value.label) or _plain(value)

    def text(self, text: str) -> str:
        """A plain text with its facts filled in."""
        return fill_text(text, self._as_text) if self._has(text) else text

    def html(self, html: str) -> str:
        """Rich text with its facts filled in; every value is escaped."""
        return fill_html(html, self._as_html) if self._has(html) else html

    def _has(self, text: str) -> bool:
        found = has_facts(text)
        self.used = self.used or found
        return found

    def _as_text(self, name: str, _in_link: bool) -> str | None:
        if name not in self.known:
            return None
        return self.plain(name) or self._gap(name)

    def _as_html(self, name: str, in_link: bool) -> str | None:
        if name not in self.known:
            return self._marked(f"{{{name}}}") if self.mark_gaps else None
        value = self.value(name)
        if isinstance(value, FactLink) and href(value.href) and not in_link:
            return format_html('<a href="{}">{}</a>', value.href, value.label or value.text)
        text = self.plain(name)
        if text:
            return escape(text)
        gap = self._gap(name)
        return self._marked(gap) if self.mark_gaps else escape(gap)

    def _gap(self, name: str) -> str:
        """What stands where a value is missing: nothing that could be taken for one."""
        with translation.override(self.sources.language):
            if not self.mark_gaps:
                return _("(not stated)")
            return _("[%(fact)s: no value yet]") % {"fact": f"{{{name}}}"}

    @staticmethod
    def _marked(text: str) -> str:
        return format_html('<mark class="libfees-gap">{}</mark>', text)


def _plain(value: Value) -> str:
    return value.text if isinstance(value, FactLink) else str(value or "")
