"""On the desk: fee pages that borrowers cannot reach, and sites that have none yet."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Site

from ..admin.desk.lines import MOST_LINES, DeskLine, register_desk_lines
from ..admin.standard_text import may_make
from ..admin.start.views import start_url
from ..conf import libfees_settings
from ..drafts.errors import DraftError
from ..drafts.permissions import may_edit
from ..drafts.standard_text import takster_model
from ..models import FeePageBackup, FeePageProblem, FeeSettings, fee_page_problems
from ..sites import below_sites, site_ids_with
from .faults import Fault, may_choose, site_name
from .restore_plan import Way, plan_for

# The button of these makes a page of a site that has none; nothing else needs to offer it.
_WITHOUT = (Fault.DELETED, Fault.NOT_CHOSEN, Fault.ADDRESS)


@register_desk_lines
def fee_pages(user) -> Iterator[DeskLine]:
    """What keeps borrowers from the rates, with the button that mends it; then missing pages."""
    problems = fee_page_problems(user)
    shown, more = problems[:MOST_LINES], problems[MOST_LINES:]
    known = _sites_with_something(shown)
    for problem in shown:
        text, url, label = _words(problem, user, problem.site.pk in known)
        yield DeskLine(text, url, urgent=True, action=label)
    # They are counted only.
    yield from (DeskLine(problem.message, "", urgent=True) for problem in more)
    yield from _not_chosen(user)
    told = {problem.site.pk for problem in problems if problem.fault in _WITHOUT}
    without = [site for site in sites_without_fee_page(user) if site.pk not in told]
    missed = FeePageBackup.objects.missed().values_list("site", flat=True)
    lost = set(missed) if without else set()
    for site in without:
        yield _lost_line(site) if site.pk in lost else _new_line(site)


def _not_chosen(user) -> Iterator[DeskLine]:
    """Published fee pages of sites of which nothing is stored in the settings: nothing leads there.

    Of sites with stored settings `fee_page_problems` tells it.
    """
    model = libfees_settings.page_model("TAKSTER_PAGE_MODEL")
    if model is None:
        return
    sites = Site.objects.exclude(pk__in=FeeSettings.objects.values("site"))
    live = set(site_ids_with(model.objects.live().values_list("url_path", flat=True)))
    found = [site for site in sites.select_related("root_page__locale") if site.pk in live]
    for site in [each for each in found if may_choose(each, user)][:MOST_LINES]:
        problem = FeePageProblem(site, Fault.NOT_CHOSEN)
        text, url, label = _words(problem, user, has_something=True)
        yield DeskLine(text, url, urgent=True, action=label)


def _sites_with_something(problems: list[FeePageProblem]) -> set[int]:
    """The ids of the sites with any fee page, or what is kept of one; two queries for all."""
    if not any(problem.fault is Fault.NOT_CHOSEN for problem in problems):
        return set()
    kept = FeePageBackup.objects.values_list("site", flat=True)
    model = libfees_settings.page_model("TAKSTER_PAGE_MODEL")
    paths = model.objects.values_list("url_path", flat=True) if model is not None else ()
    return {*kept, *site_ids_with(paths)}


def _lost_line(site: Site) -> DeskLine:
    """For who may write pages, but not bring this one back: a second one would be a rival."""
    return DeskLine(
        _("The fee page of %(site)s is deleted. Ask an editor to bring it back.")
        % {"site": site_name(site)},
        reverse("wagtailadmin_explore", args=[site.root_page_id]),
        urgent=True,
    )


def _new_line(site: Site) -> DeskLine:
    return DeskLine(
        _("%(site)s has no fee-rates page yet.") % {"site": site_name(site)},
        reverse("libfees_new_takster", args=[site.root_page_id]),
        icon="doc-empty",
        action=_("New fee-rates page"),
    )


def _words(problem: FeePageProblem, user, has_something: bool) -> tuple[str, str, str]:
    """What is wrong, where it is mended, and what the button says.

    `has_something`: whether the site may have a page to choose, or to go on with.

    A page that nobody has chosen may be there: published, or a draft that a colleague has begun.
    """
    restore = reverse("libfees_restore_fee_page", args=[problem.site.pk])
    plan = None
    if problem.fault is Fault.NOT_CHOSEN and has_something:
        settings = FeeSettings.for_site(problem.site)
        # Its front page is known.
        settings.site = problem.site
        plan = plan_for(settings)
    names = {"site": site_name(problem.site)}
    if plan is not None and plan.way is Way.CHOSEN:
        text = _("“%(page)s” is published, but not chosen as the fee page of %(site)s.")
        names["page"] = plan.page.get_admin_display_title()
        return text % names, restore, _("Choose it")
    if plan is not None and plan.way is Way.NEW and (draft := _begun(problem.site, user)):
        text = _("%(site)s has no fee page yet. “%(page)s” is a draft.")
        names["page"] = draft.get_admin_display_title()
        return text % names, start_url(draft), _("Go on with it")
    return problem.message, restore, _restore_label(problem)


def _begun(site: Site, user):
    """The newest draft of a fee page of `site` that `user` may edit."""
    drafts = takster_model().objects.filter(below_sites(site), live=False)
    found = drafts.filter(locale=site.root_page.locale_id).order_by("-pk")
    return next((page for page in found[:MOST_LINES] if may_edit(page, user)), None)


def _restore_label(problem: FeePageProblem) -> str:
    """What the button does: a page that never was cannot be brought back.

    What somebody may have meant is left to people.
    """
    if problem.fault is Fault.NOT_CHOSEN:
        return _("Make a fee page")
    if problem.fault in (Fault.STAFF, Fault.RESTRICTED, Fault.ALIAS, Fault.HOME, Fault.ADDRESS):
        return _("See what can be done")
    if problem.fault is Fault.TRANSLATION:
        return _("Bring the translation back")
    return _("Bring the fee page back")


def sites_without_fee_page(user) -> list[Site]:
    """The sites with no fee page, not even a draft, on whose front page `user` may make one.

    Of several sites only those with fee settings: the others may not use the package at all.
    """
    try:
        paths = takster_model().objects.values_list("url_path", flat=True)
    except DraftError:
        return []
    sites = list(
        Site.objects.exclude(pk__in=site_ids_with(paths)).select_related("root_page__locale")
    )
    if Site.objects.count() > 1:
        used = set(FeeSettings.objects.filter(fee_page_url="").values_list("site", flat=True))
        sites = [site for site in sites if site.pk in used]
    return [site for site in sites if may_make(site.root_page, user)]
