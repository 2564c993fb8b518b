"""What the importer of fees hands over: rates with their words and place, and the rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from wagtail_libfees import rates

from ..document import NOWHERE, SourcePlace
from ..records import Rejected
from .errors import REASONS
from .groups import GroupKind

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True)
class Found(Generic[T_co]):
    """A part of the rates, with the words that it was read from and where they stand."""

    value: T_co
    place: SourcePlace = NOWHERE
    text: str = ""

    def source_dict(self) -> dict[str, object]:
        """The source for the JSON of the command."""
        return {"place": str(self.place), "text": self.text}


@dataclass(frozen=True)
class FoundGroup:
    """The bands of one borrower group."""

    borrowers: rates.BorrowerGroup
    bands: tuple[Found[rates.Band], ...] = ()
    kind: GroupKind = GroupKind.OTHER

    @property
    def fee_free(self) -> bool:
        """Whether the group never pays: all its bands are fee-free."""
        return bool(self.bands) and all(band.value.fee_free for band in self.bands)

    @property
    def value(self) -> rates.GroupRates:
        """The group as part of the rates: one that never pays has no bands."""
        if self.fee_free:
            return rates.GroupRates(self.borrowers, fee_free=True)
        return rates.GroupRates(self.borrowers, tuple(band.value for band in self.bands))


@dataclass(frozen=True)
class FoundVersion:
    """The overdue fees of another time than today: those that come, to be the next version, or
    former ones, to be offered as history. The days are None where the page does not tell them."""

    is_coming: bool
    groups: tuple[FoundGroup, ...]
    valid_from: date | None = None
    valid_to: date | None = None
    place: SourcePlace = NOWHERE
    text: str = ""

    @property
    def value(self) -> rates.OverdueFees:
        """The version as part of a rate card."""
        valid = rates.Validity(valid_from=self.valid_from, valid_to=self.valid_to)
        return rates.OverdueFees(tuple(group.value for group in self.groups), valid)


@dataclass(frozen=True)
class ParsedSection:
    """Text of the page that became no value: its heading, "" at the top, and HTML paragraphs."""

    heading: str
    html: str
    place: SourcePlace = NOWHERE


@dataclass(frozen=True)
class SourceLine:
    """A line, sentence or table row of the page. `level`: 1-7 for a heading, else 0."""

    text: str
    place: SourcePlace = NOWHERE
    level: int = 0
    aside: bool = False


@dataclass(frozen=True)
class Doubt:
    """A value that may be read in more than one way. `about` is its kind; `readings` says each in
    words, the one that was taken first; `text` is the row that it stands in."""

    about: str
    readings: tuple[str, ...]
    text: str
    place: SourcePlace = NOWHERE

    def to_dict(self) -> dict[str, object]:
        """The JSON of the command, and of the run."""
        return {
            "about": self.about,
            "readings": list(self.readings),
            "text": self.text,
            "place": str(self.place),
        }


class RejectedLine(Rejected):
    """Something of a fee page that was not understood. `code` is a key of `errors.REASONS`."""

    reasons = REASONS
