"""What was read from a fee page, in a form that a run can store, and its words by value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property

from wagtail_libfees import rates
from wagtail_libfees.blocks.stored_blocks import Raw

from ..origins import storable_name
from ..reading.document import Document
from ..reading.fees import Found, ParsedFees, ParsedSection, SourceLine, parse_fees, source_lines
from ..reading.guard import guarded
from .stored_rates import card_of, coming, stored_kinds, stored_versions


@dataclass(frozen=True)
class SourceWords:
    """The words that a value was read from, and where they stand."""

    text: str
    place: str


@dataclass(frozen=True)
class FeesReading:
    """The rates and the texts of a source, with the words behind each value.

    `kinds` maps a kind to its stored struct; `versions` are the overdue fees of other times
    (`stored_rates.stored_versions`). The keys of `words` name values by their position:
    "g0" a group, "g0b2" a band of it, "p1" a price, "r0" a reminder fee, "o0" another fee;
    "handling", "exclusion", "timings" and "valid_from" are one each. `doubts` are rows that may
    be read in more than one way, or whose reading no card of a library looks like. `lines` is
    the whole source in order, as (text, place, level, aside).
    """

    source: str
    kinds: Mapping[str, Raw]
    valid_from: date | None = None
    versions: tuple[dict, ...] = ()
    sections: tuple[ParsedSection, ...] = ()
    rejected: tuple[dict, ...] = ()
    doubts: tuple[dict, ...] = ()
    words: Mapping[str, SourceWords] | None = None
    lines: tuple[dict, ...] = ()

    @cached_property
    def card(self) -> rates.RateCard:
        """The rates as a card, to be compared; of other times those that come."""
        return card_of(self.kinds, self.valid_from, coming(self.versions))

    def to_dict(self) -> dict:
        """The reading as JSON for `ImportRun.records`."""
        return {
            "source": self.source,
            "kinds": dict(self.kinds),
            "valid_from": self.valid_from.isoformat() if self.valid_from else None,
            "versions": list(self.versions),
            "sections": [{"heading": s.heading, "html": s.html} for s in self.sections],
            "words": {key: asdict(words) for key, words in (self.words or {}).items()},
            "lines": list(self.lines),
            "doubts": list(self.doubts),
        }

    @classmethod
    def from_run(cls, run) -> FeesReading:
        """The reading that a run has stored."""
        data = run.records["reading"]
        first = data["valid_from"]
        return cls(
            source=data["source"],
            kinds=data["kinds"],
            valid_from=date.fromisoformat(first) if first else None,
            versions=tuple(data["versions"]),
            sections=tuple(ParsedSection(**section) for section in data["sections"]),
            rejected=tuple(run.rejected),
            doubts=tuple(data["doubts"]),
            words={key: SourceWords(**words) for key, words in data["words"].items()},
            lines=tuple(data["lines"]),
        )


@guarded
def read_fees(document: Document) -> FeesReading:
    """Read a document. Raises `ImporterError`."""
    return reading_of(parse_fees(document), source_lines(document))


def reading_of(parsed: ParsedFees, lines: Iterable[SourceLine] = ()) -> FeesReading:
    """A parsed page as a reading."""
    return FeesReading(
        source=storable_name(parsed.source),
        kinds=stored_kinds(parsed.to_card()),
        valid_from=parsed.valid_from.value if parsed.valid_from else None,
        versions=stored_versions(parsed.versions),
        sections=parsed.sections,
        rejected=tuple(line.to_dict() for line in parsed.rejected),
        doubts=tuple(doubt.to_dict() for doubt in parsed.doubts),
        words={key: SourceWords(value.text, str(value.place)) for key, value in _found(parsed)},
        lines=tuple(
            {"text": line.text, "place": str(line.place), "level": line.level, "aside": line.aside}
            for line in lines
        ),
    )


def _found(parsed: ParsedFees) -> Iterator[tuple[str, Found]]:
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
        "timings": parsed.timings,
        "valid_from": parsed.valid_from,
    }
    yield from ((key, value) for key, value in single.items() if value is not None)
