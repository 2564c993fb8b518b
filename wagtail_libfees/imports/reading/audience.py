"""Who a piece of an FAQ is written for: by its heading, and by whom the text addresses.

Staff text on a public page is the worst an import can do (invariant 7), so a clear sign
is enough to take an item away from the borrowers.
"""

from __future__ import annotations

import re

from .questions import asks
from .records import Audience
from .staff_signs import phrases

STAFF_WORDS = (
    r"\w*(?:medarbejder|personale)(?:n|e|ne|en|t)?|ansatte|kolleg(?:a|er|aer)(?:ne)?"
    r"|\w*vagter(?:ne)?|vagthavende|superbrugere?(?:ne)?"
    r"|ledere|formidlere|frivillige|bibliotekar(?:er|erne)|\w*(?:assistent|medhjælper)(?:er"
    r"|erne|e|ne)"
    r"|(?:library )?(?:staff|employees|colleagues|librarians)"
)
# The people, and not "Borgerservice", "brugerstyring" or a "kundeportal".
_BORROWERS = r"(?:låner|borger|bruger|kunde)(?:en|n|e|r|ne|rne)?s?|publikum"
_BORROWERS_EN = r"borrowers?|patrons?|users|customers|the public"
_A_BORROWER = r"(?:en )?(?:låner(?:en)?|borger(?:en)?|bruger(?:en)?|kunden?)"
_A_BORROWER_EN = r"(?:the|a) (?:borrower|patron|customer|user)"

# Where only those who work there stand.
_DESK = r"(?:skranken|skrankerne|vagten|disken|(?:the )?(?:\w+ )?desk)"
_INTERNAL = (
    r"vejledning|brug|note|notat|information|q&a|faq|use|retningslinje|spørgsmål|svar|procedure"
    r"|rutine"
    r"|regl|instruks|link|guide|question|instruction"
)
# What the library says to a borrower "der ...", where staff would be said to sit at the desk.
_TOLD_BORROWER = (
    r"(?:har (?!vagt)|skylder|er (?!ansat)|bor|går|mangler|vil|gerne|ikke|betaler|får|bruger"
    r"|låner|kun|sjældent|tit|ofte)"
)
_STAFF_HEADING = phrases(
    rf"(?:til|for|to|fra|from) (?:\w+ )?(?:{STAFF_WORDS})",
    rf"(?:{STAFF_WORDS})(?: |-)(?:only|q&a|faq|questions|guide|section|spørgsmål)",
    r"(?:medarbejder|personale|skranke|vagt)(?:vejledning|instruks|guide|info|spørgsmål|manual"
    r"|håndbog|side|procedure|note)\w*",
    r"til dig i skranken",
    rf"(?:som|ny|nye|new) (?:{STAFF_WORDS})",
    r"(?:til|for) os,? (?:i|på|ved|der|som|bag)",
    r"når (?:du|vi|I) (?:har \w*vagt(?:en)?|arbejder|passer|står (?:i|bag|på|ved)|er på arbejde)",
    r"(?:til|for) jer,? (?:som|der|i|på)",
    r"(?:til|for) os selv|bag kulissen|på kontoret",
    r"(?:hvad|hvordan|sådan) vi (?:svarer|siger|gør|hjælper|møder|håndterer|behandler|taler)",
    r"drejebog\w*|huskesedler?|procedurer?|rutiner?",
    r"(?:til|for) dig (?:i|på)",
    rf"(?:til|for) dig (?:som|der) (?!{_TOLD_BORROWER})",
    rf"(?:til|for) (?:dig|jer|os|alle)\W? (?:(?:som|der) \w+ )?(?:i|ved|på|bag) {_DESK}",
    rf"(?:instruks|vejledning|huskeliste|tjekliste|besked|noter?|notes?|info\w*|guide) (?:til"
    rf"|for)"
    rf" {_DESK}",
    r"(?:til|for) (?:kommuner|(?:folke)?biblioteker|administratorer)(?:ne)?",
    r"(?:til|for) økonomi(?:afdelinge(?:n|r|rne)|en)?",
    r"for (?:libraries|municipalities|administrators)",
    rf"(?:kun )?intern(?:t|e|al)?(?:(?=\W*$)|: | (?:{_INTERNAL})\w*)",
    rf"(?:hvis|når) {_A_BORROWER} (?:insisterer|spørger|klager|henvender|ringer|møder)",
    rf"svarer (?:du|vi|jeg|I) (?:{_BORROWERS})",
)
_STAFF_ONLY = phrases(rf"kun (?:til |for )?(?:{STAFF_WORDS})", rf"(?:{STAFF_WORDS})(?: |-)only")
# At the start, or as a remark at the end: "Bøger, der ikke er til lånere" is another matter.
_NOT_FOR_BORROWERS = re.compile(
    rf"(?:^|[(\[:–—-])\W*(?:(?:må )?ikke (?:til|for|deles med) (?:{_BORROWERS}|offentlig\w*)"
    rf"|not for (?:{_BORROWERS_EN}|publication))",
    re.IGNORECASE,
)
# The bare word must be the whole heading: "Spørg personalet" is advice to borrowers.
_STAFF_ALONE = re.compile(
    rf"\W*(?:(?:(?:q&a|faq|kun|only)\W+)?(?:kære )?(?:{STAFF_WORDS})"
    rf"|(?:til|for|bag|behind) {_DESK})\W*",
    re.IGNORECASE,
)
_WORKFLOW_HEADING = phrases(
    r"arbejdsgang\w*",
    r"arbejdsprocedure\w*",
    r"forretningsgang\w*",
    r"henvisning(?:er)?(?: (?:fra|ved|til|af) .*|(?=\W*$))",
    r"workflows?",
    r"work routines?",
    r"(?:desk|referral) (?:procedure|routine|step)s?",
    r"referrals?",
)
_BORROWER_HEADING = phrases(
    rf"når du (?:er|bliver) (?:\w+ )?(?:{_BORROWERS})|offentlig(?:e|t)? (?:side|del|tekst)",
    rf"(?:til|for) dig\W? (?:som|der er) (?:\w+ )?(?:{_BORROWERS})",
    rf"(?:til|for) (?:\w+ )?(?:{_BORROWERS})",
    rf"(?:for|to) (?:\w+ )?(?:{_BORROWERS_EN})",
    rf"(?:{_BORROWERS}|{_BORROWERS_EN})(?:['’]s?)? (?:questions|spørgsmål|q&a|faq)",
)
_BORROWER_ACTS = re.compile(
    rf"\W*(?:{_A_BORROWER}|{_A_BORROWER_EN})\s+(?!og\b|and\b|or\b"
    rf"|eller\b)\w".replace(" ", r"\s+"),
    re.IGNORECASE,
)
_REFERS = phrases(
    r"du henviser",
    r"henvis(?:er)? (?:låner|borger|bruger|dem|vedkommende)\w*",
    r"henvis(?:er)? til (?:din|en|jeres) (?:kollega|leder)\w*",
    r"(?:vis|bed|fortæl|spørg|guide|hjælp|oplys|vejled) (?:låneren|borgeren|låner|borger)",
    r"slå (?:låneren|borgeren) op|(?:find|ret|slet|åbn) (?:låneren|borgeren)s",
    r"(?:refer|direct|show|tell|ask|guide|send) (?:the|a) (?:borrower|patron|customer|user)",
)
_STAFF_TEXT = phrases(
    r"vi (?:skal|må|kan) (?:derfor )?(?:ikke )?henvise",
    r"(?:henvise|fortælle|oplyse|bede|vejlede) (?:til )?(?:borger|låner)(?:en|ne|e)?",
    rf"(?:hvis|når) {_A_BORROWER} (?:insisterer|spørger|klager|henvender|ringer|møder)",
    r"(?:du|I) (?:\w+ )?som (?:medarbejder|ansat|personale)",
    r"kun (?:for|til) (?:medarbejdere|personalet?)",
    r"(?:besked|info\w*|note|notat|vejledning|instruks) til (?:medarbejderne|personalet)",
    r"jeres (?:lånere|borgere)|I som (?:bibliotek|kommune)",
    r"jeres (?:\w+ )?(?:administrator|leverandør|system|økonomi|debitor|personale"
    r"|organisation)\w*",
    r"(?:kun til )?internt brug|internal use|staff only|as an employee|your (?:borrowers"
    r"|patrons)",
    r"må ikke (?:deles|sendes|vises) (?:med|til) (?:låner|borger)\w*",
    r"(?:do not|don['’]t|never) (?:tell|show) (?:the )?(?:borrowers?|patrons?|customers?)",
    rf"(?:if|when) {_A_BORROWER_EN} (?:insists|asks|complains|refuses|calls)",
)
# How staff are told to speak: "Forklar roligt, at ..."; "Sig det til os" is said to a borrower.
_SPEAK_SO = re.compile(
    r"\W*(?:(?:sig|forklar|oplys)(?! (?:det |altid )?(?:til|os|i|dit|navn))|beklag"
    r"|fortæl(?!,? os| biblio| perso)|explain|apologi[sz]e|say that)\b".replace(" ", r"\s+"),
    re.IGNORECASE,
)
_STAFF_QUESTION = phrases(
    # Without an article "borger" is how staff speak of the person in front of them.
    r"(?:kan|skal|må|vil|hvis) (?:en )?borger",
    r"borger (?:insisterer|spørger|klager)",
    rf"(?:hvad|hvordan) gør (?:jeg|vi),? (?:hvis|når) {_A_BORROWER}",
    r"hvad (?:siger|svarer) (?:jeg|vi)",
    r"(?:jeg|vi) (?:(?!anden\b)\w+ ){0,2}(?:låneren|borgeren)s?",
    r"(?:jeg|vi) (?:\w+ )?(?:en låners|(?:for|til) en låner)",
    r"(?:skal|må|kan|bør) (?:jeg|vi) (?:\w+ )?henvise",
    rf"(?:skal|må|kan|bør) (?:jeg|vi) \w+ {_A_BORROWER}",
    r"(?:skal|må|kan|bør) kommuner(?:ne)?",
    rf"what do (?:i|we) (?:say|tell|do)\b.*\b{_A_BORROWER_EN}",
)


# "Internt: sådan annullerer vi et gebyr", also as a remark below an answer.
_INTERNAL_LABEL = re.compile(
    rf"(?:^|[(\[])\W*(?:(?:kun )?intern(?:t|al)?(?: (?:note|besked|bemærkning|kommentar|info\w*"
    rf"|comment))?|(?:(?:note|besked|obs|husk) )?til (?:{STAFF_WORDS})"
    rf"|note to (?:{STAFF_WORDS}))\s*[:–—]",
    re.IGNORECASE | re.MULTILINE,
)


def is_note_to_staff(text: str) -> bool:
    """Whether a paragraph is a remark to staff: "Internt: ...", "Til personalet: ..."."""
    return bool(_INTERNAL_LABEL.match(text))


def audience_of_heading(text: str) -> Audience | None:
    """The audience that a heading names, or None.

    A heading for borrowers wins a tie, unless it says that it is for staff only.
    """
    if _STAFF_ONLY.search(text) or _NOT_FOR_BORROWERS.search(text):
        return Audience.STAFF
    if _WORKFLOW_HEADING.search(text):
        return Audience.WORKFLOW
    if _BORROWER_HEADING.search(text):
        return Audience.BORROWER
    if _STAFF_HEADING.search(text) or _STAFF_ALONE.fullmatch(text):
        return Audience.STAFF
    return None


def audience_of_item(question: str, answer: str) -> Audience:
    """The audience of a question with its answer, where no heading names one."""
    # The label of an accordion may be such a heading itself: "Instruks til skranken".
    named = audience_of_heading(question) if not asks(question) else None
    if named in (Audience.STAFF, Audience.WORKFLOW):
        return named
    if _REFERS.search(answer) or _BORROWER_ACTS.match(question):
        return Audience.WORKFLOW
    # "Er det kun til internt brug?" is asked by one for whom it is not.
    both = answer if question.endswith("?") else f"{question}\n{answer}"
    internal = _STAFF_TEXT.search(both) or _INTERNAL_LABEL.search(both) or _SPEAK_SO.match(answer)
    if internal or _STAFF_QUESTION.search(question):
        return Audience.STAFF
    return Audience.BORROWER
