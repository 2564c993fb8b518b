"""The links of an article that are part of no answer: "Link", "Relaterede artikler".

They come along with the last question before them. What leads into the system that the text was
exported from is for staff only: its titles are no text for borrowers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from .clean import safe_href, shown_text
from .document import Block, Line, LinesBlock
from .page_furniture import split_link_line
from .records import Audience, FaqItem, FoundLink, Rejected

# More links than this are a menu.
MOST_LINKS = 30
# The longest title and address that a block holds.
LONGEST_TITLE, LONGEST_ADDRESS = 255, 500


@dataclass(frozen=True)
class LooseLink:
    """A link, the number of items that were read before it, and how it is listed otherwise."""

    link: FoundLink
    items_before: int
    listed: Rejected


def loose_links_of(blocks: Sequence[Block], base_url: str) -> list[FoundLink]:
    """The links that these blocks are; none if a line of them is something else."""
    lines = [line for block in blocks if isinstance(block, LinesBlock) for line in block.lines]
    if not lines or not all(isinstance(block, LinesBlock) for block in blocks):
        return []
    found = [list(_links_in(line, base_url)) for line in lines]
    return [link for links in found for link in links] if all(found) else []


def _links_in(line: Line, base_url: str) -> Iterator[FoundLink]:
    hrefs = {span.href for span in line.spans if span.text.strip()}
    title = " ".join(shown_text(line).split())
    if len(hrefs) == 1 and (href := hrefs.pop()):
        link = _link(title, href, title, base_url)
    elif parts := split_link_line(title):
        link = _link(*parts, title, base_url)
    else:
        return
    # What a block cannot hold whole is listed.
    if len(link.title) <= LONGEST_TITLE:
        yield link


def _link(label: str, address: str, whole: str, base_url: str) -> FoundLink:
    url = safe_href(address, base_url)
    parts = urlsplit(url)
    if parts.scheme in ("http", "https") and parts.netloc and len(url) <= LONGEST_ADDRESS:
        return FoundLink(label or url, url)
    # A file has no site: where it led is kept as words.
    return FoundLink(whole if address in whole else f"{label} ({address})")


def with_links(
    items: Sequence[FaqItem], links: Sequence[LooseLink]
) -> tuple[list[FaqItem], list[Rejected]]:
    """The items with their links, and those links that no item can have, as they are listed."""
    found = list(items)
    left: list[Rejected] = []
    for each in links:
        place = _place_of(each, found)
        if place is None or len(found[place].related) >= MOST_LINKS:
            left.append(each.listed)
        elif each.link not in found[place].related:
            found[place] = replace(found[place], related=(*found[place].related, each.link))
    return found, left


def _place_of(each: LooseLink, items: Sequence[FaqItem]) -> int | None:
    """The last item before a link; for one without an address the last of those for staff."""
    before = range(min(each.items_before, len(items)))
    fits = [i for i in before if each.link.url or items[i].audience is not Audience.BORROWER]
    return fits[-1] if fits else None
