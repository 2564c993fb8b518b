"""What a line or a heading is about: overdue fees, or one of the things they are not."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import Final

from wagtail_libfees.rates import OtherFeeKind


class Topic(StrEnum):
    """The kinds of content that a page of fees mixes."""

    OVERDUE = "overdue"
    REPLACEMENT = "replacement"
    HANDLING = "handling"
    REMINDER = "reminder"
    EXCLUSION = "exclusion"
    LOAN = "loan"
    CARD = "card"
    DEPOSIT = "deposit"
    REMOTE_LOAN = "remote_loan"
    COURIER = "courier"
    PRINT = "print"
    ROOM = "room"
    INVOICE = "invoice"
    COLLECTION = "collection"
    OTHER = "other"


OTHER_KINDS: Final = {
    topic: OtherFeeKind(topic.value) for topic in Topic if topic.value in set(OtherFeeKind)
}


def _any_of(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{word})" for word in words), re.IGNORECASE)


_W, _E = r"(?<![^\W\d_])", r"(?![^\W\d_])"

# The order is the rank: what comes first wins where a line has words of several.
_LINE_CUES: Final[tuple[tuple[Topic, re.Pattern[str]], ...]] = (
    (
        Topic.EXCLUSION,
        _any_of(
            r"udeluk",
            r"karantæne",
            r"lånestop",
            r"lånespær",
            rf"{_W}(?:af|op|ud)?spær(?!retid)",
            r"kan (?:du|man|jeg|I|lånere(?:n)?|vi)? ?(?:derfor |så |desværre )?(?:hverken"
            r"|ikke)(?: længere| mere| længer)? (?:kan )?(?:låne|reservere|forny|benytte)",
            r"ikke (?:længere |mere )?(?:kan |må |får lov (?:til )?at )?låne",
            r"luk(?:ker?|kes) (?:(?:vi|der) )?(?:for|af)",
            r"(?:lån|udlån|adgang)\w* .{0,20}(?:lukkes|stoppes|lukket)",
            r"slut med at låne",
            r"lukket for (?:(?:alle|flere|nye|dine) )?(?:ud)?lån",
            r"(?:mister|fratages|inddrages?) .{0,30}(?:ret|låneret|adgang)",
            r"låneret\w*",
            r"stop(?:per|pes)? for (?:dine )?(?:lån|udlån)",
            r"blokere",
            rf"{_W}(?:block(?:ed|s|ing)?|suspend|suspended|exclu(?:ded|sion)|barred|banned)",
            r"(?:can ?not|can't|may not|unable to|not be able to|no longer|not allowed to"
            r"|not be allowed to) (?:be able to )?(?:borrow|use your card|reserve|renew)",
            r"lose (?:the|your) (?:right|borrowing)",
            r"borrowing (?:rights|privileges)",
        ),
    ),
    (
        Topic.REMINDER,
        _any_of(r"rykker", r"reminder", r"påkrav", r"betalingspåmindelse", r"dunning"),
    ),
    (
        Topic.PRINT,
        _any_of(
            rf"{_W}(?:foto|farve|sort/hvid-?)?print",
            r"udskri(?:v(?:t|ning)|ft)",
            r"kopi",
            rf"{_W}(?:photo)?cop(?:y|ies|ying)",
            r"telefax",
            rf"{_W}fax",
            rf"{_W}scan",
            r"laminer",
            r"3d-?print",
        ),
    ),
    (
        Topic.ROOM,
        _any_of(
            r"(?:ud)?leje",
            rf"{_W}sal{_E}",
            r"lokale",
            r"mødesal",
            r"foredragssal",
            r"grupperum",
            r"studierum",
            rf"{_W}rent",
            rf"{_W}hire",
            rf"{_W}(?:meeting |study )?rooms?{_E}",
            r"projektor",
            r"projector",
            r"auditori",
        ),
    ),
    (
        Topic.COURIER,
        _any_of(
            rf"{_W}bud{_E}",
            r"budgebyr",
            r"afhentning(?:sgebyr)?",
            r"courier",
            r"home collection",
            r"fogedforretning",
        ),
    ),
    (Topic.DEPOSIT, _any_of(r"depositum", rf"{_W}deposit")),
    (
        Topic.CARD,
        _any_of(
            r"lånerkort",
            r"lånekort",
            r"bibliotekskort",
            r"(?:nyt|erstatnings|mistet|tabt|ekstra) ?(?:låner)?kort",
            r"kort(?:et)? (?:koster|er mistet)",
            r"(?:library|borrower'?s?|new|lost|replacement|membership) cards?",
            r"card (?:fee|replacement)",
            r"pinkode",
        ),
    ),
    (
        Topic.REMOTE_LOAN,
        _any_of(
            r"fjernlån",
            r"interlibrary",
            r"inter-library",
            r"interurban",
            r"lån fra udlandet",
            r"remote loan",
            r"indlån",
        ),
    ),
    (
        Topic.COLLECTION,
        _any_of(
            r"inddriv", r"in[ck]asso", r"udlæg", r"debt collect", r"gældsstyrelsen", r"restance"
        ),
    ),
    (
        Topic.INVOICE,
        _any_of(
            r"faktur", r"regningsgebyr", r"opkrævningsgebyr", r"girogebyr", r"invoic", r"billing"
        ),
    ),
    (
        Topic.HANDLING,
        _any_of(
            r"klargør",
            r"ekspeditionsgebyr",
            r"arbejde(?:t)? (?:med|ved) ",
            r"administrationsgebyr",
            r"indbinding",
            r"plastning",
            r"håndtering",
            rf"{_W}(?:handling|processing|preparation|administration|admin)",
            r"behandlingsgebyr",
            r"oparbejdning",
        ),
    ),
    (
        Topic.OTHER,
        _any_of(
            r"kaffe",
            rf"{_W}te{_E}",
            rf"{_W}saft{_E}",
            r"sodavand",
            rf"{_W}øl{_E}",
            rf"{_W}vand{_E}",
            r"kage",
            r"café",
            rf"{_W}caf[eé]",
            r"coffee",
            rf"{_W}tea{_E}",
            r"juice",
            r"soft drink",
            r"billet",
            r"ticket",
            r"entré",
            r"entrance",
            r"admission",
            r"arrangement",
            r"foredrag",
            r"koncert",
            r"biograf",
            r"concert",
            r"workshop",
            r"kursus",
            rf"{_W}event",
            r"forestilling",
            r"teater",
            r"theatre",
            r"show",
            r"mulepose",
            r"bærepose",
            rf"{_W}net{_E}",
            r"tote bag",
            rf"{_W}(?:plastic )?bags?{_E}(?<!book bag)(?<!book bags)",
            r"høretelefon",
            r"hovedtelefon",
            r"headphone",
            r"earphone",
            rf"{_W}usb",
            r"batteri",
            r"stofpose",
            r"bogsalg",
            r"brugte",
            r"kasserede",
            r"udgåede",
            r"book ?sale",
            r"second-?hand",
            r"withdrawn",
            r"postkort",
            r"plakat",
            r"poster",
            r"souvenir",
            r"frimærke",
            r"konvolut",
            r"reserv(?:ering|ation)s?gebyr",
            r"(?:reservering|bestilling|reservation)(?:er)? (?:koster|:)",
            r"reservation fee",
            r"symaskine",
            r"makerspace",
            r"filament",
            r"parkering",
            r"parking",
            r"årskort",
            r"medlemskab",
            r"membership",
            r"legestue",
            r"spisning",
            r"mad ",
            r"lunch",
            r"frokost",
            r"garderobe",
            r"locker",
            r"skab",
        ),
    ),
    (
        Topic.REPLACEMENT,
        _any_of(
            r"erstat",
            r"bortkom",
            r"bliv(?:er|et) væk",
            r"(?:ø|ø)delagt",
            r"mistet",
            r"tabt",
            r"(?:mister|taber|ødelægger) (?:du |man )?(?:et|en)",
            rf"{_W}lost",
            rf"{_W}lose an?{_E}",
            r"damage",
            r"replac",
            r"beskadig",
            r"indkøbspris",
            r"purchase price",
        ),
    ),
)
_OVERDUE = _any_of(
    r"(?<!rykker)(?<!print)(?<!klargørings)gebyr(?!fri (?:for|adgang))",
    r"forsink",
    r"(?:for|efter) sen(?:t|e)?{_E}".replace("{_E}", _E),
    r"overskr[ei]d",
    r"bøde",
    r"overdue",
    rf"{_W}late",
    rf"{_W}fines?{_E}",
    r"over tiden",
    r"overdag",
    r"strafgebyr",
    r"afleverings?frist",
    r"(?:for sen|ikke til tiden)",
    r"glem(?:t|mer|te).{0,20}aflever",
)
_LOAN = _any_of(
    r"lånetid(?!.{0,20}oversk)",
    r"lånefrist",
    r"låneperiod",
    r"loan period",
    r"hvor længe",
    r"udlånstid",
    r"loan times?",
    r"åbningstid",
    r"opening hours",
    r"fornye?l?s?",
    r"renewal",
)
_GENERAL = _any_of(
    r"(?:^|\s)(?:andet|andre|øvrige|diverse|other|misc\w*|andre priser|småting|services?"
    r"|salg)(?:$|[\s:])"
)
_HEADING_REPLACEMENT = _any_of(
    r"erstat",
    r"replac",
    r"bortkom",
    rf"{_W}lost",
    rf"{_W}lose",
    r"mist",
    r"tab(?:t|e)",
    r"ødel",
    r"damage",
    r"materiale.{0,12}pris",
    r"material.{0,12}price",
    r"itemprice",
    r"item price",
    r"typepris",
)
_FEE_WORD = re.compile(
    r"(?:gebyr(?:et)?|bøden?|fines?|fees?|takst(?:en)?|charges?)(?: (?:på|er|bliver|til|of"
    r"|is|rises? to|på i alt|stiger til))? ?[:=]?\s*$",
    re.IGNORECASE,
)
_NOT_OVERDUE_FEE = re.compile(
    r"(?:rykker|klargørings|ekspeditions|fakturerings|administrations|reservations?"
    r"|opkrævnings|reminder|handling|processing|invoice|admin\w*|card"
    r"|reservation) ?(?:gebyr(?:et)?|fees?|charges?)",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def line_topic(text: str) -> Topic | None:
    """What the words of a line with an amount say that it is about; None if they do not say."""
    return next((topic for topic, cues in _LINE_CUES if cues.search(text)), None)


@lru_cache(maxsize=4096)
def names_overdue(text: str) -> bool:
    """Whether the text speaks of fees for coming late."""
    return bool(_OVERDUE.search(text))


def is_fee_word(before: str) -> bool:
    """Whether the text before an amount ends with the word for an overdue fee."""
    tail = before[-60:]
    return bool(_FEE_WORD.search(tail)) and not _NOT_OVERDUE_FEE.search(tail)


@lru_cache(maxsize=4096)
def heading_topics(text: str) -> frozenset[Topic]:
    """What a heading announces; several, where one page holds all, none where it does not say."""
    found = {topic for topic, cues in _LINE_CUES if cues.search(text)}
    found.discard(Topic.REPLACEMENT)
    if _HEADING_REPLACEMENT.search(text) and Topic.CARD not in found:
        found.add(Topic.REPLACEMENT)
    if _LOAN.search(text):
        found.add(Topic.LOAN)
    if _GENERAL.search(text):
        found.add(Topic.OTHER)
    own_fee = found & {Topic.REMINDER, Topic.HANDLING, Topic.CARD, Topic.INVOICE}
    if _OVERDUE.search(text) and not (own_fee and _NOT_OVERDUE_FEE.search(text)):
        found.add(Topic.OVERDUE)
    return frozenset(found)
