"""The review of a fee page: the source beside the values that were made of it, to be corrected."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from functools import cached_property

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy

from wagtail_libfees import rates
from wagtail_libfees.blocks.rate_messages import finding_message
from wagtail_libfees.date_fields import SpelledDateField
from wagtail_libfees.imports.fees.drafts import FeesImport, KindAction
from wagtail_libfees.imports.fees.log import kind_name
from wagtail_libfees.imports.fees.runs import check_fees_run, plan_fees_run, sheet_of_run
from wagtail_libfees.imports.fees.sheet import Sheet
from wagtail_libfees.imports.fees.stored_rates import SHEET_KINDS, rate_block
from wagtail_libfees.imports.models import ImportRun

from .forms import StructForm
from .source_lines import SourceMark, marked_lines

# The fields that tell whether a kind that is one row says something.
ONE_ROW = {
    "exclusions": ("amount",),
    "timings": tuple(each.name for each in fields(rates.Timings) if each.name != "validity"),
}
# What the form has besides the values: the token, the choices, the buttons, rows opened meanwhile.
SPARE_FIELDS = 100


class PageForm(forms.Form):
    """What holds for the whole page."""

    valid_from = SpelledDateField(
        required=False,
        label=gettext_lazy("Valid from"),
        help_text=gettext_lazy("The first day that these rates apply. Empty: they apply already."),
    )


class ChoiceForm(forms.Form):
    """Whose rates the draft has after the import, where an editor has others there."""

    takes = forms.ChoiceField(
        widget=forms.RadioSelect,
        label=gettext_lazy("Whose rates"),
        choices=[
            ("keep", gettext_lazy("Keep those of the page")),
            ("source", gettext_lazy("Take those below")),
        ],
        # Missing where the page was changed after the form was shown; then nothing is imported.
        required=False,
    )

    def clean_takes(self):
        """What was chosen, or what it starts with."""
        return self.cleaned_data["takes"] or self.initial["takes"]


class SectionForm(forms.Form):
    """Whether a text goes along."""

    take = forms.BooleanField(required=False, label=gettext_lazy("Take this text along"))


@dataclass
class KindReview:
    """One kind of rates: its form, and the page's own rates where they differ."""

    kind: str
    struct: StructForm
    action: KindAction | None = None
    choice: ChoiceForm | None = None
    here: list = field(default_factory=list)

    @property
    def name(self) -> str:
        return kind_name(self.kind)

    @property
    def is_taken_after_all(self) -> bool:
        """Whether values were corrected under a choice that would not use them, and stayed."""
        choice = self.choice
        keeps = choice is not None and choice.cleaned_data["takes"] == "keep"
        return keeps and not choice.has_changed() and self.struct.is_corrected


class FeesReview:
    """A parsed run with what `user` has made of it so far. Raises `DraftError`."""

    def __init__(self, run: ImportRun, user, data=None, opened=()):
        self.run, self.data, self.opened = run, data, None
        self.sheet: Sheet = sheet_of_run(run)
        self.result: FeesImport = plan_fees_run(run)
        check_fees_run(run, self.result, user)
        self.reading = self.result.reading
        self.page_form = PageForm(
            data, prefix="page", initial={"valid_from": self.sheet.valid_from}
        )
        self.kinds = [self._kind(kind) for kind in SHEET_KINDS]
        if data is None and self._is_too_large():
            self.opened = tuple(opened)
            self.kinds = [self._kind(kind) for kind in SHEET_KINDS]
        self.sections = [self._section(i, s) for i, s in enumerate(self.reading.sections)]
        for review in self.kinds:
            for row in review.struct.rows():
                row.words = self.words.get(row.key)

    def _is_too_large(self) -> bool:
        """Whether the form would have more fields than the server takes."""
        most = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
        fields = sum(kind.struct.size for kind in self.kinds) + len(self.reading.sections)
        return most is not None and fields > most - SPARE_FIELDS

    @property
    def has_closed_rows(self) -> bool:
        """Whether rows are shown as text."""
        return any(row.is_closed for kind in self.kinds for row in kind.struct.rows())

    def _kind(self, kind) -> KindReview:
        value = self.sheet.kinds.get(kind) or {}
        # The exclusion and the days are one row: it may stay empty, and what was read may go.
        one = kind in ("exclusions", "timings")
        given = any(value.get(name) not in (None, "") for name in ONE_ROW.get(kind, ()))
        struct = StructForm(
            rate_block(kind),
            kind,
            value,
            self.data,
            key=kind,
            blank=one and not given,
            removable=one and given,
            opened=self.opened,
        )
        review = KindReview(kind, struct, self.result.kinds.get(kind))
        if self._differs_here(kind):
            review.choice = ChoiceForm(
                self.data,
                prefix=f"{kind}-choice",
                initial={"takes": "keep" if review.action is KindAction.KEPT else "source"},
            )
            review.here = self._here(kind)
        return review

    def _differs_here(self, kind) -> bool:
        """Whether the draft has rates of the kind that an editor may have meant."""
        if kind in self.sheet.takes:
            return bool(self._here(kind))
        return self.result.kinds.get(kind) is KindAction.KEPT

    def _here(self, kind):
        """The blocks of the kind in the draft, bound, so that they can show themselves."""
        body = self._draft_body
        return [child for child in body if getattr(child.block, "kind", "") == kind]

    @cached_property
    def _draft_body(self):
        page = self.result.page
        return page.get_latest_revision_as_object().body if page else []

    def _section(self, number, section):
        form = SectionForm(
            self.data,
            prefix=f"section-{number}",
            initial={"take": number not in self.sheet.left_out},
        )
        known = self.result.page is not None and section not in self.result.sections
        return {
            "form": form,
            "section": section,
            "known": known and number not in self.sheet.left_out,
        }

    # What is shown

    @cached_property
    def marks(self) -> list[SourceMark]:
        """The source, line by line, with the values that each line is the words of."""
        return marked_lines(self.reading, self.sheet)

    @cached_property
    def words(self) -> dict:
        """By the key of a value: its words, their place, and the line that they are marked in."""
        lines = {link.key: mark.number for mark in self.marks for link in mark.links}
        return {
            key: {"text": words.text, "place": words.place, "line": lines.get(key)}
            for key, words in (self.reading.words or {}).items()
        }

    @property
    def findings(self) -> list[tuple[str, str, str]]:
        """(severity, message, anchor) of what the rate core says of the corrected card."""
        found = rates.card_findings(self.sheet.to_card())
        ordered = sorted(found, key=lambda f: f.severity is not rates.Severity.ERROR)
        return [(f.severity.value, finding_message(f), self._anchor(f.place)) for f in ordered]

    def _anchor(self, place) -> str:
        """The key of the row that a finding is about."""
        kind, raw = place[0], self.sheet.kinds.get(place[0], {})
        key = kind
        for name, index in zip(place[2::2], place[3::2], strict=False):
            items = raw.get(name) if isinstance(raw, dict) else None
            if not isinstance(items, list) or index >= len(items):
                break
            key, raw = items[index]["id"], items[index]["value"]
        return key

    @property
    def doubts(self) -> list[dict]:
        """What may be read in more than one way: the row, each reading in words, and its line."""
        lines = {}
        for mark in self.marks:
            lines.setdefault(mark.text, mark.number)
        return [{**doubt, "line": lines.get(doubt["text"])} for doubt in self.reading.doubts]

    @property
    def is_looked_at(self) -> bool:
        """Whether the editor says that what is in doubt is right as it stands now."""
        return not self.reading.doubts or bool(self.data and self.data.get("looked"))

    @property
    def seen(self) -> str:
        """The revision that the editor chooses by, for the form to carry."""
        return json.dumps(self.result.revisions)

    @property
    def is_outdated(self) -> bool:
        """Whether the corrections were changed since the form that was sent was shown."""
        return self.data is not None and self.data.get("version") != self.run.version

    @property
    def media(self):
        return self.page_form.media

    # What is kept

    def _forms(self) -> Iterator:
        yield self.page_form
        for kind in self.kinds:
            yield kind.struct
            if kind.choice is not None:
                yield kind.choice
        yield from (section["form"] for section in self.sections)

    def is_valid(self) -> bool:
        """Whether all that was typed can be kept."""
        # Every form says what is wrong with it, so none may be skipped.
        return not [form for form in self._forms() if not form.is_valid()]

    def save(self) -> None:
        sheet = Sheet(
            kinds={review.kind: self._value(review) for review in self.kinds},
            valid_from=self.page_form.cleaned_data["valid_from"],
            left_out=frozenset(
                number
                for number, section in enumerate(self.sections)
                if not section["form"].cleaned_data["take"]
            ),
            takes={**self.sheet.takes, **self._takes()},
            versions=self.sheet.versions,
            brought=self.sheet.brought,
        )
        self.run.choices = sheet.to_dict()
        self.run.save(update_fields=["choices"])

    def _value(self, review) -> dict:
        return {} if review.struct.is_nothing or review.struct.is_removed else review.struct.value()

    def _takes(self) -> dict[str, bool]:
        return {
            review.kind: review.is_taken_after_all
            or review.choice.cleaned_data["takes"] == "source"
            for review in self.kinds
            if review.choice is not None
        }

    @property
    def taken_after_all(self) -> list[str]:
        """The kinds whose corrected values take the place of the page's own, by name."""
        return [str(review.name) for review in self.kinds if review.is_taken_after_all]
