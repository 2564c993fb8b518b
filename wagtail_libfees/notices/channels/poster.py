"""The poster: a tagged PDF on one page, in A4 and A3, with a QR code to the notice.

Typeset by Typst (extra `poster`), which gets every word as data: nothing that an editor writes is
ever read as markup.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ClassVar, Final

from ...text.messages import gettext_noop
from ...text.plain_text import BULLET, paragraphs, plain_text
from ..core.content import NoticeContent, SiteFacts
from ..core.severity import NoticeSeverity
from . import qr
from .base import Channel, EditorMessage, MadeFile, Problem, Rendered
from .composed import contacts_text
from .contacts import contact_lines
from .glyphs import lacking, showable
from .problems import address, missing
from .story import StorySection, story_sections, where
from .when import takes_place
from .words import ChannelLanguage

TEMPLATE: Final = Path(__file__).with_name("poster.typ")
PDF: Final = "application/pdf"

NOT_INSTALLED: Final = gettext_noop(
    "The poster cannot be made here: a developer must install wagtail-libfees[poster]."
)
TWO_PAGES: Final = gettext_noop("The text does not fit on one page. Shorten it.")
SMALL: Final = gettext_noop("There is so much text that it gets small. Shorten it.")
FLEETING_ADDRESS: Final = gettext_noop(
    "The notice has no permanent address yet: the one on the poster leads nowhere once the notice "
    "is renamed or moved. Publish it before you print."
)
NO_GLYPH: Final = gettext_noop("The poster's font lacks these characters: %(characters)s")
MARKS: Final = {
    NoticeSeverity.WARNING: gettext_noop("Please note"),
    NoticeSeverity.URGENT: gettext_noop("Important"),
}


class PosterChannel(Channel):
    """A poster. A subclass with `fonts` and `font_paths` prints in the municipality's own font."""

    name = "poster"
    label = gettext_noop("Poster")
    icon = "doc-full-inverse"
    stays_up = True
    fonts: ClassVar[tuple[str, ...]] = ("Libertinus Serif", "DejaVu Sans Mono")
    font_paths: ClassVar[tuple[str, ...]] = ()
    # Of the sizes in the template: below it, words are read from nearby only (12 points on A4).
    smallest: ClassVar[float] = 0.8

    def text(self, content: NoticeContent, site: SiteFacts) -> str:
        """The words on the poster, in reading order."""
        _ = ChannelLanguage(content.language)
        parts = [content.title, content.lead, takes_place(content, _), where(content, _)]
        for section in poster_sections(content, _):
            words = plain_text(section.html)
            parts.append(f"{section.heading}:\n{words}" if section.heading else words)
        parts += contacts_text(contact_lines(content.contacts, site.contact_order, _))
        parts += [address(content, site), hangs_until(content, _)]
        return "\n\n".join(part for part in parts if part)

    def render(self, content: NoticeContent, site: SiteFacts) -> Rendered:
        """The words, the files, and whether they fit."""
        text = self.text(content, site)
        if not is_installed():
            return Rendered(text=text, problems=(Problem(NOT_INSTALLED, code="not_installed"),))
        problems = [*missing(content, site, contact=True)]
        if lost := lacking(text):
            params = {"characters": " ".join(lost[:20])}
            problems.append(Problem(NO_GLYPH, params, "no_glyph"))
        problems += self._room(content, site)
        return Rendered(
            text=text,
            facts=tuple(self._facts(content)),
            problems=tuple(problems),
            files=tuple(self._files(content, site)),
            picture="picture",
        )

    def _facts(self, content: NoticeContent) -> Iterator[EditorMessage]:
        """That what is printed, in the code at least, is not the address that lasts."""
        if content.url and not content.permanent_url:
            yield EditorMessage(FLEETING_ADDRESS)

    def _files(self, content: NoticeContent, site: SiteFacts) -> Iterator[MadeFile]:
        a4, a3 = gettext_noop("PDF, A4"), gettext_noop("PDF, A3")
        yield MadeFile("a4", a4, "poster-a4.pdf", PDF, lambda: self.pdf(content, site, "a4"))
        yield MadeFile("a3", a3, "poster-a3.pdf", PDF, lambda: self.pdf(content, site, "a3"))
        yield MadeFile(
            "picture",
            gettext_noop("Picture of the poster"),
            "poster.png",
            "image/png",
            lambda: self.picture(content, site),
        )
        if link := content.lasting_url:
            png, svg = gettext_noop("QR code, PNG"), gettext_noop("QR code, SVG")
            yield MadeFile("qr-png", png, "qr.png", "image/png", lambda: qr.png(link))
            yield MadeFile("qr-svg", svg, "qr.svg", "image/svg+xml", lambda: qr.svg(link))

    def pdf(self, content: NoticeContent, site: SiteFacts, paper: str = "a4") -> bytes:
        """The poster as PDF/UA-1 (tagged, with language and title) on "a4" or "a3"."""
        import typst

        setting = self._setting(content, site, paper)
        made: bytes = typst.compile(
            TEMPLATE.read_bytes(), format="pdf", pdf_standards="ua-1", **setting
        )
        return made

    def picture(self, content: NoticeContent, site: SiteFacts) -> bytes:
        """The first page as PNG, as the editor sees it before printing."""
        import typst

        made: Any = typst.compile(
            TEMPLATE.read_bytes(), format="png", ppi=72, **self._setting(content, site, "a4")
        )
        return bytes(made[0] if isinstance(made, list) else made)

    def _room(self, content: NoticeContent, site: SiteFacts) -> Iterator[Problem]:
        """What is to say of the size at which the words fit; at none they fill two pages."""
        scale = self._scale(content, site)
        if scale == 0:
            yield Problem(TWO_PAGES, code="too_long")
        elif scale < self.smallest:
            yield Problem(SMALL, code="small")

    def _scale(self, content: NoticeContent, site: SiteFacts) -> float:
        import typst

        setting = self._setting(content, site, "a4")
        found = typst.query(TEMPLATE.read_bytes(), "<scale>", field="value", one=True, **setting)
        return float(json.loads(found))

    def _setting(self, content: NoticeContent, site: SiteFacts, paper: str) -> dict[str, Any]:
        data = self._data(content, site) | {"paper": paper, "fonts": list(self.fonts)}
        return {
            "sys_inputs": {"data": json.dumps(data)},
            "font_paths": list(self.font_paths),
            "ignore_system_fonts": True,
        }

    def _data(self, content: NoticeContent, site: SiteFacts) -> dict[str, Any]:
        _ = ChannelLanguage(content.language)
        mark = MARKS.get(content.severity)
        words = {
            "title": " ".join(content.title.split()),
            "lead": content.lead,
            "library": site.name or site.municipality,
            "mark": _(mark) if mark else "",
            "period": takes_place(content, _),
            "where": where(content, _),
            "address": typed(address(content, site)),
            "more": _("Read more on"),
            "scan": _("Scan and read more"),
            "until": hangs_until(content, _),
            "qr_alt": _("QR code that leads to %(address)s", address=content.lasting_url),
        }
        return {
            **{name: showable(value) for name, value in words.items()},
            # A heading without words would make the PDF invalid.
            "title": showable(words["title"]).strip() or "-",
            "language": _.language,
            "qr": qr.svg(content.lasting_url).decode() if content.lasting_url else "",
            "sections": [_section(section) for section in poster_sections(content, _)],
            "contacts": [
                {
                    "heading": showable(point.heading),
                    "lines": [showable(f"{line.label}: {line.value}") for line in point.lines],
                }
                for point in contact_lines(content.contacts, site.contact_order, _)
            ],
        }


def is_installed() -> bool:
    return find_spec("typst") is not None and qr.is_installed()


def typed(address: str) -> str:
    """An address as one types it: without what a browser adds by itself."""
    return address.removeprefix("https://").removeprefix("http://").removesuffix("/")


def hangs_until(content: NoticeContent, _: ChannelLanguage) -> str:
    """A line in small print for who takes it down; empty where the end is open."""
    day = content.window.to_day
    return _("Hangs until %(day)s", day=_.day(day)) if day else ""


def poster_sections(content: NoticeContent, _: ChannelLanguage) -> list[StorySection]:
    """What one reads standing: what to do and what changes; the text only where that is all."""
    wanted = {_("What you need to do"), _("What changes"), _("Payment")}
    found = story_sections(content, _)
    return [s for s in found if s.heading in wanted] or [s for s in found if not s.heading]


def _section(section: StorySection) -> dict[str, Any]:
    return {
        "heading": showable(section.heading),
        "lines": [_line(line.strip()) for line in paragraphs(section.html)],
    }


def _line(words: str) -> dict[str, Any]:
    return {"item": words.startswith(BULLET), "text": showable(words.removeprefix(BULLET))}
