"""The outdated terms of Danish library payment, with since when and who says so.

Left out on purpose, because they are right in many places: rykker, Nets, Min konto.
A site adds its own, or switches one off, in the admin.
"""

from __future__ import annotations

from datetime import date

from .registry import Severity
from .terms import Term

TERMS: tuple[Term, ...] = (
    Term(
        "NemID",
        "MitID",
        Severity.ERROR,
        date(2023, 10, 31),
        "https://digst.dk/it-loesninger/mitid/",
        spellings=("Nem-ID", "Nem ID"),
    ),
    Term(
        "posthuset",
        "banken",
        Severity.ERROR,
        date(2018, 1, 1),
        "https://cphpost.dk/",
        spellings=("posthus", "posthuse", "posthusene"),
        compounds=False,
        replaceable=False,
        only=r"\bbetal\w*|\bindbetal\w*|\bpay\w*",
    ),
    Term(
        "e-Boks",
        "Digital Post",
        Severity.WARNING,
        date(2022, 3, 21),
        "https://digst.dk/it-loesninger/digital-post/",
        spellings=("eBoks", "e-Boksen", "eBoksen"),
        # It still is one of the places where Digital Post is read.
        unless=r"\bdigital\s+post\b|\bmit\.dk\b|\bborger\.dk\b",
        replaceable=False,
    ),
    Term("girokort", "indbetalingskort", spellings=("giro-kort",), source="https://sparnord.dk/"),
    Term(
        "PostNord",
        "brevpost",
        Severity.WARNING,
        date(2025, 12, 30),
        "https://www.postnord.dk/",
        spellings=("Post Nord", "Post Danmark"),
        compounds=False,
        replaceable=False,
        only=r"\bbrev\w*|\bsend\w*|\bpost\b|\bletter\w*",
    ),
    Term(
        "SKAT",
        "Gældsstyrelsen",
        Severity.WARNING,
        date(2018, 7, 1),
        "https://skat.dk/",
        compounds=False,
        case_sensitive=True,
        # "SKAT" is also a heading in capitals; of collection it speaks with one of these.
        only=r"\binddriv\w*|\bgæld\w*|\brestance\w*|\bovergive\w*|\binkasso|\bsend\w*|\bcollect\w*",
    ),
    Term(
        "Danskernes Digitale Bibliotek",
        "Det Digitale Folkebibliotek",
        Severity.WARNING,
        date(2020, 8, 1),
        "https://detdigitalefolkebibliotek.dk/",
        compounds=False,
    ),
    Term(
        "DDB CMS",
        "Folkebibliotekernes CMS",
        Severity.WARNING,
        date(2024, 7, 1),
        "https://db.dk/",
        spellings=("DDB-CMS", "DDBCMS"),
    ),
    Term(
        "Økonomi i Rammearkitekturen",
        "Fælleskommunale Økonomiintegrationer",
        Severity.WARNING,
        None,
        "https://dok.kombit.dk/",
        spellings=("ØiR",),
        compounds=False,
    ),
    Term(
        "Biblioteksstyrelsen",
        "Slots- og Kulturstyrelsen",
        Severity.WARNING,
        date(2016, 1, 1),
        "https://slks.dk/",
    ),
    Term(
        "Kulturstyrelsen",
        "Slots- og Kulturstyrelsen",
        Severity.WARNING,
        date(2016, 1, 1),
        "https://slks.dk/",
        unless=r"slots-?\s+og\s+kulturstyrelsen",
    ),
    Term(
        "sygesikringsbevis",
        "sundhedskort",
        Severity.WARNING,
        None,
        "https://www.borger.dk/",
        spellings=("sygesikringskort",),
        forms={
            "sygesikringsbeviser": "sundhedskort",
            "sygesikringsbeviserne": "sundhedskortene",
        },
    ),
    Term(
        "Persondataloven",
        "databeskyttelsesloven",
        Severity.WARNING,
        date(2018, 5, 25),
        "https://www.datatilsynet.dk/",
        spellings=("persondatalov",),
        forms={"persondatalovens": "databeskyttelseslovens"},
    ),
    Term(
        "bøde",
        "gebyr",
        Severity.WARNING,
        None,
        "https://danskelove.dk/biblioteksloven/21",
        forms={
            "en bøde": "et gebyr",
            "din bøde": "dit gebyr",
            "bøden": "gebyret",
            "bøder": "gebyrer",
            "bøderne": "gebyrerne",
        },
        compounds=False,
        # Of the police and the like it is the right word.
        unless=r"\bpoliti\w*|\bparker\w*|\bkontrolafgift\w*|\bdomstol\w*|\bstraf\w*|\bingen\s+bøde\w*",
    ),
    Term(
        "overdagspenge",
        "gebyr",
        Severity.WARNING,
        None,
        "https://danskelove.dk/biblioteksloven/21",
        forms={"overdagspengene": "gebyret"},
        compounds=False,
    ),
    Term(
        "inkasso",
        "inddrivelse",
        Severity.WARNING,
        None,
        "https://gaeldst.dk/",
        spellings=("incasso",),
        compounds=False,
    ),
)
