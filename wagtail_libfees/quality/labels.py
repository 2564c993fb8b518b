"""The names of the kinds of findings, for lists and filters."""

from django.utils.translation import gettext_lazy as _

from .. import rates

# All that the rate core says has one name, and all about facts: the messages are precise enough.
RATES = "rates"
FACTS = "facts"

LABELS = {
    "placeholder": _("Placeholder"),
    "cpr": _("CPR number"),
    "outdated_term": _("Outdated term"),
    "contradiction": _("Contradicts rates or settings"),
    "lost_day": _("When an item counts as lost"),
    "other_portal": _("Another payment portal"),
    "other_way_of_paying": _("Another way of paying"),
    "date_without_year": _("Date without a year"),
    "link_text": _("Link that says nothing"),
    "link_raw": _("Link called by its address"),
    "statement_asked": _("Statement with a question mark"),
    "range_hyphen": _("Hyphen in place of a dash"),
    "two_names": _("Two names of one thing"),
    "link_unsafe": _("Link that no reader may follow"),
    "link_gone": _("Link to a deleted page"),
    "link_unpublished": _("Link to an unpublished page"),
    "link_private": _("Link to a private page"),
    "fee_page": _("Fee page out of reach"),
    "several_fee_pages": _("Several fee pages"),
    "question_twice": _("Question asked twice"),
    "translation_behind": _("Translation is behind"),
    "not_reviewed": _("Not reviewed in time"),
    "question_not_reviewed": _("Question not reviewed in time"),
    "fact_unknown": _("Unknown fact"),
    "fact_gap": _("Fact without a value"),
    "fact_misspelt": _("Fact misspelt"),
    "fact_in_title": _("Fact in a title"),
    "fact_split": _("Fact torn apart"),
    "fact_lost_in_translation": _("Fact lost in translation"),
    "national_unchecked": _("National fact not compared with its source"),
    "national_differs": _("National fact stated otherwise"),
    "national_outdated": _("Former national fact"),
    "relative_day": _("“Today” or “tomorrow” in a notice"),
    "notice_branch_gone": _("Notice about a deleted branch"),
    "notice_over": _("Notice is over"),
    "notice_section_hidden": _("Notice of a section that is not public"),
    "notice_source_deleted": _("Translation of a deleted notice"),
    "notice_source_hidden": _("Translation of a notice that is not public"),
    "notice_without_contact": _("Notice without contact"),
    "notice_without_end": _("Notice without an end"),
    "notice_without_period": _("Notice without a period"),
    "notice_without_section": _("Notice without a section"),
    "payment_change_open": _("Open question of a payment change"),
    "field_empty": _("Empty field"),
    "field_unreadable": _("Field that cannot be read"),
    "number_not_understood": _("Number, day or address that cannot be read"),
    "check_failed": _("A check failed"),
    RATES: _("Rates"),
    FACTS: _("Facts in text"),
}


def kind_of(code: str) -> str:
    """The kind that a finding is listed under: its code, or that of all about rates or facts."""
    if code.startswith("fact_"):
        return FACTS
    return RATES if code in rates.MESSAGES else code


def kind_label(code: str) -> str:
    """The name of the kind of a finding; the code itself for one of a third party."""
    kind = kind_of(code)
    return str(LABELS.get(kind, kind))
