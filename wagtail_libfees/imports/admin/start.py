"""The first step: reads the source, or has it fetched, and goes on to the preview or the review."""

import hashlib

from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Site

from ..faq.runs import run_of, run_of_url
from ..fees.reading import read_fees
from ..fees.runs import run_of_fees
from ..messages import importer_error_message
from ..models import FEES
from ..reading.errors import ImporterError
from ..sources import faq_from_pasted, faq_from_upload, pasted_document, upload_document
from ..tasks import read_import
from .access import ImporterPermissionMixin
from .start_form import QUESTIONS, StartForm


class StartView(ImporterPermissionMixin, WagtailAdminTemplateMixin, FormView):
    """A file is read at once: nothing is masked before it is parsed, and nothing unmasked may lie
    in a queue. An address is fetched by a task.
    """

    form_class = StartForm
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

    @cached_property
    def site(self):
        """The site that the admin is used on."""
        return Site.find_for_request(self.request)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request.user, "site": self.site}

    def get_initial(self):
        """What the address says: the page, the source, and whether fee rates are read."""
        given = self.request.GET
        page, parent = _id(given.get("page", "")), _id(given.get("parent", ""))
        below = self.site.root_page_id if self.site else None
        return {
            "what": FEES if given.get("what") == FEES else QUESTIONS,
            "url": given.get("url", ""),
            "attachment": given.get("attachment", "")[:200],
            "page": page,
            "parent": parent or below,
        }

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
        goes = {"page": data["page"], "parent": data["parent"], "user": self.request.user}
        profile = FEES if data["what"] == FEES else data["profile"]
        if data["url"]:
            run = run_of_url(data["url"], profile, **goes)
            transaction.on_commit(lambda: read_import.enqueue(run.pk))
            return run
        if profile == FEES:
            document, origin = self._document(data)
            return run_of_fees(read_fees(document), origin, **goes)
        if data["file"]:
            parsed, origin = faq_from_upload(
                data["file"].name, data["file"].read(), profile, data["attachment"]
            )
        else:
            parsed, origin = faq_from_pasted(data["text"], pasted_name(data), profile)
        return run_of(parsed, origin, **goes)

    def _document(self, data):
        if data["file"]:
            return upload_document(data["file"].name, data["file"].read(), data["attachment"])
        return pasted_document(data["text"], pasted_name(data))


def pasted_name(data) -> str:
    """The name of a pasted text; one without a name is known again by its words."""
    if data["name"]:
        return data["name"]
    return _("Pasted text %(number)s") % {
        "number": hashlib.sha256(data["text"].encode()).hexdigest()[:8]
    }


def _id(given: str) -> str | None:
    """An id that an address names; None for what is none."""
    return given if given.isdecimal() and len(given) < 19 else None
