"""Fee rates, payment FAQ and service notices for Danish municipal libraries."""

__version__ = "0.1.0"
