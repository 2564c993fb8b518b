"""Whom the whole country turns to: addresses, phone numbers and hours, as facts with a source.

Nothing is copied from the sources but these facts. A site that knows better states an own fact of
the same name, which takes the place of what stands here. After a change raise `VERSION`, and put
the former value into `former`, so that pages on which somebody typed it are found.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from ..text.opening_hours import hours_in
from .facts import IN_NATIONAL, FactLink, FactSources, Value, Words, register_fact

VERSION: Final = 1
# After so many months somebody has to look whether a fact is still true.
MONTHS_VALID: Final = 12


@dataclass(frozen=True)
class NationalFact:
    """A fact as its `source` states it, in Danish; `href` if it is a link.

    `checked` is the day on which it was last found there or on another public authority's page;
    None if nobody has compared it yet. `former` are values that it had before.
    """

    label: Words
    text: str
    source: str
    checked: date | None
    href: str = ""
    former: tuple[str, ...] = ()

    def value(self, language: str) -> Value:
        """The fact in `language`: hours are written anew in it."""
        text = hours_in(self.text, language)
        return FactLink(text, self.href) if self.href else text


_BORGER = "https://www.borger.dk/"
_MITID = "https://www.mitid.dk/hjaelp/"

NATIONAL: Final[Mapping[str, NationalFact]] = {
    "borger_dk": NationalFact(_("borger.dk"), "borger.dk", _BORGER, date(2026, 11, 30), _BORGER),
    "phone_1881": NationalFact(
        _("Phone: public authorities (1881)"), "1881", _BORGER, date(2026, 11, 30), "tel:1881"
    ),
    "hours_1881": NationalFact(
        _("Telephone hours of 1881"),
        "Mandag–torsdag kl. 8–20, fredag kl. 8–16, søndag kl. 16–20",
        _BORGER,
        None,
        former=("mandag–torsdag fra 8–22 og fredag fra 8–18",),
    ),
    "digital_post": NationalFact(
        _("Digital Post"),
        "Digital Post",
        "https://www.borger.dk/post",
        date(2026, 11, 30),
        "https://www.borger.dk/post",
    ),
    "mitid_help": NationalFact(_("Help with MitID"), "MitID", _MITID, date(2026, 11, 30), _MITID),
    "phone_mitid": NationalFact(
        _("Phone: help with MitID"), "33 98 00 10", _MITID, date(2026, 11, 30), "tel:33980010"
    ),
    "hours_mitid": NationalFact(
        _("Telephone hours of the help with MitID"),
        "Hverdage kl. 8–20, weekender kl. 10–16",
        _MITID,
        None,
    ),
}


def _register(name: str, fact: NationalFact) -> None:
    @register_fact(name, fact.label, IN_NATIONAL)
    def read(sources: FactSources) -> Value:
        own = sources.own.get(name)
        return own.value if own and own.value else fact.value(sources.language)


for _name, _fact in NATIONAL.items():
    _register(_name, _fact)
