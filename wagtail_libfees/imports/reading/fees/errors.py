"""Why something of a page is in no value: stable codes and their English messages."""

from __future__ import annotations

from typing import Final

from ..records import REASONS as DOCUMENT_REASONS

# The Django edge translates by code. Codes of what readers set aside are shared with the FAQ.
REASONS: Final[dict[str, str]] = {
    **DOCUMENT_REASONS,
    "amount": "An amount that no rate could be made of",
    "no_days": "An amount of an overdue fee without the days that it is for",
    "per_day": "A fee for each day; overdue fees here are one amount per band",
    "price_range": "A price range; a price here is one amount",
    "band_conflict": "A second amount for days that already have one",
    "second_threshold": "A second exclusion threshold that differs from the first",
    "second_handling": "A second handling fee that differs from the first",
    "currency": "An amount in a currency that is not Danish kroner, or that is not known",
    "on_top": "An amount that comes on top of another",
    "cap": "The most that can be charged",
    "former": "A rate that no longer holds",
    "coming": "A rate that comes later",
    "unread_file": "An attachment or a picture; what it shows was not read",
    "other_year": "The column of another year; the newest was taken",
    "placeholder": "A placeholder where an amount should be",
    "groups_guessed": "The heads of the columns are lost; the higher amounts were read as adults'",
    "more_columns": "More amounts than borrower groups",
    "half_understood": "A line of which only a part was understood",
    "not_overdue": "Days and amounts that do not seem to be overdue fees",
}
