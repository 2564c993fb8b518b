"""What a sentence must say, and must not, for a number in it to be a claim about fees.

Precise rather than complete: a sentence of another kind that is taken for a claim costs an editor's
trust in all of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ..text.lazy_pattern import lazy_pattern


class Unit(StrEnum):
    """What a number counts."""

    DKK = "dkk"
    HOURS = "hours"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Matter:
    """A thing that sentences speak of: what shows it, in what unit it is, what rules it out."""

    name: str
    unit: Unit
    says: re.Pattern[str]
    unless: re.Pattern[str] | None = None


def _words(*patterns: str) -> re.Pattern[str]:
    return lazy_pattern("|".join(patterns), re.IGNORECASE)


_NUMBER = r"(?:(?:kr\.?|DKK)\s*)?\d[\d.,]*"
_CROWNS = r"(?:\s*(?:,-|kr\b\.?|kroner\b|DKK\b))?"
_N_DAYS = r"\d{1,4}\.?\s*(?:dages?|days?)"
_AFTER = r"(?:efter|after)"
_BEFORE = r"(?:før|inden|before)"
_NOTICE = r"(?:advis\w*|forhåndsbesked\w*|påmind\w*|advance notice)"
_RECALL = r"(?:hjemkald\w*|recall\w*)"
_COUNTS_AS = r"(?:anse[srt]?|anset|betragte\w*|regnes|tælle[rs]?)"
# A few words between, so that the number belongs to what is named.
_NEAR = r"(?:\s+[^\W\d]+){0,4}\s+"

# What else a library, or its municipality, takes money and sets times for.
OTHER_BUSINESS = _words(
    r"\b(?:lokale(?:t|r|rne|leje\w*)|mødelokale\w*|af lokale|udlej\w*|lej(?:e|er|es|et|er[en]\w*)"
    r"|billet\w*|arrangement\w*|depositum\w*|kurs(?:us|er|et)\w*|tilmeldingsgebyr\w*|projektor\w*"
    r"|rent(?:al|als|ed|ing)|tickets?|events?|courses?|deposits?"
    r"|ejendomsskat\w*|daginstitution\w*|parkering\w*|property tax\w*|parking)\b"
)
_FOUND_AGAIN = (
    r"\b(?:refunder\w*|refusion\w*|tilbagebetal\w*|pengene tilbage|beløbet tilbage"
    r"|(?:du får|får du)\b.*\btilbage"
    r"|f[iu]nde(?:r|s|t)?|genfind\w*|dukker op|refund\w*|money back|found)\b"
)
_TIME_TO_ACT = (
    r"\b(?:har (?:du|I)|du har|you have|til at (?:betale|aflevere|hente)|to (?:pay|return))\b"
)
# "under 500 kr.", "500 kr. eller mere": the size of a debt, not a fee.
_A_LIMIT = (
    rf"\b(?:under|over|mere end|mindre end|more than|less than)\s+{_NUMBER}"
    rf"|{_NUMBER}{_CROWNS}\s*(?:eller|or)\s+(?:mere|derover|mindre|more|less)\b"
)


def _fee(name: str) -> re.Pattern[str]:
    """The fee and its amount close together, in either order."""
    return _words(
        rf"\b(?:{name}){_NEAR}{_NUMBER}",
        rf"{_NUMBER}{_CROWNS}(?:\s+[^\W\d]+){{0,2}}\s+(?:{name})\b",
    )


MATTERS: tuple[Matter, ...] = (
    Matter(
        "exclusion_threshold",
        Unit.DKK,
        # Also the debt: beside "spærret" alone stands the price of a new card.
        _words(
            r"^(?=.*\b(?:skyld\w*|gæld\w*|mellemværende\w*|restance\w*|owe[sd]?|owing|debts?)\b)"
            r".*(?:\b(?:udelukke\w*|lukket for (?:lån|nye lån)|spærre[ts]?|låneret\w*"
            r"|låner(?:kort|konto)\w* (?:bliver )?(?:lukke|spærre)\w*|excluded?|blocked)\b"
            r"|\bikke (?:længere )?låne\b|\bcannot borrow\b)"
        ),
        _words(
            r"\brykker\w*|\berstatning\w*|\bdeposit\w*|\breminder\w*|\breplacement\w*"
            r"|\bkoster?\b|\bcosts?\b|\bnyt (?:låner)?kort\b|\bnew card\b|\blåne igen\b",
            r"\b(?:under|mindre end|højst|below|less than)\b",
            r"\bikke\s+(?:\w+\s+){0,2}(?:udeluk|spær|lukket)|\b(?:udelukkes|spærres)\s+ikke\b"
            r"|\b(?:not|never)\s+(?:\w+\s+){0,2}(?:blocked|excluded)",
            # What is paid, not what is owed.
            rf"\b(?:betal\w*|pays?|paid|paying){_NEAR}{_NUMBER}",
        ),
    ),
    Matter(
        "registration_delay_hours",
        Unit.HOURS,
        _words(
            r"\b(?:betaling\w*|betalt|indbetaling\w*|payments?|paid)\b.*\b(?:registrer\w*|vises|ses|fremgår"
            r"|synlig\w*|opdater\w*|slår igennem|shows?|register\w*|visible)\b",
            r"\bregistrer\w*\b.*\bbetaling\w*|\bgå\b.*\bbetaling\w*\b",
        ),
        _words(
            r"\båben\w*|\båbning\w*|\bopen\w*|\bring\b|\btelefon\w*|\bprint\w*|\bskærm\w*"
            r"|\breserv\w*|\bmindst\b|\bat least\b",
            _FOUND_AGAIN,
        ),
    ),
    Matter(
        "recall_days",
        Unit.DAYS,
        _words(
            rf"\b{_RECALL}\b.*\b{_AFTER}\s+{_N_DAYS}\b",
            rf"\b{_AFTER}\s+{_N_DAYS}\b.*\b{_RECALL}\b",
            rf"\b{_RECALL}\b.*\b{_N_DAYS}\s+{_AFTER}\b",
            rf"\b{_N_DAYS}\s+{_AFTER}\b.*\b{_RECALL}\b",
        ),
        # What follows the recall, and the recall of what somebody else waits for.
        _words(
            rf"\b{_AFTER}\s+(?:(?:en|den|vores|a|the|our)\s+)?(?:hjemkald|recall)",
            rf"\b{_AFTER},?\s+at\s+(?:\w+\s+){{0,5}}hjemkald",
            r"\breserv\w*|\bforny\w*|\brenew\w*|\bregning\w*|\bfaktura\w*|\berstat\w*|\bbills?\b|\binvoice\w*",
            _TIME_TO_ACT,
        ),
    ),
    Matter(
        "advance_notice_days",
        Unit.DAYS,
        _words(
            rf"\b{_NOTICE}\b.*\b{_N_DAYS}\s+{_BEFORE}\b",
            rf"\b{_N_DAYS}\s+{_BEFORE}\b.*\b{_NOTICE}\b",
        ),
        _words(
            r"\breserv\w*|\b(?:af)?hent\w*|\bklar\b|\bregning\w*|\bbetal\w*|\bpick\w* up\b",
            _TIME_TO_ACT,
        ),
    ),
    Matter(
        "considered_lost_days",
        Unit.DAYS,
        _words(
            rf"^(?=.*\b(?:(?:{_AFTER}|over|mere end|more than)\s+{_N_DAYS}"
            rf"|{_N_DAYS}\s+{_AFTER})\b)"
            rf".*\b(?:{_COUNTS_AS}\b.*\b(?:bortkom\w*|tabt)|bortkom\w*\b.*\b{_COUNTS_AS}"
            r"|(?:considered|counts? as) lost)\b"
        ),
        _words(r"\b\w*kort(?:et|ene)?\b|\bcards?\b", _FOUND_AGAIN, _TIME_TO_ACT),
    ),
    Matter(
        "payment_deadline_days",
        Unit.DAYS,
        _words(r"\b(?:betalingsfrist\w*|frist\w* for (?:at betale|betaling)|time to pay)\b"),
        _words(
            r"\b(?:forlæng\w*|udsæt\w*|udskyd\w*|extend\w*|overskr\w*|exceed\w*|passed|rykker\w*"
            r"|rykke[st]|rykket|reminder\w*)\b",
            rf"\b{_N_DAYS}\s+(?:{_AFTER}|{_BEFORE})\s+(?:\w+\s+)?"
            r"(?:betalingsfrist|frist|deadline|time to pay)",
            rf"\b{_AFTER}\s+(?:\w+\s+)?(?:betalingsfrist|frist\w* for)",
        ),
    ),
    Matter(
        "reminder_fee",
        Unit.DKK,
        _fee(r"rykkergebyr\w*|reminder fees?"),
        _words(
            r"\b(?:lov(?:en|givning\w*)?|gebyrloven|renteloven|højst|maks\w*|op til|andre krav"
            r"|tilbage"
            r"|the law|at most|up to|other claims)\b",
            _A_LIMIT,
        ),
    ),
    Matter(
        "handling_fee",
        Unit.DKK,
        _fee(r"klargøring\w*|handling fees?"),
        # "300 kr. inkl. klargøring" is the price of the book.
        _words(
            r"\b(?:inkl|incl|med|plus|og|højst|op til|including|with|and)\b\.?\s+(?:klarg|handl)",
            _A_LIMIT,
        ),
    ),
)
