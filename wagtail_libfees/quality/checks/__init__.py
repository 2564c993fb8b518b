"""The checks of the package that need more than the page. Importing this registers them."""

from wagtail_libfees.fee_page import checks as fee_pages
from wagtail_libfees.notices import checks as notices

from . import (
    amounts,
    links,
    lost_day,
    national,
    payment_ways,
    portals,
    questions,
    rate_calendar,
    reviews,
    terms,
    translations,
)

__all__ = [
    "amounts",
    "fee_pages",
    "links",
    "lost_day",
    "national",
    "notices",
    "payment_ways",
    "portals",
    "questions",
    "rate_calendar",
    "reviews",
    "terms",
    "translations",
]
