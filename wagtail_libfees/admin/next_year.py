"""Next year's rates on one screen: every amount of a fee page, this year beside next year.

Or any other day to come on which rates change.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django import forms
from django.core.exceptions import BadRequest, ValidationError
from django.shortcuts import redirect
from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from ..blocks.base import AmountField
from ..blocks.rate_messages import finding_message, rates_error_message
from ..blocks.table_texts import logged_out_texts
from ..blocks.walk import Place
from ..clock import today
from ..date_fields import SpelledDateField
from ..drafts.errors import DraftError, OlderDraftError
from ..drafts.next_year import NextYear, check_is_source, copy_rates, next_year, save_next_year
from ..drafts.permissions import check_may_edit
from ..drafts.year_amounts import AmountLine
from ..models import TaksterPageMixin
from ..rates import AmountError, Severity, format_amount, format_date, parse_amount
from ..rates.messages import KIND_NAMES
from ..rates.raising import parse_percent, percent_change, raised
from .quality.access import EditablePageMixin, edit_url

# How long a typed text is that can still be an amount; the rest is cut from what is shown again.
LONGEST_TYPED = 100


@dataclass
class Row:
    """One line of the table: an amount this year and next year, as typed, and what is wrong."""

    line: AmountLine
    typed: str = ""
    new: Decimal | None = None
    errors: list[str] = field(default_factory=list)
    selected: bool = False

    @property
    def subject(self) -> str:
        return self.line.shown.subject

    @property
    def name(self) -> str:
        """The name of the field; empty where next year's amount cannot be written."""
        new = self.line.new
        return new.name if new and not new.instead else ""

    @property
    def old(self) -> Decimal | None:
        return self.line.old.amount if self.line.old else None

    @property
    def is_limit(self) -> bool:
        return self.line.shown.is_limit

    @property
    def is_changed(self) -> bool:
        """Whether next year says something else than this year, also what cannot be read."""
        return bool(self.errors) or not self.line.old or not self.line.new or self.old != self.new

    @property
    def old_words(self) -> str:
        return _words(self.line.old)

    @property
    def new_words(self) -> str:
        """What stands in the place of a field."""
        return _words(self.line.new)

    @property
    def difference(self) -> str:
        """What is paid more, in kroner with a sign; empty where that cannot be said."""
        if self.errors or self.old is None or self.new is None or self.old == self.new:
            return ""
        return _signed(self.new - self.old)

    @property
    def percent(self) -> str:
        """The same in percent."""
        if not self.difference or self.old is None or self.new is None:
            return ""
        share = percent_change(self.old, self.new)
        if share is None:
            return ""
        number = f"{abs(share):.1f}".removesuffix(".0")
        decimal = number.replace(".", ",") if get_language() == "da" else number
        return f"{'+' if share >= 0 else MINUS}{decimal} %"


class FirstDayForm(forms.Form):
    """From which day on the new rates hold: one to come, for what is in force is not changed."""

    first = SpelledDateField(label=gettext_lazy("Valid from"))

    def clean_first(self) -> date:
        """Refuse today and what has been."""
        first = self.cleaned_data["first"]
        if first <= today():
            raise ValidationError(_("The first day must be after today."))
        return first


MINUS = "\N{MINUS SIGN}"


def _signed(amount: Decimal) -> str:
    sign = "+" if amount > 0 else MINUS
    return f"{sign}{format_amount(abs(amount), get_language() or 'da')}"


def _words(stored) -> str:
    """The amount of a line in words."""
    if stored is None:
        return _("Not in the rates")
    instead = {"fee_free": _("Fee-free"), "purchase_price": _("The purchase price")}
    if stored.instead:
        return instead[stored.instead]
    if stored.amount is None:
        return str(stored.owner.get(stored.field) or "") or _("Not stated")
    return format_amount(stored.amount, get_language() or "da")


class NextYearView(EditablePageMixin, WagtailAdminTemplateMixin, TemplateView):
    """Shows the table; raises, checks and saves what is typed. What holds today stays as it is."""

    page_type = TaksterPageMixin
    template_name = "wagtail_libfees/admin/next_year/table.html"
    page_title = gettext_lazy("Next year's rates")
    header_icon = "date"

    @cached_property
    def day_form(self) -> FirstDayForm:
        """The first day of the new rates: as chosen, or 1 January."""
        asked = self.request.POST if self.request.method == "POST" else self.request.GET
        return FirstDayForm({"first": asked.get("first", next_new_year().isoformat())})

    @cached_property
    def first(self) -> date:
        """That day. What cannot be one is told, and 1 January shown; but nothing is saved on it."""
        if self.day_form.is_valid():
            return self.day_form.cleaned_data["first"]
        if self.request.method == "POST":
            raise BadRequest("The first day of the new rates is none.")
        return next_new_year()

    @cached_property
    def plan(self) -> NextYear:
        """The rates until that day and from then on, in the latest draft."""
        return next_year(self.page, self.first)

    def dispatch(self, request, *args, **kwargs):
        """Lead back to the editor, with the reason, where nothing can be written."""
        try:
            check_is_source(self.page)
            check_may_edit(self.page, request.user)
        except DraftError as exc:
            messages.error(request, str(exc))
            return redirect(edit_url(self.page))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        """The table as the draft has it; a copy of this year's where it has none."""
        rows = [_row(line) for line in self.plan.lines]
        for row in rows:
            row.selected = not row.is_limit and row.old is not None
        return self._shown(rows)

    def post(self, request, *args, **kwargs):
        """Raise, check, copy or save, by the button that was pressed."""
        action = request.POST.get("action", "save")
        if action == "copy":
            return self._copy()
        rows = [_row(line, request.POST) for line in self.plan.lines]
        raising: list[str] = []
        if action == "raise":
            raising = self._raise(rows)
        elif action == "save" and not any(row.errors for row in rows):
            return self._save(rows)
        if action == "save":
            messages.error(
                request, _("Nothing is saved yet: an amount below could not be understood.")
            )
        return self._shown(rows, raising=raising)

    def _raise(self, rows: list[Row]) -> list[str]:
        """Raise this year's amount of the selected rows; returns what is not understood."""
        try:
            percent = parse_percent(self.request.POST.get("percent", ""))
            step = parse_amount(self.request.POST.get("step", ""))
            for row in rows:
                if row.selected and row.name and row.old is not None:
                    row.new, row.errors = raised(row.old, percent, step), []
                    row.typed = AmountField().prepare_value(row.new)
        except AmountError as exc:
            return [rates_error_message(exc)]
        return []

    def _save(self, rows: list[Row]):
        amounts = {row.name: row.new for row in rows if row.name}
        base = self.request.POST.get("revision", "")
        try:
            saved = save_next_year(
                self.page,
                self.first,
                amounts,
                revision=int(base) if base.isdecimal() else None,
                user=self.request.user,
            )
        except OlderDraftError as exc:
            messages.error(self.request, str(exc))
            return self._shown(rows)
        except DraftError as exc:
            messages.warning(self.request, str(exc))
            return self._shown(rows)
        count = sum(row.is_changed for row in rows)
        text = ngettext(
            "The rates from %(day)s are in the draft: %(count)s amount differs from what holds "
            "until then. Publish the page, and they show by themselves on that day.",
            "The rates from %(day)s are in the draft: %(count)s amounts differ from what holds "
            "until then. Publish the page, and they show by themselves on that day.",
            count,
        )
        self._tell(saved, text % {"count": count, "day": self._day()})
        return redirect(edit_url(self.page))

    def _copy(self):
        try:
            copies = copy_rates(self.page, self.first, user=self.request.user)
        except DraftError as exc:
            messages.error(self.request, str(exc))
            return redirect(edit_url(self.page))
        text = ngettext(
            "%(count)s block of rates was copied into the draft, valid from %(day)s. Change it "
            "there, and publish: the new rates show by themselves on that day.",
            "%(count)s blocks of rates were copied into the draft, valid from %(day)s. Change "
            "them there, and publish: the new rates show by themselves on that day.",
            len(copies),
        )
        self._tell(copies, text % {"count": len(copies), "day": self._day()})
        # There the editor goes on writing: not at the block that holds today.
        return redirect(_url_of(self.page, copies))

    def _tell(self, blocks, text: str) -> None:
        """Say what was saved, with a link to next year's first block."""
        label = _("Go to the rates from %(day)s") % {"day": self._day()}
        button = messages.button(_url_of(self.page, blocks), label)
        messages.success(self.request, text, buttons=[button])

    def _day(self) -> str:
        return _in_words(self.first)

    def _shown(self, rows: list[Row], *, raising: list[str] | None = None):
        """The whole page; the changing parts alone where a script asks for them."""
        amounts = {row.name: row.new for row in rows if row.name and not row.errors}
        found = self.plan.findings(amounts)
        valid = self.day_form.is_valid()
        context = self.get_context_data(
            page=self.page,
            day_form=FirstDayForm(initial={"first": self.first}) if valid else self.day_form,
            first=self.first,
            first_day=self._day(),
            coming=[(day, _in_words(day)) for day in self.plan.coming if day != self.first],
            heads=_heads(self.first),
            sections=_sections(rows),
            any_changed=any(row.is_changed for row in rows),
            findings=[(about, finding, finding_message(finding)) for about, finding in found],
            stops_publishing=any(f.severity is Severity.ERROR for _about, f in found),
            raising=raising,
            percent=self.request.POST.get("percent", ""),
            step=self.request.POST.get("step", "1"),
            revision=self.plan.revision or "",
            is_in_draft=self.plan.is_in_draft,
            shows_all=self._shows_all(rows),
            edit_url=edit_url(self.page),
            session=logged_out_texts(),
        )
        return self.render_to_response(context)

    def _shows_all(self, rows: list[Row]) -> bool:
        """Whether the lines that nobody changed are shown: as chosen, or until one is changed."""
        if self.request.method == "POST":
            return "all" in self.request.POST
        return not any(row.is_changed for row in rows)


def _row(line: AmountLine, data=None) -> Row:
    """The row of a line: as stored, or as `data` has it typed."""
    row = Row(line)
    if line.new is None:
        return row
    stored = line.new.amount
    raw = line.new.owner.get(line.new.field)
    row.new = stored
    row.typed = str(raw or "") if stored is None else AmountField().prepare_value(stored)
    if data is not None and row.name:
        # A line that is not in the form was not there when it was opened: it stays as stored.
        row.typed = data.get(row.name, row.typed).strip()
        row.selected = row.name in data.getlist("selected")
    if row.name:
        row.new, row.errors = _read(row)
        row.typed = row.typed[:LONGEST_TYPED]
    return row


def _read(row: Row) -> tuple[Decimal | None, list[str]]:
    """The amount of what is typed, and what is wrong with it."""
    try:
        new = row.line.new.block.field.clean(row.typed) if row.typed else None
    except ValidationError as exc:
        return None, list(exc.messages)
    if new is None and row.old is not None:
        return None, [_("There is no amount. Write 0 if it costs nothing.")]
    return new, []


def _url_of(page, blocks) -> str:
    """The address of the first of these stored blocks in the editor."""
    return edit_url(page, Place("body", blocks[0]["id"]))


def _sections(rows: list[Row]) -> list[tuple[str, list[Row]]]:
    """The rows by kind, each kind with its name."""
    sections: dict[str, list[Row]] = {}
    for row in rows:
        sections.setdefault(row.line.shown.kind, []).append(row)
    return [(_(KIND_NAMES[kind]), found) for kind, found in sections.items()]


def next_new_year() -> date:
    """The day on which most libraries' rates change."""
    return date(today().year + 1, 1, 1)


def _in_words(day: date) -> str:
    return format_date(day, get_language() or "da")


def _heads(first: date) -> tuple[str, str]:
    """What the columns of amounts are called: by their years, or by the day between them."""
    if (first.month, first.day) == (1, 1):
        return str(first.year - 1), str(first.year)
    return _("Until then"), _("From then on")


def next_year_urls():
    """The address of the view."""
    return [
        path(
            "libfees/rates/<libfees_id:page_id>/next-year/",
            NextYearView.as_view(),
            name="libfees_next_year",
        ),
    ]
