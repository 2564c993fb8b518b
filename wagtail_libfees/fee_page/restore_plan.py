"""What can be done about the fee page of a site: decided once, for the words and for the deed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import swapper
from django.utils.translation import gettext as _
from wagtail.models import AbstractPage, Site

from ..conf import libfees_settings
from ..models import FeePageBackup, FeePageProblem, FeeSettings
from ..sites import is_in_site
from .backups import kept_pages, missing_home
from .dependants import dependants
from .faults import Fault, fee_page_problem, page_fault
from .recreate import neighbour_in, place_in

_PUBLISHING_MENDS = (Fault.DRAFT, Fault.EXPIRED)


class Way(StrEnum):
    """How the page comes back."""

    PUBLISHED = "published"
    MOVED = "moved"
    CHOSEN = "chosen"
    MADE_AGAIN = "made_again"
    NEW = "new"
    # Someone may have meant it so, or only people know which page it is to be.
    LEFT = "left"


@dataclass(frozen=True)
class Plan:
    """What bringing the fee page of a site back will do.

    `page` is the page that is there; `kept` is what is made again, the chosen page first and
    translations of it last;
    `parent` is where a page is moved; `mend` says to people what is left to them.
    """

    settings: FeeSettings
    problem: FeePageProblem
    way: Way
    page: AbstractPage | None = None
    kept: tuple[FeePageBackup, ...] = ()
    parent: AbstractPage | None = None
    mend: str = ""

    @property
    def site(self) -> Site:
        return self.settings.site

    @property
    def taken_addresses(self) -> list[str]:
        """The titles of the pages whose address another page has taken meanwhile."""
        return [
            kept.title
            for kept in self.kept
            if place_in(self.site, kept).get_children().filter(slug=kept.slug).exists()
        ]

    @property
    def new_places(self) -> list[dict[str, str]]:
        """The pages that do not come back where they stood: `title`, and the `parent` they get."""
        places = [(kept, place_in(self.site, kept)) for kept in self.kept]
        return [
            {"title": kept.title, "parent": parent.get_admin_display_title()}
            for kept, parent in places
            if parent.pk != kept.parent_pk
            or (any(kept.deleted.get("beside", ())) and neighbour_in(parent, kept) is None)
        ]

    @property
    def comes_back_whole(self) -> bool:
        """Whether what was deleted with the pages is known too: versions, links, translations."""
        return all(kept.deleted for kept in self.kept)

    @property
    def is_chosen(self) -> bool:
        """Whether the settings name the fee page already, and go on naming it."""
        return self.settings.fee_page_id is not None


def plan_for(settings: FeeSettings) -> Plan | None:
    """What can be done for a site; None if its fee page is in its place.

    A site of which nothing is stored misses a fee page: somebody asks for it.
    """
    site, problem = settings.site, fee_page_problem(settings)
    if (home := missing_home(settings)) is not None:
        # First of all: what is published without it shows amounts that nobody keeps up.
        problem = problem or FeePageProblem(site, Fault.DELETED)
        return Plan(settings, problem, Way.MADE_AGAIN, kept=_with_translations(home))
    if settings.pk is None:
        problem = FeePageProblem(site, Fault.NOT_CHOSEN)
    if problem is None:
        return None
    if problem.translations:
        return Plan(settings, problem, Way.MADE_AGAIN, kept=problem.translations)
    if problem.page is None:
        return _plan_without_page(settings, problem)
    return _plan_with_page(settings, problem)


def _with_translations(*kept: FeePageBackup) -> tuple[FeePageBackup, ...]:
    """`kept` and what is kept of its translations that are deleted too."""
    missed = FeePageBackup.objects.filter(site=kept[0].site_id).missed_translations()
    return (*kept, *missed.filter(translation_key=kept[0].translation_key))


def _plan_with_page(settings: FeeSettings, problem: FeePageProblem) -> Plan:
    """The page is there, but borrowers of the site cannot read it."""
    page = problem.page.specific
    if problem.fault in _PUBLISHING_MENDS:
        return Plan(settings, problem, Way.PUBLISHED, page)
    if problem.fault is not Fault.ELSEWHERE:
        return Plan(settings, problem, Way.LEFT, page, mend=_mend(problem.fault))
    kept = FeePageBackup.objects.filter(site=settings.site, page_pk=page.pk).first()
    if _belongs_to_another(page, settings.site, kept):
        mend = _(
            "It belongs to another site. Choose a page of this site in the fee settings, or move "
            "the page yourself if it is meant to be here."
        )
        return Plan(settings, problem, Way.LEFT, page, mend=mend)
    return Plan(settings, problem, Way.MOVED, page, parent=place_in(settings.site, kept))


def _mend(fault: Fault) -> str:
    """What people can do about a fault that may be meant."""
    mends = {
        Fault.ALIAS: _("Choose the page that it follows in the fee settings."),
        Fault.RESTRICTED: _(
            "Someone has hidden it from borrowers, perhaps on purpose. Make it public under "
            "“Privacy”, or choose another page in the fee settings."
        ),
    }
    return mends.get(fault, _("Choose another page in the fee settings."))


def _belongs_to_another(page: AbstractPage, site: Site, kept: FeePageBackup | None) -> bool:
    """Whether moving `page` would take it from another site.

    That is one that has chosen it or a page below it, or one in which it stands and from which it
    is not known to have been moved.
    """
    if any(found.site != site for found in dependants([page], below=True)):
        return True
    if page.get_site() is None:
        return False
    pages = swapper.load_model("wagtailcore", "Page").objects
    former = pages.filter(pk=kept.parent_pk).first() if kept else None
    return former is None or not is_in_site(former, site)


def _plan_without_page(settings: FeeSettings, problem: FeePageProblem) -> Plan:
    """No page is chosen: one that was is best, then the only one that serves, then a new one."""
    kept = kept_pages(settings.site)
    plan = _plan_with_kept(settings, problem, kept) if kept else None
    if plan is not None:
        return plan
    serving = _serving_pages(settings.site)
    if len(serving) > 1:
        mend = _("Several pages could be it. Choose one in the fee settings.")
        return Plan(settings, problem, Way.LEFT, mend=mend)
    if serving:
        return Plan(settings, problem, Way.CHOSEN, serving[0])
    answered = tuple(each for each in kept if each.page_pk is None)
    if answered:
        return Plan(settings, problem, Way.MADE_AGAIN, kept=answered)
    return Plan(settings, problem, Way.NEW)


def _plan_with_kept(
    settings: FeeSettings, problem: FeePageProblem, kept: list[FeePageBackup]
) -> Plan | None:
    """What to do with the page that was chosen last; None if it is not missed, or no good."""
    pages = swapper.load_model("wagtailcore", "Page").objects
    page = pages.filter(pk=kept[0].page_pk).first()
    if page is None:
        missed = FeePageBackup.objects.missed().filter(pk__in=[each.pk for each in kept])
        again = tuple(each for each in kept if each in missed)
        if not again:
            return None
        return Plan(settings, problem, Way.MADE_AGAIN, kept=_with_translations(*again))
    fault = page_fault(page, settings.site)
    if fault is None:
        return Plan(settings, problem, Way.CHOSEN, page.specific)
    if fault in _PUBLISHING_MENDS:
        return Plan(settings, problem, Way.PUBLISHED, page.specific)
    return None


def _serving_pages(site: Site) -> list[AbstractPage]:
    """The fee pages that borrowers of `site` can read, in its main language."""
    model = libfees_settings.page_model("TAKSTER_PAGE_MODEL")
    if model is None:
        return []
    pages = model.objects.live().filter(locale=site.root_page.locale_id)
    return [page for page in pages if page_fault(page, site) is None]
