"""Links to pages of the installation that a borrower cannot open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import swapper
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import PageViewRestriction, Site

from wagtail_libfees.blocks.walk import Place
from wagtail_libfees.editorial.registry import Finding, Severity, Subject, register_check
from wagtail_libfees.fee_page.local_address import destination, is_local
from wagtail_libfees.models import PrivatePageMixin
from wagtail_libfees.text.all_text import as_read
from wagtail_libfees.text.prose import squeezed

_LINK = re.compile(r"<a\b(?P<attributes>[^<>]*)>(?P<words>.*?)</a>", re.IGNORECASE | re.DOTALL)
_ID = re.compile(r"\bid=\"(?P<id>\d+)\"")
_HREF = re.compile(r"\bhref=\"(?P<url>[^\"]+)\"")
_TARGETS = "libfees.link_targets"


def prepare_links(subjects: list[Subject]) -> None:
    """Look up the targets of all links of a run: two queries, however many pages."""
    ids = {pk for subject in subjects for _place, pk, _words in page_links(subject)}
    ids |= {link.page for subject in subjects for link in subject.links if link.page}
    subjects[0].shared[_TARGETS] = _states(ids) if ids else {}


@register_check("links", prepare=prepare_links)
def check_links(subject: Subject) -> Iterator[Finding]:
    """Each link to a page that is gone, not published, or not for borrowers."""
    is_private = isinstance(subject.page, PrivatePageMixin)
    for place, state, words in _targets(subject):
        # Staff may read what is private; from a staff guide it is a link like any other.
        if state == "public" or (state == "private" and is_private):
            continue
        yield Finding(
            "link_gone" if state in ("none", "nowhere") else f"link_{state}",
            Severity.WARNING,
            _messages()[state] % {"words": words},
            place,
            mend=_("Link to another page, or take the link out."),
            excerpt=words,
        )


def _targets(subject: Subject) -> Iterator[tuple[Place, str, str]]:
    """Place, state of the target, and words of each link to a page, in text and in blocks."""
    states = subject.shared[_TARGETS]
    for place, pk, words in page_links(subject):
        yield place, states.get(pk, "gone"), words
    for place, url, words in _typed_links(subject):
        yield place, _state_at(subject, url), words
    for link in subject.links:
        if link.url:
            yield link.place, _state_at(subject, link.url), link.words
        else:
            state = states.get(link.page, "gone") if link.page else "none"
            yield link.place, state, link.words


def _typed_links(subject: Subject) -> Iterator[tuple[Place, str, str]]:
    """(place, address, words) of each link in text whose address somebody typed or pasted."""
    for placed in subject.texts:
        for link in _LINK.finditer(placed.text) if "href=" in placed.text else ():
            found = _HREF.search(link["attributes"])
            url = unescape(found["url"]) if found else ""
            # An anchor is on the page itself; other schemes lead to no page.
            if url.startswith(("/", "http://", "https://")):
                yield placed.place, url, squeezed(as_read(link["words"]))


def _state_at(subject: Subject, url: str) -> str:
    """The state of what is at an address on one of the sites; all else is taken for public."""

    def find() -> str:
        for site in subject.once("libfees.all_sites", lambda: list(Site.objects.all())):
            if is_local(url, site):
                found = destination(url, site)
                if found is None:
                    return "nowhere"
                page = found.page
                return _states({page.pk})[page.pk] if page is not None else "public"
        return "public"

    return subject.once(("libfees.address", url), find)


def page_links(subject: Subject) -> list[tuple]:
    """(place, id of the page, words) of each link to a page."""
    return [
        (placed.place, int(found["id"]), squeezed(as_read(link["words"])))
        for placed in subject.texts
        if 'linktype="page"' in placed.text
        for link in _LINK.finditer(placed.text)
        if 'linktype="page"' in link["attributes"] and (found := _ID.search(link["attributes"]))
    ]


def _states(ids: set[int]) -> dict[int, str]:
    model = swapper.load_model("wagtailcore", "Page")
    rows = model.objects.filter(pk__in=ids).values_list("pk", "path", "live", "expire_at")
    restricted = tuple(PageViewRestriction.objects.values_list("page__path", flat=True))
    return {pk: _state(path, live, expire_at, restricted) for pk, path, live, expire_at in rows}


def _state(path, live, expire_at, restricted) -> str:
    if not live or (expire_at is not None and expire_at <= timezone.now()):
        return "unpublished"
    return "private" if restricted and path.startswith(restricted) else "public"


def _messages() -> dict[str, str]:
    return {
        "gone": _("The link “%(words)s” leads to a page that is deleted."),
        "unpublished": _("The link “%(words)s” leads to a page that is not published."),
        "none": _("The link “%(words)s” has no page: it is deleted, or none is chosen."),
        "nowhere": _("The link “%(words)s” leads to an address of this site without a page."),
        "private": _("The link “%(words)s” leads to a page that borrowers may not read."),
    }
