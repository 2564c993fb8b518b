"""Fee rates, payment FAQ and service notices for Danish municipal libraries."""
