"""Several fee pages on one site: sooner or later they differ."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..conf import libfees_settings
from ..editorial.registry import Finding, Severity, Subject, register_check
from ..models import TaksterPageMixin
from ..sites import site_id_of


@register_check("fee_pages", page_types=(TaksterPageMixin,))
def check_other_fee_pages(subject: Subject) -> Iterator[Finding]:
    """The other live fee pages of the site, in the language of the page."""
    page = subject.page
    if not page.live:
        return
    live = subject.once("libfees.fee_pages", _live_fee_pages)
    titles = [
        title
        for pk, title in live.get((site_id_of(page), page.locale_id), [])
        if pk != page.pk and site_id_of(page) is not None
    ]
    if titles:
        yield Finding(
            "several_fee_pages",
            Severity.WARNING,
            _("The site has more than one fee page: “%(titles)s” too.")
            % {"titles": "”, “".join(titles)},
            mend=_("Keep one and unpublish the others, so that borrowers read the same amounts."),
        )


def _live_fee_pages() -> dict[tuple[int | None, int], list[tuple[int, str]]]:
    """(id, title) of the live fee pages by site and language; one query."""
    model = libfees_settings.page_model("TAKSTER_PAGE_MODEL")
    found: dict = {}
    for page in model.objects.live().only("pk", "title", "url_path", "locale_id") if model else ():
        found.setdefault((site_id_of(page), page.locale_id), []).append((page.pk, page.title))
    return found
