"""The checks of the package that need nothing but the page. Importing this registers them."""

from . import private_numbers, rate_findings, unfilled

__all__ = ["private_numbers", "rate_findings", "unfilled"]
