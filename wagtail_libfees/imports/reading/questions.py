"""What a question looks like in Danish and English. No markup, only words.

Real FAQ pages also write questions as statements ("Jeg har mistet min regning") and
without the question mark, so the end of the text is only one of the signs.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .keys import strip_numbering

MAX_QUESTION = 320
_MAX_REMEMBERED = 500

_ENDS_ASKING = re.compile(r"\?[?!.…]*[\"'”’»)\]*_]*\s*$")
_STEM_END = re.compile(r"(?:\.\.\.|…)\s*:?\s*$")
_ABBREVIATION = re.compile(
    r"(?:\bosv|\bm\.?v|\bmv|\betc|\bm\.?m|\bmm|\bo\.?\s?l|\bo\.?\s?lign|\bm\.?fl|\bmfl|\bfx|\bf\.eks|\bkr|\bca|\bnr|\btlf|\bpr"
    r"|\binkl|\bekskl|\bmin|\bmaks|\bjf|\bhhv|\bvedr|\bd|\bbl\.a|\bdvs)\.$",
    re.IGNORECASE,
)
_ASKING_WORD = re.compile(
    r"(?:hvad|hvem|hvis\s+(?:bog|regning)|hvor|hvordan|hvornår|hvorfor|hvorledes|hvilke[nt]?|hvorhen|hvoraf|hvortil|hvorfra"
    r"|what|where|when|why|how|who|whose|which)\b",
    re.IGNORECASE,
)
_VERB_FIRST = re.compile(
    r"(?:kan|må|skal|vil|får|er|har|bliver|kommer|gælder|koster|findes|hjælper|betaler|mister|sender|burde|bør|kunne|var|tager"
    r"|skylder|behøver|sker|giver|låner|dækker|hæfter|arver|slipper|udløber|forsvinder|tæller|står|ligger|hører|virker|accepterer|modtager|gemmer|opkræver|sletter)\s+"
    r"(?:jeg|vi|man|der|det|den|de|i|mit|min|mine|mig|et|en|alle|børn\w*|barn\w*|mit|biblioteke\w*|kommunen|borger\w*|låner\w*|gebyr\w*|regning\w*|rykker\w*"
    r"|erstatning\w*|unge|forældre\w*|udlændinge|studerende|renter)\b",
    re.IGNORECASE,
)
_VERB_FIRST_EN = re.compile(
    r"(?:can|may|must|should|could|will|would|do|does|did|is|are|was|were|have|has|am)\s+"
    r"(?:i|we|my|it|there|the|a|an|this|these|you|your|children|borrowers?|patrons?|staff|fees?|they|our|library)\b",
    re.IGNORECASE,
)
# "Mit Betalingsoverblik" is a portal and "I skranken" a place: more words are needed.
_FIRST_PERSON_START = re.compile(
    r"(?:jeg(?:\s+\S+){2}|(?:min|mit|mine|my)(?:\s+\S+){3}|vores\s+(?:barn|børn|datter|søn)\s+\S"
    r"|(?:i['’](?:m|ve|d|ll)|i\s+(?:have|had|haven|am|was|can|cannot|could|want|wish|need|lost|never|do|don|did|didn|would|got|get"
    r"|paid|pay|forgot|found|returned|owe|think|see|received|live|moved|still|already|cannot|disagree|think|know|borrowed|brought))\b)",
    re.IGNORECASE,
)
_CONDITION_START = re.compile(
    r"(?:hvis|når|if|when|what if)\s+(?:jeg|min|mit|mine|i|my)\b", re.IGNORECASE
)
_BORROWER_ACTS = re.compile(
    r"(?:(?:låneren?|borgeren?|brugeren?|kunden|the (?:borrower|patron|customer))\s+\S"
    # Staff leave the article out; "Låner du ..." is the verb.
    r"|(?:en )?(?:låner|borger)\s+(?:har|er|kan|vil|siger|skylder|ønsker|mangler|nægter|står|får"
    r"|klager|spørger|påstår|møder|henvender)\b"
    r"|a (?:borrower|patron|customer)\s+(?:has|is|cannot|can['’]t|wants|says|owes|asks|refuses"
    r"|claims|complains)\b)",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(
    r"\b(?:jeg|mig|min|mit|mine|man|my|me|mine)\b|(?-i:\bI(?:['’]\w+)?\b)", re.IGNORECASE
)
_ME_INSIDE = re.compile(r"(?<=\s)(?:jeg|mig|min|mit|mine)\b(?! side\b)|(?<=\s)(?:I|my|me)\b(?=\s)")
_SECOND_PERSON = re.compile(r"\b(?:du|dig|din|dit|dine)\b", re.IGNORECASE)
_SECOND_PERSON_EN = re.compile(r"\b(?:you|your)\b", re.IGNORECASE)
_YES_NO = re.compile(
    r"(?:ja|jo|nej|yes|no)\b\s*(?:[,.!;:–-]|$|det|der|du|men|og|you|but)", re.IGNORECASE
)
_NAMES_WHAT_FOLLOWS = re.compile(
    r"(?:sådan|hvis|når|før|inden|efter|det|spørgsmål|svar|if|how|before|after|what|questions?)\b",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"(?<=\s)(?:er|bliver|blev|var|har|havde|kan|skal|må|vil|får|gælder|koster|betaler|stiger|falder"
    r"|ophører|begynder|slutter|holder|tager|opkræver|is|are|was|were|has|have|had|can|must|may"
    r"|will|costs?|pays?|rises?|falls?|applies|apply|begins?|ends?)(?=\s)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*\s*$")
_INNER_SENTENCE = re.compile(r"[.!][\"'”’»)]*\s+(?=[A-ZÆØÅ])")


def ends_asking(text: str) -> bool:
    """Whether the text ends in a question mark, also behind a quote or a bracket."""
    return bool(_ENDS_ASKING.search(text))


def ends_sentence(text: str) -> bool:
    """Whether the text ends like a sentence; an abbreviation such as "osv." counts."""
    return bool(_SENTENCE_END.search(text))


def ends_in_abbreviation(text: str) -> bool:
    return bool(_ABBREVIATION.search(text.rstrip()))


def is_stem(text: str) -> bool:
    """Whether the text is a stem that fragments follow: "Hvor meget skal jeg betale, hvis..."."""
    return bool(_STEM_END.search(text)) and asks(text) > 0.5


def answers_yes_no(text: str) -> bool:
    """Whether the text starts like an answer: "Ja, ...", "Nej. ..."."""
    return bool(_YES_NO.match(text.lstrip()))


def starts_in_first_person(text: str) -> bool:
    """ "Jeg har mistet...", "My card...": a borrower speaks, so it is no answer of the library."""
    return bool(_FIRST_PERSON_START.match(strip_numbering(text)))


def speaks_of_me(text: str) -> bool:
    """ "Automaten tager ikke mit kort": a heading in which a borrower speaks. In capitals the
    words are parts of names ("Min side", "Mit Betalingsoverblik")."""
    return bool(_ME_INSIDE.search(text)) and len(text) <= 120


def addresses_reader(text: str) -> bool:
    """ "Har du ...?": the library speaks to the borrower; in an answer this is rhetoric.

    In English "you" may well be the library ("Do you take cash?"), so it counts only
    where the text has no first person at all.
    """
    if _FIRST_PERSON.search(text):
        return False
    return bool(_SECOND_PERSON.search(text) or _SECOND_PERSON_EN.search(text))


def states(text: str) -> bool:
    """Whether a heading says something by itself: "In 2026 the fee is 20 kr."; no title does.

    "Sådan betaler du" and "Hvis du mister kortet" name what stands below.
    """
    bare = strip_numbering(text).strip()
    if len(bare.split()) < 3 or asks(bare) or _NAMES_WHAT_FOLLOWS.match(bare):
        return False
    return bool(_FINITE.search(bare))


def lead_sentences(text: str) -> list[str]:
    """The sentences before the last one."""
    parts = _INNER_SENTENCE.split(strip_numbering(text))[:-1]
    return [part for part in parts if not ends_in_abbreviation(part + ".")]


def opens_question(text: str) -> bool:
    """Whether a line of its own is a question by its first word and by its mark."""
    return (
        text[:1].isupper()
        and ends_asking(text)
        and asks(text.rstrip("? ")) >= 0.8
        and not addresses_reader(text)
    )


def asks(text: str) -> float:
    """How much a text looks like a question by itself, 0-1.

    1.0 question mark; 0.8 a question without its mark; 0.7 a statement in the first
    person; 0.6 a condition; 0 anything else, or longer than `MAX_QUESTION`.
    """
    # The same few lines are judged again and again on the way from a line to a question.
    return _recent(text) if len(text) <= _MAX_REMEMBERED else _strength(text)


def _strength(text: str) -> float:
    bare = strip_numbering(text).lstrip("\"'”»“„*_ ").strip()
    if not bare or len(bare) > MAX_QUESTION or not any(c.isalpha() for c in bare):
        return 0.0
    if ends_asking(bare):
        return 1.0
    stopped = bare.endswith((".", "!", ";")) and not ends_in_abbreviation(bare)
    if stopped and not _STEM_END.search(bare):
        return 0.0
    if lead_sentences(bare):
        return 0.0
    return _unmarked(bare)


_recent = lru_cache(maxsize=256)(_strength)


def _unmarked(bare: str) -> float:
    if bare.endswith(":"):
        return 0.55 if _ASKING_WORD.match(bare) or _VERB_FIRST.match(bare) else 0.0
    if _CONDITION_START.match(bare):
        return 0.6
    if _ASKING_WORD.match(bare) or _VERB_FIRST.match(bare) or _VERB_FIRST_EN.match(bare):
        return 0.8
    if _FIRST_PERSON_START.match(bare) or _BORROWER_ACTS.match(bare):
        return 0.7 if len(bare) <= 160 else 0.0
    return 0.0
