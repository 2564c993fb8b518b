"""What the FAQ importer hands over: items, and what it left aside with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from .document import NOWHERE, SourcePlace


class Audience(StrEnum):
    """Who an answer is written for. Only BORROWER may reach a public page."""

    BORROWER = "borrower"
    STAFF = "staff"
    WORKFLOW = "workflow"


# code -> English message. The Django edge translates by code.
REASONS: dict[str, str] = {
    "no_question": "An answer without a question",
    "no_answer": "A question without an answer",
    "intro": "Text before the first question",
    "empty_heading": "A heading without content",
    "head_states": "A heading that says something by itself; no answer has it",
    "outer_heading": "A heading around other headings",
    "page_title": "The title of the page",
    "doubtful": "It is not certain that this is a question with its answer",
    "chrome": "Part of the page around the content",
    "navigation": "Navigation of the page",
    "breadcrumb": "Breadcrumb of the page",
    "footer": "Footer of the page",
    "header": "Header of the page",
    "cookie": "Cookie notice",
    "form": "Form or control",
    "icon": "Description of an icon",
    "empty_view": "Placeholder of an empty list",
    "related": "Related links or articles",
    "link": "A link that belongs to the page, not to an answer",
    "image": "An image cannot be kept in an answer",
    "embedded": "Embedded content cannot be kept in an answer",
    "page_number": "Page number, page header or page footer of the file",
    "mail": "Header, greeting or signature of a message",
    "metadata": "Information about the page",
    "outside": "Outside the main content of the page",
    "hidden": "Hidden text",
    "cpr": "A number that looks like a CPR number was masked",
    "link_unsafe": "A link with an address that is not allowed; its text was kept",
    "relative_link": "A link without a site; check its address",
    "left_out": "The profile of this site takes it for no answer",
    "structured": "Structured data of the page that its text does not show",
    "attachment": "An attachment of the message; name it to import it",
    "export": "An entry of the export that could not be read",
    "page_for_staff": "By these words the whole page is for staff",
    "page_doubtful": "It is not certain whom the page is for; what does not clearly speak to "
    "borrowers went to staff",
    "page_silent": "Nobody is spoken to on this page; what does not clearly speak to borrowers "
    "went to staff",
    "staff_note": "A remark to staff within an answer to borrowers",
    "stated_audience": "The export says it is for borrowers, its words that it is for staff",
}


@dataclass(frozen=True)
class Rejected:
    """Something that is in no item. `code` is stable; `reason` is its English message."""

    reasons: ClassVar[Mapping[str, str]] = REASONS

    text: str
    code: str
    place: SourcePlace = NOWHERE

    @property
    def reason(self) -> str:
        """The English message; the code itself for one that has none."""
        return self.reasons.get(self.code, self.code)

    def to_dict(self) -> dict[str, str]:
        """The JSON of the command, and of the run."""
        return {
            "text": self.text,
            "reason": self.reason,
            "code": self.code,
            "place": str(self.place),
        }


@dataclass(frozen=True)
class FoundLink:
    """A related article or link of a source. `url` is empty where its site is not known: then the
    address of the source is part of the title."""

    title: str
    url: str = ""

    def to_dict(self) -> dict[str, str]:
        """The JSON of the command, and of the run."""
        return {"title": self.title, "url": self.url}


@dataclass(frozen=True)
class FaqItem:
    """A question with its answer. `confidence` is 0-1; below 0.7 an editor should look.

    `related` are the links that the source has behind it: those below the last answer of an
    article are of the article, and come with its last question.
    `unaddressed`: it went to staff only because nothing on its page speaks to anybody.
    """

    question: str
    answer_html: str
    answer_text: str
    audience: Audience
    section: str | None
    place: SourcePlace
    key: str
    confidence: float
    related: tuple[FoundLink, ...] = ()
    unaddressed: bool = False


@dataclass(frozen=True)
class ParsedFaq:
    """The result for one source. `why` says what spoke for the profile; as a `texts.Sentence`
    it can be translated."""

    source: str
    items: tuple[FaqItem, ...]
    rejected: tuple[Rejected, ...]
    profile: str
    why: str

    def to_dict(self) -> dict[str, object]:
        """The JSON object of the import command."""
        return {
            "source": self.source,
            "profile": self.profile,
            "why": self.why,
            "items": [_item_dict(item) for item in self.items],
            "rejected": [rejected.to_dict() for rejected in self.rejected],
        }


def _item_dict(item: FaqItem) -> dict[str, object]:
    return {
        "question": item.question,
        "answer_html": item.answer_html,
        "answer_text": item.answer_text,
        "audience": str(item.audience),
        "section": item.section,
        "key": item.key,
        "place": str(item.place),
        "confidence": item.confidence,
        "related": [link.to_dict() for link in item.related],
        "unaddressed": item.unaddressed,
    }
