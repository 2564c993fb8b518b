"""Bands: which days overdue a piece of text names, in every spelling of Danish pages.

"Efter/over/mere end N" starts at N+1, "fra N" and "N og derover" at N. A week has 7 days, a
month 30. A band without an end is open here; `assemble` closes it at the next one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from .numbers import DIGITS, NUMBER, ORDINAL_END, ORDINAL_WORDS, has_number_word, to_int
from .spellings import (
    AFTER,
    BELOW,
    DUE,
    FROM,
    IT_COSTS,
    JOIN,
    MORE,
    NEXT,
    START,
    TAIL,
    THEN,
    UNIT,
    UP_TO,
)

Reading = Callable[[re.Match[str]], "Days"]


@dataclass(frozen=True, slots=True)
class Days:
    """Days overdue named in a text, both ends inclusive; `last` None is open.

    `other_first` is where a band of weeks or months begins if the one before it ends where its
    name begins ("1-2 uger" behind "0-1 uge"). `bare`: only a number of days ("28 dage"), which
    is a band only where a band is expected. `is_up_to`: only its end is said; it begins where the
    one before it ends. `follows`: so does this; it is open ("herefter"), or `last` is how many days
    it has ("de næste 7 dage").
    """

    start: int
    end: int
    first: int
    last: int | None = None
    other_first: int | None = None
    bare: bool = False
    in_days: bool = True
    is_beginning: bool = False
    is_up_to: bool = False
    follows: bool = False


def find_days(text: str) -> list[Days]:
    """Every band in `text` with its unit, from left to right, none overlapping."""
    if not _HINT.search(text):
        return []
    found: list[Days] = []
    taken = bytearray(len(text))
    words = has_number_word(text)
    digits = len(_DIGIT.findall(text))
    for pattern, reading in _PATTERNS if words else _DIGIT_PATTERNS:
        if not (words or digits or reading in _UNNUMBERED):
            continue
        for match in pattern.finditer(text):
            start, end = match.span()
            if 1 in taken[start:end] or not _plausible(match) or _AGO.match(text, end):
                continue
            taken[start:end] = b"\1" * (end - start)
            digits -= len(_DIGIT.findall(match[0]))
            found.append(reading(match))
    found = sorted(found + _sharing_a_unit(found, text), key=lambda days: days.start)
    return _prefer_days(_without_circumstance(found, text), text)


# "Lånt for mere end 30 dage siden": a time, and no band.
_AGO = re.compile(r" (?:siden|ago)\b", re.IGNORECASE)
_SHARES = re.compile(r"(?<![\d,.])(\d{1,3}) ?[-–] ?(\d{1,3})(?:,| ?/| og| and|, og) $")


def _sharing_a_unit(found: list[Days], text: str) -> list[Days]:
    """ "1-7, 8-30 og mere end 30 dage": the bands before one that has a unit."""
    more: list[Days] = []
    for days in found:
        start = days.start
        while days.in_days and (match := _SHARES.search(text[max(0, start - 20) : start])):
            start = max(0, start - 20) + match.start()
            end = start + len(match[1]) + 1 + len(match[2])
            more.append(Days(start, end, max(int(match[1]), 1), max(int(match[2]), 1)))
    taken = [(days.start, days.end) for days in found]
    return [d for d in more if not any(a < d.end and d.start < b for a, b in taken)]


def _without_circumstance(found: list[Days], text: str) -> list[Days]:
    """Without "after the due date" beside a band, which says only from when it counts."""
    kept = []
    leads = any(not days.follows for days in found)
    for index, days in enumerate(found):
        if days.follows and not leads and text[: days.start].strip(" -•*"):
            # "The first hour is free, thereafter 10 kr." is no day overdue.
            continue
        before = text[found[index - 1].end : days.start] if index else "-" * 9
        after = text[days.end : found[index + 1].start] if index + 1 < len(found) else "-" * 9
        if not (days.is_beginning and min(len(before), len(after)) < 7):
            kept.append(days)
    return kept


def find_loose_days(text: str) -> list[Days]:
    """A band without its unit at the start of `text` ("1-7", "> 66", "43-"): for table cells."""
    for pattern, reading in _LOOSE_PATTERNS:
        if match := pattern.match(text):
            return [reading(match)]
    return []


def _prefer_days(found: list[Days], text: str) -> list[Days]:
    """Of "2 uger (8-14 dage)" and "8-14 dage (2 uger)" the days."""
    kept: list[Days] = []
    for days in found:
        last = kept[-1] if kept else None
        between = text[last.end : days.start] if last else ""
        if last is None or not re.fullmatch(
            r"\s?(?:for sent )?\(\s?(?:dvs\.? |i\.?e\.? )?", between
        ):
            kept.append(days)
        elif days.in_days and not days.bare:
            kept[-1] = replace(days, start=last.start)
        else:
            kept[-1] = replace(last, end=days.end)
    return kept


def _plausible(match: re.Match[str]) -> bool:
    """Not "anden dag" or "en dag" in prose: a word for one or two days says too little."""
    written = match.groupdict().get("bare")
    return not (written and not written.isdecimal() and to_int(written) <= 2 and _is_day(match))


def _is_day(match: re.Match[str]) -> bool:
    return _length(match["unit"]) == 1


def _length(unit: str | None) -> int:
    """The days of a unit."""
    word = (unit or "dag").lower()
    if word.startswith(("uge", "week")):
        return 7
    if word.startswith("fortnight"):
        return 14
    return 30 if word.startswith(("måned", "mdr", "month")) else 1


def _range(match: re.Match[str]) -> Days:
    low, high = to_int(match["low"]), to_int(match["high"])
    unit = _length(match["unit"])
    # "1 uge - 1 måned": each end has its own unit.
    low_unit = _length(match["low_unit"]) if match["low_unit"] else unit
    first = low if low_unit == 1 else (low - 1) * low_unit + 1
    other = low * low_unit + 1 if low_unit > 1 else None
    if low_unit != unit and other:
        first = other
    return Days(*match.span(), max(first, 1), max(high * unit, 1), other, in_days=unit == 1)


def _after(match: re.Match[str]) -> Days:
    return _open(match, 1)


def _from(match: re.Match[str]) -> Days:
    return _open(match, 0)


def _open(match: re.Match[str], more: int) -> Days:
    unit = _length(match["unit"])
    count = to_int(match["n"])
    if not more and unit > 1 and _is_ordinal(match):
        # "Fra 5. uge" begins when four have passed, "fra 5 uger" when five have.
        return Days(*match.span(), max((count - 1) * unit + 1, 1), in_days=False)
    return Days(*match.span(), max(count * unit + more, 1), in_days=unit == 1)


def _past(match: re.Match[str]) -> Days:
    """ "1 dag efter fristen" is the first day overdue."""
    first = to_int(match["n"]) == 1 and _is_day(match)
    return _open(match, 0 if first else 1)


def _is_ordinal(match: re.Match[str]) -> bool:
    dotted = match.string[match.end("n") : match.end("n") + 2]
    return (
        dotted[:1] == "."
        or dotted in ("st", "nd", "rd", "th")
        or match["n"].lower() in ORDINAL_WORDS
    )


def _up_to(match: re.Match[str]) -> Days:
    count = to_int(match["n"]) if match["n"] else 1
    unit = _length(match["unit"])
    last = max(count * unit, 1)
    return Days(*match.span(), 1, last, in_days=unit == 1, is_up_to=True)


def _below(match: re.Match[str]) -> Days:
    unit = _length(match["unit"])
    return Days(*match.span(), 1, max(to_int(match["n"]) * unit - 1, 1), in_days=unit == 1)


def _ordinal(match: re.Match[str]) -> Days:
    """ "10. dag" begins on day 10; "2. uge" is the days 8-14."""
    digits = re.match(r"\d+", match["n"])
    count = int(digits[0]) if digits else to_int(match["n"])
    unit = _length(match["unit"])
    last = count * unit if unit > 1 else None
    return Days(*match.span(), max((count - 1) * unit + 1, 1), last, in_days=unit == 1)


def _onward(match: re.Match[str]) -> Days:
    """ "Dag 36 -" is open, and so is "fra uge 3"."""
    return replace(_ordinal(match), last=None)


def _bare(match: re.Match[str]) -> Days:
    unit = _length(match["unit"])
    first = max(to_int(match["bare"]) * unit, 1)
    return Days(*match.span(), first, bare=True, in_days=unit == 1)


def _always(match: re.Match[str]) -> Days:
    """ "0 kr. uanset hvor længe": all days."""
    return Days(*match.span(), 1)


def _beginning(match: re.Match[str]) -> Days:
    return Days(*match.span(), 1, is_beginning=True)


def _next(match: re.Match[str]) -> Days:
    """ "De næste 7 dage": as many days behind the band before it."""
    last = to_int(match["n"]) * _length(match["unit"])
    return Days(*match.span(), 1, last, follows=True)


def _follows(match: re.Match[str]) -> Days:
    return Days(*match.span(), 1, follows=True)


def _loose_range(match: re.Match[str]) -> Days:
    return Days(*match.span(), max(int(match["low"]), 1), max(int(match["high"]), 1))


def _loose_after(match: re.Match[str]) -> Days:
    return Days(*match.span(), int(match["n"]) + 1)


def _loose_from(match: re.Match[str]) -> Days:
    return Days(*match.span(), max(int(match["n"]), 1))


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_HINT = _compile(
    rf"{UNIT}|{DUE}|for sent|late|første dag|efter|thereafter|overskr|overdue"
    r"|after that|uanset|regardless|no matter"
)
_ORDINAL_WORD = "|".join(sorted(ORDINAL_WORDS, key=len, reverse=True))
_W = r"(?<![^\W\d_])"
_WHATEVER = (
    r"(?:uanset (?:hvor (?:længe|sent|mange dage)|antal(?:let af)? dage|forsinkelse\w*)"
    r"|(?:no matter|regardless of) (?:how (?:late|long|many days)|the (?:delay|number of days)))"
)
_OWN_DAYS = r"(?<![\d.,])\d{1,3}"

Patterns = tuple[tuple[re.Pattern[str], Reading], ...]


def _patterns(number: str) -> Patterns:
    """The spellings in their order of precedence, with numbers as `number` matches them."""
    return (
        (
            _compile(
                rf"(?:{_W}(?:fra og med|fra|from|mellem|between)(?: dag| day| den"
                rf"| the)? )?(?P<low>{number}){ORDINAL_END}"
                rf" ?(?P<low_unit>{UNIT})? ?(?:{JOIN}) ?(?:dag |day |den "
                rf"|the )?(?P<high>{number}){ORDINAL_END} ?(?P<unit>{UNIT})"
            ),
            _range,
        ),
        (
            _compile(
                rf"{_W}(?:mellem"
                rf"|between) (?P<low>{number}){ORDINAL_END} ?(?P<low_unit>{UNIT})? (?:og"
                rf"|and) (?P<high>{number}){ORDINAL_END} ?(?P<unit>{UNIT})"
            ),
            _range,
        ),
        (
            _compile(
                rf"{_W}(?P<unit>dag|day|uge|week)e?s? (?P<low>{_OWN_DAYS})\.? ?(?P<low_unit>dag"
                rf"|day|uge|week)? ?{JOIN} ?(?:dag |day |uge |week )?(?P<high>\d{{1,3}})(?!\d)\.?"
            ),
            _range,
        ),
        (
            _compile(
                rf"(?P<low>{number}){ORDINAL_END} ?(?P<unit>dag|day)e?s? (?P<low_unit>)"
                rf"(?:{JOIN}) ?(?:dag|day) (?P<high>{_OWN_DAYS})(?!\d)"
            ),
            _range,
        ),
        # "3. og 4. uge"
        (
            _compile(
                rf"(?P<low>{number})\.?(?P<low_unit>) ?(?:og|and|&) (?P<high>{number})\.? ?"
                r"(?P<unit>ugen?|weeks?)(?![^\W\d_])"
            ),
            _range,
        ),
        # "22 - 39 overskridelse": the unit is lost.
        (
            _compile(
                rf"(?P<low>{_OWN_DAYS})\.? ?(?P<low_unit>(?P<unit>))(?:[-–—]|til) ?"
                r"(?P<high>\d{1,3})\.? ?(?:overskr|overdue)"
            ),
            _range,
        ),
        (
            _compile(rf"(?:>=|≥|{_W}{FROM}) ?(?P<n>{number}){ORDINAL_END} ?(?P<unit>{UNIT}){TAIL}"),
            _from,
        ),
        (
            _compile(
                rf"(?:>|{_W}{AFTER}) ?(?:den |d\. "
                rf"|the )?(?P<n>{number}){ORDINAL_END} ?(?P<unit>{UNIT}){TAIL}"
            ),
            _after,
        ),
        (
            _compile(rf"(?:≤|<=|{_W}{UP_TO}) ?(?P<n>{number})?{ORDINAL_END} ?(?P<unit>{UNIT})"),
            _up_to,
        ),
        (_compile(rf"(?:<|{_W}{BELOW}) ?(?P<n>{number}){ORDINAL_END} ?(?P<unit>{UNIT})"), _below),
        (
            _compile(rf"(?P<n>{number}){ORDINAL_END} ?(?P<unit>{UNIT})? ?{MORE} ?(?:{UNIT})"),
            _from,
        ),
        (
            _compile(
                rf"(?P<n>{number}){ORDINAL_END} ?(?P<unit>{UNIT})(?: (?:for sent?|late|overdue))?"
                rf" ?{MORE}(?![^\W\d_])"
            ),
            _from,
        ),
        (_compile(rf"(?P<n>{number})\.? ?[-–—] +(?P<unit>{UNIT})"), _from),
        (_compile(rf"(?P<n>{number}) ?[<>] ?(?P<unit>{UNIT})"), _after),
        (_compile(rf"{_W}(?:de |the )?{NEXT} (?P<n>{number}) (?P<unit>{UNIT})"), _next),
        (_compile(rf"(?P<n>{number}) (?P<unit>{UNIT}) (?:efter|after|past)(?![^\W\d_])"), _past),
        (
            _compile(
                rf"(?P<n>{_OWN_DAYS}(?:\.|st|nd|rd|th)|{_W}(?:{_ORDINAL_WORD})) ?(?P<unit>{UNIT})"
            ),
            _ordinal,
        ),
        (_compile(rf"{_W}{FROM} (?P<unit>dag|day|uge|week) (?P<n>{_OWN_DAYS})(?!\d)"), _onward),
        (_compile(rf"{_W}{AFTER} (?P<unit>dag|day|uge|week) (?P<n>{_OWN_DAYS})(?!\d)"), _after),
        (_compile(rf"{_W}(?P<unit>dag|day|uge|week) (?P<n>{_OWN_DAYS})\.? ?[-–](?= ?\|)"), _onward),
        (_compile(rf"{_W}(?P<unit>dag|day|uge|week) (?P<n>{_OWN_DAYS})(?!\d)"), _ordinal),
        (_compile(rf"(?P<bare>{number}) ?(?P<unit>{UNIT})"), _bare),
        (_compile(_W + _WHATEVER), _always),
        (_compile(_W + START), _beginning),
        # Only right beside an amount, which is blanked out: else it is a word of any prose.
        (_compile(_W + rf"(?:{THEN}):? (?:{IT_COSTS} )?(?=\|)"), _follows),
        (_compile(rf"(?<=\| )(?:{THEN})(?=\W*$)"), _follows),
    )


# Most texts have no numbers in words, and digits alone are found many times faster.
_PATTERNS: Final = _patterns(NUMBER)
_DIGIT_PATTERNS: Final = _patterns(DIGITS)
# What can be said without a number; the rest need not be looked for once all are taken.
_UNNUMBERED: Final = (_up_to, _beginning, _follows, _always)
_DIGIT = re.compile(r"\d")
_LOOSE_PATTERNS: Final[tuple[tuple[re.Pattern[str], Reading], ...]] = (
    (
        re.compile(r"\s*(?P<low>\d{1,3})\.? ?(?:[-–—]|til|to) ?(?P<high>\d{1,3})(?![\d,])\.?"),
        _loose_range,
    ),
    (_compile(rf"\s*(?:{AFTER}) ?(?P<n>\d{{1,3}})(?![\d,])"), _loose_after),
    (
        _compile(rf"\s*(?:{FROM}) ?(?P<n>\d{{1,3}})(?![\d,])\.?(?: ?{MORE})?"),
        _loose_from,
    ),
    (_compile(rf"\s*(?P<n>\d{{1,3}})\.? ?(?:{MORE}|[-–—])(?=\s*(?:$|\|)|:)"), _loose_from),
    (
        _compile(
            r"\s*(?:overskridelse|for sent(?: aflevere(?:t|de))?|forsinkelse|forsinket|overdue"
            r"|late)(?=\s*[:|])"
        ),
        _beginning,
    ),
    (_compile(rf"\s*(?:{THEN}|senere|later|længere)(?=\s*(?:$|[:|]))"), _follows),
)
