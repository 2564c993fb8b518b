"""What an editor starts a notice of a common kind from. Gaps are placeholders, which the guard of
publishing refuses, so that no gap reaches a borrower.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.coreutils import get_content_languages


@dataclass(frozen=True)
class NoticeTemplate:
    """A start for a notice: its kind, and texts in the language of the page.

    What it affects, the editor chooses: a service that nobody ticked would be told to borrowers.
    """

    code: str
    kind: str
    label: str
    description: str
    severity: str = "information"
    texts: dict[str, str] = field(default_factory=dict)

    def fields(self, language: str) -> dict:
        """The fields of a new notice in `language`, rich texts as paragraphs."""
        with override(language):
            texts = {name: str(text) for name, text in self.texts.items()}
        for name in ("changes", "unchanged", "to_do"):
            if name in texts:
                texts[name] = f"<p>{texts[name]}</p>"
        return {
            "kind": self.kind,
            "severity": self.severity,
            **texts,
        }


_NOTHING_TO_DO = _("You do not have to do anything.")
_SAME_RATES = _("The rates and the due dates are the same as before.")

TEMPLATES = (
    NoticeTemplate(
        "new_payment",
        "payment_change",
        _("New payment solution"),
        _("Asks for everything that borrowers want to know when they are to pay in a new place."),
        texts={
            "title": _("You pay what you owe the library in a new place"),
            "lead": _(
                "From [insert date with year] you see and pay new bills from the library in "
                "[insert name of the payment solution]."
            ),
            "changes": _("New bills are no longer in [insert the old place]."),
            "unchanged": _SAME_RATES,
            "to_do": _(
                "If you owe something from before, pay it no later than [insert date with year] "
                "in [insert the old place]. If you owe nothing, you do not have to do anything."
            ),
            "old_balances": _("[insert where borrowers see and pay older bills]"),
            "new_balances": _("[insert where borrowers see and pay new bills]"),
        },
    ),
    NoticeTemplate(
        "new_rates",
        "rate_change",
        _("Changed rates"),
        _("Tells that the rates change. The amounts stay on the fee page: link to it."),
        texts={
            "title": _("New rates from [insert date with year]"),
            "lead": _(
                "The library’s rates change on [insert date with year]. The fee page has the old "
                "and the new amounts."
            ),
            "changes": _("What changes: [insert which rates]."),
            "unchanged": _("What was due before that day follows the old rates."),
            "to_do": _NOTHING_TO_DO,
        },
    ),
    NoticeTemplate(
        "closed",
        "closure",
        _("Closed"),
        _("A branch, or all of them, is closed on one or more days."),
        severity="warning",
        texts={
            "title": _("[insert branch] is closed on [insert date with year]"),
            "lead": _(
                "[insert branch] is closed on [insert date with year] because [insert reason]."
            ),
            "changes": _("You cannot borrow or return at [insert branch] on that day."),
            "unchanged": _("You can use [insert other branches] and the website."),
            "to_do": _("Loans that are due that day: [insert what holds for them]."),
        },
    ),
    NoticeTemplate(
        "new_hours",
        "opening_hours",
        _("Changed opening hours"),
        _("Opening hours that are others for a time or for good."),
        texts={
            "title": _("New opening hours at [insert branch]"),
            "lead": _("From [insert date with year] [insert branch] is open [insert hours]."),
            "changes": _("The new opening hours: [insert days and hours]."),
            "unchanged": _("Outside these hours you can still [insert what borrowers can do]."),
        },
    ),
    NoticeTemplate(
        "not_working",
        "outage",
        _("Something does not work"),
        _("An outage, planned or not. Tell how it goes under “Updates”."),
        severity="warning",
        texts={
            "title": _("[insert service] does not work at the moment"),
            "lead": _(
                "You cannot [insert what borrowers cannot do]. We expect it to work again on "
                "[insert date with year and time]."
            ),
            "unchanged": _("Meanwhile you can still [insert what borrowers can do]."),
            "to_do": _("Loans that you cannot renew meanwhile: [insert what holds for them]."),
        },
    ),
    NoticeTemplate(
        "new_system",
        "system_change",
        _("Change of system"),
        _("A new library system, website or app."),
        texts={
            "title": _("The library gets [insert what is new]"),
            "lead": _(
                "On [insert date with year] the library changes to [insert what is new]. For a "
                "time you cannot [insert what borrowers cannot do]."
            ),
            "changes": _("What is new: [insert what changes]."),
            "unchanged": _("Your loans, reservations and bills go along."),
            "to_do": _("Before that day: [insert what borrowers must do]."),
        },
    ),
    NoticeTemplate(
        "fees_waived",
        "fee_waiver",
        _("Fees waived"),
        _("Fees are not charged, or paid back, for a time or for a mistake."),
        texts={
            "title": _("Fees from [insert period with year] are waived"),
            "lead": _(
                "You do not pay fees from [insert period with year], because [insert reason]."
            ),
            "unchanged": _("Replacement of lost items: [insert whether it is charged]."),
            "to_do": _("If you have paid already: [insert how borrowers get it back]."),
        },
    ),
    NoticeTemplate("blank", "other", _("Blank notice"), _("Start from nothing.")),
)


def template_of(code: str) -> NoticeTemplate | None:
    """The template with that code, or None."""
    return next((template for template in TEMPLATES if template.code == code), None)


def slug_of(title: str) -> str:
    """The name in the address that a title gives, as the page editor makes it."""
    return slugify(title, allow_unicode=getattr(settings, "WAGTAIL_ALLOW_UNICODE_SLUGS", True))


def is_from_template(slug: str) -> bool:
    """Whether the name in an address is that of a template's title, with or without a number."""
    base = re.sub(r"-\d+$", "", slug)
    return bool(base) and any(
        base == slug_of(template.fields(language).get("title", ""))
        for template in TEMPLATES
        for language in get_content_languages()
    )
