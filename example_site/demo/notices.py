"""The notices of the demo and the branches that they name, as an editor would type them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from string import Template
from typing import Any

from wagtail_libfees.rates import format_date

from .content import (
    FINANCE_HOURS,
    FINANCE_PHONE,
    LIBRARY_EMAIL,
    LIBRARY_HOURS,
    LIBRARY_PHONE,
    NOTICE_INDEX,
    PORTAL_NAME,
    PORTAL_URL,
)

__all__ = ["BRANCHES", "NOTICE_INDEX", "notices"]

BRANCHES = {
    "main": {"name": "Hovedbiblioteket", "address": "Torvet 1, 9999 Fjordby", "isil": "DK-799901"},
    "harbour": {
        "name": "Havnebiblioteket",
        "address": "Kajen 2, 9999 Fjordby",
        "isil": "DK-799902",
    },
}
BRANCH_NAMES_IN_ENGLISH = {"main": "The Main Library", "harbour": "The Harbour Library"}

_REASON = {
    "matter": "Hvorfor du har fået en regning",
    "name": "Fjordby Bibliotek",
    "phone": LIBRARY_PHONE,
    "email": LIBRARY_EMAIL,
    "url": "",
    "login_needed": False,
    "address": "",
    "hours": LIBRARY_HOURS,
}
_PAYMENT = {
    "matter": "Betaling og rykkere",
    "name": "Opkrævningen, Fjordby Kommune",
    "phone": FINANCE_PHONE,
    "email": "",
    "url": PORTAL_URL,
    "login_needed": True,
    "address": "",
    "hours": FINANCE_HOURS,
}


def notices(days: Mapping[str, date], faq, takster) -> list[dict[str, Any]]:
    """The fields of each notice, with the days filled in; `branches` are keys of `BRANCHES`.

    A change of payment with everything that it has to say, a closure, and an outage that is over.
    """
    words = {name: format_date(day, "da") for name, day in days.items()}
    made = [_payment_change(days, faq, takster), _closure(days), _outage(days)]
    return [_filled(notice, words) for notice in made]


def _filled(value, words):
    """`value` with `$name` of a day in every text of it."""
    if isinstance(value, str):
        return Template(value).substitute(words)
    if isinstance(value, dict):
        return {name: _filled(child, words) for name, child in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_filled(child, words) for child in value)
    return value


def _payment_change(days, faq, takster) -> dict[str, Any]:
    return {
        "title": "Betal dine regninger i Mit Betalingsoverblik",
        "slug": "betal-i-mit-betalingsoverblik",
        "search_description": "Bibliotekets regninger bliver nu betalt i Mit Betalingsoverblik.",
        "kind": "payment_change",
        "severity": "information",
        "lead": (
            "Fra den $portal_from betaler du gebyrer og erstatninger i Mit Betalingsoverblik. "
            "Taksterne er de samme som før."
        ),
        "text": (
            "<p>I Mit Betalingsoverblik ser du alle dine regninger fra kommunen på ét sted, også "
            "dem fra biblioteket.</p>"
        ),
        "changes": (
            "<p>Nye regninger står ikke længere under dine lån på hjemmesiden. Du finder dem i "
            f"{PORTAL_NAME} sammen med kommunens andre regninger.</p>"
        ),
        "unchanged": (
            "<p>Taksterne, afleveringsfristerne og reglerne for, hvornår du ikke kan låne, er de "
            "samme som før.</p>"
        ),
        "to_do": (
            "<p>Har du ingen regninger, skal du ikke gøre noget. Har du en ældre regning, så betal "
            "den på den gamle betalingsside senest den $old_portal_ends.</p>"
        ),
        "from_day": days["portal_from"],
        "review_day": days["portal_review"],
        "services": ["payment", "website"],
        "cut_off_day": days["portal_from"],
        "old_balances": "Du ser og betaler ældre regninger på bibliotekets gamle betalingsside.",
        "old_url": "https://gammel-betaling.example/",
        "old_channel_ends": days["old_portal_ends"],
        "new_balances": f"Du ser og betaler nye regninger i {PORTAL_NAME}.",
        "new_url": PORTAL_URL,
        "login_needed": True,
        "contacts": [("point", _REASON), ("point", _PAYMENT)],
        "links": [
            ("page", {"page": faq, "text": "Spørgsmål og svar om regninger"}),
            ("page", {"page": takster, "text": "Bibliotekets takster"}),
        ],
        "updates": [
            (
                "update",
                {
                    "day": days["portal_from"],
                    "time": time(9),
                    "text": "<p>Betalingsportalen er åben, og de første regninger kan ses.</p>",
                },
            )
        ],
    }


def _closure(days) -> dict[str, Any]:
    return {
        "title": "Havnebiblioteket holder lukket en dag",
        "slug": "havnebiblioteket-holder-lukket",
        "search_description": "Havnebiblioteket holder lukket en dag. Se, hvor du kan aflevere.",
        "kind": "closure",
        "severity": "warning",
        "lead": (
            "Havnebiblioteket holder lukket den $closed_on, fordi der kommer nyt gulv. Du kan "
            "aflevere på Hovedbiblioteket."
        ),
        "text": (
            "<p>Afleveringskassen ved Havnebiblioteket er også lukket. Skulle du have afleveret "
            "den dag, har vi givet dig en dag mere. Den nye dato står ved dine lån på "
            "hjemmesiden.</p>"
            "<p>Reserveringer, der ligger klar på Havnebiblioteket, venter på dig, til vi åbner "
            "igen.</p>"
        ),
        "from_day": days["closure_from"],
        "to_day": days["closed_on"],
        "period_from_day": days["closed_on"],
        "period_to_day": days["closed_on"],
        "branches": ["harbour"],
        "services": ["borrowing", "returning", "desk"],
        "contacts": [("point", {**_REASON, "matter": "Spørgsmål om lukkedagen"})],
    }


def _outage(days) -> dict[str, Any]:
    return {
        "title": "Lån kunne ikke fornys på hjemmesiden under en opdatering",
        "slug": "ingen-fornyelse-under-opdatering",
        "search_description": "Hjemmesiden blev opdateret, og lån kunne ikke fornys imens.",
        "kind": "outage",
        "severity": "warning",
        "lead": (
            "Fra den $outage_from til og med den $outage_to opdaterer vi systemet. Imens kan du "
            "ikke se dine lån eller forny dem på hjemmesiden."
        ),
        "text": (
            "<p>Du kan låne og aflevere i automaterne, som du plejer. Der kommer ikke gebyr på "
            "lån, der skulle have været fornyet i de dage.</p>"
        ),
        "from_day": days["outage_from"],
        "to_day": days["outage_to"],
        "services": ["website"],
        "contacts": [("point", {**_REASON, "matter": "Spørgsmål om dine lån"})],
        "updates": [
            (
                "update",
                {
                    "day": days["outage_to"],
                    "time": time(16, 30),
                    "text": "<p>Opdateringen er færdig, og du kan forny dine lån igen.</p>",
                },
            )
        ],
    }
