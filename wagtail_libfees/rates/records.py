"""The card as plain records (dicts, lists, strings, numbers) and back.

JSON and CSV both stand on this. Reading is strict, because a card can come from anywhere: an
unknown or missing field, a wrong type or a number out of range is an `ExchangeError` that names
the place. It accepts exactly what the published JSON Schema accepts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Final, cast, get_args, get_origin, get_type_hints

from ..text.messages import gettext_noop
from .errors import ExchangeError

Record = dict[str, Any]
Way = tuple[str | int, ...]

# The same limits as in the schema. They are far above any card and keep hostile input small.
MAX_NUMBER: Final = 100_000
MAX_TEXT: Final = 2_000
MAX_ENTRIES: Final = 500
AMOUNT: Final = re.compile(r"(0|[1-9][0-9]{0,6})(\.[0-9]{2})?")
DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Fields of one word that are more than a text: a browser follows the one, and the amounts of
# another currency would be read as DKK.
URL: Final = re.compile(r"(https?://[^\s<>\"]+)?")
CURRENCY: Final = re.compile(r"DKK")

MISSING_FIELD: Final = gettext_noop('%(place)s: the field "%(name)s" is missing.')
UNKNOWN_FIELD: Final = gettext_noop('%(place)s: there is no field "%(name)s".')
WRONG_TYPE: Final = gettext_noop("%(place)s: expected %(expected)s, found %(found)s.")
WRONG_NUMBER: Final = gettext_noop("%(place)s: %(found)s is not between 0 and %(most)s.")
WRONG_AMOUNT: Final = gettext_noop(
    '%(place)s: %(found)s is not an amount; write it as "20" or "1234.50".'
)
WRONG_DATE: Final = gettext_noop("%(place)s: %(found)s is not a date such as 2027-01-01.")
WRONG_URL: Final = gettext_noop("%(place)s: %(found)s is not an http or https address.")
WRONG_CURRENCY: Final = gettext_noop("%(place)s: %(found)s is not the currency DKK.")
WRONG_TEXT: Final = gettext_noop("%(place)s: the text has characters that cannot be stored.")
WRONG_CHOICE: Final = gettext_noop("%(place)s: %(found)s is not one of %(choices)s.")
TOO_LONG: Final = gettext_noop("%(place)s: more than %(most)s characters or entries.")

# Type hints are texts until they are looked up, which is too slow to do for every band.
_FIELD_TYPES: Final[dict[type[Any], Mapping[str, Any]]] = {}


def to_record(part: Any) -> Any:
    """Return a dataclass, or a value of its fields, as a plain record."""
    if is_dataclass(part):
        return {each.name: to_record(getattr(part, each.name)) for each in fields(part)}
    if isinstance(part, tuple):
        return [to_record(inner) for inner in part]
    if isinstance(part, Enum):
        return part.value
    if isinstance(part, Decimal):
        return amount_text(part)
    return part.isoformat() if isinstance(part, date) else part


def amount_text(amount: Decimal) -> str:
    """Return an amount without an exponent, with two decimals or none.

    What cannot be paid (more decimals, not a number) comes as it is, for the reader to refuse.
    """
    if not amount.is_finite():
        return str(amount)
    decimals = 0 if amount == amount.to_integral_value() else 2
    shown = f"{amount:.{decimals}f}"
    return shown if Decimal(shown) == amount else f"{amount:f}"


def from_record(wanted: type[Any], record: object, way: Way = ()) -> Any:
    """Return the dataclass `wanted` that `record` describes; `way` is its place in the whole."""
    found = _expect(dict, record, way)
    known = {each.name: each for each in fields(wanted)}
    for name in found:
        if name not in known:
            raise ExchangeError(UNKNOWN_FIELD, place=path_text(way), name=_cut(name))
    values: Record = {}
    for name, hint in field_types(wanted).items():
        if name in found:
            values[name] = _value(hint, found[name], (*way, name))
        elif _is_required(known[name]):
            raise ExchangeError(MISSING_FIELD, place=path_text(way), name=name)
    return wanted(**values)


def field_types(wanted: type[Any]) -> Mapping[str, Any]:
    """The type of each field, in the order of the fields."""
    if wanted not in _FIELD_TYPES:
        hints = get_type_hints(wanted)
        _FIELD_TYPES[wanted] = {each.name: hints[each.name] for each in fields(wanted)}
    return _FIELD_TYPES[wanted]


def without_none(hint: Any) -> tuple[Any, bool]:
    """A field's type without None, and whether None is allowed."""
    if get_origin(hint) is UnionType:
        kinds = [kind for kind in get_args(hint) if kind is not NoneType]
        return kinds[0], True
    return hint, False


def path_text(way: Way) -> str:
    """A place for a message, counted as in the file: `overdue[0].groups[1]`."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in way)
    return text.lstrip(".") or "card"


def _is_required(each: Field[Any]) -> bool:
    return each.default is MISSING and each.default_factory is MISSING


def _value(hint: Any, found: object, way: Way) -> Any:
    """One field's value, by the type of the field."""
    kind, optional = without_none(hint)
    if found is None and optional:
        return None
    if get_origin(kind) is tuple:
        entries = _sized(_expect(list, found, way), way, MAX_ENTRIES)
        inner = get_args(kind)[0]
        return tuple(from_record(inner, entry, (*way, i)) for i, entry in enumerate(entries))
    if is_dataclass(kind):
        return from_record(cast("type[Any]", kind), found, way)
    return _plain(kind, found, way)


def _plain(kind: type[Any], found: object, way: Way) -> Any:
    """A value without parts."""
    if kind is bool:
        return _expect(bool, found, way)
    if kind is int:
        return _number(found, way)
    text = _text(found, way)
    if kind is Decimal:
        return Decimal(_matching(AMOUNT, text, way, WRONG_AMOUNT))
    if issubclass(kind, date):
        return _date(text, way)
    if issubclass(kind, Enum):
        return _choice(kind, text, way)
    if way[-1] == "decision_url":
        return _matching(URL, text, way, WRONG_URL)
    return _matching(CURRENCY, text, way, WRONG_CURRENCY) if way[-1] == "currency" else text


def _text(found: object, way: Way) -> str:
    text: str = _sized(_expect(str, found, way), way, MAX_TEXT)
    # PostgreSQL takes no NUL, and half a surrogate pair cannot be written as UTF-8.
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ExchangeError(WRONG_TEXT, place=path_text(way))
    return text


def _number(found: object, way: Way) -> int:
    # To JSON Schema 7.0 is an integer; to Python True is one, and never a number of days.
    if isinstance(found, float) and found.is_integer():
        found = int(found)
    if isinstance(found, bool) or not isinstance(found, int):
        raise _wrong_type(NAMES[int], found, way)
    if not 0 <= found <= MAX_NUMBER:
        # An integer of thousands of digits cannot even be shown.
        shown = str(found) if abs(found) < 10**12 else "the number"
        raise ExchangeError(WRONG_NUMBER, place=path_text(way), found=shown, most=MAX_NUMBER)
    return found


def _date(text: str, way: Way) -> date:
    # fromisoformat alone also takes 20270101 and week dates, which the schema does not.
    _matching(DATE, text, way, WRONG_DATE)
    try:
        return date.fromisoformat(text)
    except ValueError as exc:
        raise ExchangeError(WRONG_DATE, place=path_text(way), found=_cut(text)) from exc


def _choice(kind: type[Enum], text: str, way: Way) -> Enum:
    try:
        return kind(text)
    except ValueError as exc:
        choices = ", ".join(str(choice.value) for choice in kind)
        found = _cut(text)
        place = path_text(way)
        raise ExchangeError(WRONG_CHOICE, place=place, found=found, choices=choices) from exc


def _matching(pattern: re.Pattern[str], text: str, way: Way, message: str) -> str:
    if pattern.fullmatch(text) is None:
        raise ExchangeError(message, place=path_text(way), found=_cut(text))
    return text


NAMES: Final = {
    dict: "an object",
    list: "a list",
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    float: "a number with decimals",
}


def _expect(kind: type[Any], found: object, way: Way) -> Any:
    if not isinstance(found, kind):
        raise _wrong_type(NAMES[kind], found, way)
    return found


def _wrong_type(expected: str, found: object, way: Way) -> ExchangeError:
    name = NAMES.get(type(found), "nothing")
    return ExchangeError(WRONG_TYPE, place=path_text(way), expected=expected, found=name)


def _sized(found: Any, way: Way, most: int) -> Any:
    if len(found) > most:
        raise ExchangeError(TOO_LONG, place=path_text(way), most=most)
    return found


def _cut(text: str) -> str:
    return repr(text[:40])
