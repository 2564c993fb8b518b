"""Feeds of notices, in pure Python. What needs Django's feed generator is in `views`."""

from .calendar import calendar, in_calendar
from .facts import FeedFacts, feed_id
from .json_feed import json_feed
from .xml_text import shortened, without_markup, xml_safe

__all__ = [
    "FeedFacts",
    "calendar",
    "feed_id",
    "in_calendar",
    "json_feed",
    "shortened",
    "without_markup",
    "xml_safe",
]
