"""Whether a sentence uses an old word, or tells that it is gone, was another's name, or is not so.

“NemID lukkede i 2023”, “Brug MitID, ikke NemID” and “Vi giver ikke bøder” are right sentences; a
finding there would be an offence. “Du kan ikke betale uden NemID” and “Hvis man ikke har NemID”
say no as well, and yet send people to what is gone.
"""

from __future__ import annotations

import re

from ..text.lazy_pattern import lazy_pattern

# How far from the word the sentence is read: enough for any, and a bound for a text of one line.
REACH = 150


def marked(before: str, written: str, after: str) -> str:
    """The sentence around a word, with the word in ⟦ ⟧: what the patterns here look at."""
    return f"{before[-REACH:]}⟦{written}⟧{after[:REACH]}"


# The word itself, perhaps in quotes or brackets.
_T = r"[(“”\"»«'’]*⟦[^⟦⟧]*⟧[)“”\"»«'’]*"
# A word that is no name: “bøder”, but not “bøden”.
_SUCH = r"⟦[^⟦⟧]*(?<!en)(?<!ne)(?<!ens)(?<!nes)⟧"
_ARTICLE = r"(?:(?:en|et|den|det|the|an?|nogen|nogle|noget|any)\s+)?"
_MY = r"(?:(?:en|et|den|det|din|dit|dine|jeres|sin|sit|the|an?|your)\s+)?(?:gamle\s+|old\s+)?"
# Between a “not” and the word: not what turns the sense round (“ikke uden”, “ikke kun”).
_WORD = (
    r"(?:(?!(?:uden|without|hvis|når|før|hvor|fordi|if|unless|until|before|kun|bare|only|andre"
    r"|nøjes|glem\w*)\b)\w+\s+)"
)
_MONTH = (
    r"januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
    r"|january|february|march|may|june|july|october"
)
# Between a verb and the word: adverbs and a date.
_BETWEEN = (
    r"(?:(?:nu|allerede|definitivt|endeligt|endegyldigt|officielt|helt|ellers|også|så|for\s+længst"
    r"|for\s+alvor|ikke\s+længere|blevet|været|desværre|jo|siden|i|den|d\.|pr\.|per|fra|efter"
    r"|\d{1,2}\.?|\d{4}|now|already|finally|been|fully|since|in|on|as|of"
    rf"|{_MONTH})\s+)*"
)
_MORE = r"(?:(?:længere|mere|mer)\s+)?"
_MODAL = r"\b(?:kan|kunne|skal|skulle|vil|bør|behøver|må)\s+"
# “Kan du ikke …” opens a condition or a question; behind another word it is a statement.
_CANNOT = (
    rf"(?:{_MODAL}ikke|(?:(?!og\b|eller\b|men\b)\b\w+|,)\s+{_MODAL}"
    rf"(?:du|man|i|vi|jeg|de|børn|lånere)\s+ikke)\s+{_MORE}(?:at\s+)?"
)
_DO_NOT = (
    r"(?<!\bif you )(?<!\bif they )(?<!\bwhen you )(?<!\bwho )"
    r"\b(?:cannot|can\s+not|can[’']t|do(?:es)?\s+not|do(?:es)?n[’']t|(?:must|should|need)\s+not"
    r"|no\s+longer|never)\s+"
)
_CLOSING = (
    r"(?:lukker(?!\s+(?:kl\b|klokken|\d))|lukkes|lukkede|lukket|nedlagt|nedlægges|udfaset|udfases"
    r"|udgået|udgik|ophør\w*|forsvandt|forsvundet|afløst|afløses|erstattet|erstattes|udskiftet"
    r"|afskaffet|sammenlagt|lagt\s+sammen|stoppede|gjaldt|væk|historie|fortid|slut|forældet|closed|shut\s+down|switched\s+off|turned\s+off"
    r"|replaced|gone|discontinued|phased\s+out|retired|ended|stopped|no\s+longer)\b"
)
_AUX = r"(?:er|blev|bliver|har|var|havde|is|was|has|had|were|are)\s+(?:ikke\s+(?:længere|mere)\s+)?"
# What turns “virker ikke” into a fault of the day, or a condition.
_UNLESS = (
    r"(?!\s+(?:uden|without|alene|alone|hvis|når|før|if|unless|kun|bare|altid|always|i\s+dag|lige"
    r"|i\s+øjeblikket|for\s+tiden|today)\b)"
)
# A clause ends here, or goes on with what says nothing of the word: “får ikke bøder for …”.
_CLAUSE_END = (
    r"(?=\s*(?:$|[.,;:!?)–])|\s+(?:for|af|hvis|når|på|til|og|men|eller|længere|mere|ved|i|fra|under"
    r"|hos|for|and|but|or|if|when|on|to)\b)"
)

_FORMER = (
    r"\b(?:tidligere|gamle|gammelt|gammel|forhenværende|førhen|før\s+i\s+tiden|dengang"
    r"|i\s+stedet\s+for|frem\s+for|hed(?:te)?|kaldt|kalde[st](?:\s+også)?|farvel\s+til|haft"
    r"|ske(?:te|t)\s+der\s+med|formerly|former|old|instead\s+of|used\s+to\s+be|was\s+called"
    rf"|goodbye\s+to|happened\s+to)\s+{_ARTICLE}{_T}"
    rf"|\(\s*(?:før|tidl\.):?\s+{_T}"
)
_SUCCEEDED = (
    r"\b(?:afløs(?:er|te|t)|erstatte(?:r|de|t)|lukke(?:r|de|t)|nedlagde|nedlægger|udfase(?:r|de|t)"
    r"|afskaffe(?:r|de|t)|udskifte(?:r|de|t)|forsvandt|ophørte|udgik|replace[sd]?|retired|closed"
    rf"|discontinued|shut\s+down)\s+{_BETWEEN}(?:den\s+|det\s+|the\s+)?{_T}"
    r"|\b(?:afløser(?:en)?|efterfølger(?:en)?|successor|replacement)\s+(?:for|til|af|to|of)\s+"
    rf"{_ARTICLE}{_T}"
    rf"|{_T}(?:s|’s|'s)?\s+(?:afløser|efterfølger|successor|replacement)"
)
_CLOSED = (
    rf"{_T},?\s*(?:{_AUX})?{_BETWEEN}{_CLOSING}"
    rf"|{_T}\s+(?:hedder\s+(?:nu|i\s+dag)|har\s+heddet|is\s+now\s+called)\b"
    rf"|{_T}\s+(?:er|blev|bliver)\s+(?:nu|blevet)\s+(?:til|en\s+del\s+af)\b"
    rf"|{_T}\s+(?:kan|skal)\s+smides\s+ud\b|\bsmid\s+(?:\w+\s+){{0,2}}{_T}\s+ud\b"
    rf"|\b(?:skift|udskift|erstat|byt)(?:te)?[rst]?\s+(?:\w+\s+){{0,2}}{_T}\s+(?:ud\s+)?med\b"
)
_NOT_SO = (
    # “…, ikke NemID”, “og ikke af SKAT”
    rf"(?:^|[,(–—-]|\b(?:og|men|and|but))\s*(?:ikke|not)\s+{_MORE}"
    rf"(?:(?:af|med|via|på|i|hos|til|gennem|with|by|via|at)\s+)?{_ARTICLE}{_T}"
    # “er ikke en bøde”
    rf"|\b(?:er|var|bliver|blev|is|are|was)\s+(?:ikke|not)\s+{_MORE}{_ARTICLE}{_T}"
    # “understøtter ikke NemID”
    r"|\b(?:understøtter|accepterer|modtager|bruger|anvender|benytter|godkender|tilbyder"
    rf"|tager)\s+ikke\s+{_MORE}(?:i?mod\s+)?{_MY}{_T}"
    # “ikke længere … NemID”
    rf"|\b(?:ikke|aldrig)\s+(?:længere|mere)\s+{_WORD}{{0,5}}{_T}"
    rf"|\bno\s+longer\s+{_WORD}{{0,5}}{_T}"
)
_CANNOT_USE = (
    rf"{_CANNOT}(?:bruge|anvende|benytte)\s+{_MY}{_T}{_UNLESS}"
    rf"|{_CANNOT}{_WORD}{{1,4}}(?:med|via|gennem)\s+{_MY}{_T}{_UNLESS}"
    rf"|{_CANNOT}(?:ind)?betale\s+{_WORD}{{0,3}}(?:på|hos|i)\s+{_ARTICLE}{_T}"
    rf"|{_DO_NOT}(?:use|accept|support|take)\s+{_MY}{_T}"
    rf"|{_DO_NOT}(?:log|sign|pay)\s+{_WORD}{{0,4}}(?:with|using|via|by|at)\s+{_MY}{_T}"
)
_NOT_GIVEN = (
    # “får ikke bøder”, “skal ikke betale en bøde”
    r"(?:\b(?:giver|får|udskriver|opkræver|sender|udsteder|uddeler)\s+ikke\s+"
    rf"|{_CANNOT}(?:give|få|have|udskrive|opkræve|sende|udstede)\s+"
    rf"|\b(?:skal|skulle|behøver)\s+ikke\s+{_MORE}(?:at\s+)?betale\s+"
    rf"|{_DO_NOT}(?:give|issue|charge|send)\s+){_MORE}{_WORD}{{0,2}}{_SUCH}{_CLAUSE_END}"
    # “sender ikke gæld til inkasso”, “bliver ikke sendt til inkasso”
    r"|\b(?:send(?:er|es)|overgiver|overgives|overdrager|overdrages|overgår|går|ryger|bliver|er)"
    rf"\s+ikke\s+{_MORE}{_WORD}{{0,4}}til\s+{_T}"
    rf"|{_CANNOT}(?:sende|overgive|overdrage|blive)\s+{_WORD}{{0,4}}til\s+{_T}"
)
_IS_NOT_USED = (
    rf"{_T}\s+(?:virker|dur|duer|findes|fungerer|gælder|bruges|anvendes|benyttes|accepteres"
    rf"|understøttes|eksisterer)\s+(?:heller\s+)?ikke\b{_UNLESS}"
    rf"|{_T}\s+\w+\s+ikke\s+(?:længere|mere)\b{_UNLESS}"
    rf"|{_T}\s+(?:er|bliver)\s+ikke\s+(?:længere\b|mere\b|gyldig|i\s+brug|en\s+mulighed)"
    rf"|{_T}\s+{_MODAL}{_BETWEEN}ikke\s+{_MORE}(?:bruges|anvendes|benyttes)\b{_UNLESS}"
    rf"|{_T}\s+{_MODAL}(?:du|man|i|vi)\s+ikke\s+{_MORE}(?:bruge|anvende|benytte|logge)\b{_UNLESS}"
    rf"|{_T}\s+(?:cannot|can\s+not|can[’']t)\s+be\s+used\b{_UNLESS}"
    rf"|{_T}\s+(?:does\s+not|doesn[’']t)\s+(?:work|exist)\b{_UNLESS}"
    rf"|{_T}\s+(?:is|are)\s+(?:no\s+longer|not\s+(?:accepted|supported|valid|in\s+use))\b{_UNLESS}"
)
_PAST = [
    lazy_pattern(told, re.IGNORECASE)
    for told in (_FORMER, _SUCCEEDED, _CLOSED, _NOT_SO, _CANNOT_USE, _NOT_GIVEN, _IS_NOT_USED)
]
_YEAR = lazy_pattern(r"\b(?:19|20)\d\d\b")
_ENDED = lazy_pattern(
    r"\b(?:lukke(?:de|t)|ophør\w*|afløs(?:te|t)|erstatte(?:de|t)|udfas\w+|forsvandt|closed|replaced"
    r"|shut|ended|discontinued)\b",
    re.IGNORECASE,
)


def is_history(sentence: str, new: str = "") -> bool:
    """Whether a sentence, as `marked()` makes it, tells of the word and does not use it.

    `new`: what is to be written instead; a sentence that has both may tell how the one followed
    the other.
    """
    if any(pattern.search(sentence) for pattern in _PAST):
        return True
    return bool(new) and _follows(sentence, new)


def _follows(sentence: str, new: str) -> bool:
    """Whether the sentence leads from the word to `new`, or tells of both, the end and its year."""
    name = re.escape(new)
    steps = (
        rf"\b(?:fra|from)\s+{_MY}{_T}\s+(?:over\s+)?(?:til|to)\s+{name}"
        rf"|{_T}\s+(?:er|blev|bliver|is)\s+{_BETWEEN}(?:til\s+)?{name}"
        # “indbetalingskort (girokort)”, “NemID (nu MitID)”
        rf"|{name}\w*\s+\({_T}\)|{_T}\s+\((?:nu|now)\s+{name}"
    )
    if re.search(steps, sentence, re.IGNORECASE):
        return True
    told = re.search(rf"\b{name}", sentence, re.IGNORECASE)
    return bool(told and _YEAR.search(sentence) and _ENDED.search(sentence))
