"""Proof that a text is for borrowers.

What staff are told can be about anything, in any words; what borrowers are told is about a few
things that are theirs. So it is not looked for staff alone: an answer is public where it speaks to
a borrower about a matter of their own, and a page where nearly all of it does. What proves nothing
goes to staff, and is said to: there an editor makes it public, and nothing unseen can (invariant
7). A word that is missing here keeps an answer from borrowers; none can let one through.
"""

from __future__ import annotations

import re

from .staff_signs import ASKS_THE_LIBRARY as _ASKS
from .staff_signs import phrases


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What is asked about for a borrower's sake, also where nobody is addressed.
_MATTER = phrases(
    r"\w*gebyr\w*|\w*bøder?|koster|\w*rykkere?\w*|betal\w*|aflever\w*|erstat\w*|\w*forny\w*"
    r"|\w*lån(?:e|t|es|et|ene|etid\w*)?|lånerkort\w*|\w*kort(?:et)?|\w*reserver\w*|bortkom\w*"
    r"|forsink\w*|rente[nr]?|henstand|klage[nrs]?|fritage\w*|hæfte[rs]?|mist\w*|tabt|frist(?:en)?"
    r"|hjemkald\w*|penge(?:ne)?"
    r"|spærret|spærring\w*|gratis|regning(?:en|er)?|e-?bøger|bog(?:en)?|bøger|dvd(?:er|en)?"
    r"|film(?:en)?|spil(?:let)?|hylden?"
    r"|mobilepay|mitid|en app|gæld\w*|kontant\w*|ridse\w*|i stykker|våd|klargør\w*"
    r"|\w*pris(?:en|er|erne)?"
    r"|takst\w*|sats(?:en|er|erne)?|rabat\w*|forlæng\w*|forsikring\w*|\w*forsikringen|brev(?:et)?"
    r"|afdrag|klag\w*|venteliste\w*|\w*bog|dækker|dyrere"
    r"|lånere?|print\w*|udskrift\w*|kopi\w*|åben\w*|åbent|åbner|hente[rs]?",
    r"overdue|fees?|fines?|cost\w*|pays?|payment|paid|charg\w*|late|due|borrow\w*|renew\w*"
    r"|reserv\w*"
    r"|interest|declined|missing|broken|torn|debts?|cards?|billed|cash"
    r"|lost|lose|damaged?|replacements?|library card|free|grace period|refund\w*|loans?|returns?",
)
_OURS = (
    r"gebyr\w*|bøder?|regning\w*|rykker\w*|konto(?:en)?|lån|lånene|kort|\w*lånerkort|gæld|bog"
    r"|bøger\w*|mellemværende|saldo|kvittering\w*|reservering\w*|\w*betaling\w*|materiale\w*"
    r"|børn|barns?|søns?|datters?|hunds?|mors?|fars?|kæreste|familie|hentested|påmindelse\w*"
    r"|besked|nummer|tlf|profil|\w*pinkode|adgangskode|brev(?:et)?|oplysninger|data|penge"
    r"|sundhedskort"
    r"|overblik|bankkonto|låneaftale\w*"
)
_DO = (
    r"(?:skylde[rs]?|skyldt\w*|betal(?:e[rs]?|t)?|låne[rs]?|lånt\w*|aflever\w*|forny\w*|reserver\w*"
    r"|mist\w*|tabe[rs]?|tabt\w*|klage[rs]?|klaget|ødel\w*|hente[rs]?|hentet)"
)
_DO_EN = (
    r"(?:pays?|paying|paid|owe[sd]?|borrow\w*|return\w*|renew\w*|reserve\w*|lost|lose|damage\w*"
    r"|complain\w*"
    r"|pick up|collect|sign up|join)"
)
# Who pays, renews or borrows for somebody else may stand behind the desk.
_FOR_ANOTHER = (
    r"(?!(?:\W+\w+){0,3}? (?:for|til) (?:en|et|dem|ham|hende|nogen|andre|somebody|someone"
    r"|a|an|them|him|her|people)\b)"
)
_SENT = (
    r"(?:gebyr|regning|rykker|påmindelse|brev|besked|pinkode|lånerkort|hjælp|kvittering|udsættelse"
    r"|henstand)\w*"
)
_OWN = phrases(
    rf"(?:min|mit|mine|din|dit|dine) (?:\w+ )?(?:{_OURS})|mine? sider?|mit bibliotek"
    r"|(?:my|your) (?:\w+ )?(?:fees?|fines?|bills?|account|loans?|card|debt|books?|child|children"
    r"|receipt|payment|money|library card|pin|details|reservations?)",
)
_ACTS = phrases(
    # "Man ... som låner" names a borrower, and no deed.
    rf"(?:jeg|du|man)(?: (?!som\b)\w+){{0,3}}? {_DO}{_FOR_ANOTHER}",
    rf"{_DO} (?:jeg|du|man)\b{_FOR_ANOTHER}",
    rf"(?:i|you)(?: \w+){{0,2}}? {_DO_EN}{_FOR_ANOTHER}|{_DO_EN} (?:i|you)\b{_FOR_ANOTHER}",
    rf"(?:jeg|du) (?:\w+ ){{0,3}}(?:fået|få|får|bestille|modtaget|modtager|have) "
    rf"(?:\w+ ){{0,3}}?{_SENT}",
    r"(?:i|you) (?:\w+ ){0,2}(?:got|get|received?) (?:\w+ ){0,2}(?:bill|letter|reminder|fine|fee)",
    rf"(?:får|modtager|fik) jeg (?:\w+ ){{0,3}}?{_SENT}",
    r"(?:får|har) jeg (?:\w+ ){0,3}(?:bogen|bøgerne|pengene|gebyret)"
    r"|(?:koster|hjælpe) (?:det )?mig",
    r"kan jeg (?:bruge|ringe|skrive til|henvende)"
    r"|(?:jeg|du)(?: \w+){0,2} (?:spærret|åbnet)|bliver jeg (?:spærret|åbnet)",
)
_DONE_BY_BORROWERS = re.compile(
    r"\W*(?:betal|aflever|forny|reservér|reserver|lån)\b(?! (?:dem|ham|hende)\b)", re.IGNORECASE
)
# "Skriv til os": who is asked to is outside. A central office may write so to its branches.
_TO_US = phrases(
    r"(?:ring|skriv|kontakt|spørg|send|mail|sig|giv|kom|henvend|fortæl|tal|brug)\w*"
    r"(?: \w+){0,3}? (?:os|vores)|sig til|kom forbi|get in touch|let us know|drop by"
    r"|bring (?:it|the|them)|(?:call|ask|tell|contact|write to|email|talk to) us",
)
_WE = phrases(r"vi|os|vores|vort|we|us|our|ours")
_YOU = re.compile(
    r"\b(?:[Dd]u|[Dd]ig|[Dd]in|[Dd]it|[Dd]ine|[Yy]ours?|[Yy]ou)\b|(?<=[a-zæøå,] )(?:De|Dem|Deres)\b"
    r"|\bDe (?:kan|skal|bedes|har|finder|får|må|er|bør|vil|betaler|modtager)\b"
)
# Who works there speaks of "os"; who writes to borrowers names staff and library.
_STAFF_NAMED = phrases(
    r"(?:personalet|medarbejderne|bibliotekaren|bibliotekarerne)(?! skal)"
    r"|(?:a member of |library |our )?staff"
)
_LIBRARY_NAMED = phrases(
    r"biblioteket (?:sender|kan|opkræver|har|tilbyder|køber|kontakter|giver|skriver)"
)
# "Jeg har afleveret", "My ex has the books": it happened to who asks.
_HAPPENED = re.compile(
    r"\W*(?:jeg|min|mit|mine|vores)\s\w+|\W*(?:[Mm]y|[Oo]ur|I)\s\w+", re.IGNORECASE
)
# How one speaks to guests, and seldom to colleagues.
_POLITE = phrases(
    r"desværre|heldigvis|selvfølgelig|naturligvis|velkommen|bare rolig|ærgerligt|beklager|tak for"
    r"|hurtigst muligt|gerne (?:komme|ringe|skrive|spørge|aflevere|låne)",
    r"please|i['’]m afraid|of course|unfortunately|don['’]t worry|happy to|thank you|it happens"
    r"|sorry|straight away|feel free|as soon as",
)
_LAW = phrases(
    r"\w*lov(?:en|ens|givning\w*|s)?|jf|forælde[st]\w*|forældelse\w*|byråd\w*|kommunalbestyrels\w*",
    r"gældsstyrelsen|inddriv\w+|lønindeholdelse|skat|påklage\w*|klage[rs]? (?:til|over|ind)"
    r"|hæfte[rs]?|værge\w*",
)
# What an answer may ask of its reader; whatever else looks like an order is one to staff.
_ASKED_OF_BORROWERS = _words(
    "aflever betal lån forny reserver reservér hent ring kontakt log henvend spørg kom skriv mail"
    " husk brug tag køb vis find bestil læs se gå følg hold sig vælg tryk klik tjek book download"
    " tilmeld scan læg tal opret forlad fortæl indtast udfyld medbring hør mød få giv vent"
    " behold spær"
    " pay return renew call contact log ask come write use bring choose click see tell go visit"
    " take check look keep show order sign select borrow"
)
_MAY_BEGIN = _words(
    "ja nej det den der de du dig din dit dine vi jeg man hvis når da så og men eller kun fra"
    " efter syv otte ni senest tidligst"
    " for fordi ved på i om til med uden under over op både hverken ingen intet alle alt børn"
    " voksne forældre en et fire fem seks to tre ti hver hvert første anden derefter derfor dog"
    " ellers desværre måske typisk cirka ca højst mindst indtil inden siden som at nu her"
    " også altid aldrig ikke har er kan skal må vil bliver gratis gebyr kort lånere mobilepay"
    " mitid dankort samme sådan"
    " yes no it the a an if when you your we they there this that from after for in on at by to of"
    " only not usually because once within until then and but or all each most some"
)
_SENTENCE = re.compile(
    r"(?:^|[.!?:]\s+|\n\s*)[\"'“”„»(]*([A-ZÆØÅ][a-zæøåéA-ZÆØÅ-]*)( +[a-zæøå][^.!?:\n]*)?"
)
# "Foreninger betaler", "Whoever owns", "Guitarer og keyboards må": the word is who does it.
_SUBJECT = re.compile(
    r" +(?:(?:og|and|or|eller) +\w+ +)?(?:kan|skal|må|vil|bør|er|har|bliver|får|betaler"
    r"|koster|sendes|låner|gælder|sker|can|may|must|will|is|are|has|have|was|owns?|pays?|costs?|gets?)\b"
)
_SAID_TO_SOMEBODY = phrases(r"os|dig|din|dit|dine|us|your?")
_INFLECTED = re.compile(r"(?:en|et|ne|s|[aeiouyæøå]|ing|ed)\Z|-")


def is_ordered(answer: str) -> str:
    """An order that nobody gives to a borrower, where a sentence begins with one: "Bed"."""
    for found in _SENTENCE.finditer(answer):
        word = found[1].lower()
        may_be = word in _ASKED_OF_BORROWERS or word in _MAY_BEGIN or _INFLECTED.search(word)
        is_said = found[2] and not _SAID_TO_SOMEBODY.search(found[2])
        if not may_be and is_said and not _SUBJECT.match(found[2]):
            return found[1]
    return ""


def borrower_signs(question: str, answer: str) -> dict[str, str]:
    """The signs in a question with its answer that a borrower is its reader: kind -> words."""
    both = f"{question}\n{answer}"
    looked_at = {
        "own": (_OWN, both),
        "deed": (_ACTS, both),
        "done": (_DONE_BY_BORROWERS, answer),
        "to us": (_TO_US, answer),
        "asks the library": (_ASKS, question),
        "matter": (_MATTER, question),
        "their matter": (_MATTER, answer),
        "we": (_WE, answer),
        "you": (_YOU, answer),
        "staff named": (_STAFF_NAMED, both),
        "library named": (_LIBRARY_NAMED, answer),
        "law": (_LAW, both),
        "polite": (_POLITE, answer),
    }
    if _HAPPENED.match(question):
        looked_at["happened"] = (_HAPPENED, question)
    return {
        kind: found[0] for kind, (sign, text) in looked_at.items() if (found := sign.search(text))
    }
