"""The view of a run, for questions and for fee rates alike."""

import json

from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.admin import messages

from wagtail_libfees.blocks.table_texts import logged_out_texts
from wagtail_libfees.drafts.errors import DraftError

from ..faq.runs import why_of
from ..messages import sentence_text
from ..models import ImportRun, Status
from ..progress import step_text
from ..reading.records import Audience
from ..silence import is_silent
from ..tasks import write_import
from .fees.forms import MAX_OPEN
from .fees.review import FeesReview
from .fields import profile_label
from .preview import Preview
from .report import left_aside, report_context
from .run_actions import RunTemplateView

TEMPLATES = {
    Status.WAITING: "running",
    Status.RUNNING: "running",
    Status.PARSED: "preview",
    Status.DONE: "report",
    Status.FAILED: "report",
    Status.ROLLED_BACK: "report",
}


class RunView(RunTemplateView):
    """A run, whatever its status: progress, what it would do, or the report.

    What it would do is a preview of questions or the review of a fee page; both keep what was
    typed, refuse what cannot hold, and are handed to the task with the button “Import as draft”.
    """

    # The preview or review with what was typed, if it cannot be kept.
    bound = None

    @property
    def is_review(self) -> bool:
        """Whether the page is the review of a fee page."""
        return self.run.reads_fees and self.run.status == Status.PARSED

    def get_template_names(self):
        name = "fees_review" if self.is_review else TEMPLATES[self.run.status]
        return [f"wagtail_libfees/admin/imports/{name}.html"]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(
            run=self.run,
            profile_label=profile_label(self.run.profile),
            why=sentence_text(why_of(self.run)),
            **kwargs,
        )
        template = TEMPLATES[self.run.status]
        if template == "preview":
            context.update(self._preview_context())
        elif template == "report":
            context.update(report_context(self.run, self.request.user, self.left_page))
        else:
            context["silent"] = is_silent(self.run)
            context["step"] = step_text(self.run.progress)
        return context

    @property
    def left_page(self):
        """Which page of what was left aside is shown."""
        return self.request.GET.get("left", "1")

    def _preview_context(self):
        name = "review" if self.is_review else "preview"
        try:
            shown = self.bound or self._shown()
        except DraftError as exc:
            return {name: None, "error": str(exc)}
        rejected = left_aside(self.run, self.left_page)
        return {name: shown, "rejected": rejected, "session": logged_out_texts()}

    def _shown(self):
        if self.is_review:
            opened = self.request.GET.getlist("open")
            return FeesReview(self.run, self.request.user, opened=opened)
        given = self.request.GET
        return self._preview(given)

    def _preview(self, given, data=None):
        where = {"kind": given.get("kind", ""), "number": given.get("p", "1")}
        return Preview(self.run, self.request.user, data=data, **where)

    @cached_property
    def _moved(self) -> tuple[int, str] | None:
        """The question that a button moves, and for whom it is from now on."""
        number, _dash, audience = self.request.POST.get("move", "").partition("-")
        known = number.isdecimal() and audience in set(Audience)
        return (int(number), audience) if known else None

    def _data(self):
        """What was typed; a button that moves questions is the choice of their readers."""
        data = self.request.POST.copy()
        if "to_borrowers" in data:
            for row in self._preview(data).rows:
                if row.is_unaddressed:
                    # The button says what the tick beside each of them says.
                    data[f"i{row.index}-audience"] = str(Audience.BORROWER)
                    data[f"i{row.index}-confirmed"] = "on"
        if self._moved:
            number, audience = self._moved
            data[f"i{number}-audience"] = audience
        return data

    def _refusal(self, shown) -> str:
        """Why what was typed is not kept; nothing if it is. The form keeps it, so that it is not
        lost, and is of the present version from now on: who sends it again means it."""
        if not shown.is_valid():
            if self.is_review:
                return _("Nothing was kept yet: see the values marked below.")
            return _("Nothing was kept yet: see the questions marked below.")
        if shown.is_outdated:
            return _(
                "Nothing was kept: these values were corrected in another window or by somebody "
                "else after you opened them. Below is what you typed; open the import in a new "
                "window to see theirs. If you press again, yours replaces it."
            )
        if self.is_review and "import" in self.request.POST and not shown.is_looked_at:
            return _("Nothing was imported yet: say that you have looked at what is in doubt.")
        return ""

    @transaction.atomic
    def post(self, request, *args, **kwargs):
        """Keep what was typed; then show it anew, or import."""
        # Of two who press at the same moment one waits here, and then sees what the other did.
        get_object_or_404(ImportRun.objects.select_for_update(), pk=self.run.pk)
        self.run.refresh_from_db()
        if self.run.status != Status.PARSED:
            return redirect("libfees_imports:run", self.run.pk)
        try:
            shown = (
                FeesReview(self.run, request.user, request.POST)
                if self.is_review
                else self._preview(request.POST, self._data())
            )
        except DraftError as exc:
            messages.error(request, str(exc))
            return redirect("libfees_imports:run", self.run.pk)
        if error := self._refusal(shown):
            self.bound = shown
            messages.error(request, error)
            return self.render_to_response(self.get_context_data())
        if self.is_review:
            shown.save()
        else:
            shown.save(replacing="replace" in request.POST)
        if self.is_review and (kinds := shown.taken_after_all):
            # It is told before it is done.
            messages.warning(request, _taken_after_all(kinds))
        elif "import" in request.POST:
            return self._import()
        return redirect(self._next(shown))

    def _next(self, shown) -> str:
        """Where the editor goes on: to what a button names, or where it was pressed."""
        address, given, anchor = reverse("libfees_imports:run", args=[self.run.pk]), {}, ""
        if self.is_review:
            messages.success(self.request, _("Checked. Your corrections are kept."))
            given = {"open": self.request.POST.getlist("open")[:MAX_OPEN]}
        elif show := self.request.POST.get("show"):
            given = {"kind": show}
        else:
            number = self.request.POST.get("goto") or shown.page.number
            given = {"kind": shown.kind, "p": number}
        if left := self.request.POST.get("left"):
            given, anchor = {**given, "left": left}, "#rejected"
        if self._moved:
            messages.success(self.request, _("Moved."))
            anchor = f"#i{self._moved[0]}"
        mend = self.request.POST.get("mend", "")
        if mend.isdecimal() and int(mend) < len(self.run.records):
            address, given = reverse("libfees_imports:mend", args=[self.run.pk, int(mend)]), {}
        query = urlencode(given, doseq=True)
        return f"{address}?{query}{anchor}" if query else address

    def _import(self):
        """Hand the run to the task, as the user who pressed the button."""
        self.run.user = self.request.user
        self.run.seen = _seen(self.request.POST.get("seen", ""))
        self.run.save(update_fields=["user", "seen"])
        transaction.on_commit(lambda: write_import.enqueue(self.run.pk))
        return redirect("libfees_imports:run", self.run.pk)


def _taken_after_all(kinds: list[str]) -> str:
    return _(
        "You have corrected values, so they now take the place of those of the page: %(kinds)s. "
        "Choose “Keep those of the page” if that is not what you mean."
    ) % {"kinds": ", ".join(kinds)}


def _seen(text) -> dict:
    """The revisions that the form carried; nonsense is none, and then the import says so."""
    try:
        found = json.loads(text)
    except ValueError:
        return {"?": None}
    return found if isinstance(found, dict) else {"?": None}
