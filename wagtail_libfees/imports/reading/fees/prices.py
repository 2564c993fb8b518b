"""Prices of what is lost, the handling fee, and fees of other kinds."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from wagtail_libfees.rates import OtherFee, OtherFeeKind, Pricing, ReplacementPrice

from .amounts import AmountMark, Money
from .charges import ABOVE, BELOW, CLAIM_EDGE, PricedLine
from .cues import OTHER_KINDS, FeeRole, line_role, speaks_of
from .ledger import Ledger
from .records import Found

_HANDLING_WORD = re.compile(
    r"(?:klargør|ekspedition|administr|indbinding|plastning|håndtering|behandling|handling"
    r"|processing|preparation|admin|oparbejd)\w*(?: (?:fee|charge)s?)?(?: (?:på|af|of|is|er))?",
    re.IGNORECASE,
)
_INCLUDED = re.compile(
    r"inkl|indbefatt|indeholdt|indregnet|medregnet|indgår|included?|includes|including",
    re.IGNORECASE,
)
_PURCHASE = re.compile(
    r"indkøbs?pris|anskaffelsespris|genanskaffelse|dagspris|købspris|purchase price"
    r"|(?:materialets|bogens|\w+ens) pris|(?:price|cost) of the (?:item|material)"
    r"|current price|cost of (?:a )?(?:new|buying)|what (?:it|we) (?:cost|paid)",
    re.IGNORECASE,
)
_ON_TOP = re.compile(
    r"(?:\+|\b(?:plus|samt|tillagt|tillæg\w*(?: på)?|og|and|added|dertil|desuden|oveni)\b)"
    r"[^.]{0,40}$",
    re.IGNORECASE,
)
_PER_PART = re.compile(
    r"^\s?(?:pr\.?|per|for hvert|for each|for every) ?(?:bånd|del|disc|disk|cd|tape|part"
    r"|brik|skive|plade|hæfte)",
    re.IGNORECASE,
)


def read_handling(charge: PricedLine, out: Ledger) -> bool:
    """The amount behind the word for handling, else the one before it; others are prices."""
    word = _HANDLING_WORD.search(charge.text)
    at, past = word.span() if word else (len(charge.text),) * 2
    usable = [money for money in charge.amounts if money.amount is not None]
    behind = [money for money in usable if money.start > at]
    ahead = [money for money in usable if money.start < at]
    if not usable or (_INCLUDED.search(charge.text) and not behind):
        return False
    money = min(
        [*behind[:1], *ahead[-1:]], key=lambda m: m.start - past if m.start > at else at - m.end
    )
    if len(usable) == 1:
        money = usable[0]
    if not _add_handling(money, charge, out):
        return False
    others = [m for m in usable if m is not money and m.amount != money.amount]
    return not others or read_prices(PricedLine(charge.text, others, charge.place), out)


_HANDLING = re.compile(r"klargøring|handling|processing", re.IGNORECASE)


def note_included(text: str, out: Ledger) -> None:
    """Keep in mind that the prices contain the handling fee, if a text says so."""
    if _HANDLING.search(text) and _INCLUDED.search(text):
        out.handling_included = True


def _add_handling(money: Money, charge: PricedLine, out: Ledger) -> bool:
    amount = money.amount or Decimal(0)
    if any(known.value != amount for known in out.handling):
        out.reject(charge.text, "second_handling", charge.place)
        return False
    out.handling.append(Found(amount, charge.place, charge.text))
    return True


# "60 kr. a piece" and no "75 kr. and games 900 kr.", "300 kr. avis 50 kr.".
_NOTE = re.compile(r"\s?(?:(?:pr\.?|per|for|a|an|i)(?![^\W\d_])|/)\s?[^,.;]{0,40}")
_LABEL_EDGE = re.compile(
    r"^[\s\-–—•*:;,.|/]+(?:(?:og|and|samt|plus)\s)?|^(?:og|and|samt) |[\s\-–—:;,|=/.*(]+$",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\s+(?:koster|kostede|er|erstattes med|erstattes|takseres til|takst|costs?|is|are"
    r"|will cost|charged at)(?: (?:det|du|normalt|altid))?$"
    r"|^(?:for |prisen for |regning(?:en)? (?:for|på) "
    r"|erstatning(?:en|spris(?:en)?)? (?:for|af)|en (?:tabt|mistet)|et (?:tabt"
    r"|mistet)|a lost|lost|replacement (?:of|for)|the price (?:of|for)) ?",
    re.IGNORECASE,
)
# "If you lose a book you pay ..."
_LOSES = re.compile(
    r"(?:hvis |når |if |when )?(?:du |man |you )?(?:mister?|taber?|ødelægger|lose|damage)"
    r"(?: du| man)? (?:en|et|a|an) (?P<material>[\w-]+)(?=\W|$)",
    re.IGNORECASE,
)
_PAY = re.compile(r"\b(?:betaler|betale|skal|you pay|must pay)\b", re.IGNORECASE)
_LIST = re.compile(
    r"\b(?:priser|takster|prices|charges)$|^(?:erstatning(?:er)?|replacements?)$", re.IGNORECASE
)
_LEAST = re.compile(
    r"\b(?:mindst|minimum|højst|maks\.?|maksimalt|at least|at most|max\.?|no more than)$",
    re.IGNORECASE,
)
_FROM_PRICE = re.compile(
    rf"[\s:,]+(?:fra|ca\.?|cirka|from|about|op til|up to|{_LEAST.pattern})$", re.IGNORECASE
)
_AT_PURCHASE = re.compile(rf" ?: ?(?:[^\W\d_]+ )?(?:{_PURCHASE.pattern})\w*$", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:en|et|a|an|the|én|ét) (?=\w)", re.IGNORECASE)
# "Is the debt more than 500 kr., it is 250 kr.": no material begins with a verb.
_NO_NAME = re.compile(
    r"(?:er|bliver|is)\b|.*\b(?:du|vi|man|der|you|we|they)\b|.*\b(?:betaler?|lægger|lægges)\b", re.I
)
_HANGS = re.compile(r" (?:til|på|for|af|med|og|of|at|to|and)$", re.IGNORECASE)
_MAX_LABEL = 120
_MAX_WORDS: Final = 9


def _labels(charge: PricedLine) -> list[tuple[Money, str, str]]:
    """Each amount with the words before it and those behind it, up to the next amount."""
    found = []
    position = 0
    for index, money in enumerate(charge.amounts):
        before = charge.text[position : money.start]
        nxt = charge.amounts[index + 1].start if index + 1 < len(charge.amounts) else None
        behind = charge.text[money.end : nxt]
        note = _NOTE.match(behind)
        label = _LABEL_EDGE.sub("", _LABEL_EDGE.sub("", before))
        found.append((money, label, note[0].strip() if note else ""))
        position = money.end + (note.end() if note else 0)
    return found


def read_prices(charge: PricedLine, out: Ledger) -> bool:
    """Materials with their prices: "Bog 270 kr.", also several on a line."""
    done = []
    for money, label, note in _labels(charge):
        if ABOVE.search(charge.before(money)) or money.mark is AmountMark.PER_TIME:
            # "Bøger over 1.000 kr. sendes ikke": a limit is no price.
            done.append(False)
            continue
        # "You pay 320 kr. for a book": what it is for stands behind the amount.
        behind = bool(note) and bool(_PAYS.fullmatch(label))
        material = _material(CLAIM_EDGE.sub("", note) if behind else label)
        if money.in_range:
            out.reject(charge.text, "price_range", charge.place)
            return False
        if money.amount is None or not material:
            done.append(_surcharge_alone(charge, money, out))
            continue
        pricing = _pricing(charge, money, note)
        price = ReplacementPrice(material, money.amount, pricing)
        out.prices.append(Found(price, charge.place, charge.text))
        done.append(True)
    return bool(done) and all(done)


def _material(label: str) -> str:
    """The name of the material, or "" for what is no name but a sentence."""
    head, colon, rest = label.rpartition(":")
    if colon and rest.strip() and (_PAY.search(head) or _LIST.search(head)):
        # "If the book is lost you pay for it: books 250 kr.", "Faste priser: bøger 250 kr."
        label = rest.strip()
    if loses := _LOSES.match(label):
        return loses["material"]
    name = _VERB.sub("", _VERB.sub("", label)).strip(" :,")
    if _LEAST.search(name) and len(name.split()) > 3:
        # "The price is what it cost, but at least 75 kr.": a limit, and the price of nothing.
        return ""
    name = _ARTICLE.sub("", _FROM_PRICE.sub("", name))
    # "Spil: aktuel indkøbspris + 50 kr."
    name = _AT_PURCHASE.sub("", name)
    if (_PURCHASE.search(name) and ":" not in name) or _NO_NAME.match(name):
        return ""
    if _HANGS.search(name):
        # "A book of 300 kr. is replaced after 45 days."
        return ""
    return name if 0 < len(name) <= _MAX_LABEL and len(name.split()) <= _MAX_WORDS else ""


def _surcharge_alone(charge: PricedLine, money: Money, out: Ledger) -> bool:
    """ "The purchase price plus 65 kr.": what comes on top of every price is the handling fee."""
    on_top = money.surcharge or _ON_TOP.search(charge.before(money, 60))
    if money.amount is None or not _PURCHASE.search(charge.text) or not on_top:
        return False
    return _add_handling(money, charge, out)


_BY_PURCHASE = re.compile(r"(?P<material>[^:.]{2,60}?) ?(?::|[-–] ) ?(?P<price>.{1,60})")
# "Spil  Aktuel indkøbspris": columns of a plain text, without a verb.
_BY_PURCHASE_APART = re.compile(
    r"(?P<material>[^\W\d_][\w/'-]*(?: [\w/'-]+){0,3}?) "
    r"(?P<price>(?:(?:aktuel(?:le)?|den|current|the) )*"
    rf"(?:{_PURCHASE.pattern})\w*\W*)",
    re.IGNORECASE,
)
_NO_MATERIAL = re.compile(
    r"\b(?:er|erstattes|betales?|betaler|koster|is|at|you|pay|the|den|replacement|pris\w*"
    r"|erstatning\w*)\b",
    re.IGNORECASE,
)


def read_purchase(charge: PricedLine, out: Ledger) -> bool:
    """ "Bøger: aktuel indkøbspris": a price without an amount."""
    found = _BY_PURCHASE.fullmatch(charge.text) or _BY_PURCHASE_APART.fullmatch(charge.text)
    if found is None or (":" not in charge.text and _NO_MATERIAL.search(found["material"])):
        return False
    if not _PURCHASE.search(found["price"]):
        return False
    price = ReplacementPrice(found["material"].strip(), None, Pricing.PURCHASE_PRICE)
    out.prices.append(Found(price, charge.place, charge.text))
    return True


def _pricing(charge: PricedLine, money: Money, note: str) -> Pricing:
    if _PER_PART.match(note):
        return Pricing.PER_PART
    if money.surcharge and _PURCHASE.search(charge.text):
        return Pricing.SURCHARGE
    return Pricing.FIXED


# "We charge 30 kr. for a new card": what it is for stands behind the amount.
_PAYS = re.compile(
    r"(?:.{0,40}\b(?:you|we|du|vi|der)\b.{0,40}\b(?:charged?|pay|betaler?|opkræve[rs]?|tager))?",
    re.IGNORECASE,
)


_TELLS = re.compile(r"\w (?:koster|er|kan|is|are|costs?)\b[^:]*[.!]$", re.IGNORECASE)


def read_others(charge: PricedLine, topic: FeeRole | None, out: Ledger, section: str = "") -> bool:
    """Fees of other kinds, each with what it is for."""
    if any(
        ABOVE.search(charge.before(m)) or BELOW.search(charge.before(m)) for m in charge.amounts
    ):
        # "No invoice below 50 kr." is a limit and no fee.
        return False
    if topic is FeeRole.OTHER and _TELLS.search(charge.text) and speaks_of("event", charge.text):
        # "A cup of coffee in the café is 20 kr." is told beside the fees, and is none.
        return False
    done = []
    for money, label, note in _labels(charge):
        if money.in_range:
            out.reject(charge.text, "price_range", charge.place)
            return False
        kind = OTHER_KINDS.get(topic or FeeRole.OTHER, OtherFeeKind.OTHER)
        name = CLAIM_EDGE.sub("", note) if note and _PAYS.fullmatch(label) else label or section
        # Each of several amounts has words of its own to say what it is for.
        if len(charge.amounts) > 1:
            kind = OTHER_KINDS.get(line_role(f"{label} {note} ") or topic or FeeRole.OTHER, kind)
        if not name or len(name) > 2 * _MAX_LABEL or money.is_placeholder:
            done.append(False)
            continue
        fee = OtherFee(kind, name, money.amount, money.fee_free, note)
        out.others.append(Found(fee, charge.place, charge.text))
        done.append(True)
    return bool(done) and all(done)
