"""The first fee page of a site: chosen by who publishes it, while none is chosen.

Choosing another one is for who may change the fee settings, or names a successor.
"""

from __future__ import annotations

from django.db import transaction
from wagtail.models import AbstractPage, Site

from ..models import FeeSettings, TaksterPageMixin
from .faults import page_fault
from .settings.history import choose_fee_page, hold_choices


def has_no_choice(site: Site | None) -> bool:
    """Whether the settings of a site name neither a page nor an address."""
    if site is None:
        return False
    settings = FeeSettings.for_site(site)
    return settings.fee_page_id is None and not settings.fee_page_url


def may_be_first(page: AbstractPage, user) -> bool:
    """Whether `user`, who may publish `page`, may make it the fee page of the site it stands in.

    Only while there is none, and only the page that has the amounts: no translation, no alias.
    """
    if not isinstance(page, TaksterPageMixin) or page.alias_of_id is not None:
        return False
    site = page.get_site()
    if not has_no_choice(site) or page.locale_id != site.root_page.locale_id:
        return False
    return page.permissions_for_user(user).can_publish()


@transaction.atomic
def choose_first(page: AbstractPage, user) -> bool:
    """Make `page` the fee page of its site; whether it is now.

    Not if somebody else has chosen one meanwhile, or if borrowers cannot read the page.
    """
    hold_choices()
    if not may_be_first(page, user) or page_fault(page, page.get_site()) is not None:
        return False
    choose_fee_page(page.get_site(), page, user)
    return True
