"""Findings as an editor reads them: the same is said once, with its places, and sorted by cause."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from zlib import crc32

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from .. import rates
from ..blocks.walk import Place
from .registry import Finding

_AMOUNTS = (
    "band_amount_unknown",
    "replacement_price_unknown",
    "reminder_amount_unknown",
    "exclusion_amount_unknown",
    "other_fee_unknown",
)
# One value mends it, in however many texts the fact stands.
_MENDED_ONCE = "fact_gap"

# The codes of a cause, whole or as a prefix that ends in "_", and the words for a number of them.
_CAUSES: dict[str, tuple[tuple[str, ...], Promise]] = {
    "facts": (("fact_gap",), ngettext_lazy("%(n)s missing fact", "%(n)s missing facts", "n")),
    "amounts": (_AMOUNTS, ngettext_lazy("%(n)s missing amount", "%(n)s missing amounts", "n")),
    "empty": (("field_empty",), ngettext_lazy("%(n)s empty field", "%(n)s empty fields", "n")),
    "unreadable": (
        ("field_unreadable", "number_not_understood"),
        ngettext_lazy("%(n)s field not understood", "%(n)s fields not understood", "n"),
    ),
    "gaps": (("placeholder",), ngettext_lazy("%(n)s gap in a text", "%(n)s gaps in texts", "n")),
    "cpr": (("cpr",), ngettext_lazy("%(n)s CPR number", "%(n)s CPR numbers", "n")),
    "terms": (
        ("outdated_term",),
        ngettext_lazy("%(n)s outdated term", "%(n)s outdated terms", "n"),
    ),
    "names": (("fact_",), ngettext_lazy("%(n)s wrong fact", "%(n)s wrong facts", "n")),
    "rates": (
        tuple(set(rates.MESSAGES) - set(_AMOUNTS)),
        ngettext_lazy("%(n)s point about the rates", "%(n)s points about the rates", "n"),
    ),
    "dates": (
        ("date_", "relative_day"),
        ngettext_lazy("%(n)s unclear date", "%(n)s unclear dates", "n"),
    ),
    "links": (("link_",), ngettext_lazy("%(n)s link to mend", "%(n)s links to mend", "n")),
    "contradictions": (
        ("contradiction", "lost_day", "other_portal", "other_way_of_paying"),
        ngettext_lazy("%(n)s contradiction", "%(n)s contradictions", "n"),
    ),
    "questions": (
        ("question_twice",),
        ngettext_lazy("%(n)s question asked twice", "%(n)s questions asked twice", "n"),
    ),
    "other": ((), ngettext_lazy("%(n)s other point", "%(n)s other points", "n")),
}


@dataclass(frozen=True)
class Concern:
    """A finding and the places where the same is to be said; `finding` is the first of them."""

    finding: Finding
    places: tuple[Place, ...]
    replaceable: int

    @property
    def count(self) -> int:
        """How many things there are to mend."""
        return 1 if self.finding.code == _MENDED_ONCE else len(self.places)

    @property
    def key(self) -> str:
        """The same as long as it is said, so that a renewed list keeps the focus."""
        return f"{crc32(repr(_same(self.finding)).encode()):x}"


@dataclass(frozen=True)
class Cause:
    """The concerns of one cause and severity."""

    name: str
    concerns: tuple[Concern, ...]

    @property
    def count(self) -> int:
        return sum(concern.count for concern in self.concerns)

    @property
    def is_error(self) -> bool:
        """Whether it stops publishing."""
        return self.concerns[0].finding.is_error

    @property
    def key(self) -> str:
        return f"{self.name}-{self.concerns[0].finding.severity}"

    def __str__(self) -> str:
        """“7 missing facts”."""
        return str(_CAUSES[self.name][1] % {"n": self.count})


def concerns(found: Iterable[Finding]) -> list[Concern]:
    """The findings, each said once, in the order in which it is said first."""
    together: dict[tuple, list[Finding]] = {}
    for finding in found:
        together.setdefault(_same(finding), []).append(finding)
    return [
        Concern(
            same[0],
            tuple(finding.place for finding in same),
            sum(bool(finding.params.get("replaceable")) for finding in same),
        )
        for same in together.values()
    ]


def _same(finding: Finding) -> tuple:
    """What is the same concern: an outdated term in all its spellings, else the same words."""
    words = finding.params.get("term") or (finding.message, finding.mend)
    return (finding.code, finding.severity, words)


@dataclass(frozen=True)
class Report:
    """What is said of a page, by cause: what stops publishing first."""

    causes: tuple[Cause, ...]

    @property
    def count(self) -> int:
        """How many things there are to mend or to look at."""
        return sum(cause.count for cause in self.causes)

    @property
    def stopping(self) -> int:
        """How many of them stop publishing."""
        return sum(cause.count for cause in self.causes if cause.is_error)

    @property
    def summary(self) -> str:
        """One short sentence, for a screen reader too."""
        if not self.causes:
            return _("Nothing to remark.")
        text = ngettext("%(count)s finding", "%(count)s findings", self.count)
        text %= {"count": self.count}
        if not self.stopping:
            return _("%(findings)s. None stops publishing.") % {"findings": text}
        return ngettext(
            "%(findings)s. %(count)s stops publishing.",
            "%(findings)s. %(count)s stop publishing.",
            self.stopping,
        ) % {"findings": text, "count": self.stopping}


def report_of(found: Iterable[Finding]) -> Report:
    """The findings by cause, in the order of the causes."""
    by_cause: dict[tuple[bool, int], list[Concern]] = {}
    names = list(_CAUSES)
    for concern in concerns(found):
        order = names.index(_cause_of(concern.finding.code))
        by_cause.setdefault((not concern.finding.is_error, order), []).append(concern)
    return Report(
        tuple(Cause(names[order], tuple(by_cause[late, order])) for late, order in sorted(by_cause))
    )


def _cause_of(code: str) -> str:
    for name, (codes, _words) in _CAUSES.items():
        if any(code == known or (known[-1] == "_" and code.startswith(known)) for known in codes):
            return name
    return "other"
