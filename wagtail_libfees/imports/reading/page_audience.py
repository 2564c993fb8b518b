"""For whom each answer of a page is: the evidence of the answer, of its part and of the title,
added as log-odds.

Every sign has one weight in `WEIGHTS`: above 0 it speaks for staff, below for borrowers, and 1
makes it nearly three times as likely. The sum of an answer's own signs, the mean of the answers
around it in its part, and what the title and the heading say are added up; below `PUBLIC` it is
for borrowers. What is not sure goes to staff, and is said to: there an editor makes it public, and
nothing unseen can (invariant 7). The weights are chosen by hand; `scripts/fit_audience.py` shows
what a logistic regression over `tests/imports/reading/audience_pages.txt` would give.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from .audience import STAFF_WORDS
from .borrower_signs import borrower_signs, is_ordered
from .staff_signs import is_explained, is_hoped, phrases, staff_signs

# Of an answer: kind of sign -> weight.
WEIGHTS = {
    "place": 1.8,
    "act": 1.6,
    "system": 0.9,
    "of a borrower": 1.7,
    "order": 1.1,
    "quoted": 2.4,
    "trade": 1.9,
    "tool": 1.0,
    "claim": 0.8,
    "we ask": 0.4,
    "passive": 0.5,
    "may we": 0.9,
    "you many": 1.7,
    "your many": 1.7,
    "ordered": 1.5,
    "own": -1.8,
    "deed": -1.4,
    "done": -0.5,
    "to us": -0.7,
    "asks the library": -0.8,
    "matter": -1.0,
    "their matter": -0.8,
    "we": -1.0,
    "you": -0.3,
    "staff named": -2.0,
    "library named": -1.5,
    "law": -0.4,
    "polite": -0.8,
    "happened": -0.8,
}
# Of an answer in which nothing is said either way.
NEUTRAL = 0.7
# Of the answer's own sum, of the mean of the others in its part, of the title and the heading.
OWN, AROUND = 0.8, 1.0
TITLES = {"told": 7.0, "staff": 3.3, "borrower": -1.5}
HEADINGS = {"staff": 2.4, "borrower": -0.5}
# Of an answer beside a part that is for borrowers by its heading.
BESIDE = 3.0
# No single answer decides for its neighbours.
MOST_OF_ONE = 2.5
PUBLIC = -0.75
# An answer that clearly speaks to a borrower stays theirs among some for staff.
CLEAR, PUBLIC_IF_CLEAR = -1.2, 0.5
# Above it is no doubt that something is for staff.
SURE = 2.5
# What an answer says for staff itself is enough, whatever stands around it; so is one strong sign
# in an answer that does not clearly speak to a borrower.
STAFF_BY_ITSELF = 1.2
STRONG = 1.1


@dataclass(frozen=True)
class PageAnswer:
    """A question with its answer, the heading of its part, and whether that stands beside one that
    is for borrowers by its heading."""

    question: str
    text: str
    part: str = ""
    is_beside: bool = False


@dataclass(frozen=True)
class AnswerEvidence:
    """The log-odds that something is for staff, and the words that speak for it."""

    odds: float
    words: tuple[str, ...] = ()
    # Whether one of its signs is strong enough by itself.
    is_strong: bool = False
    # Whether borrowers may read it.
    is_public: bool = False


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

# Words of the trade: systems, agreements and accounts.
_TRADE = phrases(
    r"hjemmel|hjemlen|bilag\w*|kolonnen"
    r"|natkørsel\w*|lånergruppe\w*|materialetype[nr]\w*|dannes|dannet",
    r"snitflade\w*|api(?:'?et|-\w+)?|endepunkt\w*|webservice\w*|filudveksling\w*",
    r"tilslutningsaftale\w*|tilslutningsproces\w*|databehandleraftale\w*|kravspecifikation\w*",
    r"debitor\w*|kreditor\w*|kontoplan\w*|saldoliste\w*",
    r"fbs\b(?!-?kort)|cicero|økonomisystem\w*|fagsystem\w*|opus|prisme|sap\b",
    r"idriftsættelse\w*|driftsstatus|driftsvejledning\w*|servicedesk\w*|superbruger\w*",
    r"kreditkrav\w*|kravtype\w*|artskonto\w*|pantstat\w*|restancestyring\w*",
    r"lånerpost\w*|lånerstatus\w*|systemadministrator\w*|administrationsmodul\w*",
    r"kvitteringslog\w*|fejllog\w*|fejlkode\w*|jobkørsel\w*|batch\w*|produktionsmiljø\w*",
    r"(?:aften|dag|morgen|weekend|lørdags|søndags|bag)vagt\w*|vagt(?:plan|skema|liste)\w*",
    r"kasseopgørelse\w*|kassen (?:ikke )?stemmer|(?:låser?|lukker|tømmer) (?:jeg|vi) \w+",
    r"go-?live|reconcil\w+|accounts receivable|debtor\w*|general ledger|admin module",
    r"back office|user rights|data processing agreement|interface file|production environment",
    r"afstem\w+|bogfør\w+|modregn\w+|konter\w+|posterings?\w*|integration(?:en|er|erne)?",
    r"eftergiv\w+|nedskriv\w+|afskriv\w+|brugerstyring\w*|rettigheder(?:ne)?",
    r"skærmbillede\w*|opret (?:en )?sag|driften|testmiljø\w*|testen|certifikat\w*",
    r"(?:open|raise|create) a ticket|ticket system|write off|waive|posting",
)
# "I" that starts a sentence is "in", unless a verb of people follows.
_YOU_MANY = re.compile(
    r"\b(?:[Jj]er|[Jj]eres|JERES)\b|(?<=[a-zæøå,;:] )I\b(?= [a-zæøå])"
    r"|\bI (?:kan|skal|har|må|får|vil|bør|sender|bestiller|opretter|aftaler|beslutter)\b"
)
_YOU_MANY_EN = phrases(r"your (?:borrowers|patrons|library|municipality|staff|colleagues|branch)")
# Families, classes and clubs are "I", too.
_HOUSEHOLD = phrases(
    r"børn\w*|barn\w*|søn\w*|datter\w*|hæfter|forælder\w*|forældre\w*|familie\w*|samlever"
    r"|ægtefælle|husstand\w*"
    r"|klasse\w*|stuen?|elever\w*|læsekreds\w*|forening\w*|sammen|child\w*|family|parents?|class"
)
TO_HOUSEHOLDS = phrases(
    r"(?:til|for) (?:\w+ )?(?:forældre|familier|lærere|pædagoger|foreninger|skoler|institutioner)",
    r"(?:er|som|dig,? der er) (?:lærer|pædagog|forælder)|jeres (?:barn|børn|klasse|familie)",
    r"(?:for|to) (?:parents|families|teachers|schools)",
)
# Of programs and contracts; a borrower may be told of a menu, too.
_TOOLS = phrases(
    r"indstillinger|version\w*|funktion(?:en|er)?|feltet|menu\w*|\w*knap(?:pen)?|flueben|vinduet"
    r"|skabelon\w*",
    r"modul\w*|rapport\w*|udtræk\w*|liste[nr]?|løsningen|opdatering\w*|implementer\w*|aftale[nr]",
    r"leverandør\w*|abonnement\w*|projekt\w*",
)
# A word of the office that letters to borrowers use, too.
_CLAIM = phrases(r"fordring\w*")
_WE = phrases(r"vi|os|vores|vort|we|us|our|ours")
_YOU = phrases(r"du|dig|din|dit|dine")
# "Hvorfor opkræver vi gebyrer?" is asked for the reader's sake, "når vi har lukket", too.
_FOR_THE_READER = phrases(
    r"hvorfor|why|(?:vi|we) (?:har |holder |are )?(?:lukke\w*|åben\w*|åbner|ferie\w*|closed?|open)"
)
# "Hvordan dannes en regning?"
_PASSIVE = phrases(
    r"(?:hvordan|hvor|hvornår|hvor ofte|kan|skal|hvad) (?:\w+ ){0,3}"
    r"(?!betales|afleveres|lånes|fornyes|hentes|reserveres|bruges|klages|byttes)\w{3,}(?:es|ettes"
    r"|eres|ages|øres|ives|des|nes|tes|ses)"
)

# What the library may and must do: "Skal satsen vedtages?", "Kan biblioteket pante?"
_MAY_WE = phrases(
    r"(?:skal|må|kan|bør) (?:satse(?:n|rne)|taksterne|biblioteket|kommunen|afdelinger(?:ne)?"
    r"|filialer(?:ne)?|bibliotekerne|kommuner(?:ne)?)"
    r"(?! (?:hjælpe|ringe|sende|skrive|købe|skaffe)\b)",
    r"(?:must|may|can|should) (?:the library|the municipality|branches|libraries|municipalities)"
    r"(?! (?:help|send|call|buy|write)\b)",
)

# Titles and headings: the kinds of text that staff have, and what borrowers look for.
_TITLE_FOR_STAFF = phrases(
    r"\w*håndbog\w*|\w*manual|\w*vejledning\w*|quick-?guide|guide|handbook|version \d\S*"
    r"|release\w*|\w*notes?|notat\w*|memo|referat\w*|\w*rutine\w*|huskeliste\w*",
    r"(?:nyheds|fredags|uge|måneds|orienterings)brev\w*|newsletter|kort nyt fra|nyt (?:fra|om|i)"
    r"|orientering\w*|uge \d+|week \d+",
    r"(?:telefon|standard)svar\w*|gode (?:svar|råd)|svar,? (?:vi|du) (?:kan|giver)|\w*drejebog"
    r"|principper\w*|retningslinjer\w*|tips? og tricks?|første uge|(?:sådan|hvordan) (?:klarer"
    r"|holder|håndterer|svarer|opretter) (?:du|vi)",
    r"\w*modul\w*|opsætning\w*|konfigur\w*|configur\w*|settings|indstilling\w*|system\w*|admin\w*"
    r"|\w*løsning(?:en)?|projekt\w*|project\w*|overgang til|idriftsættelse|go-?live|fælles"
    r"|kundeportal\w*|leverandør\w*|redaktør\w*",
    r"\w*regnskab\w*|\w*indtægt\w*|bogholder\w*|økonomi\w*|opkrævningen|kontering\w*|opbevaring"
    r"|accounting|handling",
    r"arbejdsbeskrivelse\w*|regelsæt\w*|ansvarlig|godkendt af|revideret|erstatter|kom godt i gang"
    r"|kursus\w*",
    r"vikar\w*|vagt\w*|skranke\w*|betjening\w*|\w*holdet|for huset|driften\w*|the (?:counter|desk"
    r"|floor|team)|volunteers|branch(?:es)?|intranet\w*|internt?|kollega\w*|kolleger\w*"
    r"|for biblioteker|kommunerne|kunden|låneren|en låner|borgeren|the patron",
    r"\w*procedure\w*|\w*instruks\w*|skabelon\w*|ajour|politik\w*|policy|praktisk for",
)
_TITLE_FOR_BORROWERS = phrases(
    r"dig|du|din|dit|dine|your?|my|mit|mine|min|de|deres|(?:til|for) (?:\w+ )?(?:forældre"
    r"|lånere\w*|borgere\w*|familier|klasser|børn|unge|ældre|seniorer)|lånernes|brugernes?"
    r"|brugerne",
    r"\w*lån|lånere?glement\w*|\w*reglement\w*|regler\w*|takster|priser|prisliste|regulations"
    r"|rules|rettigheder|lovgrundlag",
    r"\w*erstatning\w*|regning(?:er|en)?|mistet|tabt|forsinke\w*|bøder?|\w*rykkere?|betaling\w*"
    r"|overdue|borrowing|loans|lost|damaged|bills?|fees|fines|payments?|print\w*|kopi\w*|copy\w*"
    r"|reserver\w*"
    r"|forny\w*|aflever\w*|afhent\w*|lånerkort|library card|e-?bøger|ereolen|digitale|app(?:en)?"
    r"|delivery|lokale\w*|wifi|gebyrer|gebyrfritagelse\w*",
    r"spørg (?:os|biblioteket|en bibliotekar)|\w*\s?bibliotek(?:et|erne)? (?:kommer|svarer)|ung på"
    r"|åbent|selvbetjent|ombygning\w*|åbningstid\w*|velkommen (?:til|på)|hvad koster|ups",
)


@lru_cache(maxsize=65536)
def evidence_of(question: str, answer: str, households: bool = False) -> AnswerEvidence:
    """What a question with its answer says of its readers. On a page to `households` (to parents,
    to teachers) "I" and "vi" are theirs."""
    signs = signs_of(question, answer, households)
    words = [found for kind, found in signs.items() if WEIGHTS[kind] > 0]
    odds = NEUTRAL + sum(WEIGHTS[kind] for kind in signs)
    is_strong = odds > CLEAR and any(WEIGHTS[kind] >= STRONG for kind in signs)
    return AnswerEvidence(odds, tuple(words), is_strong or odds >= STAFF_BY_ITSELF)


def signs_of(question: str, answer: str, households: bool = False) -> dict[str, str]:
    """Every sign in a question with its answer: kind -> the words."""
    both = f"{question}\n{answer}"
    signs = staff_signs(question, answer) | borrower_signs(question, answer)
    households = households or bool(_HOUSEHOLD.search(both))
    looked_at = {
        "trade": (_TRADE, answer if is_explained(question) or is_hoped(question) else both),
        "tool": (_TOOLS, answer if is_explained(question) else both),
        "claim": (_CLAIM, both),
        "we ask": (_WE, "" if households or _YOU.search(both) else question),
        "passive": (_PASSIVE, question),
        "may we": (_MAY_WE, question),
    }
    if _FOR_THE_READER.search(question):
        del looked_at["we ask"]
    if is_explained(question):
        del looked_at["claim"]
    if not households:
        looked_at["you many"] = (_YOU_MANY, answer)
        looked_at["your many"] = (_YOU_MANY_EN, answer)
    signs |= {
        kind: found[0] for kind, (sign, text) in looked_at.items() if (found := sign.search(text))
    }
    if ordered := is_ordered(answer):
        signs["ordered"] = ordered
    return signs


def title_for(text: str) -> str:
    """Whether a title or heading is of a kind that staff have or borrowers look for, or ""."""
    told = {"place", "act", "of a borrower"} & staff_signs("", text).keys()
    staff = _TITLE_FOR_STAFF.search(text) or told
    return "staff" if staff else "borrower" if _TITLE_FOR_BORROWERS.search(text) else ""


def lead_for_staff(text: str) -> str:
    """The words of the beginning of a page that say that it is for libraries or staff, or ""."""
    found = _LEAD.search(text[:3000]) or _LEAD_ALONE.search(text[:3000])
    return found[0] if found else ""


def judge_answers(
    lead: Sequence[str], answers: Sequence[PageAnswer], prior: float = 0.0
) -> list[AnswerEvidence]:
    """The evidence for each answer of a page, from what stands before its first question, from the
    answers themselves and from `prior`, what is known of the site."""
    beginning = "\n".join(lead)[:3000]
    households = bool(TO_HOUSEHOLDS.search(beginning))
    found = [evidence_of(answer.question, answer.text, households) for answer in answers]
    told = lead_for_staff(beginning)
    title = TITLES.get("told" if told else title_for(beginning), 0.0)
    capped = [max(-MOST_OF_ONE, min(MOST_OF_ONE, evidence.odds)) for evidence in found]
    parts: dict[str, list[float]] = {}
    for own, answer in zip(capped, answers, strict=True):
        parts.setdefault(answer.part, []).append(own)
    headings = {part: HEADINGS.get(title_for(part), 0.0) for part in parts if part not in beginning}
    judged = []
    for evidence, own, answer in zip(found, capped, answers, strict=True):
        # What stands alone in its part is looked at with the page, a single answer by itself.
        around = parts[answer.part] if len(parts[answer.part]) > 1 else capped
        odds = OWN * own + title + headings.get(answer.part, 0.0) + BESIDE * answer.is_beside
        odds += AROUND * ((sum(around) - own) / (len(around) - 1) if len(around) > 1 else own)
        clear = own <= CLEAR
        odds += 0.0 if clear else prior
        is_public = odds < (PUBLIC_IF_CLEAR if clear else PUBLIC) and not evidence.is_strong
        words = (*filter(None, [told]), *evidence.words)
        judged.append(AnswerEvidence(odds, words, evidence.is_strong, is_public))
    return judged


def speaks_for_staff(question: str, answer: str) -> bool:
    """Whether an answer is for staff by its own words."""
    return evidence_of(question, answer).is_strong
