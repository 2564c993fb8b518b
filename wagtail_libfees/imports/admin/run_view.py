"""The view of a run, for questions and for fee rates alike."""

from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.admin import messages

from wagtail_libfees.drafts.errors import DraftError

from ..models import ImportRun, Status
from .fees.forms import MAX_OPEN
from .fees.review import FeesReview
from .run_actions import RunView


class AnyRunView(RunView):
    """A run of either kind; one of a fee page is reviewed value by value."""

    # The review with what was typed, if it cannot be kept.
    bound = None

    @property
    def is_review(self) -> bool:
        """Whether the page is the review of a fee page."""
        return self.run.reads_fees and self.run.status == Status.PARSED

    def get_template_names(self):
        if self.is_review:
            return ["wagtail_libfees/admin/imports/fees_review.html"]
        return super().get_template_names()

    def _preview_context(self):
        if not self.is_review:
            return super()._preview_context()
        try:
            return {"review": self.bound or self._shown()}
        except DraftError as exc:
            return {"review": None, "error": str(exc)}

    def _shown(self) -> FeesReview:
        opened = self.request.GET.getlist("open")
        return FeesReview(self.run, self.request.user, opened=opened)

    def _refusal(self, review) -> str:
        """Why what was typed is not kept; nothing if it is. The form keeps it, so that it is not
        lost, and is of the present version from now on: who sends it again means it."""
        if not review.is_valid():
            return _("Nothing was kept yet: see the values marked below.")
        if review.is_outdated:
            return _(
                "Nothing was kept: these values were corrected in another window or by somebody "
                "else after you opened them. Below is what you typed; open the import in a new "
                "window to see theirs. If you press again, yours replaces it."
            )
        if "import" in self.request.POST and not review.is_looked_at:
            return _("Nothing was imported yet: say that you have looked at what is in doubt.")
        return ""

    @transaction.atomic
    def post(self, request, *args, **kwargs):
        """Keep what was typed; then show it anew, or import."""
        if not self.is_review:
            return super().post(request, *args, **kwargs)
        # Of two who press at the same moment one waits here, and then sees what the other did.
        self.run = get_object_or_404(ImportRun.objects.select_for_update(), pk=self.run.pk)
        if not self.is_review:
            return redirect("libfees_imports:run", self.run.pk)
        try:
            review = FeesReview(self.run, request.user, request.POST)
        except DraftError as exc:
            messages.error(request, str(exc))
            return redirect("libfees_imports:run", self.run.pk)
        if error := self._refusal(review):
            self.bound = review
            messages.error(request, error)
            return self.render_to_response(self.get_context_data())
        review.save()
        if "import" in request.POST:
            return self._import()
        messages.success(request, _("Checked. Your corrections are kept."))
        opened = request.POST.getlist("open")[:MAX_OPEN]
        address = reverse("libfees_imports:run", args=[self.run.pk])
        return redirect(
            f"{address}?{urlencode({'open': opened}, doseq=True)}" if opened else address
        )
