"""Reading FAQ pages of other systems. Pure Python: no Django, no Wagtail.

document = read_source("faq.html")
parsed = parse_faq(document)
"""

from .document import Document
from .errors import ImporterError, ProfileError, SourceError
from .faq import parse_faq
from .profiles.registry import profile_names
from .records import Audience, FaqItem, ParsedFaq, Rejected
from .sources import read_source, read_text, read_url

__all__ = [
    "Audience",
    "Document",
    "FaqItem",
    "ImporterError",
    "ParsedFaq",
    "ProfileError",
    "Rejected",
    "SourceError",
    "parse_faq",
    "profile_names",
    "read_source",
    "read_text",
    "read_url",
]
