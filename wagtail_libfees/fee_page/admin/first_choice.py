"""After publishing a fee page that no link leads to yet: it is said, with what to do."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin import messages

from wagtail_libfees.admin.messages import with_post_button
from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.drafts.standard_text import takster_model
from wagtail_libfees.models import FeeSettings, TaksterPageMixin
from wagtail_libfees.models.facts import site_of
from wagtail_libfees.sites import site_id_of

from ..faults import page_fault, site_name
from ..first_choice import choose_first, has_no_choice, may_be_first


class ChooseFirstView(View):
    """Makes a page the fee page of its site, which has none; for who may publish the page."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        try:
            model = takster_model()
        except DraftError as exc:
            raise PermissionDenied from exc
        page = get_object_or_404(model, pk=kwargs["page_id"])
        if not page.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        names = {"page": page.get_admin_display_title()}
        if choose_first(page, request.user):
            names["site"] = site_name(page.get_site())
            text = _("“%(page)s” is the fee page of %(site)s now. Links to the rates lead here.")
            messages.success(request, text % names)
        else:
            text = _("“%(page)s” was not chosen: there is a fee page already, or it cannot be one.")
            messages.error(request, text % names)
        return redirect("wagtailadmin_explore", page.get_parent().pk)


def tell_of_choice(request, page) -> None:
    """Say of a fee page that was just published that links do not lead there, and what to do."""
    if not isinstance(page, TaksterPageMixin):
        return
    site = site_of(site_id_of(page))
    if site is None or page.locale_id != site.root_page.locale_id:
        return
    # Nearly every time a page is chosen, and the rest need not be asked.
    if FeeSettings.for_site(site).fee_page_id is not None:
        return
    if page_fault(page, site) is not None:
        return
    names = {"page": page.get_admin_display_title(), "site": site_name(site)}
    if may_be_first(page, request.user):
        text = _(
            "“%(page)s” is published, but not chosen as the fee page of %(site)s: links to the "
            "rates do not lead here yet."
        )
        url = reverse("libfees_choose_first", args=[page.pk])
        messages.warning(request, with_post_button(text % names, url, _("Choose it")))
    elif has_no_choice(site):
        text = _(
            "“%(page)s” is published, but not chosen as the fee page of %(site)s. Ask the local "
            "administrator to choose it in the fee settings."
        )
        messages.warning(request, text % names)
    elif _is_first_time(page):
        text = _(
            "“%(page)s” is published, but links to the rates lead to the address in the fee "
            "settings. Ask the local administrator to choose this page there."
        )
        messages.warning(request, text % names)


def _is_first_time(page) -> bool:
    return page.first_published_at == page.last_published_at


def first_choice_urls():
    """The address that the button sends to."""
    return [
        path(
            "libfees/fee-page/<libfees_id:page_id>/choose/",
            ChooseFirstView.as_view(),
            name="libfees_choose_first",
        )
    ]
