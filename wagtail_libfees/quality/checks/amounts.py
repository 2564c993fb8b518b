"""Amounts, days and hours in prose that contradict the rates or the fee settings.

What the rates say now, and what they are known to say later, is right; so is what the settings
say. Where neither says anything, nothing is contradicted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from wagtail_libfees import rates
from wagtail_libfees.editorial.claim_patterns import Unit
from wagtail_libfees.editorial.claims import Claim, claims
from wagtail_libfees.editorial.registry import Finding, Severity, Subject, register_check
from wagtail_libfees.fee_page.check_context import card_for, facts_of, now_and_coming
from wagtail_libfees.rates.timelines import charged_lost_day
from wagtail_libfees.text.prose import sentences

_TIMINGS = (
    "registration_delay_hours",
    "recall_days",
    "advance_notice_days",
    "considered_lost_days",
    "payment_deadline_days",
)


@register_check("amounts")
def check_amounts(subject: Subject) -> Iterator[Finding]:
    """Each sentence that claims another number than the rates and the settings."""
    for placed, words in subject.prose:
        for sentence in sentences(words):
            for claim in claims(sentence):
                right = right_numbers(subject, claim)
                if right and claim.number not in right:
                    yield _finding(claim, right, placed.place)


def right_numbers(subject: Subject, claim: Claim) -> set[Decimal]:
    """The numbers that the rates and the settings give for the matter; empty if none."""
    card = card_for(subject)
    if claim.matter == "band":
        return _band_amounts(card, claim)
    if claim.matter in _TIMINGS:
        facts = facts_of(subject)
        stated = [getattr(version, claim.matter) for version in now_and_coming(card, "timings")]
        stated.append(getattr(facts.settings, claim.matter, None) if facts else None)
        known = {Decimal(number) for number in stated if number is not None}
        if not known and claim.matter == "considered_lost_days":
            return _lost_after(card)
        return known
    return set(_known(_amounts(card, claim.matter)))


def _lost_after(card: rates.RateCard) -> set[Decimal]:
    """After how many days the bands charge an item as lost."""
    groups = (group for version in now_and_coming(card, "overdue") for group in version.groups)
    days = (charged_lost_day(group) for group in groups)
    return {Decimal(day - 1) for day in days if day is not None}


def _amounts(card: rates.RateCard, matter: str) -> list[Decimal | None]:
    if matter == "exclusion_threshold":
        return [version.amount for version in now_and_coming(card, "exclusions")]
    if matter == "reminder_fee":
        return [fee.amount for v in now_and_coming(card, "reminders") for fee in v.fees]
    return [version.handling_fee for version in now_and_coming(card, "replacements")]


def _band_amounts(card: rates.RateCard, claim: Claim) -> set[Decimal]:
    """What any group owes on the first and on the last of the days claimed."""
    bands = [
        band
        for version in now_and_coming(card, "overdue")
        for group in version.groups
        for band in group.bands
        if not band.fee_free and any(_holds(band, day) for day in (claim.first, claim.last))
    ]
    return set(_known(band.amount for band in bands))


def _holds(band: rates.Band, day: int | None) -> bool:
    if day is None or day < band.from_day:
        return False
    return band.to_day is None or day <= band.to_day


def _known(amounts: Iterable[Decimal | None]) -> list[Decimal]:
    return [amount for amount in amounts if amount is not None]


def _finding(claim: Claim, right: set[Decimal], place) -> Finding:
    shown = {"written": claim.written, "right": ", ".join(_shown(n, claim) for n in sorted(right))}
    return Finding(
        "contradiction",
        Severity.WARNING,
        _messages()[claim.matter] % shown,
        place,
        mend=_("Correct the text, or the rates and settings if they are wrong."),
        excerpt=claim.written,
        params={"matter": claim.matter},
    )


def _shown(number: Decimal, claim: Claim) -> str:
    if claim.unit is Unit.DKK:
        return rates.format_amount(number, get_language() or "da")
    count = int(number)
    if claim.unit is Unit.HOURS:
        return ngettext("%(count)s hour", "%(count)s hours", count) % {"count": count}
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}


def _messages() -> dict[str, str]:
    """What is contradicted, by matter."""
    return {
        "exclusion_threshold": _(
            "The threshold for exclusion is %(right)s, but the text says “%(written)s”."
        ),
        "registration_delay_hours": _(
            "A payment shows within %(right)s, but the text says “%(written)s”."
        ),
        "recall_days": _("The recall is sent after %(right)s, but the text says “%(written)s”."),
        "advance_notice_days": _(
            "The advance notice is sent %(right)s before, but the text says “%(written)s”."
        ),
        "considered_lost_days": _(
            "An item counts as lost after %(right)s, but the text says “%(written)s”."
        ),
        "payment_deadline_days": _(
            "The time to pay is %(right)s, but the text says “%(written)s”."
        ),
        "reminder_fee": _("The reminder fee is %(right)s, but the text says “%(written)s”."),
        "handling_fee": _("The handling fee is %(right)s, but the text says “%(written)s”."),
        "band": _(
            "By the rates it costs %(right)s on those days, but the text says “%(written)s”."
        ),
    }
