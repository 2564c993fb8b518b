"""The base of all profiles."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..audience import audience_of_heading
from ..document import Block, Document
from ..marks import Options, units_of
from ..pairing import Pairer
from ..records import Audience, ParsedFaq, Rejected
from ..texts import Sentence, gettext_noop
from ..units import Unit


@dataclass(frozen=True)
class Evidence:
    """How much speaks for a profile, 0-1, and what.

    `reason` may be a template with `%(name)s` placeholders for `params`: then it can be
    translated. An editor reads it.
    """

    score: float
    reason: str
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def sentence(self) -> Sentence:
        """The reason, filled in."""
        return Sentence(self.reason, self.params)


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
            document.source, items, rejected, self.name, self.evidence(document).sentence
        )


def no_evidence() -> Evidence:
    return Evidence(0.0, gettext_noop("Nothing speaks for it"))


__all__ = ["Evidence", "Options", "Profile", "Rejected", "no_evidence"]
