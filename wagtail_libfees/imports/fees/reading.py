"""What was read from a fee page, in a form that a run can store, and its words by value."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass

from wagtail_libfees import rates
from wagtail_libfees.blocks.from_rates import storable
from wagtail_libfees.importers.document import Document
from wagtail_libfees.importers.fees import ParsedFees, Section, SourceLine, parse_fees, source_lines
from wagtail_libfees.importers.fees.records import Sourced

from .origins import storable_name


@dataclass(frozen=True)
class Words:
    """The words that a value was read from, and where they stand."""

    text: str
    place: str


@dataclass(frozen=True)
class Reading:
    """The rates and the texts of a source, with the words behind each value.

    The keys of `words` name values by their position: "g0" a group, "g0b2" a band of it, "p1" a
    price, "r0" a reminder fee, "o0" another fee; "handling", "exclusion" and "valid_from" are one
    each. `lines` is the whole source in order, as (text, place, level, aside).
    """

    source: str
    card: rates.RateCard
    sections: tuple[Section, ...] = ()
    rejected: tuple[dict, ...] = ()
    words: Mapping[str, Words] | None = None
    lines: tuple[dict, ...] = ()

    def to_dict(self) -> dict:
        """The reading as JSON for `ImportRun.records`."""
        return {
            "source": self.source,
            "card": rates.card_document(self.card),
            "sections": [{"heading": s.heading, "html": s.html} for s in self.sections],
            "words": {key: asdict(words) for key, words in (self.words or {}).items()},
            "lines": list(self.lines),
        }

    @classmethod
    def from_run(cls, run) -> Reading:
        """The reading that a run has stored."""
        data = run.records["reading"]
        return cls(
            source=data["source"],
            card=card_from(data["card"]),
            sections=tuple(Section(**section) for section in data["sections"]),
            rejected=tuple(run.rejected),
            words={key: Words(**words) for key, words in data["words"].items()},
            lines=tuple(data["lines"]),
        )


def card_from(document: Mapping) -> rates.RateCard:
    """The card that `rates.card_document` wrote."""
    return rates.import_json(json.dumps(document))


def read_fees(document: Document) -> Reading:
    """Read a document. Raises `ImporterError`."""
    return reading_of(parse_fees(document), source_lines(document))


def reading_of(parsed: ParsedFees, lines: Iterable[SourceLine] = ()) -> Reading:
    """A parsed page as a reading."""
    return Reading(
        source=storable_name(parsed.source),
        card=storable(parsed.to_card()),
        sections=parsed.sections,
        rejected=tuple(parsed.to_dict()["rejected"]),
        words={key: Words(value.text, str(value.place)) for key, value in _sourced(parsed)},
        lines=tuple(
            {"text": line.text, "place": str(line.place), "level": line.level, "aside": line.aside}
            for line in lines
        ),
    )


def _sourced(parsed: ParsedFees) -> Iterator[tuple[str, Sourced]]:
    for i, group in enumerate(parsed.overdue_fees):
        if group.fee_free:
            yield f"g{i}", group.bands[0]
            continue
        yield from ((f"g{i}b{j}", band) for j, band in enumerate(group.bands))
    yield from ((f"p{i}", price) for i, price in enumerate(parsed.replacement_prices))
    yield from ((f"r{i}", fee) for i, fee in enumerate(parsed.reminder_fees))
    yield from ((f"o{i}", fee) for i, fee in enumerate(parsed.other_fees))
    single = {
        "handling": parsed.handling_fee,
        "exclusion": parsed.exclusion,
        "valid_from": parsed.valid_from,
    }
    yield from ((key, value) for key, value in single.items() if value is not None)
