"""A whole card as a JSON or CSV file, and back without loss.

The JSON is described by a published JSON Schema (`schema/rate-card-1.json`). The version in the
file grows when an older reader would misread it; the schema of every version stays shipped.
"""

from __future__ import annotations

import json
from importlib import resources
from typing import Any, Final

from ..text.messages import gettext_noop
from .card import RateCard
from .csv_table import card_from_table, card_to_table
from .errors import ExchangeError
from .records import Record, from_record, to_record

FORMAT: Final = "wagtail-libfees/rate-card"
VERSION: Final = 1
MAX_CHARACTERS: Final = 5_000_000

TOO_LARGE: Final = gettext_noop("The file is larger than %(most)s characters.")
NOT_TEXT: Final = gettext_noop("The file is not a text in UTF-8; save it with that encoding.")
NOT_JSON: Final = gettext_noop("The file is not JSON: %(why)s")
NOT_A_CARD: Final = gettext_noop(
    'The file is not a rate card: "format" must be "%(format)s", and "version" and "card" follow.'
)
WRONG_VERSION: Final = gettext_noop(
    "The file has version %(found)s of the format, and this program reads version %(known)s."
)
TWICE: Final = gettext_noop('The name "%(name)s" is there twice in the same object.')


def export_json(card: RateCard) -> str:
    """Return `card` as JSON text, valid by the published schema.

    Raises `ExchangeError` for a card with values that no file may carry, such as a negative
    amount (`findings` tells of those too).
    """
    return json.dumps(card_document(card), ensure_ascii=False, indent=2) + "\n"


def card_document(card: RateCard) -> Record:
    """Return what `export_json` writes, as plain data for a larger JSON document."""
    return {"format": FORMAT, "version": VERSION, "card": _checked_record(card)}


def import_json(data: str | bytes) -> RateCard:
    """Return the card that JSON text or bytes in UTF-8 describe.

    Raises `ExchangeError`, whose message names the place of the first fault.
    """
    try:
        document = json.loads(_text(data), object_pairs_hook=_object)
    except RecursionError as exc:
        raise ExchangeError(NOT_JSON, why="too many levels") from exc
    except ExchangeError:
        raise
    except ValueError as exc:
        raise ExchangeError(NOT_JSON, why=str(exc)[:200]) from exc
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise ExchangeError(NOT_A_CARD, format=FORMAT)
    if set(document) - {"$schema"} != {"format", "version", "card"}:
        raise ExchangeError(NOT_A_CARD, format=FORMAT)
    found = document["version"]
    if isinstance(found, bool) or found != VERSION:
        raise ExchangeError(WRONG_VERSION, found=repr(found)[:20], known=VERSION)
    return _card(document["card"])


def export_csv(card: RateCard, delimiter: str = ",") -> str:
    """Return `card` as CSV with a heading, one row per band, price or fee.

    `delimiter` is "," or ";", which Danish spreadsheets expect. Raises as `export_json`.
    """
    return card_to_table(_checked_record(card), delimiter)


def import_csv(data: str | bytes) -> RateCard:
    """Return the card of a CSV that `export_csv` wrote, perhaps edited in a spreadsheet.

    Raises `ExchangeError`, whose message names the row or the place of the first fault.
    """
    return _card(card_from_table(_text(data)))


def json_schema(version: int = VERSION) -> Record:
    """Return the published JSON Schema of a version of the format."""
    file = resources.files(__package__).joinpath("schema", f"rate-card-{version}.json")
    schema: Record = json.loads(file.read_text(encoding="utf-8"))
    return schema


def _checked_record(card: RateCard) -> Record:
    """The card's record, which the reader accepts: what is written can be read back."""
    record: Record = to_record(card)
    _card(record)
    return record


def _card(record: object) -> RateCard:
    card: RateCard = from_record(RateCard, record)
    return card


def _text(data: str | bytes) -> str:
    if len(data) > MAX_CHARACTERS:
        raise ExchangeError(TOO_LARGE, most=MAX_CHARACTERS)
    if isinstance(data, str):
        return data.removeprefix("\ufeff")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        raise ExchangeError(NOT_TEXT) from exc


def _object(pairs: list[tuple[str, Any]]) -> Record:
    """A JSON object; a name that is there twice would silently lose the first value."""
    record: Record = {}
    for name, value in pairs:
        if name in record:
            raise ExchangeError(TWICE, name=name[:40])
        record[name] = value
    return record
