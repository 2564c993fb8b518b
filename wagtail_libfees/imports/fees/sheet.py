"""What an editor made of a reading: corrected rates, and what goes along."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.core.serializers.json import DjangoJSONEncoder

from wagtail_libfees import rates
from wagtail_libfees.blocks.stored_blocks import Raw

from .reading import FeesReading
from .stored_rates import card_of


@dataclass(frozen=True)
class Sheet:
    """What will be imported. `kinds` maps a kind to its stored struct; `left_out` are the numbers
    of the sections that are not wanted; `takes` says for a kind of which the draft has other
    rates whether the source's replace them. `versions` are the rates of other times, and `brought`
    the numbers of those that go along: at first those that come, and nothing of the past."""

    kinds: Mapping[str, Raw]
    valid_from: date | None = None
    left_out: frozenset[int] = frozenset()
    takes: Mapping[str, bool] = field(default_factory=dict)
    versions: tuple[dict, ...] = ()
    brought: frozenset[int] = frozenset()

    def to_dict(self) -> dict:
        """The sheet as JSON for `ImportRun.choices`, which shares nothing with it."""
        data = {
            "kinds": self.kinds,
            "valid_from": self.valid_from,
            "left_out": sorted(self.left_out),
            "takes": self.takes,
            "versions": list(self.versions),
            "brought": sorted(self.brought),
        }
        return json.loads(json.dumps(data, cls=DjangoJSONEncoder))

    @classmethod
    def from_dict(cls, data: Mapping) -> Sheet:
        """What `to_dict` wrote."""
        first = data["valid_from"]
        return cls(
            kinds=data["kinds"],
            valid_from=date.fromisoformat(first) if first else None,
            left_out=frozenset(data["left_out"]),
            takes=data["takes"],
            versions=tuple(data["versions"]),
            brought=frozenset(data["brought"]),
        )

    def to_card(self) -> rates.RateCard:
        """The rates as they stand in the sheet; a kind that says nothing is not in the card."""
        chosen = [version for i, version in enumerate(self.versions) if i in self.brought]
        return card_of(self.kinds, self.valid_from, chosen)


def sheet_of(reading: FeesReading) -> Sheet:
    """A reading as it is, to be corrected."""
    return Sheet(
        reading.kinds,
        valid_from=reading.valid_from,
        versions=reading.versions,
        brought=frozenset(i for i, v in enumerate(reading.versions) if v["time"] == "coming"),
    )
