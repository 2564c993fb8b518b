"""Bring back the fee page of a site: unpublished, expired, moved away or deleted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import AbstractPage, Site

from ..drafts.errors import DraftError
from ..drafts.permissions import check_may_add, check_may_edit
from ..drafts.standard_text import new_takster_page
from ..models import FeePageBackup, FeePageProblem, FeeSettings
from .backups import keep_pages_of
from .deleted_rows import put_back
from .faults import fee_page_problem, may_mend
from .recreate import add, free_slug, load_backup, place_in, put_beside
from .republish import publish, publish_again
from .restore_plan import Plan, Way, plan_for
from .settings.history import choose_fee_page, hold_choices


@dataclass(frozen=True)
class Restored:
    """The fee page of a site after `restore_fee_page`.

    `hindrances` says why borrowers cannot read it yet.
    """

    page: AbstractPage
    way: Way
    hindrances: tuple[str, ...] = ()


def way_message(restored: Restored) -> str:
    """What was done, in one sentence."""
    texts = {
        Way.PUBLISHED: _("“%(page)s” is published again."),
        Way.MOVED: _("“%(page)s” is back in its site, and published."),
        Way.CHOSEN: _("“%(page)s” is chosen as the fee page."),
        Way.MADE_AGAIN: _("“%(page)s” was deleted; it is made again from its last version."),
        Way.NEW: _("There was nothing to bring back; “%(page)s” is a new page."),
    }
    if restored.way in (Way.PUBLISHED, Way.MOVED) and not restored.page.live:
        return _("“%(page)s” is a draft and cannot be published yet.") % {
            "page": restored.page.title
        }
    return texts[restored.way] % {"page": restored.page.title}


@transaction.atomic
def restore_fee_page(site: Site, user=None) -> Restored:
    """Bring the fee page of `site` back, and choose it in the settings.

    `user` None may everything (a command). Raises `DraftError`, and changes nothing, if there is
    nothing wrong, if the user may not, or if only a person can decide.
    """
    _wait_for_others(site)
    plan = plan_for(FeeSettings.for_site(site))
    if plan is None:
        raise DraftError(_("The fee page of %(site)s is in its place.") % {"site": site})
    if plan.way is Way.LEFT:
        raise DraftError(f"{plan.problem.message} {plan.mend}")
    if not plan.is_chosen:
        _check_may_mend(plan.problem, user)
    try:
        restored = _DEEDS[plan.way](plan, user)
    except ValidationError as exc:
        raise DraftError(" ".join(exc.messages)) from exc
    if not plan.is_chosen:
        choose_fee_page(site, restored.page, user)
    return _looked_at_again(restored, site)


def _wait_for_others(site: Site) -> None:
    """Of two who press the button at once, the second finds the page in its place.

    The settings keep others from choosing and deleting; a site may have none yet.
    """
    list(Site.objects.select_for_update().filter(pk=site.pk).values_list("pk"))
    hold_choices()


def _looked_at_again(restored: Restored, site: Site) -> Restored:
    """With what still is wrong, such as a front page that is private."""
    settings = FeeSettings.for_site(site)
    keep_pages_of(settings)
    problem = fee_page_problem(settings)
    if problem is None or restored.hindrances:
        return restored
    return replace(restored, hindrances=(problem.message,))


def _publish_there(plan: Plan, user) -> Restored:
    page = plan.page
    check_may_edit(page, user)
    _check_may_publish(page, user)
    hindrances = publish_again(page, user)
    return Restored(type(page).objects.get(pk=page.pk), plan.way, hindrances)


def _move_back(plan: Plan, user) -> Restored:
    """Move the page back into its site, and publish it there."""
    page, parent = plan.page, plan.parent
    check_may_edit(page, user)
    if user is not None and not page.permissions_for_user(user).can_move_to(parent):
        raise DraftError(
            _("You may not move “%(page)s”; ask an administrator.") % {"page": page.title}
        )
    slug = free_slug(page.slug, parent, page.get_parent(), own=page.pk)
    if slug != page.slug:
        page.slug = slug
        page.save(clean=False)
    page.move(parent, "last-child", user=user)
    return _publish_there(replace(plan, page=type(page).objects.get(pk=page.pk)), user)


def _choose(plan: Plan, user) -> Restored:
    """Nothing has to be done but to choose the page."""
    return Restored(plan.page, plan.way)


def _make_again(plan: Plan, user) -> Restored:
    """The deleted pages, the home of the amounts first; a new page if none can be read."""
    made = []
    hindrances: tuple[str, ...] = ()
    for kept in reversed([kept for kept in plan.kept if kept.matters]):
        page = load_backup(kept)
        if page is not None:
            hindrances += _add_again(page, kept, plan, user)
            made.append(page)
    translations = [kept for kept in plan.kept if not kept.matters]
    if len(translations) == len(plan.kept):
        return _translate_again(plan, user)
    if not made:
        return _make_new(plan, user)
    if not hindrances:
        hindrances = _translations_too(translations, plan, user)
    return Restored(_as_stored(made[-1]), plan.way, hindrances)


def _add_again(page: AbstractPage, kept: FeePageBackup, plan: Plan, user) -> tuple[str, ...]:
    """Put a loaded page back with all that hung on it; returns what keeps borrowers from it."""
    parent = place_in(plan.site, kept)
    check_may_add(parent, user)
    _check_may_publish(parent, user, below=True)
    add(page, parent, user)
    if not kept.deleted or page.pk != kept.content.get("pk"):
        return publish(page, user)
    put_back(page, kept.deleted)
    put_beside(_as_stored(page), kept, user)
    return publish_again(_as_stored(page), user)


def _as_stored(page: AbstractPage) -> AbstractPage:
    return type(page).objects.get(pk=page.pk)


def _translate_again(plan: Plan, user) -> Restored:
    """The deleted translations of a fee page that is there; raises `DraftError` if one cannot be.

    The fee page stays as it is.
    """
    made = []
    hindrances: tuple[str, ...] = ()
    for kept in plan.kept:
        page, why_not = _translation(kept, plan, user)
        made.append(page)
        hindrances += why_not
    return Restored(made[0], plan.way, hindrances)


def _translations_too(translations: list[FeePageBackup], plan: Plan, user) -> tuple[str, ...]:
    """Make them again behind the fee page, which is back whether or not that can be done."""
    hindrances: tuple[str, ...] = ()
    for kept in translations:
        try:
            with transaction.atomic():
                hindrances += _translation(kept, plan, user)[1]
        except DraftError as exc:
            hindrances += (str(exc),)
    return hindrances


def _translation(kept: FeePageBackup, plan: Plan, user) -> tuple[AbstractPage, tuple[str, ...]]:
    """One translation, made again, and what keeps borrowers from it."""
    page = load_backup(kept)
    if page is None:
        raise DraftError(
            _("What is kept of “%(page)s” cannot be read any more. Translate the page anew.")
            % {"page": kept.title}
        )
    hindrances = _add_again(page, kept, plan, user)
    return _as_stored(page), hindrances


def _make_new(plan: Plan, user) -> Restored:
    """A draft with the standard text: its amounts are for the editor to write."""
    page = new_takster_page(place_in(plan.site, plan.kept[0] if plan.kept else None), user)
    return Restored(page, Way.NEW, (_("The new page is a draft. Write it, and publish it."),))


_DEEDS: dict[Way, Callable[[Plan, object], Restored]] = {
    Way.PUBLISHED: _publish_there,
    Way.MOVED: _move_back,
    Way.CHOSEN: _choose,
    Way.MADE_AGAIN: _make_again,
    Way.NEW: _make_new,
}


def _check_may_mend(problem: FeePageProblem, user) -> None:
    """Raise `DraftError` unless `user` may make the page that comes back the fee page."""
    if user is not None and not may_mend(problem, user):
        raise DraftError(
            _("You may not change the fee settings of %(site)s.") % {"site": problem.site}
        )


def _check_may_publish(page, user, *, below: bool = False) -> None:
    """Raise `DraftError` unless `user` may publish `page`, or pages below it."""
    if user is None:
        return
    permissions = page.permissions_for_user(user)
    allowed = permissions.can_publish_subpage() if below else permissions.can_publish()
    if not allowed:
        raise DraftError(
            _("You may not publish “%(page)s”; ask an administrator.") % {"page": page.title}
        )
