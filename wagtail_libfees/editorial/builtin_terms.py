"""The outdated terms of Danish library payment, with since when and who says so.

Left out on purpose, because they are right in many places: rykker, Nets, Min konto, and DDB by
itself, which stands in names and agreements that still are called so.
A site adds its own, or switches one off, in the admin.
"""

from __future__ import annotations

from datetime import date

from .registry import Severity
from .terms import Term

# “Bøde” has the common gender, and “gebyr” is neuter: what stands before it is bent with it.
_NEUTER = {
    f"{common} bøde": f"{neuter} gebyr"
    for common, neuter in zip(
        ("en", "din", "min", "sin", "den", "denne", "hver", "enhver", "hvilken", "nogen"),
        ("et", "dit", "mit", "sit", "det", "dette", "hvert", "ethvert", "hvilket", "noget"),
        strict=True,
    )
}
# After these nothing is bent. After another word (“skyldig bøde”) a person has to look.
_UNBENT = (
    r"og|eller|samt|uden|med|ved|om|af|for|til|som|i|på|per|pr|jeres|deres|vores|hendes|hans|dens"
    r"|\w+s|betale?r?|får?|giver?|koster?|skylder?|udløser?|undgår?"
)
_FINE_REWORDED = (
    rf"\b(?!(?:{_UNBENT})\s)\w+\s+⟦bødes?⟧"
    # “Bøden er høj”: it is bent with the noun, if it does not end in t anyway.
    r"|⟦[^⟦⟧]*bøden?⟧\s+(?:er|var|bliver|blev)\s+(?!\d|på\b|\w+t\b)\w"
    # “og den skal betales”, but not “den 1. maj”
    r"|⟦[^⟦⟧]*bøden?⟧.*\b(?:den(?!\s+\d)|denne)\b"
)

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
        forms={"posthus": "", "posthuse": "", "posthusene": ""},
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
        unless=r"\bdigital\s+post\b|\bmit\.dk\b|\bborger\.dk\b|\be-?boks-?app",
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
        unless=r"slots-?\s*(?:og|&|\+)\s*kulturstyrelsen",
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
        "persondataloven",
        "databeskyttelsesloven",
        Severity.WARNING,
        date(2018, 5, 25),
        "https://www.datatilsynet.dk/",
        spellings=("persondatalov",),
        forms={"persondatalov": "databeskyttelseslov"},
    ),
    Term(
        "bøde",
        "gebyr",
        Severity.WARNING,
        None,
        "https://danskelove.dk/biblioteksloven/21",
        forms={
            **_NEUTER,
            "bøden": "gebyret",
            "bøder": "gebyrer",
            "bøderne": "gebyrerne",
        },
        compounds=False,
        # Of the police and the like it is the right word.
        unless=r"\bpoliti\w*|\bparker\w*|\bkontrolafgift\w*|\bdomstol\w*|\bstraf\w*|\bingen\s+bøde\w*",
        reword=_FINE_REWORDED,
    ),
    Term(
        "overdagspenge",
        "gebyrer",
        Severity.WARNING,
        None,
        "https://danskelove.dk/biblioteksloven/21",
        forms={"overdagspengene": "gebyrerne"},
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
