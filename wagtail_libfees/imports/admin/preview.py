"""What an import would do, question by question, and what the editor chooses."""

import json
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.drafts.permissions import may_edit
from wagtail_libfees.text.cpr_masking import mask_cpr
from wagtail_libfees.text.plain_text import readable
from wagtail_libfees.text.word_diff import word_diff

from ..faq.audiences import Settled
from ..faq.choices import QuestionAction, WhoseWords, default_words, is_open, is_second
from ..faq.drafts import FaqImport
from ..faq.runs import check_run, plan_run
from ..messages import AUDIENCE_TEXTS, difference_label, kind_help, place_text
from ..models import ImportRun
from ..reading.plan import Difference
from ..reading.records import Audience
from .report import rejected_lines

# Few enough that the fields of a page of questions stay below DATA_UPLOAD_MAX_NUMBER_FIELDS.
PER_PAGE = 50
# Below this an editor should look whether the pair belongs together (the importers' advice).
DOUBTFUL = 0.7
ATTENTION = "attention"


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

    def choice(self, found_section) -> dict:
        """What differs from the defaults, as it is stored."""
        data, chosen = self.cleaned_data, {}
        confirmed = bool(data.get("confirmed")) and data["audience"] == Audience.BORROWER
        usual = default_words(self.planned, self.settled, confirmed=confirmed)
        if data.get("words") and data["words"] != usual:
            chosen["words"] = data["words"]
        if "group" in data and data["group"] != (found_section or ""):
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


@dataclass
class QuestionRow:
    """One question of the preview. `form` is None where there is nothing to choose."""

    planned: object
    page_title: str
    form: QuestionForm | None
    index: int | None
    action: QuestionAction | None = None
    # Whether the source has it for other readers now, so that it goes to another page.
    moved: bool = False
    # Whether a choice was dropped because the text has become text for staff since.
    dropped: bool = False

    @property
    def kind(self):
        """How the sides differ, for the template."""
        return str(self.planned.kind)

    @property
    def kind_label(self):
        return difference_label(self.planned.kind)

    @property
    def item(self):
        return self.planned.item

    @property
    def title(self):
        return (self.planned.item or self.planned.page_item).question

    @property
    def offers_words(self):
        """Whether the page's words or the source's can be chosen."""
        return self.form is not None and "words" in self.form.fields

    @property
    def doubtful(self):
        """Whether the parser was not sure of it."""
        return self.item is not None and self.item.confidence < DOUBTFUL

    @property
    def place(self):
        return place_text(str(self.item.place)) if self.item else ""

    @property
    def audience_label(self):
        return AUDIENCE_TEXTS[self.item.audience] if self.item else ""

    @property
    def two_sided(self):
        """Whether there are two different wordings to put side by side."""
        both = self.planned.item is not None and self.planned.page_item is not None
        return both and self.planned.kind is not Difference.SAME

    @property
    def answer(self):
        """The answer as plain text, where there is one side or both are the same."""
        return readable((self.planned.item or self.planned.page_item).answer_html)

    @cached_property
    def question_diff(self):
        """The parts of the question on both sides."""
        return word_diff(self.planned.page_item.question, self.planned.item.question)

    @cached_property
    def answer_diff(self):
        """The parts of the answer on both sides."""
        return word_diff(
            readable(self.planned.page_item.answer_html), readable(self.planned.item.answer_html)
        )


class Preview:
    """A parsed run against the pages as they are now, for a user. Raises `DraftError`.

    Of a page that the user may not edit nothing is shown.
    """

    def __init__(self, run: ImportRun, user, *, kind: str = "", number: str = "1", data=None):
        self.run, self.user, self.data = run, user, data
        self.result: FaqImport = plan_run(run)
        self.pages = [found for found in self.result.pages if self._may_see(found)]
        self.records = {entry["key"]: i for i, entry in enumerate(run.records)}
        self.kind = kind if kind in self._kinds() else self._default_kind()
        self.page = Paginator(self._planned(), PER_PAGE).get_page(number)

    def _may_see(self, found) -> bool:
        """Whether the user may edit the page; raises `DraftError` if questions would go there."""
        if found.page is None or may_edit(found.page, self.user):
            return True
        if found.decisions:
            raise DraftError(
                _(
                    "Questions of this source go to a page that you may not edit (%(type)s). Ask "
                    "an administrator for the permission, or let somebody who has it do the import."
                )
                % {"type": found.type_name}
            )
        return False

    @cached_property
    def warning(self) -> str:
        """Why the import would be refused as things are, and what mends it."""
        try:
            check_run(self.run, self.result, self.user)
        except DraftError as exc:
            return str(exc)
        return ""

    def _kinds(self):
        return {str(kind) for kind in Difference} | {ATTENTION, "all"}

    def _default_kind(self):
        """What needs a look; everything if nothing does."""
        return ATTENTION if any(not self._is_same(p) for _found, p in self._all()) else "all"

    def _is_same(self, planned):
        return planned.kind is Difference.SAME

    def _all(self):
        return [(found, planned) for found in self.pages for planned in found.plan.items]

    def _planned(self):
        if self.kind == "all":
            return self._all()
        if self.kind == ATTENTION:
            return [pair for pair in self._all() if not self._is_same(pair[1])]
        return [pair for pair in self._all() if pair[1].kind == self.kind]

    @cached_property
    def rows(self) -> list[QuestionRow]:
        """The questions of this page of the preview."""
        actions = {
            id(decision.planned): decision.action
            for found in self.result.pages
            for decision in found.decisions
        }
        return [self._row(*pair, actions.get(id(pair[1]))) for pair in self.page.object_list]

    def _row(self, found, planned, action):
        title = found.page.title if found.page else found.type_name
        if planned.item is None or is_second(planned):
            return QuestionRow(planned, title, None, None, moved=planned.key in self.records)
        index = self.records[planned.key]
        dropped = planned.key in self.result.dropped
        form = QuestionForm(
            self.data,
            prefix=f"i{index}",
            planned=planned,
            settled=self.result.settled[planned.key],
            choice={} if dropped else self.run.choices.get(planned.key, {}),
        )
        return QuestionRow(planned, title, form, index, action, dropped=dropped)

    @property
    def filters(self):
        """(value, label, help, count) of each way to look at the list that has something."""
        planned = [planned for _found, planned in self._all()]
        found = [(ATTENTION, _("All that differ"), "", sum(not self._is_same(p) for p in planned))]
        for kind in Difference:
            count = sum(p.kind is kind for p in planned)
            found.append((str(kind), difference_label(kind), kind_help(kind), count))
        found.append(("all", _("All"), "", len(planned)))
        return [entry for entry in found if entry[3]]

    @property
    def kinds_to_choose(self):
        """(kind, label, count) of the questions of this page that words can be chosen for."""
        kinds = Counter(row.planned.kind for row in self.rows if row.offers_words)
        return [(str(kind), difference_label(kind), count) for kind, count in kinds.items()]

    @property
    def rejected(self):
        """What was left aside: text, reason and place."""
        return rejected_lines(self.run)

    @property
    def group_names(self):
        """The headings that a new question can go under."""
        planned = [planned for _found, planned in self._all()]
        names = [p.page_item.group for p in planned if p.page_item]
        names += [p.item.section or "" for p in planned if p.item]
        return sorted({name for name in names if name})

    @property
    def writes(self) -> int:
        """How many questions would be added or changed, with the choices as they are."""
        return sum(
            decision.leaves_trace for found in self.result.pages for decision in found.decisions
        )

    @property
    def seen(self) -> str:
        """The revisions that the editor chooses by, for the form to carry."""
        return json.dumps(self.result.revisions)

    def is_valid(self) -> bool:
        """Whether all choices on this page hold together."""
        # Every form says what is wrong with it, so none may be skipped.
        return not [row for row in self.rows if row.form and not row.form.is_valid()]

    def save(self) -> None:
        """Keep the choices of this page."""
        for row in self.rows:
            if row.form is None:
                continue
            entry = self.run.records[row.index]
            chosen = row.form.choice(entry["section"])
            if chosen:
                self.run.choices[entry["key"]] = chosen
            else:
                self.run.choices.pop(entry["key"], None)
        self.run.save(update_fields=["choices"])
