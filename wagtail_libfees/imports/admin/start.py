"""The first step for both importers: the source is the same, what is read from it is chosen."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_libfees.conf import libfees_settings
from wagtail_libfees.drafts.permissions import check_may_edit
from wagtail_libfees.models import TaksterPageMixin

from ..faq.runs import run_of_url
from ..fees.reading import read_fees
from ..fees.runs import run_of_fees
from ..models import FEES
from ..sources import pasted_document, upload_document
from ..tasks import read_import
from .fields import PageChooser, check_allowed
from .start_base import StartImportForm, StartImportView, pasted_name, question_page_models

QUESTIONS = "questions"


def target_models():
    """The page types that can be imported into."""
    fees = libfees_settings.page_model("TAKSTER_PAGE_MODEL")
    return [*question_page_models(), *([fees] if fees is not None else [])]


class StartForm(StartImportForm):
    """One source, what is read from it, and one place to go to."""

    what = forms.ChoiceField(
        choices=[
            (QUESTIONS, gettext_lazy("Questions and answers")),
            (FEES, gettext_lazy("Fee rates")),
        ],
        initial=QUESTIONS,
        required=False,
        widget=forms.RadioSelect,
        label=gettext_lazy("What to read from it"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["page"].widget = PageChooser(user=self.user, target_models=target_models())
        self.fields["page"].widget.is_required = False
        self.fields["page"].help_text = _(
            "A payment FAQ or a staff guide for questions, a fee page for fee rates."
        )
        # `clean_page` asks what is read, so that is cleaned first.
        self.order_fields(["what"])

    @property
    def reads_fees(self) -> bool:
        """Whether fee rates are read, not questions."""
        return self.cleaned_data.get("what") == FEES

    def clean_page(self):
        """A page of the right type that the user may edit."""
        if not self.reads_fees:
            return super().clean_page()
        page = self.cleaned_data["page"] and self.cleaned_data["page"].specific
        if page and not isinstance(page, TaksterPageMixin):
            raise forms.ValidationError(_("Choose a fee page."))
        if page:
            check_allowed(check_may_edit, page, self.user)
        return page


class StartView(StartImportView):
    """Reads the source, or has it fetched, and goes on to the preview or the review."""

    form_class = StartForm

    def get_initial(self):
        """Fee rates, if the address asks for them."""
        what = FEES if self.request.GET.get("what") == FEES else QUESTIONS
        return {**super().get_initial(), "what": what}

    def _start(self, data):
        if data["what"] != FEES:
            return super()._start(data)
        goes = {"page": data["page"], "parent": data["parent"], "user": self.request.user}
        if data["url"]:
            run = run_of_url(data["url"], FEES, **goes)
            transaction.on_commit(lambda: read_import.enqueue(run.pk))
            return run
        if data["file"]:
            document, origin = upload_document(
                data["file"].name, data["file"].read(), data["attachment"]
            )
        else:
            document, origin = pasted_document(data["text"], pasted_name(data))
        return run_of_fees(read_fees(document), origin, **goes)
