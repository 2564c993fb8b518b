"""The pages that an import goes to: found from an earlier run, or made."""

from __future__ import annotations

import swapper
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import AbstractPage

from ..conf import libfees_settings
from ..drafts.errors import DraftError
from ..models import PaymentFAQPageMixin, StaffGuidePageMixin, TaksterPageMixin
from .models import ImportedItem
from .reading.records import Audience

# The setting that names the page type of each audience. Staff text has no other way to go.
MODEL_SETTINGS = {
    Audience.BORROWER: "FAQ_PAGE_MODEL",
    Audience.STAFF: "STAFF_GUIDE_PAGE_MODEL",
    Audience.WORKFLOW: "STAFF_GUIDE_PAGE_MODEL",
}


def page_model(audience: Audience) -> type[AbstractPage]:
    """The page type for questions of `audience`; raises `DraftError` if there is none."""
    model = libfees_settings.page_model(MODEL_SETTINGS[audience])
    base = PaymentFAQPageMixin if audience is Audience.BORROWER else StaffGuidePageMixin
    if model is None or not issubclass(model, base):
        raise DraftError(
            _("There is no page type for this import; set WAGTAIL_LIBFEES['%(name)s'].")
            % {"name": MODEL_SETTINGS[audience]}
        )
    return model


def find_page(model, parent, source, given=None):
    """The page of type `model` that questions from `source` go to, or None if it is to be made.

    `given` is the page that the editor named; below `parent`, an earlier import of `source`
    tells which page is meant. Where a page was named, the one for the others that is there takes
    its questions, beside it or elsewhere on the site: no second of its kind is made.
    """
    if isinstance(given, model):
        # Anew: the plan is made against the page as it is now, not as the caller got it.
        return model.objects.filter(pk=given.pk).first() or given
    imported = ImportedItem.objects.filter(run__source=source).values("page_id")
    below = model.objects.child_of(parent).order_by("pk")
    found = below.filter(pk__in=imported).first()
    return found or (None if given is None else below.first() or _on_the_site(model, given))


def _on_the_site(model, page):
    """A page of type `model` on the site of `page`, in its language."""
    site = page.get_site()
    there = model.objects.filter(locale=page.locale, alias_of=None).order_by("pk")
    return there.descendant_of(site.root_page).first() if site else None


def add_draft_page(model, parent, user):
    """A new page of type `model` below `parent`, not live. Raises `DraftError` if it may not be."""
    if not model.can_create_at(parent):
        raise DraftError(
            _("“%(type)s” cannot be made below “%(parent)s”; choose another parent.")
            % {"type": model._meta.verbose_name, "parent": parent.title}
        )
    with translation.override(parent.locale.language_code):
        title = _free_title(_title(model), parent)
        page = model(title=title, live=False, owner=user, locale=parent.locale)
    return parent.add_child(instance=page)


def _title(model):
    """A working title in the language of the page."""
    if issubclass(model, TaksterPageMixin):
        return _("Fee rates")
    is_staff = issubclass(model, StaffGuidePageMixin)
    return _("Guide for staff") if is_staff else _("Questions about payment")


def _free_title(title, parent) -> str:
    """`title`, with a number if a page beside it is called so: two of one name are mixed up."""
    taken = set(parent.get_children().values_list("title", flat=True))
    number = 1
    while (free := title if number == 1 else f"{title} {number}") in taken:
        number += 1
    return free


def question_page(pk):
    """The payment FAQ or staff guide with the id `pk`; raises `DraftError`."""
    page = any_page(pk)
    if not isinstance(page, (PaymentFAQPageMixin, StaffGuidePageMixin)):
        raise DraftError(_("Page %(id)s is neither a payment FAQ nor a staff guide.") % {"id": pk})
    return page


def fee_page_with_id(pk):
    """The fee page with the id `pk`; raises `DraftError`."""
    page = any_page(pk)
    if not isinstance(page, TaksterPageMixin):
        raise DraftError(_("Page %(id)s is not a fee page.") % {"id": pk})
    return page


def any_page(pk):
    """The page with the id `pk`, as its own type; raises `DraftError`."""
    model = swapper.load_model("wagtailcore", "Page")
    page = model.objects.filter(pk=pk).first() if str(pk).isdecimal() else None
    if page is None or page.is_root():
        raise DraftError(_("There is no page with the id %(id)s.") % {"id": pk})
    return page.specific
