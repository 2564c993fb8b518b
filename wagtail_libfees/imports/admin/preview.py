"""What an import would do, question by question, and what the editor chooses and mends."""

import json
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from django.core.paginator import Paginator
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.drafts.permissions import may_edit
from wagtail_libfees.editorial.registry import Subject
from wagtail_libfees.editorial.terms import find_uses, replace_uses
from wagtail_libfees.models import StaffGuidePageMixin
from wagtail_libfees.quality.checks.terms import terms_for
from wagtail_libfees.text.plain_text import readable
from wagtail_libfees.text.word_diff import word_diff

from ..faq.choices import Decision, QuestionAction, is_second
from ..faq.drafts import FaqImport, PageImport
from ..faq.runs import check_run, plan_run, target_of
from ..messages import AUDIENCE_TEXTS, difference_label, kind_help, place_text
from ..models import ImportRun
from ..reading.plan import Difference, PlannedItem
from ..reading.records import Audience, FoundLink
from .question_forms import AnswerWidget, GroupForm, MendForm, QuestionForm, mended_choice

# Of each page. Few enough that the fields stay below DATA_UPLOAD_MAX_NUMBER_FIELDS, 1,000 in
# Django: two pages, and at most five fields for a question.
PER_PAGE = 40
# Below this an editor should look whether the pair belongs together (the importers' advice).
DOUBTFUL = 0.7
ATTENTION = "attention"
EXCERPT = 140
# The fields that a choice keeps of mended words.
WORDS = ("question", "answer")


@dataclass
class QuestionRow:
    """One question of the preview. `form` is None where there is nothing to choose.

    `question` and `answer` are the words that would be written, mended ones too; of a question
    that only the page has, the page's. `terms` are the outdated words that count there.
    """

    planned: PlannedItem
    question: str
    answer: str
    terms: list
    index: int | None = None
    form: QuestionForm | None = None
    # There only when the words were sent.
    mend: MendForm | None = None
    action: QuestionAction | None = None
    is_mended: bool = False
    # Whether the source has it for other readers now, so that it goes to another page.
    moved: bool = False
    # Whether a choice was dropped because the text has become text for staff since.
    dropped: bool = False
    new_links: tuple[FoundLink, ...] = ()

    @property
    def kind(self):
        """How the sides differ, for the template."""
        return str(self.planned.kind)

    @property
    def related(self):
        """The links that come along with a new question, or are added to one that is there."""
        item = self.planned.item
        return item.related if item and self.planned.kind is Difference.NEW else self.new_links

    @property
    def kind_label(self):
        return difference_label(self.planned.kind)

    @property
    def item(self):
        return self.planned.item

    @property
    def offers_words(self):
        """Whether the page's words or the source's can be chosen."""
        return self.form is not None and "words" in self.form.fields

    @property
    def doubtful(self):
        """Whether the parser was not sure of it."""
        return self.item is not None and self.item.confidence < DOUBTFUL

    @property
    def is_unaddressed(self):
        """Whether it is among the staff's only because nobody is spoken to, as things are."""
        is_there = self.item is not None and self.item.unaddressed
        return is_there and self.form is not None and self.item.audience == Audience.STAFF

    @property
    def may_be_mended(self):
        """Whether the words of the source can be written: what the page says is mended there."""
        return self.form is not None and self.planned.kind is not Difference.SAME

    @property
    def is_written(self):
        """Whether the import would write it, with the choices as they are."""
        return self.action in (QuestionAction.ADDED, QuestionAction.CHANGED)

    @property
    def is_left_out(self):
        """Whether it is new and not wanted."""
        return self.action is QuestionAction.LEFT and self.planned.page_item is None

    @property
    def is_open(self):
        """Whether the row is shown unfolded: something must be mended there."""
        faulty = [form for form in (self.form, self.mend) if form is not None and form.errors]
        return bool(faulty or self.mend or self.dropped)

    @property
    def place(self):
        return place_text(str(self.item.place)) if self.item else ""

    @property
    def elsewhere(self):
        """(audience, label) of the page that it can be moved to; None if it cannot be moved."""
        if self.form is None:
            return None
        to_staff = self.item.audience == Audience.BORROWER
        audience = Audience.STAFF if to_staff else Audience.BORROWER
        return audience, _("Move to staff") if to_staff else _("Move to borrowers")

    @property
    def is_for_steps(self):
        """Whether it is among the staff's, and says what to do at the desk."""
        return self.item is not None and self.item.audience == Audience.WORKFLOW

    @property
    def audience_label(self):
        return AUDIENCE_TEXTS[self.item.audience] if self.item else ""

    @property
    def two_sided(self):
        """Whether there are two different wordings to put side by side."""
        both = self.planned.item is not None and self.planned.page_item is not None
        return both and self.planned.kind is not Difference.SAME

    @property
    def excerpt(self):
        """The beginning of the answer, on one line."""
        return Truncator(" ".join(readable(self.answer).split())).chars(EXCERPT)

    @cached_property
    def question_parts(self):
        return with_outdated(self.question, self.terms)

    @cached_property
    def answer_parts(self):
        return with_outdated(readable(self.answer), self.terms)

    @cached_property
    def outdated(self):
        """(written, what to write) of each outdated word, once."""
        parts = [*self.question_parts, *self.answer_parts]
        return list(dict.fromkeys((text, new) for text, new in parts if new is not None))

    @cached_property
    def question_diff(self):
        """The parts of the question on both sides."""
        return word_diff(self.planned.page_item.question, self.question)

    @cached_property
    def answer_diff(self):
        """The parts of the answer on both sides."""
        return word_diff(readable(self.planned.page_item.answer_html), readable(self.answer))


def with_outdated(text: str, terms) -> list[tuple[str, str | None]]:
    """The parts of a plain text, each with what to write instead if it is an outdated word."""
    parts, done = [], 0
    for use in find_uses(text, terms):
        parts += [(text[done : use.start], None), (text[use.start : use.end], use.replacement)]
        done = use.end
    return [*parts, (text[done:], None)]


@dataclass
class PreviewGroup:
    """Questions under one heading. `form` renames it, where an import is what makes it."""

    name: str
    rows: list[QuestionRow]
    form: GroupForm | None = None


@dataclass
class PreviewColumn:
    """What goes to one page: `count` questions in all, of which `groups` are shown."""

    found: PageImport
    count: int
    groups: list[PreviewGroup] = field(default_factory=list)

    @property
    def is_for_staff(self):
        return issubclass(self.found.model, StaffGuidePageMixin)


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
        chosen = [[p for p in found.plan.items if self._is_shown(p)] for found in self.pages]
        self.page = Paginator(max(chosen, key=len, default=[]), PER_PAGE).get_page(number)
        first = max(self.page.start_index() - 1, 0)
        self.columns = [
            self._column(number, found, planned, first)
            for number, (found, planned) in enumerate(zip(self.pages, chosen, strict=True))
        ]
        self.rows = [row for column in self.columns for g in column.groups for row in g.rows]

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
        return ATTENTION if any(p.kind is not Difference.SAME for p in self.planned) else "all"

    @cached_property
    def planned(self) -> list[PlannedItem]:
        """The questions of all pages that the user may see."""
        return [planned for found in self.pages for planned in found.plan.items]

    @property
    def media(self):
        """What the editor of an answer needs, for when one is asked for."""
        return AnswerWidget().media

    def _is_shown(self, planned):
        if self.kind == ATTENTION:
            return planned.kind is not Difference.SAME
        return self.kind in ("all", planned.kind)

    # The rows

    def _column(self, number, found, planned, first) -> PreviewColumn:
        """The questions of one page that stand on this page of the preview, by their groups."""
        decisions = {id(decision.planned): decision for decision in found.decisions}
        groups: dict[str, list[QuestionRow]] = {}
        for each in planned[first : first + PER_PAGE]:
            row = self._row(each, decisions.get(id(each)))
            groups.setdefault(_group_of(each), []).append(row)
        return PreviewColumn(
            found,
            len(found.plan.items),
            [
                PreviewGroup(name, rows, self._group_form(f"g{number}-{at}", name, rows))
                for at, (name, rows) in enumerate(groups.items())
            ],
        )

    @cached_property
    def terms(self) -> list:
        """The outdated words that count on the site that the import goes to."""
        (target,) = target_of(self.run).values()
        return terms_for(Subject(target))

    def _group_form(self, prefix, name, rows):
        """Only where no question stands on the page: an import renames no group of a page."""
        if any(row.planned.page_item is not None or row.form is None for row in rows):
            return None
        return GroupForm(self.data, prefix=prefix, name=name)

    def _row(self, planned, decision: Decision | None) -> QuestionRow:
        if planned.item is None or is_second(planned):
            shown = planned.item or planned.page_item
            moved = planned.key in self.records
            return QuestionRow(planned, shown.question, shown.answer_html, self.terms, moved=moved)
        index = self.records[planned.key]
        dropped = planned.key in self.result.dropped
        choice = {} if dropped else self.run.choices.get(planned.key, {})
        item = planned.item
        found = {"question": item.question, "answer": item.answer_html}
        words = found | _only_words(choice)
        prefix = f"i{index}"
        settled = self.result.settled[planned.key]
        form = QuestionForm(
            self.data, prefix=prefix, planned=planned, settled=settled, choice=choice
        )
        row = QuestionRow(
            planned,
            words["question"],
            words["answer"],
            self.terms,
            index=index,
            form=form,
            action=decision.action if decision else None,
            is_mended="question" in choice,
            dropped=dropped,
            new_links=decision.new_links if decision else (),
        )
        if self.data is not None and f"{prefix}-answer" in self.data and row.may_be_mended:
            row.mend = mend_form(row, self.data)
        return row

    def row_to_mend(self, number: int, data=None) -> QuestionRow | None:
        """The question with that number in the source, with a form for its words; None if there
        is none, or if what it says is mended on its page."""
        for planned in self.planned:
            if self.records.get(planned.key) == number and not is_second(planned):
                row = self._row(planned, None)
                if row.may_be_mended:
                    row.mend = mend_form(row, data)
                    return row
        return None

    # What is shown around them

    @property
    def filters(self):
        """(value, label, help, count) of each way to look at the list that has something."""
        kinds = Counter(each.kind for each in self.planned)
        differing = len(self.planned) - kinds[Difference.SAME]
        found = [(ATTENTION, _("All that differ"), "", differing)]
        found += [
            (str(kind), difference_label(kind), kind_help(kind), kinds[kind]) for kind in Difference
        ]
        found.append(("all", _("All"), "", len(self.planned)))
        return [entry for entry in found if entry[3]]

    @property
    def has_kinds(self):
        """Whether there is more than one kind to look at."""
        return len(self.filters) > 3

    @property
    def kinds_to_choose(self):
        """(kind, label, count) of the questions of this page that words can be chosen for."""
        kinds = Counter(row.planned.kind for row in self.rows if row.offers_words)
        return [(str(kind), difference_label(kind), count) for kind, count in kinds.items()]

    @property
    def outdated(self) -> int:
        """How many questions shown here have an outdated word that would be written."""
        return sum(bool(row.outdated) for row in self.rows if row.is_written)

    @property
    def unaddressed(self) -> int:
        """How many questions shown here went to staff because nobody is spoken to."""
        return sum(row.is_unaddressed for row in self.rows)

    @property
    def group_names(self):
        """The headings that a new question can go under."""
        return sorted({name for planned in self.planned if (name := _group_of(planned))})

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

    @property
    def is_outdated(self) -> bool:
        """Whether the choices were changed since the form that was sent was shown."""
        return self.data is not None and self.data.get("version") != self.run.version

    # What is kept

    def _forms(self):
        for column in self.columns:
            for group in column.groups:
                yield group.form
        for row in self.rows:
            yield from (row.form, row.mend)

    def is_valid(self) -> bool:
        """Whether all choices on this page hold together."""
        # Every form says what is wrong with it, so none may be skipped.
        return not [form for form in self._forms() if form and not form.is_valid()]

    def save(self, *, replacing: bool = False) -> None:
        """Keep the choices of this page, and the names of groups for every page.

        `replacing`: outdated words are replaced in what is written of the questions shown.
        """
        for row in self.rows:
            if row.form is None:
                continue
            entry = self.run.records[row.index]
            before = {} if row.dropped else self.run.choices.get(entry["key"], {})
            chosen = row.form.choice(entry)
            chosen |= row.mend.choice() if row.mend else _only_words(before)
            if replacing and row.is_written:
                chosen = _replaced(row, chosen)
            self.run.choose(entry["key"], chosen)
        for column in self.columns:
            self._rename(column)
        self.run.save(update_fields=["choices"])

    def _rename(self, column) -> None:
        """Give the questions of renamed groups the new names, whatever page they stand on."""
        names = {g.name: g.form.renamed for g in column.groups if g.form}
        moved = {
            row.planned.key
            for row in self.rows
            if row.form and row.form.cleaned_data.get("group") != row.form.initial["group"]
        }
        for planned in column.found.plan.items:
            name = names.get(_group_of(planned))
            if name is None or planned.page_item is not None or planned.key in moved:
                continue
            record = self.run.records[self.records[planned.key]]
            chosen = {**self.run.choices.get(planned.key, {}), "group": name}
            if name == (record["section"] or ""):
                del chosen["group"]
            self.run.choose(planned.key, chosen)


def _group_of(planned) -> str:
    """The heading that a question stands under, or will."""
    if planned.page_item is not None:
        return planned.page_item.group
    return planned.item.section or ""


def mend_form(row: QuestionRow, data=None) -> MendForm:
    """The form for the words of a question."""
    words = {"question": row.question, "answer": row.answer}
    return MendForm(data, prefix=f"i{row.index}", found=row.item, words=words)


def _only_words(choice) -> dict:
    return {name: choice[name] for name in WORDS if name in choice}


def _replaced(row, chosen) -> dict:
    """The choice with the words that it leads to replaced where they are outdated."""
    item = row.planned.item
    question = replace_uses(chosen.get("question", item.question), row.terms)
    answer = replace_uses(chosen.get("answer", item.answer_html), row.terms)
    rest = {name: value for name, value in chosen.items() if name not in WORDS}
    return rest | mended_choice(item, question, answer)
