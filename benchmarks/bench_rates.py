"""How long ten thousand answers of `fee_for` take; the budget is 50 ms.

Run from the root of the repository: `python -m benchmarks.bench_rates`. Exits with 1 above the
budget. The best of several rounds counts, since other work on the machine only adds time.
"""

from __future__ import annotations

import sys
from decimal import Decimal
from time import perf_counter

from wagtail_libfees.rates import Band, BorrowerGroup, GroupRates, fee_for

CALLS = 10_000
ROUNDS = 5
BUDGET_MS = 50.0

RATES = GroupRates(
    BorrowerGroup("Voksne fra 18 år", 18),
    (
        Band(1, 7, Decimal(20)),
        Band(8, 14, Decimal(70)),
        Band(15, 30, Decimal(120)),
        Band(31, None, Decimal(230), replacement_added=True),
    ),
)


def round_ms() -> float:
    """Return the milliseconds that one round of calls takes, over all bands."""
    start = perf_counter()
    for call in range(CALLS):
        fee_for(RATES, call % 60)
    return (perf_counter() - start) * 1000


def main() -> int:
    """Print the figure and return the exit code."""
    best = min(round_ms() for _ in range(ROUNDS))
    print(f"{CALLS} fee_for calls: {best:.1f} ms (budget {BUDGET_MS:.0f} ms)")
    return 0 if best < BUDGET_MS else 1


if __name__ == "__main__":
    sys.exit(main())
