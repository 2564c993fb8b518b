"""The base of all profiles."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass

from ..audience import audience_of_heading
from ..document import Block, Document
from ..marks import Options, units_of
from ..pairing import Pairer
from ..records import Audience, ParsedFaq, Rejected
from ..units import Unit


@dataclass(frozen=True)
class Evidence:
    """How much speaks for a profile, 0-1, and what."""

    score: float
    reason: str


class Profile(ABC):
    """Reads one family of sources. Override as little as the family needs.

    `evidence` says how well a document fits; `blocks` may leave blocks out or change them;
    `options` and `audience` steer the pairing; `units` may do all of it in another way.
    """

    name: str = ""

    @abstractmethod
    def evidence(self, document: Document) -> Evidence:
        """How much speaks for this profile, and what."""

    def blocks(self, document: Document) -> Iterable[Block]:
        return document.blocks

    def options(self, document: Document) -> Options:
        return Options()

    def audience(self, document: Document) -> Audience | None:
        """The audience of the whole document, where its title names staff."""
        named = audience_of_heading(document.title)
        return named if named is Audience.STAFF else None

    def units(self, document: Document) -> Iterable[Unit]:
        from dataclasses import replace

        prepared = replace(document, blocks=tuple(self.blocks(document)))
        return units_of(prepared, self.options(document))

    def parse(self, document: Document) -> ParsedFaq:
        """The questions of a document, and what is left aside."""
        pairer = Pairer(document.base_url, self.audience(document))
        pairer.feed(self.units(document))
        items, rejected = pairer.finish()
        return ParsedFaq(
            document.source, items, rejected, self.name, self.evidence(document).reason
        )


def no_evidence(reason: str = "nothing speaks for it") -> Evidence:
    return Evidence(0.0, reason)


__all__ = ["Evidence", "Options", "Profile", "Rejected", "no_evidence"]
