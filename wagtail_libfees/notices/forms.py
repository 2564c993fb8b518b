"""The editor of a service notice: its form, and its panels in the order in which one thinks."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Locale

from ..models.base import LibfeesPageForm
from ..models.panels import FindingsPanel
from .branches import Branch
from .choices import former_branch_choices
from .payment_change import PaymentChangeMixin
from .sentence_panel import SentencePanel
from .templates import is_from_template, slug_of
from .withdrawal import named_with_language, translations_of

# So long a draft that the editor's browser saves by itself may be on its way.
AUTOSAVE_UNDER_WAY = timedelta(seconds=60)


class ServiceNoticeForm(LibfeesPageForm):
    """Offers the branches of the notice's own site and language as check boxes.

    Where a branch of it was deleted, it asks what the notice is about now.
    """

    about = forms.ChoiceField(
        label=_("Without the branch that was deleted"),
        choices=former_branch_choices,
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "branches" in self.fields:
            self.fields["branches"].queryset = self._branches()
        self._ask_what_it_is_about()
        self._say_what_expires_too()
        if "show_again" in self.fields and not self.instance.has_unpublished_changes:
            # What was published with it has been counted.
            self.initial["show_again"] = False

    def _ask_what_it_is_about(self):
        """One question about the branches that were deleted, if there are any."""
        names = self.instance.former_branch_names
        if not names or self.instance.follows_source:
            self.fields.pop("about", None)
        elif "about" in self.fields:
            self.fields["about"].help_text = _("The notice is about: %(branches)s.") % {
                "branches": ", ".join(names)
            }
            if self.instance.keeps_former_branches:
                self.initial["about"] = "keep"

    def _say_what_expires_too(self):
        """Beside the day on which the notice expires: the translations that end with it."""
        if "expire_at" not in self.fields or self.instance.pk is None:
            return
        found = translations_of(self.instance).live().select_related("locale")
        if names := [named_with_language(translated) for translated in found]:
            told = _("What ends with it: %(notices)s.") % {"notices": ", ".join(names)}
            self.fields["expire_at"].help_text = told

    def _clean_fields(self):
        """The name in the address follows the title as long as it is that of a template.

        The browser does not let it follow where another draft has it and this one has a number.
        """
        super()._clean_fields()
        if self.instance.first_published_at is not None:
            return
        slug, title = self.cleaned_data.get("slug", ""), self.cleaned_data.get("title", "")
        if is_from_template(slug) and not is_from_template(slug_of(title)):
            self.cleaned_data["slug"] = self._slug_of_title() or slug

    def clean(self):
        """What the editor says of branches that were deleted counts with the rest of the form."""
        cleaned = super().clean()
        answer = cleaned.get("about")
        if not answer:
            return cleaned
        if fault := self._fault_of(answer, cleaned.get("branches")):
            # A draft is saved without an answer.
            if not self.is_deferred_validation:
                self.add_error("about", fault)
            return cleaned
        self.instance.keeps_former_branches = answer == "keep"
        if answer != "keep":
            self.instance.former_branches = []
        return cleaned

    def _fault_of(self, answer, chosen):
        """Why `answer` does not fit the branches that are chosen; None if it does."""
        if answer == "others" and not chosen:
            return _("Choose the branches above, at least one.")
        if answer == "whole" and chosen:
            return _("Take the branches above off, or choose another answer.")
        return None

    def _post_clean(self):
        super()._post_clean()
        if not self.is_deferred_validation and self._is_outdated():
            self.add_error(
                None,
                _(
                    "Someone else changed the notice after you opened it, and nothing was "
                    "published. Look at the history. Publishing again puts your version in place "
                    "of theirs."
                ),
            )

    def _is_outdated(self):
        """Whether there is a later version than the one in the form, such as one that ends it.

        By the hidden fields of Wagtail's editor; it looks at them itself only when it autosaves.
        What this form saved itself a moment ago, while “Publish” was pressed, is no one else's.
        """
        loaded = self.data.get("overwrite_revision_id") or self.data.get("loaded_revision_id")
        if not loaded or loaded == str(self.instance.latest_revision_id):
            return False
        if not loaded.isdecimal():
            return True
        later = self.instance.revisions.filter(pk__gt=loaded)
        recent = timezone.now() - AUTOSAVE_UNDER_WAY
        own = later.filter(user=self.for_user, created_at__gte=recent)
        live = type(self.instance).objects.filter(pk=self.instance.pk, live_revision__in=later)
        return not later or later.count() != own.count() or live.exists()

    def save(self, commit=True):
        """A new notice is not live before it is published: an urgent one waits for that."""
        if self.instance._state.adding:
            self.instance.live = False
        if self.instance.from_day and not self.instance.is_over:
            # It is shown anew: when it ends now, it is over and not withdrawn.
            self.instance.withdrawn = False
        return super().save(commit)

    def _branches(self):
        place = self.instance if self.instance.path else self.parent_page
        site = place.get_site() if place else None
        locale = self.instance.locale if self.instance.locale_id else Locale.get_active()
        # What it is about already can be kept, also a branch in another language.
        named = [branch.pk for branch in self.instance.branches.all()]
        return Branch.offered(site, locale) | Branch.objects.filter(pk__in=named)


WINDOW_PANEL = MultiFieldPanel(
    [
        SentencePanel("shown"),
        FieldRowPanel([FieldPanel("from_day"), FieldPanel("from_time")]),
        FieldRowPanel([FieldPanel("to_day"), FieldPanel("to_time")]),
        FieldPanel("review_day"),
    ],
    heading=_("Shown"),
    help_text=_(
        "Times are Danish. Without a time, the whole day counts. The notice can be read at "
        "its own address as soon as it is published."
    ),
)

PERIOD_PANEL = MultiFieldPanel(
    [
        SentencePanel("period"),
        FieldRowPanel([FieldPanel("period_from_day"), FieldPanel("period_from_time")]),
        FieldRowPanel([FieldPanel("period_to_day"), FieldPanel("period_to_time")]),
    ],
    heading=_("When it takes place"),
    help_text=_(
        "For example the day that the library is closed, when the notice is shown some days "
        "before. Calendars show these days."
    ),
)

ABOUT_PANEL = MultiFieldPanel(
    [
        FieldPanel("branches", widget=forms.CheckboxSelectMultiple),
        FieldPanel("about"),
        FieldPanel("services"),
        FieldPanel("scope"),
        FieldPanel("section"),
    ],
    heading=_("What and where it is about"),
)

INTERNAL_PANEL = MultiFieldPanel(
    [FieldPanel("responsible"), FieldPanel("show_again")],
    heading=_("For the library"),
    help_text=_("Borrowers do not see this."),
)


def notice_panels() -> list:
    return [
        FindingsPanel(heading=_("To look at")),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("severity")]),
        FieldPanel("lead", attrs={"data-controller": "libfees-fact-field"}),
        MultiFieldPanel(
            [
                FieldPanel("text"),
                FieldPanel("changes"),
                FieldPanel("unchanged"),
                FieldPanel("to_do"),
            ],
            heading=_("Text"),
        ),
        WINDOW_PANEL,
        PERIOD_PANEL,
        ABOUT_PANEL,
        PaymentChangeMixin.payment_change_panel,
        MultiFieldPanel([FieldPanel("contacts"), FieldPanel("links")], heading=_("Further help")),
        FieldPanel("updates"),
        FieldPanel("image"),
        INTERNAL_PANEL,
    ]
