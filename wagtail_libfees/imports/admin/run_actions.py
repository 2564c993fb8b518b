"""The views of one run: where it stands, what it would do or did, and what can be done with it."""

import json
from datetime import timedelta

from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from wagtail_libfees.drafts.errors import DraftError

from ..faq.runs import why_of
from ..messages import sentence_text
from ..models import Status
from ..progress import step_text
from ..rollback import rollback_run
from ..tasks import read_import, write_import
from ..watch import watch
from .access import RunMixin
from .preview import Preview
from .report import report_context, watchable_pages

# A task that has said nothing for so long may have been killed; it can be started again.
SILENCE = timedelta(minutes=5)
TEMPLATES = {
    Status.WAITING: "running",
    Status.RUNNING: "running",
    Status.PARSED: "preview",
    Status.DONE: "report",
    Status.FAILED: "report",
    Status.ROLLED_BACK: "report",
}


UNDER_WAY = (Status.WAITING, Status.RUNNING)


def is_silent(run) -> bool:
    """Whether nothing has been heard of a run for so long that its task may be dead."""
    return timezone.now() - run.alive_at > SILENCE


class RunTemplateView(RunMixin, WagtailAdminTemplateMixin, TemplateView):
    """A page about one run."""

    header_icon = "download"

    def get_page_title(self):
        return self.run.source

    @cached_property
    def breadcrumbs_items(self):
        return [
            *WagtailAdminTemplateMixin.breadcrumbs_items,
            {"url": reverse("libfees_imports:index"), "label": _("Imports")},
            {"url": "", "label": self.run.source},
        ]


class RunView(RunTemplateView):
    """A run, whatever its status: progress, preview or report. Takes the choices of a preview."""

    # The preview with the choices of an invalid form.
    bound = None

    def get_template_names(self):
        return [f"wagtail_libfees/admin/imports/{TEMPLATES[self.run.status]}.html"]

    def get_context_data(self, **kwargs):
        why = sentence_text(why_of(self.run))
        context = super().get_context_data(run=self.run, why=why, **kwargs)
        template = TEMPLATES[self.run.status]
        if template == "preview":
            context.update(self._preview_context())
        elif template == "report":
            context.update(report_context(self.run, self.request.user))
        else:
            context["silent"] = is_silent(self.run)
            context["step"] = step_text(self.run.progress)
        return context

    def _preview_context(self):
        try:
            return {"preview": self.bound or self._preview()}
        except DraftError as exc:
            return {"preview": None, "error": str(exc)}

    def _preview(self, data=None):
        given = self.request.POST if data is not None else self.request.GET
        return Preview(
            self.run,
            self.request.user,
            kind=given.get("kind", ""),
            number=given.get("p", "1"),
            data=data,
        )

    def post(self, request, *args, **kwargs):
        run = self.run
        if run.status != Status.PARSED:
            return redirect("libfees_imports:run", run.pk)
        try:
            preview = self._preview(request.POST)
        except DraftError as exc:
            messages.error(request, str(exc))
            return redirect("libfees_imports:run", run.pk)
        if not preview.is_valid():
            self.bound = preview
            messages.error(request, _("Nothing was imported yet: see the questions marked below."))
            return self.render_to_response(self.get_context_data())
        preview.save()
        if "import" in request.POST:
            return self._import()
        if show := request.POST.get("show"):
            query = {"kind": show}
        else:
            query = {
                "kind": preview.kind,
                "p": request.POST.get("goto") or preview.page.number,
            }
        return redirect(f"{reverse('libfees_imports:run', args=[run.pk])}?{urlencode(query)}")

    def _import(self):
        """Hand the run to the task, as the user who pressed the button."""
        self.run.user = self.request.user
        self.run.seen = _seen(self.request.POST.get("seen", ""))
        self.run.save(update_fields=["user", "seen"])
        transaction.on_commit(lambda: write_import.enqueue(self.run.pk))
        return redirect("libfees_imports:run", self.run.pk)


def _seen(text) -> dict:
    """The revisions that the form carried; nonsense is none, and then the import says so."""
    try:
        found = json.loads(text)
    except ValueError:
        return {"?": None}
    return found if isinstance(found, dict) else {"?": None}


class AgainView(RunMixin, View):
    """Starts the task of a run anew, after a failure or a kill. Safe at any time."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        run = self.run
        if run.status in UNDER_WAY and not is_silent(run):
            messages.warning(request, _("This import is under way; wait for it."))
        elif run.status in (*UNDER_WAY, Status.FAILED):
            # Who starts it again answers for it: that user's permissions hold from now on.
            run.user = request.user
            run.save(update_fields=["user"])
            task = write_import if run.records else read_import
            transaction.on_commit(lambda: task.enqueue(run.pk))
        return redirect("libfees_imports:run", run.pk)


class RollbackView(RunTemplateView):
    """Asks, and then takes a run back."""

    template_name = "wagtail_libfees/admin/imports/rollback.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(run=self.run, **kwargs)
        return {**context, **report_context(self.run, self.request.user)}

    def get(self, request, *args, **kwargs):
        """Only a run that was done can be taken back."""
        if self.run.status != Status.DONE:
            return redirect("libfees_imports:run", self.run.pk)
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        try:
            report = rollback_run(self.run, request.user)
        except DraftError as exc:
            messages.error(request, str(exc))
        else:
            messages.success(
                request,
                ngettext(
                    "The import was rolled back; %(count)d line in the report below.",
                    "The import was rolled back; %(count)d lines in the report below.",
                    len(report),
                )
                % {"count": len(report)},
            )
        return redirect("libfees_imports:run", self.run.pk)


class WatchView(RunMixin, View):
    """Has the address of a run looked at again from time to time."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        pages = watchable_pages(self.run, request.user)
        for page in pages:
            watch(self.run.source, page, profile=self.run.profile, run=self.run)
        if pages:
            text = _("The source is watched now: the menu tells when it changes.")
            messages.success(request, text)
        else:
            text = _("Only an address can be watched, for a page that you may edit.")
            messages.error(request, text)
        return redirect("libfees_imports:run", self.run.pk)
