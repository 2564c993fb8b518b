"""Signs that a text is for those who work at a library, by kind, wherever it stands.

No list of headings can be complete, so the text itself is asked: for acts that only staff do, for
their tools, places and colleagues, and for a borrower who is spoken of instead of spoken to. One
sign is enough to make a page one for both: then only what certainly speaks to a borrower is theirs
(invariant 7).
"""

from __future__ import annotations

import re

from .keys import strip_numbering


def phrases(*wanted: str) -> re.Pattern[str]:
    """Whole phrases in any case; a space stands for any white space."""
    patterns = "|".join(phrase.replace(" ", r"\s+") for phrase in wanted)
    return re.compile(rf"\b(?:{patterns})\b", re.IGNORECASE)


# The programs and files of a library; the name of one may be explained to a borrower.
_SYSTEMS = phrases(
    r"cicero|fbs(?!-?kort)|bibliotekernescms|alma|systematic\w*|kmd|opus|prisme|sap|redia\w*"
    r"|netmester\w*|sharepoint|intranet\w*|fagsystem\w*|økonomisystem\w*|bibliotekssystem\w*"
    r"|ticket\w*|servicedesk\w*|helpdesk\w*|staff client|library system|circulation module",
    r"fælles(?:drev|mappe|postkasse)\w*|delte? mappe\w*|fejllog\w*|vagtlog\w*|logbog\w*"
    r"|driftsloggen",
    r"(?:gebyr|låner)(?:grupper?|kategori\w*|typer|koder?)ne|lånerpost\w*|lånerstatus\w*"
    r"|lånerbillede\w*"
    r"|skærmbillede\w*|systemparameter\w*|opsætningen|fanen",
)
# What stands behind the desk, and who works there.
_PLACES = phrases(
    r"kasse(?:terminal|apparat|lade|beholdning|opgørelse|rapport)\w*|bagkontor\w*|personalerum\w*"
    r"|vagt(?:bog|plan|skema|liste|lokale|mail|rum)\w*|nøgle(?:boks|skab)\w*|nøglen (?:ligger"
    r"|hænger)"
    r"|(?:i|på|bag|under) (?:\w+ ){0,2}(?:skab|skuffe|mappe|seddel|vogn|kælder|køkken)(?:en|n|et)?"
    r"|pedellen|holdet|bag døren|koden til"
    r"|boks \d+|initialer|journalnummer|lokal(?:nummer)? \d{2,5}|journalisér\w*|journaliser\w*",
    r"\w+(?:chef|ansvarlig|koordinator)(?:en|et|e)?|depotet|bonrulle\w*|på drevet"
    r"|fejlbunke\w*|arkivplan\w*|the (?:float|safe|trolley|till)",
    r"\w+(?<!vej)leder(?:en|ne)?(?! af)|(?:en|din|jeres) leder|lederen(?! af)|souschef\w*"
    r"|direktør\w*"
    r"|bogholder\w*"
    r"|nærmeste leder|(?:din|vores|jeres) (?:\w+ )?(?:leder|chef)|chefen"
    r"|(?:din|dine|vores|jeres|nye?|alle|øvrige) kolleg\w+"
    r"|(?:bed|spørg|hent|tilkald|få) (?:\w+ )?(?:kolleg\w+|superbruger\w*|vagt\w+"
    r"|it-\w+)",
    r"support(?:sag|en|team)\w*|fejlmeld\w*|dagsseddel\w*|dagssedl\w*|optælling\w*"
    r"|opkrævningslist\w*",
    r"team (?:leader|lead)|head of (?:\w+)|(?:the|our) (?:\w+ )?team|line manager"
    r"|back (?:room|office)|(?:staff|branch|shift|duty) manager|supervisor|your colleagues?"
    r"|(?:returns?|desk|shift|incident) log|staff room|cash drawer|staff side",
)
# What only staff do; with the thing that is done to, where a borrower may do the like.
_THINGS = (
    r"(?:gebyr|sag|post|krav|faktura|regning|betaling|reservering|transaktion|låner|erstatning"
    r"|restance|beløb|konto|kvittering|mellemværende)(?:e[rt]?|en|et|erne|ne)?"
)
_ACTS = phrases(
    r"(?:registrerer|opretter|sletter|sætter|lægger|retter|bytter|flytter|håndterer) (?:man|jeg"
    r"|vi)",
    r"hvad gør (?:man|vi)(?!,? (?:hvis|når) (?:man|vi|du|I|vores)\b| med (?:dine?|dit|jeres))"
    r"|tager jeg imod|(?:må|kan|skal|hvornår må) jeg (?:selv )?(?:sige|tilbyde|fjerne|bede|give"
    r"|love|nedsætte|slette|eftergive|afvise)|(?:do|can|may|should) I (?:take (?:a )?payments?"
    r"|register|clear|issue|check (?:in|out)|waive|promise)|arbejder her|works? here"
    r"|sætte (?:\w+ )?(?:gebyr\w*|beløb\w*) ned",
    r"(?:kvitt[eé]r|ann?ull[eé]r|eftergiv|nedskriv|afskriv|bogfør|afstem|tilbagefør|udlign"
    r"|makul[eé]r|tilkald(?! personalet)|eksped[eé]r|konter|not[eé]r|registr[eé]r|journalis[eé]r"
    r"|frafald|nulstil"
    r"|videresend|ompost[eé]r|dobbelttjek)(?:es?)?(?! (?:dig|dit|din|dine|min|mit|mine|os"
    r"|personalet|biblioteket|vi)\b)",
    r"(?:du|man|vi) (?:\w+ )?(?:kvitterer|annullerer|eftergiver|nedskriver|afskriver|bogfører"
    r"|afstemmer|tilbagefører|udligner|noterer|journaliserer|ekspederer|frafalder|nulstiller)",
    r"slå(?:r|s)? (?:\w+ )?op i|slå (?:låner\w*|borger\w*|vedkommende|posten|sagen"
    r"|materialet) op",
    r"(?:træk|trækkes|lav|dan|udskriv|udskrives|kør|køres) (?:\w+ )?"
    r"(?:liste|udtræk|rapport|udskrift|job)\w*",
    rf"(?:åbn|luk|ret|slet|opret|rediger|redigér|godkend|overfør|frigiv|flyt|fjern"
    rf"|send) (?:\w+ )?"
    rf"(?:posten|sagen|kravet|fakturaen|faktura|sag|post|en regning|{_THINGS} (?:i|fra|på|til"
    rf"|ved))",
    rf"(?:tjek|kontroll[eé]r|undersøg) (?:altid|først|hylde\w*|log\w*|låner\w*|legitimation|id\b"
    rf"|om (?:låneren|posten|sagen|materialet)|{_THINGS})",
    r"(?:ind)?tast(?:er|es)? (?:\w+ )?(?:cpr\W*\w*|lånernummer\w*|beløbet|kode\w*)"
    r"|med lånernummer|lånerens|(?:sluk|tænd|tøm|tømmer|genstart)(?:er|es)? (?:automat\w*"
    r"|kasse\w*|den)",
    r"(?:bevar|bevarer) roen|lov (?:ikke|aldrig)|undgå at love|henviser? til|henvis\b|vi henviser"
    r"|manuel(?:t|le)?|manually|forelægg(?:es|er|e)?|hæng(?:es)? (?:\w+ )?op|(?:giv"
    r"|giver) (?:låner\w*|borger\w*"
    r"|vedkommende)",
    r"(?:må|kan|skal) du (?:gerne |selv |godt |aldrig |ikke ){0,2}(?:eftergive|slette|nedsætte"
    r"|annullere"
    r"|fjerne|afvise|opkræve|udlevere|dispensere)",
    r"(?:hvem|hvornår) (?:må|kan|skal|bør) (?:slette|eftergive|nedsætte|annullere|godkende|fjerne"
    r"|dispensere|give|afgøre)|hvem (?:tømmer|bemander|lukker op|låser|passer)",
    r"(?:på|i) (?:sagen|sagerne|sagsmappen|(?:kundens|lånerens|borgerens) (?:kort|konto|profil))"
    r"|(?:noteres|anføres|begrundes|lægges|registreres|rejses|kasseres|journaliseres) (?:i|på|af)"
    r"|(?:skal|må|bør) vi (?:svare|sige|gøre|love|oplyse|huske)|krediter(?:es?|ing\w*)?"
    r"|(?:systemet|kørslen|jobbet|the job|the system) (?:danner|sender|kører|laver|runs|sends)",
    r"(?:hvad|hvordan) (?:siger|svarer|gør|laver|opretter|retter|sletter|håndterer) (?:man|du)"
    r"|skal der (?:skiltes|registreres|noteres|oprettes|laves|sendes)",
    r"(?:waive|override|write off|clear|cancel|void|adjust) (?:the |a |any )?(?:charge|fee|fine"
    r"|debt|bill|record)s?"
    r"|look (?:\w+ )?up in|log (?:it|the)|(?:do not|don['’]t|never) (?:promise|argue)|stay calm"
    r"|refer (?:the|them|it) \w+|(?:check|scan|search) the (?:shelf|shelves|log|record|account)"
    r"|pass (?:it|them|this) on|escalate\w*|make a note|write down|hand (?:it )?over to"
    r"|who (?:may|can) (?:waive|delete|remove|approve)",
)
# A borrower who is spoken of: "låneren", "en borger", "vedkommende".
_OF_A_BORROWER = phrases(
    r"(?:låneren|borgeren|brugeren|kunden)s?|vedkommende|en (?:vred|sur|utilfreds) \w+"
    r"|(?:når|hvis|at) (?:en |en anden )?(?:låner|borger|bruger|kunde|gæst|besøgende) (?!du\b)",
    r"(?:låner|borger|bruger|kunde)(?= (?:har|er|vil|siger|mener|nægter|ønsker|påstår|betaler"
    r"|kommer)\b)",
    r"(?:if|when|what if) (?:someone|somebody|anyone|people)|(?:someone|somebody) (?:has|is"
    r"|wants|says|asks)"
    r"|(?:hvis|når) (?:nogen|folk)",
    r"(?:at|når|hvis|viser|beder|henviser) folk|people (?:often|want|ask|say)"
    r"|(?:ring|call) them back",
    r"folk (?:har|er|vil|siger|mener|nægter|ønsker|påstår|kommer|bliver)",
    r"the (?:borrower|patron|customer|visitor)s?|(?:a|an angry) (?:borrower|patron|customer"
    r"|visitor)",
)
# Orders that nobody gives to a borrower, where an answer begins with them or a sentence of it.
_ORDERS = re.compile(
    r"(?:^|[.!?:;]\s+|, og )(?:læg|skift|lav|tag|ret|sæt|giv|træk|tjek|luk|åbn|tæl|kør"
    r"|flyt|fjern"
    r"|stil|hæng|slet|opdat[eé]r|mark[eé]r|udskriv|scan|bip|gem|afvis|meld|orient[eé]r"
    r"|inform[eé]r"
    r"|aftal|afvent|undgå|tilbyd|vejled|hjælp|lyt|tøm|fyld|genstart|sluk|tænd|lås|sørg for|saml"
    r"|open|pick|put|place|count|print|mark|delete|remove|enter|change|replace|empty|lock|switch)"
    r"(?=\s+[\wæøå])",
    re.IGNORECASE | re.MULTILINE,
)
_SOMEBODY_IS_TOLD = phrases(r"jeg|mig|min|mit|mine|du|dig|din|dit|dine|jer|jeres|you|your|my|me")
_HOPED = re.compile(
    r"\W*(?:kan|can|may) (?:et|en|mit|min|gebyr\w*|regning\w*|gælden|bøden|renten?|a|my|the)"
    r" ?(?:gebyr\w*|regning\w*|rykker\w*|fee|fine|bill)?\b",
    re.IGNORECASE,
)
_EXPLAINED = re.compile(
    r"\W*(?:hvad (?:er|betyder|vil det sige|dækker)|what (?:is|are|does))\b", re.IGNORECASE
)


def staff_signs(question: str, answer: str) -> dict[str, str]:
    """The signs in a question with its answer that staff are its readers: kind -> words."""
    both = f"{question}\n{answer}"
    # "Hvad er Cicero?" explains the name to one who does not know it; "Hvad gør I, når en låner
    # ikke betaler?" is asked of the library; "Kan et gebyr annulleres?" is what a borrower hopes.
    asked = asks_the_library(question)
    hoped = is_hoped(question)
    looked_at = {
        "place": (_PLACES, both),
        "act": (_ACTS, answer if hoped else both),
        "system": (_SYSTEMS, answer if is_explained(question) else both),
        "of a borrower": (_OF_A_BORROWER, answer if asked else both),
    }
    if not (asked or _SOMEBODY_IS_TOLD.search(both)):
        looked_at["order"] = (_ORDERS, answer)
    found = {kind: sign.search(text) for kind, (sign, text) in looked_at.items()}
    found["quoted"] = _QUOTED.fullmatch(question)
    return {kind: match[0].strip(" .,:;") for kind, match in found.items() if match}


# What borrowers say is quoted where somebody is told what to answer.
_QUOTED = re.compile(r"\W*[\"“”„»].{8,}[\"“”«]\W*")
# "Hvad gør I?", and not "May I take cash?".
_ENGLISH_I = "".join(
    rf"(?<!\b[{word[0].upper()}{word[0]}]{word[1:]} )"
    for word in ("may", "can", "do", "did", "if", "should", "must", "have", "am", "when", "could")
)
ASKS_THE_LIBRARY = re.compile(
    rf"\b(?:jer|jeres|Jeres)\b|{_ENGLISH_I}(?<=[a-zæøå,] )I\b(?= [a-zæøå]|,)"
    r"|\b(?:you|your)\b"
)


def is_explained(question: str) -> bool:
    """Whether a question asks for the meaning of a word, as one does who does not know it."""
    return bool(_EXPLAINED.match(strip_numbering(question)))


def is_hoped(question: str) -> bool:
    """Whether a question asks for what a borrower hopes: "Kan gebyret eftergives?"."""
    return bool(_HOPED.match(strip_numbering(question)))


def asks_the_library(question: str) -> bool:
    """Whether a question is put to the library: "Hvad gør I ...?"."""
    return bool(ASKS_THE_LIBRARY.search(question))
