"""Whether a page can serve as the fee page of a site, and what is wrong where it cannot."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import AbstractPage, PageViewRestriction, Site

from ..models.private_pages import PrivatePageMixin
from ..models.takster import TaksterPageMixin
from ..sites import is_in_site
from .backup import FeePageBackup
from .local_address import can_be_fee_page, destination, is_local
from .settings.models import FeeSettings


class Fault(StrEnum):
    """Why a page cannot serve, the gravest first."""

    STAFF = "staff"
    TYPE = "type"
    ALIAS = "alias"
    ELSEWHERE = "elsewhere"
    DRAFT = "draft"
    EXPIRED = "expired"
    RESTRICTED = "restricted"
    HOME = "home"
    # Of a site rather than of a page.
    DELETED = "deleted"
    NOT_CHOSEN = "not_chosen"
    ADDRESS = "address"
    TRANSLATION = "translation"


# Borrowers cannot read the page, whatever it is.
_HIDDEN = {Fault.STAFF, Fault.DRAFT, Fault.EXPIRED, Fault.RESTRICTED}

IsRestricted = Callable[[AbstractPage], bool]
HasLost = Callable[[Site], bool]
LostTranslations = Callable[[Site], list[FeePageBackup]]


def is_restricted(page: AbstractPage) -> bool:
    """Whether `page`, or a page above it, is private."""
    return page.get_view_restrictions().exists()


def page_fault(
    page: AbstractPage, site: Site, restricted: IsRestricted = is_restricted
) -> Fault | None:
    """The gravest fault of `page` as the fee page of `site`; None if it serves.

    Who asks for many pages hands in a `restricted` that knows them all.
    """
    return next(_faults(page, site, restricted), None)


def _faults(page: AbstractPage, site: Site, restricted: IsRestricted) -> Iterator[Fault]:
    """Every fault of `page`, the gravest first."""
    kind = page.specific_class or type(page)
    expired = page.expire_at is not None and page.expire_at <= timezone.now()
    faults = [
        (Fault.STAFF, lambda: issubclass(kind, PrivatePageMixin)),
        (Fault.TYPE, lambda: not issubclass(kind, TaksterPageMixin)),
        (Fault.ALIAS, lambda: page.alias_of_id is not None),
        (Fault.ELSEWHERE, lambda: not is_in_site(page, site)),
        (Fault.DRAFT, lambda: not page.live and not page.expired),
        (Fault.EXPIRED, lambda: expired or page.expired),
        (Fault.RESTRICTED, lambda: restricted(page)),
        (Fault.HOME, lambda: not _has_home(page, site)),
    ]
    return (fault for fault, is_so in faults if is_so())


def _has_home(page: AbstractPage, site: Site) -> bool:
    """Whether the amounts of `page` are kept up: it is their home, or a translation of it.

    A translation whose home is gone shows the copies that were stored when it was made.
    """
    return any(each.locale_id == site.root_page.locale_id for each in with_home(page, site))


def _lasting_fault(page: AbstractPage, site: Site, restricted: IsRestricted) -> Fault | None:
    """The gravest fault of a page that was chosen long ago.

    A page of another type may have been chosen before the rates were data: that alone is no
    fault, nor is its place; that borrowers cannot read it is one.
    """
    faults = list(_faults(page, site, restricted))
    if Fault.TYPE in faults:
        faults.remove(Fault.TYPE)
        if not _HIDDEN.intersection(faults):
            return None
    return faults[0] if faults else None


def site_name(site: Site) -> str:
    """What an editor calls a site: its name, or its host."""
    return site.site_name or site.hostname


def choice_message(fault: Fault, page: AbstractPage) -> str:
    """Why an editor cannot choose `page`, and the mend."""
    texts = {
        Fault.STAFF: _("This page is for staff only. Choose one that borrowers may read."),
        Fault.TYPE: _(
            "“%(page)s” is not a fee-rates page. Choose one, or write the address of this page in "
            "the field below."
        ),
        Fault.ALIAS: _(
            "“%(page)s” is an alias, a copy that follows another page. Choose the page itself."
        ),
        Fault.ELSEWHERE: _(
            "“%(page)s” does not belong to this site. Choose a page below the front page of the "
            "site."
        ),
        Fault.DRAFT: _("“%(page)s” is not published. Publish it first, or choose another page."),
        Fault.EXPIRED: _(
            "“%(page)s” has expired. Take away its expiry and publish it, or choose another page."
        ),
        Fault.RESTRICTED: _(
            "“%(page)s” is private. Make it public under “Privacy”, or choose another page."
        ),
        Fault.HOME: _(
            "“%(page)s” is a translation, and the page that its amounts come from does not exist. "
            "Choose a page in the main language of the site."
        ),
    }
    return texts[fault] % {"page": page.get_admin_display_title()}


@dataclass(frozen=True)
class FeePageProblem:
    """What is wrong with the fee page of a site. `page` is None if there is none any more.

    `address` is the one in the settings, where that is what is wrong; `translations` is what is
    kept of those that are deleted.
    """

    site: Site
    fault: Fault
    page: AbstractPage | None = None
    address: str = ""
    translations: tuple[FeePageBackup, ...] = ()

    @property
    def message(self) -> str:
        """One sentence for an editor, in the active language."""
        texts = {
            Fault.STAFF: _("The fee page of %(site)s, “%(page)s”, is for staff only."),
            Fault.TYPE: _("The fee page of %(site)s, “%(page)s”, is not a fee-rates page."),
            Fault.ALIAS: _("The fee page of %(site)s, “%(page)s”, is an alias of another page."),
            Fault.ELSEWHERE: _("The fee page of %(site)s, “%(page)s”, lies outside the site."),
            Fault.DRAFT: _("The fee page of %(site)s, “%(page)s”, is not published."),
            Fault.EXPIRED: _("The fee page of %(site)s, “%(page)s”, has expired."),
            Fault.RESTRICTED: _("The fee page of %(site)s, “%(page)s”, is private."),
            Fault.HOME: _(
                "The fee page of %(site)s, “%(page)s”, is a translation, and the page that its "
                "amounts come from is gone. The amounts may be out of date."
            ),
            Fault.DELETED: _("The fee page of %(site)s is deleted."),
            Fault.NOT_CHOSEN: _("%(site)s has no fee page."),
            Fault.ADDRESS: _(
                "The address of the fee page of %(site)s, %(address)s, leads to nothing that "
                "borrowers can read."
            ),
            Fault.TRANSLATION: ngettext(
                "A translation of the fee page of %(site)s is deleted: %(translations)s.",
                "Translations of the fee page of %(site)s are deleted: %(translations)s.",
                len(self.translations),
            ),
        }
        title = self.page.get_admin_display_title() if self.page else ""
        deleted = [
            _("“%(title)s” (%(language)s)") % {"title": kept.title, "language": kept.language}
            for kept in self.translations
        ]
        return texts[self.fault] % {
            "site": site_name(self.site),
            "page": title,
            "address": self.address,
            "translations": ", ".join(deleted),
        }


def has_lost_its_page(site: Site) -> bool:
    """Whether the site had a fee page that is deleted, and nobody has said since where it is."""
    return site.libfees_fee_page_backups.missed().exists()


def lost_translations(site: Site) -> list[FeePageBackup]:
    """What is kept of the translations of the fee page that are deleted, and missed."""
    return list(site.libfees_fee_page_backups.missed_translations())


def fee_page_problem(
    settings: FeeSettings,
    restricted: IsRestricted = is_restricted,
    has_lost: HasLost = has_lost_its_page,
    translations: LostTranslations = lost_translations,
) -> FeePageProblem | None:
    """What is wrong with the fee page of one site; None if it serves, or lies elsewhere on purpose.

    A site of which nothing is stored in the settings does not use them, and has no problem.
    An address does not make up for a deleted page until somebody saves the settings with it.
    """
    if settings.pk is None:
        return None
    for page in pages_that_matter(settings):
        fault = _lasting_fault(page, settings.site, restricted)
        if fault is not None:
            return FeePageProblem(settings.site, fault, page)
    if settings.fee_page is not None:
        key = settings.fee_page.translation_key
        missed = tuple(kept for kept in translations(settings.site) if kept.translation_key == key)
        problem = FeePageProblem(settings.site, Fault.TRANSLATION, translations=missed)
        return problem if missed else None
    if has_lost(settings.site):
        return FeePageProblem(settings.site, Fault.DELETED)
    if not settings.fee_page_url:
        return FeePageProblem(settings.site, Fault.NOT_CHOSEN)
    if _leads_somewhere(settings, restricted):
        return None
    return FeePageProblem(settings.site, Fault.ADDRESS, address=settings.fee_page_url)


def _leads_somewhere(settings: FeeSettings, restricted: IsRestricted) -> bool:
    """Whether borrowers can read what is at the address; what is elsewhere is not asked."""
    link = settings.fee_page_link
    if link and not is_local(link, settings.site):
        return True
    found = destination(link, settings.site) if link else None
    if found is None or found.page is None:
        return found is not None and can_be_fee_page(link, settings.site)
    return not _HIDDEN.intersection(_faults(found.page, settings.site, restricted))


def pages_that_matter(settings: FeeSettings) -> list[AbstractPage]:
    """The chosen page and, if that is a translation, the home of its amounts."""
    return with_home(settings.fee_page, settings.site) if settings.fee_page else []


def with_home(page: AbstractPage, site: Site) -> list[AbstractPage]:
    """`page` and, if it is in another language than `site`, the home of its amounts."""
    source = site.root_page.locale_id
    if page.locale_id == source:
        return [page]
    return [page, *page.get_translations().filter(locale_id=source)]


def expiry_of(page: AbstractPage, site: Site) -> datetime | None:
    """When `page` stops to serve `site`: when it or the home of its amounts expires."""
    return min((each.expire_at for each in with_home(page, site) if each.expire_at), default=None)


def fee_page_problems(user=None) -> list[FeePageProblem]:
    """The problems that `user` may mend, of every site; None: all problems.

    A hundred sites cost no more queries than one, but for what is wrong.
    """
    stored = FeeSettings.objects.select_related("site__root_page__locale", "fee_page")
    private = tuple(PageViewRestriction.objects.values_list("page__path", flat=True))
    lost = set(FeePageBackup.objects.missed().values_list("site", flat=True))
    translations: dict[int, list[FeePageBackup]] = {}
    for kept in FeePageBackup.objects.missed_translations():
        translations.setdefault(kept.site_id, []).append(kept)
    problems = [
        fee_page_problem(
            settings,
            lambda page: page.path.startswith(private),
            lambda site: site.pk in lost,
            lambda site: translations.get(site.pk, []),
        )
        for settings in stored.order_by("site__hostname", "site__port")
        if user is None or may_choose(settings.site, user) or _may_publish(settings.site, user)
    ]
    return [found for found in problems if found and (user is None or may_mend(found, user))]


def may_choose(site: Site, user) -> bool:
    """Whether `user` may choose the fee page of `site`: who may change its settings."""
    policy = FeeSettings.get_permission_policy()
    return policy.user_has_permission_for_instance(user, "change", site)


def may_name_successor(page: AbstractPage, site: Site, user) -> bool:
    """Whether `user` may say which page takes the place of `page`, the fee page of `site`.

    Who may change the settings, and on its own site who may take the page away: the one leads to
    the other.
    """
    if may_choose(site, user):
        return True
    return is_in_site(page, site) and page.permissions_for_user(user).can_unpublish()


def may_mend(problem: FeePageProblem, user) -> bool:
    """Whether `user` may bring the fee page back.

    A deleted page is also for those who publish on the site: they could delete it, and what comes
    back is the page that had been chosen.
    """
    if may_choose(problem.site, user):
        return True
    return problem.fault in (Fault.DELETED, Fault.TRANSLATION) and _may_publish(problem.site, user)


def _may_publish(site: Site, user) -> bool:
    return site.root_page.permissions_for_user(user).can_publish_subpage()
