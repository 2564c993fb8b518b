"""The checks of the package that need nothing but the page. Importing this registers them."""

from . import (
    dates,
    fact_findings,
    link_texts,
    never_published,
    rate_findings,
    required_fields,
    wording,
)

__all__ = [
    "dates",
    "fact_findings",
    "link_texts",
    "never_published",
    "rate_findings",
    "required_fields",
    "wording",
]
