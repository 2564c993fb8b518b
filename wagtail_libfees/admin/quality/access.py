"""Whose pages a view of the checks is about."""

from urllib.parse import urlencode

import swapper
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.permission_policies.pages import PagePermissionPolicy

from wagtail_libfees.blocks.walk import WHOLE_PAGE, Place
from wagtail_libfees.models import LibfeesPageMixin


def may_see_report(user) -> bool:
    """Whether `user` may edit any page at all."""
    return PagePermissionPolicy().user_has_permission(user, "change")


def edit_url(page, place: Place = WHOLE_PAGE) -> str:
    """The address of the page's editor, at a field of it."""
    return field_url(reverse("wagtailadmin_pages:edit", args=[page.pk]), place)


def field_url(url: str, place: Place) -> str:
    """The address of a form of the admin, at a field of it; `go-there.js` leads there."""
    if not place.field:
        return url
    child = {"libfees-child": place.child} if place.child else {}
    return f"{url}?{urlencode({'libfees-field': place.field, **child})}#{place.anchor}"


class EditablePageMixin:
    """A view of one page of the package that the user may edit; 404 or 403 else."""

    page_type = LibfeesPageMixin

    @cached_property
    def page(self):
        model = swapper.load_model("wagtailcore", "Page")
        page = get_object_or_404(model, pk=self.kwargs["page_id"]).specific
        if not isinstance(page, self.page_type):
            raise Http404
        if not page.permissions_for_user(self.request.user).can_edit():
            raise PermissionDenied
        return page

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": edit_url(self.page), "label": self.get_page_subtitle()},
            {"url": "", "label": self.get_page_title()},
        ]

    def dispatch(self, request, *args, **kwargs):
        """Ask before anything else, whatever the method."""
        self.page  # noqa: B018 - refuses
        return super().dispatch(request, *args, **kwargs)
