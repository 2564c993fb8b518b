"""The checks of the package that need nothing but the page. Importing this registers them."""

from . import dates, fact_findings, link_texts, private_numbers, rate_findings, unfilled

__all__ = ["dates", "fact_findings", "link_texts", "private_numbers", "rate_findings", "unfilled"]
