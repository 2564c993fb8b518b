"""Rates and plans as lines that a person reads in a terminal, in the active language."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .. import rates
from ..blocks.choices import pricing_choices
from ..blocks.rate_messages import finding_message
from ..blocks.rates import RATE_BLOCKS
from ..blocks.stored_blocks import BLOCK_TYPES
from ..drafts.rates import RatesPlan, VersionAction
from ..rates.card import Version
from ..rates.changes import Charge, RateChange, rate_changes
from ..rates.records import path_text


def card_lines(card: rates.RateCard) -> Iterator[str]:
    """Every version with what it charges."""
    for kind, versions in card.kinds():
        for version in versions:
            yield version_line(kind, version)
            for change in version_changes(kind, None, version):
                yield f"  {subject(change)}: {charge(change.new)}"


def plan_lines(plan: RatesPlan) -> Iterator[str]:
    """What a plan does with each version, and each amount that it changes, old to new."""
    words = {
        VersionAction.KEPT: _("unchanged"),
        VersionAction.CHANGED: _("changed"),
        VersionAction.ADDED: _("new"),
        VersionAction.REMOVED: _("removed"),
    }
    for planned in plan.versions:
        shown = planned.new or planned.old
        yield f"{version_line(planned.kind, shown)}: {words[planned.action]}"
        if planned.action is not VersionAction.KEPT:
            for change in version_changes(planned.kind, planned.old, planned.new):
                yield f"  {subject(change)}: {charge(change.old)} -> {charge(change.new)}"


def finding_line(finding: rates.RateFinding) -> str:
    """A finding with its severity and its place in the card."""
    is_error = finding.severity is rates.Severity.ERROR
    severity = _("Error") if is_error else _("Warning")
    return f"{severity}: {path_text(finding.place)}: {finding_message(finding)}"


def version_line(kind: str, version: Version) -> str:
    """The kind of a version and the days it is valid."""
    label = str(RATE_BLOCKS[BLOCK_TYPES[kind]]().label)
    validity = version.validity
    days = []
    if validity.valid_from:
        days.append(_("from %(day)s") % {"day": rates.format_date(validity.valid_from, language())})
    if validity.valid_to:
        days.append(_("to %(day)s") % {"day": rates.format_date(validity.valid_to, language())})
    return " ".join([label, *days])


def version_changes(kind: str, old: Version | None, new: Version | None) -> tuple[RateChange, ...]:
    """The charges that differ between two versions of a kind; None charges nothing."""
    before, after = (
        rates.RateCard(**{kind: (version,) if version else ()}) for version in (old, new)
    )
    return rate_changes(before, after)


def subject(change: RateChange) -> str:
    parts = [change.subject] if change.subject else []
    if change.from_day is not None:
        parts.append(rates.band_label(rates.Band(change.from_day, change.to_day), language()))
    if change.debt_from is not None:
        parts.append(_("debt from %(amount)s") % {"amount": amount(change.debt_from)})
    if change.debt_to is not None:
        parts.append(_("debt to %(amount)s") % {"amount": amount(change.debt_to)})
    return ", ".join(parts) or _("Amount")


def charge(found: Charge | None) -> str:
    """What is charged: an amount, fee-free, or not stated."""
    if found is None:
        return "-"
    if found.state is rates.AmountState.FEE_FREE:
        return _("Fee-free")
    if found.state is rates.AmountState.UNKNOWN:
        return _("Not stated")
    how = {
        **{value: str(label) for value, label in pricing_choices()},
        "replacement_added": _("+ replacement"),
        "inclusive": _("that amount or more"),
        "exclusive": _("more than that amount"),
    }.get(found.how, "")
    shown = "" if found.amount is None else amount(found.amount)
    return f"{shown} ({how})" if shown and how else shown or how


def amount(value) -> str:
    """An amount in DKK in the active language."""
    return rates.format_amount(value, language())


def language() -> str:
    """The active language; Danish if translations are off."""
    return get_language() or "da"
