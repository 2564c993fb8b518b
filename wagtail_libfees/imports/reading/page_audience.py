"""Whom a page is written for, judged from all of it: what its beginning says, whom its
questions and answers address, and the words of the trade that only staff use.

The judgement is the prior for each answer of the page. What the page as a whole does not tell is
left to the marks of the single answer (`audience.py`), which can only make it more private.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import lru_cache

from .audience import STAFF_WORDS
from .borrower_signs import is_ordered, is_their_matter, speaks_of_their_own
from .keys import strip_numbering
from .staff_signs import asks_the_library, phrases, staff_signs


class PageFor(Enum):
    """The judgement of a page."""

    BORROWERS = auto()
    STAFF = auto()
    # Something speaks for staff, and no less for borrowers: only an answer that clearly speaks to
    # a borrower is for borrowers.
    DOUBT = auto()
    # Nothing speaks for staff, and too little for borrowers: likewise.
    SILENT = auto()


@dataclass(frozen=True)
class PageAudience:
    """The judgement, and the words of the page that it rests on."""

    page_for: PageFor
    words: str = ""


@dataclass(frozen=True)
class Weights:
    """What speaks for staff and what for borrowers, in one question with its answer; `trade` is
    what the words of the trade add to `staff`."""

    staff: float = 0.0
    trade: float = 0.0
    borrower: float = 0.0
    words: tuple[str, ...] = field(default=())


# The many that a page for libraries is written to; one municipality or library is the sender.
_ORGANISATIONS = (
    r"(?:\w+-?)?(?:folke|medlems|projekt)?biblioteker(?:ne)?|kommuner(?:ne)?|forvaltninger(?:ne)?"
    r"|(?:\w+ )?libraries|municipalities"
)
_TEAMS = (
    rf"{STAFF_WORDS}|\w*administratorer(?:ne)?|projekt(?:ledere|deltagere|grupper)(?:ne)?"
    r"|tovholdere(?:ne)?|leverandører(?:ne)?|redaktører(?:ne)?|økonomi(?:afdelinger(?:ne)?|folk)"
    r"|instruktører(?:ne)?|sagsbehandlere(?:ne)?"
    r"|administrators|finance (?:teams?|departments?|staff)|project managers|editors"
)
_WRITTEN = (
    r"(?:henvend(?:er|t) sig til|rette[tr]?(?: sig)? (?:mod|til)|målrettet(?: til| mod)?"
    r"|(?:er|kun|laver|lavet|skrevet|tænkt|udarbejdet|beregnet|samlet|udsendt|gælder)"
    r" (?:lavet |skrevet |tænkt |udarbejdet |beregnet |ment |kun )?(?:til|for)"
    r"|(?:vejledning|guide|manual|håndbog|materiale\w*|dokument\w*|instruks|faq|q&a|info\w*"
    r"|svar|hjælp|nyt|brev) (?:til|for)"
    r"|(?:written|intended|meant|guide|faq|guidance|help|information|answers|only|is|are) for"
    r"|(?:aimed|directed) at|addressed to)"
)
_BETWEEN = r" (?:\w+,? ){0,3}?"
_LEAD = phrases(
    rf"{_WRITTEN}{_BETWEEN}(?:{_ORGANISATIONS}|{_TEAMS})",
    r"(?:til|for) (?:de |jer )?(?:biblioteker|kommuner),? (?:der|som|i bølge|på vej)",
    r"(?:til|for) (?:dig|jer),? (?:der|som) (?:er ansat|arbejder|står i skranken|skal betjene)",
    r"(?:finder|får|kan) I\b.{0,40}\b(?:svar|spørgsmål|vejledning|materiale)",
    r"(?:kommunerne|bibliotekerne|medarbejderne|kollegerne) (?:oftest |ofte |tit )?"
    r"(?:stiller|spørger)",
    r"(?:libraries|librarians|staff|municipalities) (?:often )?ask",
)
_LEAD_ALONE = re.compile(
    rf"^\W*(?:til|to) (?:alle )?(?:\w*{_ORGANISATIONS}|{_TEAMS})\W*$", re.IGNORECASE | re.MULTILINE
)

# word pattern -> weight. The first list belongs to the trade wherever it stands; a word of the
# second may fall in an answer to a borrower, too.
_TRADE = {
    r"snitflade\w*|api(?:'?et|-\w+)?|endepunkt\w*|webservice\w*|filudveksling\w*": 2.0,
    r"tilslutningsaftale\w*|tilslutningsproces\w*|databehandleraftale\w*|kravspecifikation\w*": 2.0,
    r"fordring(?:en|er|erne|s\w*)?|debitor\w*|kreditor\w*|kontoplan\w*|saldoliste\w*": 2.0,
    r"fbs\b(?!-?kort)|cicero|økonomisystem\w*|fagsystem\w*|opus|prisme|sap\b": 2.0,
    r"idriftsættelse\w*|driftsstatus|driftsvejledning\w*|servicedesk\w*|superbruger\w*": 2.0,
    r"kreditkrav\w*|kravtype\w*|artskonto\w*|pantstat\w*|restancestyring\w*": 2.0,
    r"lånerpost\w*|lånerstatus\w*|systemadministrator\w*|administrationsmodul\w*": 2.0,
    r"kvitteringslog\w*|fejllog\w*|fejlkode\w*|jobkørsel\w*|batch\w*|produktionsmiljø\w*": 2.0,
    r"(?:aften|dag|morgen|weekend|lørdags|søndags|bag)vagt\w*|vagt(?:plan|skema|liste)\w*": 2.0,
    r"kasseopgørelse\w*|kassen (?:ikke )?stemmer|(?:låser?|lukker|tømmer) (?:jeg|vi) \w+": 2.0,
    r"go-?live|reconcil\w+|accounts receivable|debtor\w*|general ledger|admin module": 2.0,
    r"back office|user rights|data processing agreement|interface file|production environment": 2.0,
    r"afstem\w+|bogfør\w+|modregn\w+|konter\w+|posterings?\w*|integration(?:en|er|erne)?": 1.0,
    r"eftergiv\w+|nedskriv\w+|afskriv\w+|brugerstyring\w*|rettigheder(?:ne)?": 1.0,
    r"skærmbillede\w*|opret (?:en )?sag|driften|testmiljø\w*|testen|certifikat\w*": 1.0,
    r"(?:open|raise|create) a ticket|ticket system|write off|waive|posting": 1.0,
}
_TRADE_PATTERNS = [(phrases(pattern), weight) for pattern, weight in _TRADE.items()]
_EXPLAINED = re.compile(
    r"\W*(?:hvad (?:er|betyder|vil det sige|dækker)|what (?:is|are|does))\b", re.IGNORECASE
)

_THIRD_PERSON = phrases(
    r"(?:låneren|borgeren|lånerne|borgerne)s?", r"the (?:borrower|patron|customer)s?"
)
_MANY = phrases(r"kommunerne|de enkelte (?:biblioteker|kommuner)|hver kommune|each library")
# "I" that starts a sentence is "in", unless a verb of people follows.
_YOU_MANY = re.compile(
    r"\b(?:[Jj]er|[Jj]eres|JERES)\b|(?<=[a-zæøå,;:] )I\b(?= [a-zæøå])"
    r"|\bI (?:kan|skal|har|må|får|vil|bør|sender|bestiller|opretter|aftaler|beslutter)\b"
)
_YOU_MANY_EN = phrases(r"your (?:borrowers|patrons|library|municipality|staff|colleagues|branch)")
# Families, classes and clubs are "I", too.
_HOUSEHOLD = phrases(
    r"børn\w*|barn\w*|søn\w*|datter\w*|hæfter|forælder\w*|forældre\w*|familie\w*|samlever|ægtefælle|husstand\w*"
    r"|klasse\w*|stuen?|elever\w*|læsekreds\w*|forening\w*|sammen|child\w*|family|parents?|class"
)
_TO_HOUSEHOLDS = phrases(
    r"(?:til|for) (?:\w+ )?(?:forældre|familier|lærere|pædagoger|foreninger|skoler|institutioner)",
    r"(?:er|som|dig,? der er) (?:lærer|pædagog|forælder)|jeres (?:barn|børn|klasse|familie)",
    r"(?:for|to) (?:parents|families|teachers|schools)",
)
_YOU = phrases(r"du|dig|din|dit|dine")
_YOU_EN = phrases(r"you|your|yours")
_ME_DANISH = phrases(r"jeg|mig|min|mit|mine")
_ME_ENGLISH = re.compile(r"\b(?:I|my|My|me|mine)\b")
_ASKED_BY_ONE = re.compile(r"\b[Jj]eg\b|\bI\b(?= [a-z])")
_WE = phrases(r"vi|os|vores|vort|we|us|our|ours")
# "Hvorfor opkræver vi gebyrer?" is asked for the reader's sake.
_WHY = re.compile(r"\W*(?:hvorfor|why)\b", re.IGNORECASE)
# "Hvad sker der, når vi har lukket?"
_OPEN = phrases(r"(?:vi|we) (?:har |holder |are )?(?:lukke\w*|åben\w*|åbner|ferie\w*|closed?|open)")
_ENGLISH = phrases(r"the|what|how|when|where|is|are|do|does|can|if")
# One answer that says "I" and "jeres" is enough, if not more speaks for borrowers.
_ENOUGH = 2.0
# One answer full of words of the trade goes to staff by itself; it is no proof of the others.
_MOST_OF_ONE = 2.5
# This part of the answers is to be for borrowers by its own words before a page is.
# Pages for staff that no list of words knew had a half at most, pages for borrowers two thirds.
_PROVEN = 0.58
# Of one question or two nothing can be said but whether they are.
_PROVEN_OF_FEW = 0.5


@lru_cache(maxsize=65536)
def weights_of(question: str, answer: str, to_households: bool = False) -> Weights:
    """What one question with its answer tells about its readers. On a page `to_households` (to
    parents, to teachers) "I" and "vi" are theirs."""
    english = len(_ENGLISH.findall(question)) > 0 and not re.search("[æøå]", question)
    staff = borrower = 0.0
    words: list[str] = []
    household = to_households or bool(_HOUSEHOLD.search(f"{question} {answer}"))
    many = _YOU_MANY_EN.search(answer) if english else _YOU_MANY.search(answer)
    if many and not household:
        staff += 2.0
        words.append(many[0])
    if (asked_by := _WE.search(question)) and not (household or _YOU.search(question)):
        staff += 1.5
        words.append(asked_by[0])
    # "Hvad er en fordring?" explains the word to one who does not know it.
    explained = bool(_EXPLAINED.match(strip_numbering(question)))
    trade = _trade_of(f"{question}\n{answer}")
    if explained:
        known = {word for word, _ in _trade_of(question)}
        trade = [(word, weight) for word, weight in _trade_of(answer) if word not in known]
    trade_weight = min(sum(weight for _, weight in trade), 4.0)
    staff += trade_weight
    words += [word for word, _ in trade]
    for pattern in (_THIRD_PERSON, _MANY):
        if found := pattern.search(f"{question} {answer}"):
            staff += 1.0
            words.append(found[0])
    you = _YOU_EN if english else _YOU
    borrower += 1.0 if you.search(answer) else 0.0
    me = _ME_ENGLISH if english else _ME_DANISH
    borrower += 0.7 if me.search(question) else 0.0
    borrower += 1.5 if asks_the_library(question) else 0.0
    return Weights(staff, trade_weight, borrower, tuple(words))


def _trade_of(text: str) -> list[tuple[str, float]]:
    """The words of the trade in a text, each kind once, with their weights."""
    return [
        (found[0], weight) for pattern, weight in _TRADE_PATTERNS if (found := pattern.search(text))
    ]


def lead_for_staff(text: str) -> str:
    """The words of the beginning of a page that say that it is for libraries or staff, or ""."""
    found = _LEAD.search(text[:3000]) or _LEAD_ALONE.search(text[:3000])
    return found[0] if found else ""


def audience_of_page(
    lead: Sequence[str],
    answers: Sequence[tuple[str, str]],
    prior: float = 0.0,
    elsewhere: Sequence[str] = (),
) -> PageAudience:
    """Judge a page by what stands before its first question and by its questions and answers.

    `prior` is what the profile knows of the site: more than 0 speaks for staff. `elsewhere` are
    words for staff that stand anywhere else on the page: one makes it a page for both.
    """
    if told := next((found for text in lead if (found := lead_for_staff(text))), ""):
        return PageAudience(PageFor.STAFF, " ".join(told.split()))
    beginning = "\n".join(lead)[:3000]
    trade = _trade_of(beginning)
    households = bool(_TO_HOUSEHOLDS.search(beginning))
    # What is remembered of a question is remembered by how it was asked for.
    to_whom = (True,) if households else ()
    weighed = [weights_of(*pair, *to_whom) for pair in answers]
    staff = sum(min(weights.staff, _MOST_OF_ONE) for weights in weighed)
    staff += min(sum(weight for _, weight in trade), 4.0)
    borrower = sum(weights.borrower for weights in weighed)
    told_by = [*(word for word, _ in trade), *(w for weights in weighed for w in weights.words)]
    signs = [*elsewhere, *staff_signs("", beginning)]
    signs += [sign for pair in answers for sign in staff_signs(*pair)]
    signs += [question for question, answer in answers if clearly_for_staff(question, answer)]
    words = ", ".join(dict.fromkeys([*told_by, *signs]))[:300]
    if staff and staff + prior >= _ENOUGH and staff + prior >= borrower:
        return PageAudience(PageFor.STAFF, words)
    if prior >= _ENOUGH or signs or staff >= _ENOUGH:
        return PageAudience(PageFor.DOUBT, words)
    if answers and not households and not are_for_borrowers(answers):
        return PageAudience(PageFor.SILENT)
    return PageAudience(PageFor.BORROWERS)


def certainly_for_borrowers(question: str, answer: str) -> bool:
    """Whether a borrower asks or is addressed, about a matter of their own, and nothing speaks for
    staff. Less is not enough on a page that is for both."""
    asked = asks_the_library(question) and not _YOU_MANY.search(answer) and not is_ordered(answer)
    told = asked or speaks_of_their_own(question, answer)
    return told and weights_of(question, answer).staff == 0 and not staff_signs(question, answer)


def are_for_borrowers(answers: Sequence[tuple[str, str]]) -> bool:
    """Whether so many of these questions and answers are for borrowers by their own words that
    the others are, too."""
    shares = [_share_of_borrowers(*pair) for pair in answers]
    needed = _PROVEN if len(shares) > 2 else _PROVEN_OF_FEW
    return sum(shares) >= needed * len(shares)


def _share_of_borrowers(question: str, answer: str) -> float:
    """How surely a question with its answer is for borrowers, from 0 to 1. "Hvordan fjerner jeg
    et gebyr?" is asked by somebody who is no borrower, or of whom it is not known."""
    asks = _ASKED_BY_ONE.search(question) or _YOU.search(answer)
    if certainly_for_borrowers(question, answer):
        return 1.0
    if is_ordered(answer):
        return 0.0
    if is_their_matter("" if asks else question, answer):
        return 1.0
    return 0.5 if _YOU.search(answer) or _YOU_EN.search(answer) else 0.25 if asks else 0.0


def clearly_for_staff(question: str, answer: str) -> bool:
    """Whether an answer uses the words of the trade, or the library asks itself what "we" do, and
    nothing in it speaks to a borrower."""
    weights = weights_of(question, answer)
    addressed = _YOU_MANY.search(answer) or re.search(r"\bI [a-zæøå]+r\b", answer)
    if weights.borrower or addressed or _YOU.search(question):
        return False
    both = f"{question} {answer}"
    harmless = _WHY.match(question) or _OPEN.search(question) or _HOUSEHOLD.search(both)
    asks_itself = _WE.search(question) and not harmless
    return bool(asks_itself) or (weights.trade > 0 and weights.staff >= 3.0)


def speaks_to_a_borrower(question: str, answer: str) -> bool:
    """Whether a borrower asks, or is addressed."""
    return weights_of(question, answer).borrower > 0
