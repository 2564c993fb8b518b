"""The small steps between a document and its questions: one unit per thing read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from .document import EMPTY, NOWHERE, Block, Line, SourcePlace


class UnitKind(Enum):
    """What a unit does to the pairing."""

    QUESTION = auto()  # opens an item; `rank` tells how it was marked
    PAIR = auto()  # a question with all of its answer in `blocks`
    GROUP = auto()  # a topic heading of level `rank`
    GROUP_END = auto()  # the end of a container that had a group of its own
    TITLE = auto()
    TEXT = auto()  # belongs to the open question
    ANSWER = auto()  # text that says itself that it is an answer ("Svar:")
    LINK = auto()  # a line that is only a link: chrome at the end, text elsewhere
    RELATED = auto()  # what follows is no answer until the next question
    ASIDE = auto()  # chrome with its code
    CLOSE = auto()  # what follows does not belong to the open question


# Below the levels of headings, also of those that lie inside a topic of their own.
BOLD_RANK, LOOSE_RANK, PAIR_RANK = 17, 18, 19


@dataclass(frozen=True)
class QuestionUnit:
    """`line` is the question or heading; `blocks` the text."""

    kind: UnitKind
    place: SourcePlace = NOWHERE
    line: Line = EMPTY
    rank: int = LOOSE_RANK
    blocks: tuple[Block, ...] = ()
    code: str = ""
    confidence: float = 1.0
    audience: str = ""
    section: str = ""

    @property
    def text(self) -> str:
        return self.line.text or "\n".join(block.text for block in self.blocks)


def link_tail_is_chrome(units: Iterable[QuestionUnit]) -> Iterator[QuestionUnit]:
    """Links after the last answer belong to the page; elsewhere they are part of an answer."""
    run = list(units)
    tail = len(run)
    while tail and run[tail - 1].kind in (UnitKind.LINK, UnitKind.ASIDE, UnitKind.RELATED):
        tail -= 1
    # A link right behind a question is its answer.
    tail += bool(tail) and run[tail - 1].kind is UnitKind.QUESTION
    related = next((i for i, unit in enumerate(run) if unit.kind is UnitKind.RELATED), len(run))
    for index, unit in enumerate(run):
        if unit.kind is not UnitKind.LINK:
            yield unit
        elif index >= tail or _only_links_until(run, index, related):
            yield QuestionUnit(
                UnitKind.ASIDE, unit.place, unit.line, blocks=unit.blocks, code="link"
            )
        else:
            yield QuestionUnit(UnitKind.TEXT, unit.place, blocks=unit.blocks)


def _only_links_until(run: list[QuestionUnit], index: int, related: int) -> bool:
    """Whether nothing but links stands between a link and the list of related articles."""
    if index > related or related - index > 40 or related == len(run):
        return False
    return all(unit.kind in (UnitKind.LINK, UnitKind.ASIDE) for unit in run[index:related])
