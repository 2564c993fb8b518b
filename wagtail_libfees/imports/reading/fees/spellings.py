"""How Danish and English fee pages spell limits and units, as parts of patterns.

Each spelling stands here once, so that a reader of days, of ages and of debts knows the same.
"""

from __future__ import annotations

from typing import Final

END: Final = r"(?!(?-i:[a-zæøå]))"
UNIT: Final = (
    r"(?:(?:kalender|hver|calendar )?dag(?:e|en|ene|es|s)?|days?|døgn|ugen?|uger(?:ne)?|weeks?"
    rf"|måned(?:er|en)?|mdr\.?|months?|fortnights?){END}"
)
# "Up to and including": "til og med", "t.o.m.", "tom.", "to og med" (a slip that pages have).
THROUGH: Final = (
    r"(?:(?:op )?t(?:il|o) og med|t\. ?o\. ?m\.?|tom\.?(?= ?\d| (?:den|d\.|dag))"
    r"|(?:up )?to and including)"
)
# "From and including": "fra og med", "f.o.m.", "fom.".
FROM_AND_WITH: Final = r"(?:fra og med|f\. ?o\. ?m\.?|fom\.?(?= ?\d| (?:den|d\.|dag)))"
JOIN: Final = rf"(?:[-–—] ?{THROUGH}|[-–—]|{THROUGH}|til|to|through|until)"
AFTER: Final = (
    r"(?:efter|over|mere end|flere end|længere end|ud over|later than|longer than|after|more than"
    r"|exceed\w*|beyond|past|>)"
)
FROM: Final = (
    rf"(?:{FROM_AND_WITH}|fra|from|starting(?: on)?|mindst|at least|>=|≥|tidligst)"
    r"(?: den| d\.| the| dag| day)?"
)
UP_TO: Final = (
    rf"(?:{THROUGH}|indtil|op til|inden for|højst|maks\.?|max\.?|up to|within|until"
    r"|de første|den første|det første|the first|første|first|≤|<=)"
)
BELOW: Final = r"(?:under|mindre end|færre end|less than|fewer than|<)"
MORE: Final = (
    r"(?:\+|(?:og|eller) (?:derover|mere|flere|over|længere|frem(?:efter|ad)?|op|opefter|senere"
    r"|derefter|herefter)"
    r"|(?:and|or) (?:more|over|above|longer|later|up(?:wards?)?|onwards?|beyond)|onwards?"
    r"|m\.? ?m\.?|ff\.?|derover|frem)"
)
TAIL: Final = rf"(?: ?{MORE})?"
DUE: Final = (
    r"(?:afleverings?\w*|låne?tid\w*|låneperiod\w*|frist\w*|dato\w*"
    r"|due date|deadline|return date|loan period)"
)
START: Final = (
    rf"(?:(?:efter|ved|after) (?:sidste |udløb(?:et)? af |the |lånets )?{DUE}(?: ?(?:udløb"
    rf"|ophør))?"
    rf"|{DUE} (?:er |has been |has |is |was )?(?:overskredet|overskrides|udløbet|passed|exceeded"
    rf"|overstepped)"
    rf"|overskrid(?:else|er|es) (?:af |du )?{DUE}|(?:from |fra )?(?:dagen|the day) (?:efter"
    rf"|after) {DUE}"
    rf"|(?:fra|from) (?:the )?(?:due date|(?:aflevering|låne)s?(?:dato|frist)\w*|fristen)"
    r"|er for sent på den|straks ved forsinkelse|fra første dag|afleverer du for sent"
    r"|returned late)"
)

NEXT: Final = r"(?:næste|følgende|next|following)"
THEN: Final = r"(?:her|der)efter|thereafter|after that"
IT_COSTS: Final = (
    r"(?:(?:stiger|er|bliver|koster|betaler)(?: (?:det|du|gebyret|bøden))?(?: til| på)?"
    r"|(?:it|you|the (?:fee|fine|charge)) (?:is|costs?|pay|rises? to|increases? to|goes up to))"
)
