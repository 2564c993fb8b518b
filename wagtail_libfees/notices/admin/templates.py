"""Choosing what a new notice starts from, between “Add” and the empty form."""

from contextvars import ContextVar
from itertools import count

from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Site

from wagtail_libfees.models import FeeSettings, ServiceNoticePageMixin

from ..templates import TEMPLATES, NoticeTemplate, is_from_template, slug_of, template_of

PARAMETER = "template"
MOST_TRIED = 10
# Wagtail makes the new page between the hook, which has the request, and the signal, which has
# the page; this carries the choice from the one to the other.
_chosen: ContextVar[NoticeTemplate | None] = ContextVar("libfees_notice_template", default=None)


def choose_template(request, parent_page, page_class):
    """A page with the templates, until one is chosen. Posting a form chooses nothing any more."""
    _chosen.set(None)
    if not issubclass(page_class, ServiceNoticePageMixin) or request.method != "GET":
        return None
    template = template_of(request.GET.get(PARAMETER, ""))
    if template is not None:
        _chosen.set(template)
        return None
    return TemplateResponse(
        request,
        "wagtail_libfees/admin/choose_notice_template.html",
        {
            "header_title": _("New service notice"),
            "header_icon": "info-circle",
            "breadcrumbs_items": [
                *WagtailAdminTemplateMixin.breadcrumbs_items,
                {
                    "url": reverse("wagtailadmin_explore", args=[parent_page.pk]),
                    "label": parent_page.get_admin_display_title(),
                },
                {"url": "", "label": _("New service notice")},
            ],
            "templates": TEMPLATES,
            "tried": list(_tried(parent_page, page_class, request)),
            "add_url": reverse(
                "wagtailadmin_pages:add",
                args=[page_class._meta.app_label, page_class._meta.model_name, parent_page.pk],
            ),
        },
    )


def _tried(parent_page, page_class, request):
    """The user's drafts that still have the title of a template: it was only tried, perhaps.

    The editor saves a draft by itself as soon as something is typed.
    """
    drafts = page_class.objects.child_of(parent_page).filter(
        live=False, first_published_at=None, owner=request.user
    )
    back = urlencode({"next": request.get_full_path()})
    for draft in drafts.order_by("-latest_revision_created_at")[:MOST_TRIED]:
        if not is_from_template(slug_of(draft.draft_title)):
            continue
        can_delete = draft.permissions_for_user(request.user).can_delete()
        delete = reverse("wagtailadmin_pages:delete", args=[draft.pk])
        yield {
            "title": draft.get_admin_display_title(),
            "edit_url": reverse("wagtailadmin_pages:edit", args=[draft.pk]),
            "delete_url": f"{delete}?{back}" if can_delete else "",
        }


def fill_in_template(sender, page, parent, **kwargs):
    """Give the new notice the texts of the chosen template."""
    template = _chosen.get()
    _chosen.set(None)
    if template is None or not isinstance(page, ServiceNoticePageMixin):
        return
    fields = template.fields(page.locale.language_code)
    if template.kind == "payment_change":
        fields.update(_portal(parent.get_site()))
    for name, value in fields.items():
        setattr(page, name, value)
    page.slug = _slug(page.title, parent)


def _slug(title: str, parent) -> str:
    """What the editor derives as one types a title; here the title is there already.

    As long as it is what the title gives, it follows when the title is changed.
    """
    base = slug_of(title)
    beside = parent.get_children().filter(slug__startswith=base)
    taken = set(beside.values_list("slug", flat=True)) if base else set()
    return next(slug for n in count(1) if (slug := f"{base}-{n}" if n > 1 else base) not in taken)


def _portal(site: Site | None) -> dict:
    """What the fee settings say already of where new bills are paid."""
    settings = FeeSettings.for_site(site) if site else None
    if settings is None or not settings.portal_url:
        return {}
    return {"new_url": settings.portal_url, "login_needed": settings.portal_login_needed}
