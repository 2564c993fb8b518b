"""The Danish texts and figures of the demo, as an editor would type them.

Amounts stand in rate blocks only. A text that names a day has a `$name` that `dates` fills, so
that the demo has an active notice whenever it is loaded.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

SITE_NAME = "Fjordby Bibliotek"
MUNICIPALITY = "Fjordby Kommune"
MUNICIPALITY_GENITIVE = "Fjordby Kommunes"
PORTAL_NAME = "Mit Betalingsoverblik"
PORTAL_URL = "https://betaling.example/"

# In the order of Fjordby's channel strategy; it is not on social media.
NOTICE_CHANNELS = ["web", "newsletter", "sms", "poster", "screen", "desk"]

LIBRARY_PHONE = "12 34 56 78"
FINANCE_PHONE = "12 34 56 87"
LIBRARY_EMAIL = "biblioteket@fjordby.example"
LIBRARY_ADDRESS = "Torvet 1, 9999 Fjordby"
LIBRARY_HOURS = "Mandag–fredag kl. 10–17"
FINANCE_HOURS = "Mandag–fredag kl. 10–14"

# (from day, to day, child, adult); the figures that many Danish libraries have.
OVERDUE = [(1, 7, 10, 20), (8, 14, 40, 70), (15, 30, 55, 120), (31, None, 120, 230)]
FORMER_OVERDUE = [(1, 7, 10, 20), (8, 30, 40, 70), (31, None, 100, 200)]

VALIDITY = {
    "valid_from": date(2026, 1, 1),
    "valid_to": None,
    "adopted_by": "Fjordby Kommunalbestyrelse",
    "adopted_on": date(2025, 12, 2),
    "decision_url": "",
}
FORMER_VALIDITY = {
    "valid_from": None,
    "valid_to": date(2025, 12, 31),
    "adopted_by": "Fjordby Kommunalbestyrelse",
    "adopted_on": date(2021, 10, 5),
    "decision_url": "",
}
NO_VALIDITY = {
    "valid_from": None,
    "valid_to": None,
    "adopted_by": "",
    "adopted_on": None,
    "decision_url": "",
}

HOME = {
    "title": "Velkommen til Fjordby Bibliotek",
    "slug": "forside",
    "seo_title": "Takster, betaling og servicemeddelelser",
    "search_description": "Se bibliotekets takster, få svar om betaling, og læs nyt om driften.",
    "intro": (
        "<p>Her kan du se, hvad det koster at aflevere for sent, og få hjælp, hvis du har fået en "
        "regning fra biblioteket.</p>"
    ),
}

TAKSTER = {
    "title": "Takster",
    "slug": "takster",
    "search_description": (
        "Hvad det koster at aflevere for sent, miste en bog eller få en rykker, og hvordan du "
        "betaler."
    ),
    "intro": ("<p>Det er gratis at låne, og det koster ikke noget at aflevere til tiden.</p>"),
}

FAQ = {
    "title": "Spørgsmål om betaling",
    "slug": "spoergsmaal-om-betaling",
    "search_description": "Svar på det, lånere oftest spørger om, når de har fået en regning.",
    "intro": (
        "<p>Find svar på de spørgsmål, vi oftest får om regninger. Vælg et spørgsmål for at se "
        "svaret.</p>"
    ),
}
# An import keeps the order of its source and has one group. An editor sorts the questions: the
# heading of each group, and how its questions begin.
FAQ_GROUPS = {
    "Regning og betaling": [
        "Hvorfor har jeg fået en regning",
        "Hvor betaler jeg",
        "Hvornår kan jeg se en ny regning",
        "Kan jeg betale min regning på biblioteket",
        "Hvordan betaler jeg, hvis jeg ikke har MitID",
        "Jeg har betalt min regning i dag",
        "Jeg har svært ved at betale",
    ],
    "Gebyr, spærring og erstatning": [
        "Hvad koster det at aflevere for sent",
        "Jeg fik ingen påmindelse",
        "Hvorfor kan jeg ikke låne mere",
        "Hvem får regningen",
        "Jeg har fundet bogen",
    ],
    "Klager og rykkere": ["Jeg er uenig", "Jeg har fået en rykker"],
}

STAFF_GUIDE = {
    "title": "Vejledning til personalet",
    "slug": "vejledning-til-personalet",
    "intro": (
        "<p>Svar og arbejdsgange til skranken og telefonen. Siden er kun for medarbejdere: Del "
        "den ikke med lånere.</p>"
    ),
}
# Of the two questions about referring an editor makes the steps below.
STAFF_GROUPS = {
    "Spørgsmål fra kolleger": [
        "Hvorfor står biblioteksgebyrer",
        "Hvad får lånere uden MitID",
        "Kan en borger betale",
        "Skal lånere fra andre",
        "Bliver der ved med",
        "Hvorfor må vi ikke",
        "Hvad gør jeg, hvis en borger",
    ],
}

NOTICE_INDEX = {
    "title": "Servicemeddelelser",
    "slug": "servicemeddelelser",
    "search_description": "Ændringer, lukkedage og driftsstop på Fjordby Bibliotek.",
    "intro": "<p>Her kan du læse om ændringer, lukkedage og driftsstop.</p>",
}


def dates(today: date) -> dict[str, date]:
    """The days that the notices name, seen from `today`; a library closes on a Monday."""
    in_two_weeks = today + timedelta(days=14)
    last_month = today - timedelta(days=30)
    outage_from = last_month - timedelta(days=(last_month.weekday() - 5) % 7)
    return {
        "portal_from": today - timedelta(days=9),
        "old_portal_ends": today + timedelta(days=81),
        "portal_review": today + timedelta(days=90),
        "closure_from": today - timedelta(days=1),
        "closed_on": in_two_weeks + timedelta(days=-in_two_weeks.weekday() % 7),
        "outage_from": outage_from,
        "outage_to": outage_from + timedelta(days=1),
    }


def takster_body() -> list[tuple[str, dict]]:
    """The blocks of the fee page."""
    return [
        ("overdue_fees", overdue_fees(OVERDUE, VALIDITY)),
        # Kept, so that one can look up what held when an old bill was made.
        ("overdue_fees", overdue_fees(FORMER_OVERDUE, FORMER_VALIDITY)),
        (
            "text",
            {
                "heading": "Sådan tæller vi dagene",
                "text": (
                    "<p>Dagen efter afleveringsfristen er dag 1. Lørdage, søndage og helligdage "
                    "tæller med. "
                    "Gebyret bliver højst {max_fee_child} for et barn og {max_fee_adult} for en "
                    "voksen.</p>"
                ),
            },
        ),
        ("replacement_prices", replacement_prices()),
        ("timings", timings()),
        ("reminder_fees", reminder_fees()),
        (
            "exclusion",
            {
                "heading": "Når du bliver spærret",
                "amount": Decimal("200"),
                "inclusive": True,
                "notice_days": 7,
                **NO_VALIDITY,
            },
        ),
        (
            "payment",
            {
                "heading": "Sådan betaler du",
                "text": (
                    "<p>Du betaler med kort eller MobilePay i kommunens betalingsløsning. Har du "
                    "ikke MitID, får du et indbetalingskort med posten.</p>"
                ),
            },
        ),
        ("other_fees", other_fees()),
        ("contact", contact()),
    ]


def overdue_fees(steps, validity) -> dict:
    """Two groups in the same steps; in the last one the price of the item is added."""
    return {
        "heading": "Gebyr for sen aflevering",
        "groups": [
            {
                "label": "Børn under 18 år",
                "age_from": 0,
                "age_to": 17,
                "fee_free": False,
                "bill_to": "guardian",
                "own_bill_from": 15,
                "bill_by": "either",
                "bands": [_band(first, last, child) for first, last, child, _ in steps],
            },
            {
                "label": "Voksne fra 18 år",
                "age_from": 18,
                "age_to": None,
                "fee_free": False,
                "bill_to": "borrower",
                "own_bill_from": None,
                "bill_by": "either",
                "bands": [_band(first, last, adult) for first, last, _, adult in steps],
            },
        ],
        "accrual": "loan_date",
        **validity,
    }


def _band(first, last, amount):
    return {
        "from_day": first,
        "to_day": last,
        "amount": Decimal(amount),
        "fee_free": False,
        "replacement_added": last is None,
    }


def replacement_prices() -> dict:
    """Fixed prices, and those that depend on what the library paid."""
    return {
        "heading": "Hvis du mister eller ødelægger noget",
        "prices": [
            _price("Bog for voksne", 300),
            _price("Bog for børn", 200),
            _price("Tegneserie", 125),
            _price("Tidsskrift", 75),
            _price("Musik-cd", 175),
            _price("Lydbog på cd", 210),
            _price(
                "Film",
                None,
                "purchase_price",
                "Ofte højere end i butikken, fordi biblioteket betaler for retten til udlån.",
            ),
            _price("Konsolspil", 450),
            _price(
                "Lån fra et andet bibliotek", None, "purchase_price", "Det bibliotek sætter prisen."
            ),
        ],
        "handling_fee": Decimal("50"),
        "handling_included": False,
        "refund_months": 3,
        **NO_VALIDITY,
    }


def _price(material, amount, pricing="fixed", note=""):
    return {
        "material": material,
        "pricing": pricing,
        "amount": None if amount is None else Decimal(amount),
        "note": note,
    }


def reminder_fees() -> dict:
    """Two tiers of debt; exactly 500 kr. belongs to the lower one, in the borrower's favour."""
    return {
        "heading": "Hvis du ikke betaler til tiden",
        "fees": [
            {
                "amount": Decimal("150"),
                "basis": "debt",
                "debt_from": None,
                "from_inclusive": True,
                "debt_to": Decimal("500"),
                "to_inclusive": True,
                "claim": "",
            },
            {
                "amount": Decimal("250"),
                "basis": "debt",
                "debt_from": Decimal("500"),
                "from_inclusive": False,
                "debt_to": None,
                "to_inclusive": False,
                "claim": "",
            },
        ],
        **NO_VALIDITY,
    }


def timings() -> dict:
    """The days around a loan and its bill."""
    return {
        "heading": "Beskeder og frister",
        "advance_notice_days": 3,
        "recall_days": 14,
        "considered_lost_days": 30,
        "registration_delay_hours": 72,
        "invoice_minimum": None,
        "payment_deadline_days": 30,
        **NO_VALIDITY,
    }


def other_fees() -> dict:
    """What costs something but is no overdue fee."""
    return {
        "heading": "Andre priser",
        "fees": [
            _other("Dit første lånerkort", "card", None),
            _other("Nyt lånerkort, når du har mistet det gamle", "card", 20),
            _other("Print og kopi, sort-hvid A4", "print", 2, "Pr. side."),
            _other("Print og kopi, farve A4", "print", 5, "Pr. side."),
        ],
        **NO_VALIDITY,
    }


def _other(label, kind, amount, note=""):
    return {
        "label": label,
        "kind": kind,
        "amount": None if amount is None else Decimal(amount),
        "fee_free": amount is None,
        "note": note,
    }


def contact() -> dict:
    """The library about the reason, finance about the payment."""
    return {
        "heading": "Kontakt",
        "points": [
            {
                "matter": "Hvorfor du har fået en regning",
                "name": "Fjordby Bibliotek",
                "phone": LIBRARY_PHONE,
                "email": LIBRARY_EMAIL,
                "url": "",
                "hours": LIBRARY_HOURS,
            },
            {
                "matter": "Betaling og rykkere",
                "name": "Opkrævningen, Fjordby Kommune",
                "phone": FINANCE_PHONE,
                "email": "",
                "url": "",
                "hours": FINANCE_HOURS,
            },
        ],
    }


def payment_routes():
    """How a bill is paid in the demo; the first is the button of the fee page."""
    portal = {"kind": "portal", "name": PORTAL_NAME, "url": PORTAL_URL, "login_needed": True}
    return [("route", portal)]


def contact_points() -> list[tuple[str, dict]]:
    """The library itself in the fee settings, which is in the foot of every page."""
    library, _finance = contact()["points"]
    return [("point", {**library, "matter": "reason", "address": LIBRARY_ADDRESS})]


def faq_blocks_after_questions() -> list[tuple[str, dict]]:
    """What an editor puts below the imported questions."""
    return [
        ("payment", {"heading": "Klar til at betale?", "text": ""}),
        ("contact", {**contact(), "heading": "Fandt du ikke svaret?"}),
    ]


def referral() -> tuple[str, dict]:
    """Whom staff refer a borrower to; the library itself is named in the fee settings."""
    finance = {
        "point": "",
        "name": "Opkrævningen, Fjordby Kommune",
        "phone": FINANCE_PHONE,
        "url": "",
        "hours": FINANCE_HOURS,
    }
    library = {"point": "reason", "name": "", "phone": "", "url": "", "hours": ""}
    cases = [
        {
            **finance,
            "matter": "selve betalingen",
            "url": f"{PORTAL_URL}kontakt",
            "ready": "Regningens nummer, som står i brevet fra kommunen",
            "say": "Det er Opkrævningen, der tager imod betalingen. De kan se, om den er gået "
            "igennem, og de kan lave en aftale om at dele beløbet op.",
        },
        {
            **library,
            "matter": "årsagen til regningen",
            "ready": "Titlen på det lånte",
            "say": "Det er biblioteket, der ved, hvad regningen er for. Fortæl, hvad du har lånt, "
            "så finder vi ud af det.",
        },
        {
            **finance,
            "matter": "en rykker",
            "ready": "Rykkerens dato",
            "say": "Rykkeren kommer fra kommunen, så det er Opkrævningen, der svarer.",
        },
    ]
    return "referral", {"heading": "Sådan henviser du ved spørgsmål om regninger", "cases": cases}
