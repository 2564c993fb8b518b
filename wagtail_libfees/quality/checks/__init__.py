"""The checks of the package that need more than the page. Importing this registers them."""

from . import amounts, fee_pages, links, notices, portals, questions, reviews, terms, translations

__all__ = [
    "amounts",
    "fee_pages",
    "links",
    "notices",
    "portals",
    "questions",
    "reviews",
    "terms",
    "translations",
]
