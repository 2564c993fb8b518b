"""What is chosen for a question of an import, its mended words, and the name of its group."""

import json

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.rich_text import DraftailRichTextArea

from wagtail_libfees.blocks.base import FACT_FEATURE, RICH_TEXT_FEATURES
from wagtail_libfees.text.cpr_masking import mask_cpr
from wagtail_libfees.text.plain_text import readable

from ..faq.audiences import Settled
from ..faq.choices import WhoseWords, default_words, is_open
from ..messages import AUDIENCE_TEXTS
from ..reading.clean import clean_html
from ..reading.plan import Difference, Wording, same_wording
from ..reading.records import Audience


class QuestionForm(forms.Form):
    words = forms.ChoiceField(widget=forms.RadioSelect, label=gettext_lazy("Which words"))
    group = forms.CharField(required=False, max_length=255, label=gettext_lazy("Group"))
    audience = forms.ChoiceField(
        choices=lambda: list(AUDIENCE_TEXTS.items()), label=gettext_lazy("For whom")
    )
    confirmed = forms.BooleanField(
        required=False, label=gettext_lazy("Yes, borrowers may read this")
    )

    def __init__(self, *args, planned, settled: Settled, choice, **kwargs):
        self.planned, self.settled = planned, settled
        super().__init__(*args, **kwargs)
        self.fields["words"].choices = words_choices(planned)
        confirmed = choice.get("confirmed", False)
        self.initial = {
            "words": choice.get("words") or default_words(planned, settled, confirmed=confirmed),
            "group": planned.item.section or "",
            "audience": str(planned.item.audience),
            "confirmed": confirmed,
        }
        if planned.kind is Difference.SAME:
            del self.fields["words"]
        if planned.page_item is not None:
            # It stands in a group already, and an import does not move what editors have placed.
            del self.fields["group"]
        else:
            self.fields["group"].widget.attrs["list"] = "libfees-groups"
        if not settled.guarded:
            del self.fields["confirmed"]

    def clean_group(self):
        """The heading, as it may be stored."""
        return mask_cpr(self.cleaned_data["group"])[0]

    def clean(self):
        """Text for staff becomes public only if somebody says so in as many words."""
        cleaned = super().clean()
        writes = (
            self.settled.audience != Audience.BORROWER or cleaned.get("words") == WhoseWords.SOURCE
        )
        to_public = cleaned.get("audience") == Audience.BORROWER and writes
        if self.settled.guarded and to_public and not cleaned.get("confirmed"):
            self.add_error(
                "confirmed",
                _("This was written for staff. Confirm that borrowers may read it."),
            )
        return cleaned

    def choice(self, record) -> dict:
        """What differs from the defaults, as it is stored; `record` is what was found."""
        data, chosen = self.cleaned_data, {}
        confirmed = bool(data.get("confirmed")) and data["audience"] == Audience.BORROWER
        usual = default_words(self.planned, self.settled, confirmed=confirmed)
        if data.get("words") and data["words"] != usual:
            chosen["words"] = data["words"]
        if "group" in data and data["group"] != (record["section"] or ""):
            chosen["group"] = data["group"]
        if data["audience"] != self.settled.audience:
            chosen["audience"] = data["audience"]
        if confirmed:
            chosen["confirmed"] = True
        return chosen


def words_choices(planned):
    """The words to choose between, in the words of what happens."""
    if planned.page_item is None:
        return [(WhoseWords.SOURCE, _("Import it")), (WhoseWords.PAGE, _("Leave it out"))]
    choices = [(WhoseWords.PAGE, _("Keep the page's")), (WhoseWords.SOURCE, _("Take the source's"))]
    if is_open(planned):
        choices[:1] = [
            (WhoseWords.PAGE, _("Keep the page's, and ask again next time")),
            (WhoseWords.PAGE_FOR_GOOD, _("Keep the page's for good")),
        ]
    return choices


class AnswerWidget(DraftailRichTextArea):
    """The editor of rich text that answers have. Without a script it takes HTML.

    Whatever comes back has passed the converter, which lets through what the features allow.
    """

    def __init__(self, **kwargs):
        # The chooser of facts is for pages, whose facts are known.
        features = [name for name in RICH_TEXT_FEATURES if name != FACT_FEATURE]
        super().__init__(features=features, **kwargs)

    def get_context(self, name, value, attrs):
        """With a name for screen readers: a label cannot name an element that is made editable."""
        self.options["ariaLabel"] = _("Answer")
        return super().get_context(name, value, attrs)

    def value_from_datadict(self, data, files, name):
        """The answer as it is stored; None if it was not sent."""
        value = data.get(name)
        if value is None:
            return None
        try:
            if not _is_of_the_editor(value):
                value = self.converter.from_database_format(clean_html(value))
            return self.converter.to_database_format(value)
        except (AttributeError, KeyError, TypeError, IndexError):
            # Nothing that an editor can send.
            return ""


def _is_of_the_editor(value) -> bool:
    try:
        return "blocks" in json.loads(value)
    except (TypeError, ValueError):
        return False


class MendForm(forms.Form):
    """The words of one question. `found` are those of the source, `words` those that hold now."""

    question = forms.CharField(max_length=500, label=gettext_lazy("Question"))
    answer = forms.CharField(label=gettext_lazy("Answer"))

    def __init__(self, *args, found, words: dict, **kwargs):
        self.found = found
        super().__init__(*args, initial=words, **kwargs)
        # Not before: the editor asks for the features of all apps, which may be loading still.
        self.fields["answer"].widget = AnswerWidget()

    def clean_question(self):
        """The question, as it may be stored."""
        return mask_cpr(" ".join(self.cleaned_data["question"].split()))[0]

    def clean_answer(self):
        """The answer, as it may be stored; markup without a word is none."""
        answer = self.cleaned_data["answer"]
        if not readable(answer):
            raise forms.ValidationError(self.fields["answer"].error_messages["required"])
        return mask_cpr(answer)[0]

    def choice(self) -> dict:
        """The words that differ from the source's, as they are stored."""
        return mended_choice(self.found, **self.cleaned_data)


def mended_choice(found, question: str, answer: str) -> dict:
    """The words that differ from those of `found`, as a choice stores them."""
    if same_wording(Wording("", question, answer), Wording("", found.question, found.answer_html)):
        return {}
    return {"question": question, "answer": answer}


class GroupForm(forms.Form):
    """The heading of a group, for all its questions at once."""

    name = forms.CharField(
        max_length=255,
        label=gettext_lazy("Name of the group"),
        error_messages={"required": gettext_lazy("Write a name for the group.")},
    )

    def __init__(self, *args, name: str, **kwargs):
        super().__init__(*args, initial={"name": name}, **kwargs)
        self.is_sent = self.add_prefix("name") in self.data
        # Questions that the source has under no heading may stay so.
        self.fields["name"].required = self.is_sent and bool(name)
        # An empty field says what it is for.
        self.fields["name"].widget.attrs["placeholder"] = _("Name of the group")

    def clean_name(self):
        """The heading, as it may be stored."""
        return mask_cpr(self.cleaned_data["name"])[0]

    @property
    def renamed(self) -> str | None:
        """The new name, if there is one."""
        name = self.cleaned_data["name"]
        return name if self.is_sent and name != self.initial["name"] else None
