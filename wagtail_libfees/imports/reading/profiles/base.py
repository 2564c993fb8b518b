"""The base of all profiles."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bs4 import BeautifulSoup, Tag

from wagtail_libfees.text.messages import Sentence, gettext_noop

from ..audience import audience_of_heading
from ..document import Aside, Block, Disclosure, Document
from ..find_questions import Options, units_of
from ..pairing import Pairer
from ..records import Audience, ParsedFaq, Rejected
from ..units import QuestionUnit


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
    `options` and `audience` steer the pairing; `units` may do all of it in another way. For a page
    of fees there is `fee_blocks`. A page may be selected in by CSS: `soup` is its markup, and
    `tag_blocks` what a tag holds.

    What `blocks` and `fee_blocks` leave out need not be told: it is listed.
    """

    name: str = ""

    @abstractmethod
    def evidence(self, document: Document) -> Evidence:
        """How much speaks for this profile, and what."""

    def soup(self, document: Document) -> BeautifulSoup:
        """The page as BeautifulSoup, masked like the blocks; empty for what is no page."""
        return document.soup

    def tag_blocks(self, document: Document, tag: Tag) -> tuple[Block, ...]:
        """What a tag of the soup holds, read as the page itself is."""
        from ..readers.html import read_html

        part = read_html(f"<body>{tag}</body>", document.source, document.base_url)
        return part.blocks

    def blocks(self, document: Document) -> Iterable[Block]:
        """The blocks that questions are looked for in: all of them."""
        return document.blocks

    def fee_blocks(self, document: Document) -> Iterable[Block]:
        """The blocks that fees are looked for in: all of them."""
        return document.blocks

    def options(self, document: Document) -> Options:
        return Options()

    def audience(self, document: Document) -> Audience | None:
        """The audience of the whole document, where its title names staff."""
        named = audience_of_heading(document.title)
        return named if named is Audience.STAFF else None

    def prior(self, document: Document) -> float:
        """What is known of the site before a word is read: more than 0 speaks for staff, 2 is as
        much as an answer that says "I" and "jeres" to libraries."""
        return 0.0

    def units(self, document: Document) -> Iterable[QuestionUnit]:
        """The units of the blocks, and all that `blocks` has left out as asides behind them."""
        return units_of(prepared(document, self.blocks(document)), self.options(document))

    def parse(self, document: Document) -> ParsedFaq:
        """The questions of a document, and what is left aside."""
        pairer = Pairer(
            document.base_url, self.audience(document), document.title, self.prior(document)
        )
        pairer.feed(self.units(document))
        items, rejected = pairer.finish()
        return ParsedFaq(
            document.source, items, rejected, self.name, self.evidence(document).sentence
        )


def prepared(document: Document, blocks: Iterable[Block]) -> Document:
    """The document with these blocks, and all that they leave out as asides behind them."""
    kept = tuple(blocks)
    return replace(document, blocks=(*kept, *left_out(document.blocks, kept)))


def left_out(blocks: Sequence[Block], kept: Sequence[Block]) -> Iterator[Aside]:
    """The blocks whose words are in none of those that a profile has kept, as asides."""
    known = {id(block) for block in kept}
    others = [block for block in blocks if id(block) not in known]
    told = " ".join(" ".join(block.text.split()) for block in _all(kept)) if others else ""
    for block in others:
        words = " ".join(block.text.split())
        if words and words not in told:
            yield Aside(content=block.text, code="left_out", place=block.place)


def _all(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Disclosure):
            yield from _all(block.body)


def no_evidence() -> Evidence:
    return Evidence(0.0, gettext_noop("Nothing speaks for it"))


__all__ = ["Evidence", "Options", "Profile", "Rejected", "no_evidence"]
