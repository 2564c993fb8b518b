"""Links to pages of the installation that a borrower cannot open."""

from __future__ import annotations

import re
from collections.abc import Iterator

import swapper
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import PageViewRestriction

from wagtail_libfees.editorial.prose import prose, squeezed
from wagtail_libfees.editorial.registry import Finding, Severity, Subject, register_check
from wagtail_libfees.models import PrivatePageMixin

_LINK = re.compile(r"<a\b(?P<attributes>[^<>]*)>(?P<words>.*?)</a>", re.IGNORECASE | re.DOTALL)
_ID = re.compile(r"\bid=\"(?P<id>\d+)\"")
_TARGETS = "libfees.link_targets"


def prepare_links(subjects: list[Subject]) -> None:
    """Look up the targets of all links of a run: two queries, however many pages."""
    ids = {pk for subject in subjects for _place, pk, _words in page_links(subject)}
    subjects[0].shared[_TARGETS] = _states(ids) if ids else {}


@register_check("links", prepare=prepare_links)
def check_links(subject: Subject) -> Iterator[Finding]:
    """Each link to a page that is gone, not published, or not for borrowers."""
    is_private = isinstance(subject.page, PrivatePageMixin)
    for place, pk, words in page_links(subject):
        state = subject.shared[_TARGETS].get(pk, "gone")
        # Staff may read what is private; from a staff guide it is a link like any other.
        if state == "public" or (state == "private" and is_private):
            continue
        yield Finding(
            f"link_{state}",
            Severity.WARNING,
            _messages()[state] % {"words": words},
            place,
            mend=_("Link to another page, or take the link out."),
            excerpt=words,
        )


def page_links(subject: Subject) -> list[tuple]:
    """(place, id of the page, words) of each link to a page."""
    return [
        (placed.place, int(found["id"]), squeezed(prose(link["words"])))
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
        "private": _("The link “%(words)s” leads to a page that borrowers may not read."),
    }
