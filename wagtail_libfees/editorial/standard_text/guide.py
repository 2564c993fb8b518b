"""The standard text of a new staff guide: who answers what, and what colleagues ask most.

The words are our own. Names, numbers and days are facts, so the guide is true on each site; the
page cannot be published before they are stated.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .sections import spoken
from .stream import Raw, section_id

# Of each case of the referral: (key, contact point of the fee settings).
CASES = (
    ("reason", "reason"),
    ("payment", "payment"),
    ("reminder", "payment"),
    ("blocked", "reason"),
)

DANISH: dict[str, Any] = {
    "title": "Vejledning til personalet",
    "intro": (
        "<p>Her finder du, hvem der svarer låneren på hvad, og svar på det, vi selv spørger "
        "hinanden om. Siden er kun for personalet.</p>"
    ),
    "referral": "Hvem svarer på hvad?",
    "cases": {
        "reason": {
            "matter": "hvorfor låneren har fået en regning",
            "ready": "Titlen, og hvornår den er afleveret",
            "say": "Det kan vi se her på biblioteket. Hvad har du lånt, og hvornår afleverede du?",
        },
        "payment": {
            "matter": "betalingen",
            "ready": "Nummeret på regningen",
            "say": "{payment_office} tager imod betalingen og kan se, om den er gået igennem.",
        },
        "reminder": {
            "matter": "en rykker, eller om at dele betalingen op",
            "ready": "Datoen på rykkeren",
            "say": "Rykkere og aftaler om at betale er det {payment_office}, der tager sig af.",
        },
        "blocked": {
            "matter": "at låneren ikke kan låne",
            "ready": "Hvad låneren har betalt, og hvornår",
            "say": (
                "Man kan ikke låne, når man skylder {exclusion_rule}. Det åbner igen, når "
                "betalingen er registreret."
            ),
        },
    },
    "questions": "Det spørger kolleger om",
    "answers": {
        "paid": {
            "question": "Låneren har betalt, men gebyret står der stadig. Hvad gør jeg?",
            "answer": (
                "<p>Der kan gå op til {registration_delay}, før vi kan se en betaling. Slet ikke "
                "gebyret. Står det der stadig derefter, så lad {payment_office} finde "
                "betalingen.</p>"
            ),
            "say": "Der kan gå op til {registration_delay}, før vi kan se din betaling.",
        },
        "disagrees": {
            "question": "Låneren er uenig i regningen. Hvem afgør det?",
            "answer": (
                "<ul><li>Hvad der er lånt, afleveret og gået i stykker: biblioteket. Skriv ned, "
                "hvad låneren siger, og se på lånet.</li><li>Betalingen, rykkere og fristen for at "
                "betale: {payment_office}.</li></ul>"
            ),
            "say": "Jeg skriver ned, hvad du er uenig i, og så ser vi på det.",
        },
        "mitid": {
            "question": "Låneren har ikke MitID. Hvem hjælper?",
            "answer": (
                "<p>Hjælp til {mitid_help} får låneren på telefon {phone_mitid}. Se under <i>Sådan "
                "betaler du</i> på Takster, hvilke måder at betale på der ikke kræver MitID.</p>"
            ),
        },
        "child": {
            "question": "Hvem får regningen, når låneren er et barn?",
            "answer": "<p>{bill_for_child}</p>",
        },
        "numbers": {
            "question": "Må jeg skrive lånerens CPR-nummer i en mail?",
            "answer": (
                "<p>Nej. Skriv aldrig CPR-numre i mails, i noter eller i søgefeltet her på siden. "
                "Find låneren i bibliotekssystemet.</p>"
            ),
        },
    },
}

ENGLISH: dict[str, Any] = {
    "title": "Guide for staff",
    "intro": (
        "<p>Here you find who answers the borrower about what, and what we ask each other. The "
        "page is for staff only.</p>"
    ),
    "referral": "Who answers what?",
    "cases": {
        "reason": {
            "matter": "why the borrower has had a bill",
            "ready": "The title, and when it was returned",
            "say": (
                "We can see that here at the library. What did you borrow, and when did you return "
                "it?"
            ),
        },
        "payment": {
            "matter": "the payment",
            "ready": "The number of the bill",
            "say": "{payment_office} takes the payment and can see whether it has arrived.",
        },
        "reminder": {
            "matter": "a reminder, or paying in parts",
            "ready": "The date of the reminder",
            "say": "{payment_office} deals with reminders and with agreements about paying.",
        },
        "blocked": {
            "matter": "not being able to borrow",
            "ready": "What the borrower has paid, and when",
            "say": (
                "You cannot borrow when you owe {exclusion_rule}. You can again when the payment "
                "is registered."
            ),
        },
    },
    "questions": "What colleagues ask",
    "answers": {
        "paid": {
            "question": "The borrower has paid, but the fee is still there. What do I do?",
            "answer": (
                "<p>It can take up to {registration_delay} before we can see a payment. Do not "
                "delete the fee. If it is still there after that, let {payment_office} find the "
                "payment.</p>"
            ),
            "say": "It can take up to {registration_delay} before we can see your payment.",
        },
        "disagrees": {
            "question": "The borrower disagrees with the bill. Who decides?",
            "answer": (
                "<ul><li>What was borrowed, returned and damaged: the library. Write down what the "
                "borrower says, and look at the loan.</li><li>The payment, reminders and the time "
                "to pay: {payment_office}.</li></ul>"
            ),
            "say": "I write down what you disagree with, and we will look at it.",
        },
        "mitid": {
            "question": "The borrower has no MitID. Who helps?",
            "answer": (
                "<p>The borrower gets help with {mitid_help} on telephone {phone_mitid}. See under "
                "<i>How to pay</i> on the page of rates which ways of paying need no MitID.</p>"
            ),
        },
        "child": {
            "question": "Who gets the bill when the borrower is a child?",
            "answer": "<p>{bill_for_child}</p>",
        },
        "numbers": {
            "question": "May I write the borrower’s CPR number in an e-mail?",
            "answer": (
                "<p>No. Never write CPR numbers in e-mails, in notes or in the search field of "
                "this page. Find the borrower in the library system.</p>"
            ),
        },
    },
}

GUIDES = {"da": DANISH, "en": ENGLISH}


def guide_words(language: str) -> dict[str, Any]:
    """The words of the guide in `language`, English if it has no other."""
    return GUIDES[spoken(language)]


def guide_blocks(language: str) -> list[Raw]:
    """The stored blocks of a new staff guide; their ids are the same in every language."""
    words = guide_words(language)
    cases = [(key, {"point": point, **words["cases"][key]}) for key, point in CASES]
    answers = _items(words["answers"].items())
    return [
        _block("referral", {"heading": words["referral"], "cases": _items(cases)}),
        _block("questions", {"heading": words["questions"], "questions": answers}),
    ]


def guide_texts(language: str) -> list[str]:
    """Every text of the guide in `language`, in an order that is the same in each."""
    words = guide_words(language)
    parts = [*words["cases"].values(), *words["answers"].values()]
    said = [words[name] for name in ("title", "intro", "referral", "questions")]
    return said + [text for part in parts for text in part.values()]


def _block(kind: str, value: Raw) -> Raw:
    return {"type": kind, "value": value, "id": section_id(f"guide-{kind}")}


def _items(entries: Iterable[tuple[str, Raw]]) -> list[Raw]:
    return [
        {"type": "item", "value": value, "id": section_id(f"guide-{key}")} for key, value in entries
    ]
