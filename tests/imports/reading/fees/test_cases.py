"""Whole invented pages in every shape, each with what an editor would make of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wagtail_libfees.imports.reading import read_source
from wagtail_libfees.imports.reading.fees import ParsedFees, parse_fees
from wagtail_libfees.imports.reading.records import REASONS as CHROME

from .pages import PAGES


def shown(parsed: ParsedFees) -> dict[str, object]:
    """The result in the short form of the expected files."""
    data = parsed.to_dict()
    return {
        "overdue": [
            [*fee["group"].values(), [_band(band) for band in fee["bands"]]]
            for fee in data["overdue_fees"]
        ],
        "prices": [[p["material"], p["amount"]] for p in data["replacement_prices"]],
        "handling_fee": data["handling_fee"],
        "exclusion": data["exclusion"]
        and [data["exclusion"]["amount"], data["exclusion"]["inclusive"]],
        "reminders": [[r["amount"], r["debt_from"], r["debt_to"]] for r in data["reminder_fees"]],
        "others": [[o["kind"], o["label"], o["amount"]] for o in data["other_fees"]],
        "valid_from": data["valid_from"],
        "rejected": sorted({r["code"] for r in data["rejected"]} - set(CHROME)),
    }


def _band(band: dict[str, object]) -> list[object]:
    amount = "free" if band["fee_free"] else band["amount"]
    return [band["from_day"], band["to_day"], amount]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_a_page_gives_what_is_expected(page: Path) -> None:
    expected = json.loads(page.with_suffix(".json").read_text())
    nothing = shown(ParsedFees(""))
    assert shown(parse_fees(read_source(page))) == nothing | expected


def test_there_are_more_than_twenty_pages() -> None:
    assert len(PAGES) > 20
