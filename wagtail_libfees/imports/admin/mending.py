"""The words of one question of a preview, to be mended on a page of its own; the script of the
preview takes its fields into the row instead."""

from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages

from wagtail_libfees.drafts.errors import DraftError

from ..models import ImportRun, Status
from .preview import WORDS, Preview, QuestionRow
from .run_actions import RunTemplateView


class MendView(RunTemplateView):
    """The words of one question of a run that waits to be looked at."""

    template_name = "wagtail_libfees/admin/imports/mend.html"

    def get_page_title(self):
        return _("Mend a question")

    @cached_property
    def row(self) -> QuestionRow:
        """The question that the address names, with a form for its words.

        404 if they cannot be mended; like the preview it shows nothing of a page that the user
        may not edit.
        """
        if self.run.status != Status.PARSED or self.run.reads_fees:
            raise Http404
        try:
            row = Preview(self.run, self.request.user).row_to_mend(
                self.kwargs["number"], self.request.POST or None
            )
        except DraftError as exc:
            raise Http404 from exc
        if row is None:
            raise Http404
        return row

    def get_context_data(self, **kwargs):
        form = self.row.mend
        return super().get_context_data(run=self.run, form=form, media=form.media, **kwargs)

    @transaction.atomic
    def post(self, request, *args, **kwargs):
        """Keep the words, and go back to the question in the preview."""
        # What is chosen for the others meanwhile stays.
        get_object_or_404(ImportRun.objects.select_for_update(), pk=self.run.pk)
        self.run.refresh_from_db()
        if not self.row.mend.is_valid():
            return self.render_to_response(self.get_context_data())
        key = self.row.planned.key
        before = self.run.choices.get(key, {})
        rest = {name: value for name, value in before.items() if name not in WORDS}
        self.run.choose(key, rest | self.row.mend.choice())
        self.run.save(update_fields=["choices"])
        messages.success(request, _("The words are kept. Nothing is imported yet."))
        return redirect(f"{reverse('libfees_imports:run', args=[self.run.pk])}#i{self.row.index}")
