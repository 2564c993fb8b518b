"""The days on which rates begin and end: rates without a successor, holes, slips of the year."""

from __future__ import annotations

from collections.abc import Iterator

from wagtail_libfees import rates
from wagtail_libfees.blocks.rates import rate_card, version_keys
from wagtail_libfees.clock import today
from wagtail_libfees.editorial.findings.rate_findings import as_finding
from wagtail_libfees.editorial.registry import Finding, Subject, register_check
from wagtail_libfees.models import TaksterPageMixin


def has_rates_of_its_own(page) -> bool:
    """Whether `page` is a fee page whose rates are not those of the page that it translates."""
    return isinstance(page, TaksterPageMixin) and page.source_page.pk == page.pk


@register_check("rate_calendar", applies_to=has_rates_of_its_own, may_stop=True)
def check_rate_calendar(subject: Subject) -> Iterator[Finding]:
    """What the rate core says of the days, each at the block that it is about."""
    stream = subject.page.body
    card, keys = rate_card(stream), version_keys(stream)
    for finding in rates.calendar_findings(card, today(), keys):
        yield as_finding(finding, "body", stream)
