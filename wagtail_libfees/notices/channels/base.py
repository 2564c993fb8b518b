"""What a channel is, and what it makes of a notice."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from ..core.content import NoticeContent, SiteFacts


@dataclass(frozen=True, slots=True)
class EditorMessage:
    """A sentence for the editor: English, for gettext to translate at the edge, then filled."""

    message: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem(EditorMessage):
    """What is too long or missing. `code` is stable; nothing is ever cut in silence."""

    code: str = "problem"


@dataclass(frozen=True, slots=True)
class Piece:
    """One text to copy, where a channel has more than one, such as a title and a description."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file of a channel, made when it is asked for. `name` is its key in addresses."""

    name: str
    label: str
    filename: str
    content_type: str
    make: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A notice as one channel says it.

    `text` is what is sent, and what the ledger keeps; `html` the same with markup. `picture`
    names the file that shows how it will look. Labels and sentences are English, for gettext.
    """

    text: str
    html: str = ""
    subject: str = ""
    pieces: tuple[Piece, ...] = ()
    facts: tuple[EditorMessage, ...] = ()
    problems: tuple[Problem, ...] = ()
    files: tuple[MadeFile, ...] = ()
    picture: str = ""

    def file(self, name: str) -> MadeFile | None:
        return next((made for made in self.files if made.name == name), None)


class Channel(ABC):
    """A way to tell borrowers, or staff. Has no state; reads content and facts, and nothing else.

    `name` is the key in settings and ledger: lower case, never changed. `label` is English, for
    gettext. `public` is false where only staff may read. `stays_up` is true for what hangs or
    runs until someone takes it down; `by_publishing` for what publishing tells by itself.
    """

    name: ClassVar[str]
    label: ClassVar[str]
    icon: ClassVar[str] = "doc-full"
    public: ClassVar[bool] = True
    stays_up: ClassVar[bool] = False
    by_publishing: ClassVar[bool] = False

    @abstractmethod
    def text(self, content: NoticeContent, site: SiteFacts) -> str:
        """The words as they are sent. Cheap: the ledger compares them with what was sent."""

    def render(self, content: NoticeContent, site: SiteFacts) -> Rendered:
        """The text with its facts, problems and files."""
        return Rendered(text=self.text(content, site))
