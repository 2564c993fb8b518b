"""A notice written out in full, as plain text and as HTML, for the channels with room for it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import nh3

from ...text.plain_text import plain_text
from ..core.content import NoticeContent, SiteFacts
from .contacts import ContactLines, contact_lines
from .story import story_sections, where
from .when import takes_place
from .words import ChannelLanguage

TAGS = {"a", "b", "br", "em", "h2", "h3", "h4", "i", "li", "ol", "p", "strong", "ul"}


def as_text(content: NoticeContent, site: SiteFacts) -> str:
    """Title, lead, window, sections and contacts, parted by empty lines."""
    _ = ChannelLanguage(content.language)
    parts = [content.title.strip(), content.lead.strip(), "\n".join(_circumstances(content, _))]
    for section in story_sections(content, _):
        words = plain_text(section.html)
        parts.append(f"{section.heading}:\n{words}" if section.heading else words)
    parts += contacts_text(contact_lines(content.contacts, site.contact_order, _))
    if content.lasting_url:
        parts.append(_("Read the notice: %(address)s", address=content.lasting_url))
    return "\n\n".join(part for part in parts if part.strip())


def contacts_text(points: list[ContactLines]) -> list[str]:
    """Each contact point as a paragraph: its heading, and a line for each way there."""
    return [
        "\n".join([point.heading, *(f"{line.label}: {line.value}" for line in point.lines)])
        for point in points
    ]


def as_html(content: NoticeContent, site: SiteFacts) -> str:
    """The same as HTML without style, cleaned: the newsletter's own template dresses it."""
    _ = ChannelLanguage(content.language)
    parts = [f"<h2>{escape(content.title)}</h2>", f"<p><strong>{escape(content.lead)}</strong></p>"]
    parts += [f"<p>{escape(line)}</p>" for line in _circumstances(content, _)]
    for section in story_sections(content, _):
        if section.heading:
            parts.append(f"<h3>{escape(section.heading)}</h3>")
        parts.append(section.html)
    if points := contact_lines(content.contacts, site.contact_order, _):
        heading = _("Contact")
        parts.append(f"<h3>{escape(heading)}</h3>")
        parts += [_contact_html(point) for point in points]
    if content.lasting_url:
        words = _("Read the notice")
        parts.append(f'<p><a href="{escape(content.lasting_url)}">{escape(words)}</a></p>')
    return nh3.clean("\n".join(parts), tags=TAGS, url_schemes={"http", "https", "mailto", "tel"})


def _circumstances(content: NoticeContent, _: ChannelLanguage) -> Iterator[str]:
    """When, and whom it is about."""
    if when := takes_place(content, _):
        yield when
    if places := where(content, _):
        yield places


def _contact_html(point: ContactLines) -> str:
    lines = (
        f"{escape(line.label)}: "
        + (
            f'<a href="{escape(line.url)}">{escape(line.value)}</a>'
            if line.url
            else escape(line.value)
        )
        for line in point.lines
    )
    return f"<p><strong>{escape(point.heading)}</strong><br>{'<br>'.join(lines)}</p>"
