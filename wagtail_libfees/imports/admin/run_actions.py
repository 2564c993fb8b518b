"""What can be done with a run: started again, taken back, its source watched."""

from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from wagtail_libfees.drafts.errors import DraftError

from ..faq.runs import fail_run
from ..models import ImportRun, Status
from ..rollback import rollback_run
from ..silence import UNDER_WAY, is_silent, silent_runs
from ..tasks import read_import, write_import
from ..watch import watch
from .access import RunMixin
from .report import report_context, watchable_pages


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


class CloseView(RunMixin, View):
    """Ends a run that nobody works on any more; it can still be started again."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        if self.run in silent_runs(ImportRun.objects.all()):
            closed = _("Nobody worked on it any more; %(user)s closed it.")
            fail_run(self.run, closed % {"user": get_user_display_name(request.user)})
        return redirect("libfees_imports:run", self.run.pk)


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
            rollback_run(self.run, request.user)
        except DraftError as exc:
            messages.error(request, str(exc))
        else:
            messages.success(request, _("The import was rolled back; see the report below."))
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
