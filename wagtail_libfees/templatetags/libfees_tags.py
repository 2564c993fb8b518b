"""The template tags of the package: `{% load libfees_tags %}`."""

import re
from datetime import date, datetime
from decimal import Decimal
from urllib.parse import urlsplit

from django import template
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _
from wagtail.models import Site
from wagtail.rich_text import RichText

from .. import rates
from ..blocks.bill_words import bill_words
from ..blocks.faq import question_anchor
from ..blocks.keys import key_of
from ..blocks.rich_text import expand_html
from ..caching import note_boundary
from ..clock import COPENHAGEN, today
from ..editorial.fact_text import fill_text
from ..editorial.facts import registered_facts
from ..in_short import InShort, answer_holds_until, of_card, of_request
from ..models import FeeSettings, resolve_fee_page
from ..models.addresses import QUESTION, address_path
from ..models.facts import facts_of_site
from ..models.reviews import review_dates
from ..notices.banner import active_language
from ..page_cache import kept_part
from ..rates.chart import (
    HEIGHT,
    KEY_LEFT,
    LETTER_HEIGHT,
    LETTER_WIDTH,
    LINE_HEIGHT,
    WIDTH,
)
from ..rates.chart import days as chart_days
from ..rates.chart import lines as chart_lines
from ..rates.labels import band_label
from ..text.addresses import href
from .libfees_head import facts_in
from .libfees_head import register as head_library
from .libfees_names import kept_text_with_names
from .libfees_names import register as name_library
from .libfees_notices import register as notice_library
from .libfees_parts import register as part_library

register = template.Library()
# One `load` for all that a base template needs.
for library in (head_library, name_library, notice_library, part_library):
    register.tags.update(library.tags)


# No element of the package keeps its white space, as `<pre>` does.
_INDENTATION = re.compile(r"\n[ \t\r\n]+")


class KeptNode(template.Node):
    """Renders what stands in it, or what is kept of it."""

    def __init__(self, name: str, nodelist: template.NodeList):
        self.name = name
        self.nodelist = nodelist

    def render(self, context) -> str:
        # Safe: what stands in the tag was escaped as in any template.
        return mark_safe(kept_part(context, self.name, lambda: self._html(context)))  # noqa: S308

    def _html(self, context) -> str:
        """Without the indentation of templates, which a reader would load and not see."""
        html = _INDENTATION.sub("\n", self.nodelist.render(context))
        return kept_text_with_names(context, html)


@register.tag
def libfees_kept(parser, token) -> KeptNode:
    """A part of a page's own text, kept rendered: `{% libfees_kept "content" %}` to
    `{% endlibfees_kept %}`.

    Each part of a template has a name of its own. See `page_cache`: nothing in it may depend on
    the visitor.
    """
    _tag, name = token.split_contents()
    nodelist = parser.parse(("endlibfees_kept",))
    parser.delete_first_token()
    return KeptNode(name.strip("\"'"), nodelist)


@register.simple_tag(takes_context=True)
def libfees_fee_page_url(context) -> str:
    """The address of the site's fee page in the active language, or an empty string."""
    link = resolve_fee_page(context.get("request"))
    return link.url if link else ""


@register.simple_tag(takes_context=True)
def libfees_settings_of_site(context) -> FeeSettings | None:
    """The fee settings of the site that the request is for; None without a site."""
    request = context.get("request")
    if request is None or Site.find_for_request(request) is None:
        return None
    settings = FeeSettings.for_request(request)
    for moment in settings.payment_ends:
        note_boundary(request, moment)
    return settings


@register.inclusion_tag("wagtail_libfees/includes/in_short.html", takes_context=True)
def libfees_in_short(context, heading: str = "", anchor: str | None = None) -> dict:
    """The answer in short: what a late return costs, when one is blocked, how to pay.

    On a fee page its own rates of the day that is shown, elsewhere those of the site's fee page;
    nothing where the site has none that is public, or neither it nor the settings say anything.
    """
    found = _in_short(context)
    settings = libfees_settings_of_site(context) if found else None
    says = found and (found.spans or found.exclusion or (settings and settings.tells_payment))
    return {
        "in_short": found if says else None,
        "fee_settings": settings,
        "request": context.get("request"),
        "heading": heading,
        "anchor": anchor,
    }


def _in_short(context) -> InShort | None:
    page, request = context.get("page"), context.get("request")
    # The preview of the block has rates of its own.
    card = context.get("libfees_sample_card") or getattr(page, "rate_card", None)
    if card is not None:
        note_boundary(request, answer_holds_until(card))
        return of_card(card, context.get("libfees_day") or today())
    return of_request(request) if request else None


@register.simple_tag
def libfees_reviewed_on(page) -> date | None:
    """The day on which somebody last read `page` through and found it true; None if nobody did."""
    return review_dates([page.pk]).get(page.pk) if page.pk else None


@register.simple_tag(takes_context=True)
def libfees_richtext(context, value) -> SafeString:
    """Rich text as HTML, facts filled in, expanded with all other rich text of the page."""
    if not value:
        return mark_safe("")
    text = value if isinstance(value, RichText) else RichText(value)
    texts = context.get("libfees_texts")
    if texts is None or not texts.holds(text):
        # The texts of the page's own stream are filled already; a value is not filled again.
        text = RichText(facts_in(context).html(text.source))
    # Trusted as Wagtail trusts it: rich text was cleaned when it was stored.
    return mark_safe(texts.html_of(text) if texts else expand_html(text.source))  # noqa: S308


@register.simple_tag(takes_context=True)
def libfees_text(context, value, language: str = "") -> str:
    """A plain text with its facts filled in; `language` is its own, if that is not the page's."""
    facts = facts_in(context)
    if language and language != active_language():
        request = context.get("request")
        facts = facts_of_site(Site.find_for_request(request) if request else None, language)
    return conditional_escape(facts.text(str(value or "")))


@register.filter
def libfees_href(address) -> str:
    """An address for an attribute; empty for one that no link may lead to (`javascript:`)."""
    return href(address)


@register.filter
def libfees_host(address: str) -> str:
    """The name of the site of a web address, which can be said: `fjordby.example`."""
    try:
        host = urlsplit(address).hostname
    except ValueError:
        host = None
    return (host or href(address)).removeprefix("www.")


@register.filter
def libfees_fact_words(text: str) -> str:
    """A plain text as an editor may write it, with the words of facts: `{Dage til bortkommet}`.

    Own facts and unknown names stay as they are.
    """
    known = registered_facts()
    return fill_text(
        text, lambda name, _link: f"{{{known[name].label}}}" if name in known else None
    )


@register.filter
def libfees_amount(value: Decimal | None) -> str:
    """An amount in DKK in the active language: `1.234,50 kr.`; a dash in words if unknown."""
    if value is None:
        return _("not stated")
    return rates.format_amount(Decimal(value), get_language() or "da")


@register.filter
def libfees_span(span) -> str:
    """What groups pay from the first day to the last: `20–230 kr.`"""
    if span.state is rates.AmountState.FEE_FREE:
        return _("Fee-free")
    if span.state is rates.AmountState.UNKNOWN:
        return _("Not stated")
    if span.low is None:
        return _("at most %(amount)s") % {"amount": libfees_amount(span.high)}
    return rates.format_span(span.low, span.high, get_language() or "da")


@register.filter
def libfees_day_of(value: date | datetime | None) -> date | None:
    """The day in Copenhagen of a date or a moment, whatever time zone the site runs in."""
    return value.astimezone(COPENHAGEN).date() if isinstance(value, datetime) else value


@register.filter
def libfees_date(value) -> str:
    """A day in words in the active language: `1. januar 2027`; empty for none.

    The package speaks Danish and English; Django knows how others write a day.
    """
    if not value:
        return ""
    day, language = libfees_day_of(value), get_language() or "da"
    return rates.format_date(day, language) if language[:2] in ("da", "en") else date_format(day)


@register.filter
def libfees_days(row) -> str:
    """The days of a band or a table row: `1–7 dage`, `Efter 30 dage`."""
    band = rates.Band(row.from_day, row.to_day)
    return band_label(band, get_language() or "da")


@register.simple_tag
def libfees_fee(band) -> SafeString | str:
    """What a band costs: an amount, "fee-free" or "not stated"; None is a fee-free group's."""
    if band is None or band.state is rates.AmountState.FEE_FREE:
        return _("Fee-free")
    if band.state is rates.AmountState.UNKNOWN:
        return _("Not stated")
    amount = libfees_amount(band.amount)
    if not band.replacement_added:
        return amount
    return format_html('{} <span class="libfees-extra">{}</span>', amount, _("+ replacement"))


register.filter("libfees_anchor", question_anchor)


@register.simple_tag(takes_context=True)
def libfees_question_address(context, block_id: str | None) -> str:
    """The permanent address of a question of the page; empty where it has none."""
    keys = context.get("libfees_question_keys") or {}
    return address_path(QUESTION, keys.get(key_of(block_id)))


@register.simple_tag
def libfees_bill(group: rates.GroupRates, age: int | None = None) -> str:
    """Who gets the bills of a group, and how; empty if that is not stated."""
    return bill_words(group, age)


@register.simple_tag
def libfees_reminder_scope(fee) -> str:
    """What a reminder fee applies to: a tier of debt, a kind of claim, or every reminder."""
    rate = fee.to_rates()
    if rate.basis is rates.ReminderBasis.CLAIM:
        return rate.claim
    if rate.basis is rates.ReminderBasis.FLAT:
        return _("Every reminder")
    low, high = _tier_edges(rate)
    return (
        _("Debt %(low)s and %(high)s") % {"low": low, "high": high}
        if low and high
        else (_("Debt %(edge)s") % {"edge": low or high} if low or high else _("Every debt"))
    )


def _tier_edges(rate: rates.ReminderFee) -> tuple[str, str]:
    """The lower and the upper edge of a tier in words; empty for an open one."""
    low = high = ""
    if rate.debt_from is not None:
        words = _("of %(amount)s or more") if rate.from_inclusive else _("over %(amount)s")
        low = words % {"amount": libfees_amount(rate.debt_from)}
    if rate.debt_to is not None:
        words = _("up to %(amount)s") if rate.to_inclusive else _("under %(amount)s")
        high = words % {"amount": libfees_amount(rate.debt_to)}
    return low, high


@register.simple_tag
def libfees_price(charge) -> str:
    """What something costs in a comparison of old and new rates; None is "not there"."""
    if charge is None:
        return _("Not in the rates")
    if charge.state is rates.AmountState.FEE_FREE:
        return _("Fee-free")
    if charge.state is rates.AmountState.UNKNOWN:
        return _("Not stated")
    amount = libfees_amount(charge.amount)
    # What else decides a charge has one word in the rates core; see `rates.Charge`.
    texts = {
        "replacement_added": _("%(amount)s + replacement"),
        "purchase_price": _("The purchase price"),
        "surcharge": _("The purchase price + %(amount)s"),
        "per_part": _("%(amount)s for each part"),
        "inclusive": _("%(amount)s or more"),
        "exclusive": _("more than %(amount)s"),
    }
    return texts.get(charge.how, "%(amount)s") % {"amount": amount}


@register.simple_tag
def libfees_changes_by_subject(changes) -> list[dict]:
    """Changes of rates in words: those of each group under its name, then all the others."""
    found: dict[str, list[dict]] = {}
    for change in changes:
        is_band = change.from_day is not None
        heading = change.subject if is_band else ""
        what = libfees_days(change) if is_band else libfees_change_subject(change)
        row = {"what": what, "old": libfees_price(change.old), "new": libfees_price(change.new)}
        found.setdefault(heading, []).append(row)
    return [{"heading": heading, "changes": rows} for heading, rows in found.items()]


@register.simple_tag
def libfees_change_subject(change) -> str:
    """What a change of rates is about, in words."""
    if change.from_day is not None:
        band = rates.Band(change.from_day, change.to_day)
        return f"{change.subject}, {_days_in_text(band)}"
    subjects = {
        "exclusions": _("You are blocked when you owe"),
        "reminders": _("Reminder fee"),
        "replacements": _("Lost or damaged: %(what)s"),
    }
    text = subjects.get(change.kind, "%(what)s") % {"what": change.subject}
    low, high = _edge_words(change.debt_from, change.debt_to)
    tier = " ".join(filter(None, [low, high]))
    return f"{text}, {tier}" if tier else text


def _edge_words(low, high) -> tuple[str, str]:
    """The edges of a debt in words, without saying which of them belong."""
    return (
        _("debt from %(amount)s") % {"amount": libfees_amount(low)} if low is not None else "",
        _("debt to %(amount)s") % {"amount": libfees_amount(high)} if high is not None else "",
    )


@register.filter
def libfees_course_day(day: int | None) -> str:
    """When something happens to an item that does not come back."""
    if day is None:
        return _("If you do not pay")
    if day < 0:
        return ngettext(
            "%(days)s day before the due date", "%(days)s days before the due date", -day
        ) % {"days": -day}
    return _("Day %(day)s") % {"day": day}


@register.filter
def libfees_course_step(found) -> str:
    """What happens then, with the groups that it concerns unless it concerns all."""
    text = _step_texts(found.step)
    who = ", ".join(found.groups)
    return f"{who}: {text}" if who else text[:1].upper() + text[1:]


def _step_texts(step) -> str:
    """One step of a timeline, as it goes on after a colon."""
    amount = libfees_amount(step.amount)
    texts = {
        rates.StepKind.ADVANCE_NOTICE: _(
            "we remind you, if we have your phone number or e-mail address"
        ),
        rates.StepKind.RECALL: _("we ask you once to return the item"),
        rates.StepKind.LOST: _("the item counts as lost, and you get a bill for it"),
        rates.StepKind.EXCLUSION: _("you are blocked, because you owe %(amount)s or more")
        if step.inclusive
        else _("you are blocked, because you owe more than %(amount)s"),
        rates.StepKind.REMINDER: _("a reminder costs more, the more you owe")
        if step.state is rates.AmountState.UNKNOWN
        else _("a reminder costs %(amount)s"),
    }
    text = texts.get(step.kind) or _fee_step(step)
    return text % {"amount": amount}


def _fee_step(step) -> str:
    """What is owed from a step of the fee itself on."""
    if step.state is rates.AmountState.FEE_FREE:
        return _("fee-free")
    if step.state is rates.AmountState.UNKNOWN:
        return _("the fee is not stated")
    return _("%(amount)s + replacement") if step.replacement_added else "%(amount)s"


@register.filter
def libfees_chart_lines(charts) -> list[dict]:
    """Where the drawing says that something happens besides the fees, and in which words.

    Words that would lie over those before them stand a line below.
    """
    words = {
        rates.StepKind.RECALL: pgettext("chart", "recall"),
        rates.StepKind.LOST: pgettext("chart", "bill"),
        rates.StepKind.EXCLUSION: pgettext("chart", "blocked"),
    }
    found: dict[int, dict[str, None]] = {}
    for event in (event for chart in charts for event in chart.events):
        if event.step.kind in words:
            found.setdefault(event.x, {})[words[event.step.kind]] = None
    lines: list[dict] = []
    ends = [0, 0]
    for x, said in sorted(found.items()):
        text = ", ".join(said)
        half = len(text) * LETTER_WIDTH // 2
        middle = min(max(x, half), WIDTH - half)
        row = 0 if middle - half >= ends[0] else 1
        ends[row] = middle + half
        lines.append({"x": x, "middle": middle, "y": LETTER_HEIGHT + 26 * row, "words": text})
    return lines


@register.simple_tag
def libfees_chart_key(charts) -> dict:
    """The lines of the drawing with the rows of its key, and how high it is with them.

    A name that is too long for the drawing ends in dots: the list beside it has it whole.
    """
    lines = []
    for line in chart_lines(charts):
        rows = []
        for row in line.rows:
            amount = libfees_amount(row.amount)
            room = (WIDTH - KEY_LEFT) // LETTER_WIDTH - len(amount) - 2
            name = Truncator(row.label).chars(room, "…")
            rows.append({"y": row.y, "name": name, "amount": amount})
        lines.append({"path": line.path, "rows": rows})
    return {
        "x": KEY_LEFT,
        "height": HEIGHT + LINE_HEIGHT * len(charts) + LETTER_HEIGHT // 2,
        "lines": lines,
    }


register.filter("libfees_chart_days", chart_days)


@register.simple_tag
def libfees_total(answer) -> str:
    """The answer of the calculator in one sentence."""
    estimate = answer.estimate
    if estimate.state is rates.AmountState.FEE_FREE:
        return _("It costs nothing: the group is fee-free.")
    if estimate.state is rates.AmountState.UNKNOWN:
        return _("The rates do not say what it costs. Ask the library.")
    if answer.last_day:
        return _("You are not late. Return it by %(day)s at the latest, and it costs nothing.") % {
            "day": libfees_date(answer.last_day)
        }
    values = {"amount": _with_items(estimate.total, answer.lost if answer.is_lost else 0)}
    days = {line.returned for line in estimate.lines}
    if days == {answer.today}:
        return _("Today: %(amount)s") % values
    # What came back before it was due has the due date for its day.
    if len(days) > 1 or not answer.is_late:
        return _("In all: %(amount)s") % values
    return _("On %(day)s: %(amount)s") % {**values, "day": libfees_date(days.pop())}


@register.simple_tag
def libfees_line(line, answer) -> list[str]:
    """Why one fee is what it is, and when it next changes."""
    sentences = []
    if line.fee.days:
        days = ngettext("%(days)s day overdue", "%(days)s days overdue", line.fee.days)
        sentences.append(days % {"days": line.fee.days})
    elif line.due > answer.today and not answer.last_day:
        sentences.append(_("Not late yet"))
    elif not answer.last_day:
        sentences.append(_("Returned in time"))
    if len(answer.estimate.lines) > 1 or len(line.items) > 1:
        values = {
            "number": ", ".join(str(position + 1) for position in line.items),
            "why": " ".join(sentences),
            "fee": _line_fee(line.fee, len(line.items)),
        }
        sentences = [_("Item %(number)s: %(why)s, %(fee)s") % values]
    if len(line.items) > 1:
        sentences.append(_("These items belong together and cost one fee."))
    if line.next_change is not None:
        values = {
            "day": libfees_date(line.next_change.day),
            "fee": _line_fee(line.next_change.fee, len(line.items)),
        }
        sentences.append(_("From %(day)s: %(fee)s") % values)
    return sentences


@register.simple_tag
def libfees_replacements(answer) -> str:
    """What comes on top for what counts as lost, with its handling, by the least and the most."""
    if not answer.examples:
        return ""
    least, most = answer.examples
    span = rates.format_span(answer.then, answer.then_most, get_language() or "da")
    values = {
        "material": least.material,
        "price": libfees_amount(least.amount),
        "dearest": most.material,
        "highest": libfees_amount(most.amount),
        "handling": libfees_amount(most.handling),
        "total": ngettext("%(total)s in all", "%(total)s in all for %(number)s items", answer.lost)
        % {"total": span, "number": answer.lost},
    }
    if least is most and most.handling:
        text = _(
            "For example: “%(material)s” costs %(price)s and %(handling)s for handling, "
            "so %(total)s."
        )
    elif least is most:
        text = _("For example: “%(material)s” costs %(price)s, so %(total)s.")
    elif most.handling:
        text = _(
            "For example: “%(material)s” costs %(price)s and “%(dearest)s” %(highest)s, each with "
            "%(handling)s for handling, so %(total)s."
        )
    else:
        text = _(
            "For example: “%(material)s” costs %(price)s and “%(dearest)s” %(highest)s, "
            "so %(total)s."
        )
    return text % values


@register.simple_tag
def libfees_blocked(answer) -> str:
    """Whether the borrower of an answer can still borrow."""
    values = {"amount": libfees_amount(answer.limit.amount)}
    if answer.is_blocked and answer.is_foreseen:
        return _("Then you are blocked until you have paid: the limit is %(amount)s.") % values
    if answer.is_blocked:
        return _("You are blocked until you have paid: the limit is %(amount)s.") % values
    if answer.blocked_from:
        values["day"] = libfees_date(answer.blocked_from)
        return _("From %(day)s you are blocked: the limit is %(amount)s.") % values
    if answer.estimate.replacement_added:
        return _("With the price of the item you may be blocked: the limit is %(amount)s.") % values
    if answer.maybe_blocked_from:
        values["day"] = libfees_date(answer.maybe_blocked_from)
        text = _("From %(day)s the price of the item may block you, too: the limit is %(amount)s.")
        return text % values
    return _("This alone does not block you: the limit is %(amount)s.") % values


def _with_items(amount: Decimal | None, number: int) -> str:
    """An amount, with the price of the items that count as lost."""
    values = {"amount": libfees_amount(amount), "number": number}
    if not number:
        return values["amount"]
    text = ngettext(
        "%(amount)s and the price of the item",
        "%(amount)s and the price of %(number)s items",
        number,
    )
    return text % values


def _line_fee(fee, number: int) -> str:
    """The fee of a set of items, for a sentence."""
    if fee.state is rates.AmountState.FEE_FREE:
        return _("no fee")
    if fee.state is rates.AmountState.UNKNOWN:
        return _("a fee that is not stated")
    return _with_items(fee.amount, number if fee.replacement_added else 0)


def _days_in_text(band) -> str:
    """The days of a band inside a sentence: `efter 30 dage`."""
    label = band_label(band, get_language() or "da")
    return label[:1].lower() + label[1:]
