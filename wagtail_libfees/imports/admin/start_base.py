"""The first step: what is imported, how it is read, and where it goes."""

import hashlib

from django import forms
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Site

from wagtail_libfees.conf import libfees_settings
from wagtail_libfees.drafts.permissions import check_may_add, check_may_edit, editable_pages
from wagtail_libfees.models import PaymentFAQPageMixin, StaffGuidePageMixin

from ..faq.runs import run_of, run_of_url
from ..messages import importer_error_message
from ..reading.errors import ImporterError
from ..reading.profiles.registry import AUTO, profile_names
from ..sources import faq_from_pasted, faq_from_upload
from ..tasks import read_import
from .access import ImporterPermissionMixin
from .fields import PageChooser, WebAddressField, check_allowed

PROFILE_LABELS = {
    "auto": gettext_lazy("Find out by itself"),
    "kk": gettext_lazy("Københavns Kommune: articles (kk)"),
    "kombit": gettext_lazy("KOMBIT: accordions on kombit.dk (kombit)"),
    "dpl": gettext_lazy("Folkebibliotekernes CMS (dpl)"),
    "ding2": gettext_lazy("DDB CMS (ding2)"),
    "generic": gettext_lazy("Any other page or text (generic)"),
}


def profile_choices():
    """The known profiles, those of the site itself under their names."""
    return [(name, PROFILE_LABELS.get(name, name)) for name in profile_names()]


def question_page_models():
    """The page types that questions can be imported into."""
    names = ("FAQ_PAGE_MODEL", "STAFF_GUIDE_PAGE_MODEL")
    return [model for model in map(libfees_settings.page_model, names) if model is not None]


class StartImportForm(forms.Form):
    """One source and one place to go to."""

    file = forms.FileField(
        required=False,
        label=gettext_lazy("A file"),
        help_text=gettext_lazy(
            "A saved web page or message (.eml), Word (.docx), Excel (.xlsx), .ods, CSV, PDF, "
            "text, Markdown, or a JSON export from here."
        ),
    )
    attachment = forms.CharField(
        required=False,
        max_length=200,
        label=gettext_lazy("An attachment of the message"),
        help_text=gettext_lazy(
            "For a saved message: the name of the attachment to import instead of its text. A "
            "preview of the message lists them."
        ),
    )
    url = WebAddressField(
        required=False,
        label=gettext_lazy("Or the address of a page"),
        help_text=gettext_lazy("It begins with https://. The page must be open to everyone."),
    )
    text = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        label=gettext_lazy("Or text that you paste"),
    )
    name = forms.CharField(
        required=False,
        max_length=200,
        label=gettext_lazy("A name for the pasted text"),
        help_text=gettext_lazy(
            "Use the same name when you paste a newer version: then the importer knows what has "
            "changed since."
        ),
    )
    profile = forms.ChoiceField(
        choices=profile_choices,
        initial=AUTO,
        label=gettext_lazy("How to read it"),
        help_text=gettext_lazy("For questions only. You will see which way was chosen, and why."),
    )
    page = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=gettext_lazy("Into a page that exists"),
        help_text=gettext_lazy(
            "A payment FAQ or a staff guide. Questions for the others go to a page beside it."
        ),
    )
    parent = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=gettext_lazy("Or below this page"),
        help_text=gettext_lazy(
            "Pages that an earlier import of the same source made here are used again; otherwise "
            "new ones are made, as drafts."
        ),
    )

    SOURCES = ("file", "url", "text")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        models = question_page_models()
        for name, widget in (
            ("page", PageChooser(user=user, target_models=models)),
            ("parent", PageChooser(user=user)),
        ):
            field = self.fields[name]
            # A page of another library is no choice, and is not named either.
            field.queryset = editable_pages(user)
            field.widget = widget
            widget.is_required = False

    def clean_file(self):
        """A file within the limit."""
        file, limit = self.cleaned_data["file"], libfees_settings.IMPORT_MAX_BYTES
        if file and file.size > limit:
            raise forms.ValidationError(
                _("The file is larger than %(limit)s KiB; split it."),
                params={"limit": limit // 1024},
            )
        return file

    def clean_page(self):
        """A page that takes questions and that the user may edit."""
        page = self.cleaned_data["page"] and self.cleaned_data["page"].specific
        if page and not isinstance(page, (PaymentFAQPageMixin, StaffGuidePageMixin)):
            raise forms.ValidationError(_("Choose a payment FAQ or a staff guide."))
        if page:
            check_allowed(check_may_edit, page, self.user)
        return page

    def clean_parent(self):
        """A page that the user may add below."""
        parent = self.cleaned_data["parent"] and self.cleaned_data["parent"].specific
        if parent and parent.is_root():
            raise forms.ValidationError(
                _("Pages at the root of the tree are on no site; choose a page of your site.")
            )
        if parent:
            check_allowed(check_may_add, parent, self.user)
        return parent

    def clean(self):
        """Exactly one source, and exactly one place."""
        cleaned = super().clean()
        if self.errors:
            return cleaned
        if sum(bool(cleaned.get(name)) for name in self.SOURCES) != 1:
            raise forms.ValidationError(_("Give one source: a file, an address, or pasted text."))
        if bool(cleaned.get("page")) == bool(cleaned.get("parent")):
            raise forms.ValidationError(
                _("Say where it goes: choose a page to import into, or one to make drafts below.")
            )
        return cleaned


class StartImportView(ImporterPermissionMixin, WagtailAdminTemplateMixin, FormView):
    """Reads the source, or has it fetched, and goes on to the preview.

    A file is read at once: nothing is masked before it is parsed, and nothing unmasked may lie in
    a queue. An address is fetched by a task.
    """

    form_class = StartImportForm
    template_name = "wagtail_libfees/admin/imports/start.html"
    page_title = gettext_lazy("New import")
    header_icon = "download"

    @cached_property
    def breadcrumbs_items(self):
        return [
            *WagtailAdminTemplateMixin.breadcrumbs_items,
            {"url": reverse("libfees_imports:index"), "label": _("Imports")},
            {"url": "", "label": self.page_title},
        ]

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_initial(self):
        """The page or the parent that the address names, or below the site's front page."""
        page, parent = (self.request.GET.get(name, "") for name in ("page", "parent"))
        if page.isdecimal():
            return {"page": page, "url": self.request.GET.get("url", "")}
        if parent.isdecimal():
            return {"parent": parent}
        site = Site.find_for_request(self.request)
        return {"parent": site.root_page_id if site else None}

    def form_valid(self, form):
        """Make the run, and show it."""
        try:
            run = self._start(form.cleaned_data)
        except ImporterError as exc:
            name = next(name for name in form.SOURCES if form.cleaned_data[name])
            form.add_error(name, importer_error_message(exc))
            return self.form_invalid(form)
        return redirect("libfees_imports:run", run.pk)

    def _start(self, data):
        profile = data["profile"]
        goes = {"page": data["page"], "parent": data["parent"], "user": self.request.user}
        if data["url"]:
            run = run_of_url(data["url"], profile, **goes)
            transaction.on_commit(lambda: read_import.enqueue(run.pk))
            return run
        if data["file"]:
            parsed, origin = faq_from_upload(
                data["file"].name, data["file"].read(), profile, data["attachment"]
            )
        else:
            parsed, origin = faq_from_pasted(data["text"], pasted_name(data), profile)
        return run_of(parsed, origin, **goes)


def pasted_name(data) -> str:
    """The name of a pasted text; one without a name is known again by its words."""
    if data["name"]:
        return data["name"]
    return _("Pasted text %(number)s") % {
        "number": hashlib.sha256(data["text"].encode()).hexdigest()[:8]
    }
