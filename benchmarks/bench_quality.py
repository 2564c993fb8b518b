"""How long the report “Kvalitet” takes over 500 pages: `python benchmarks/bench_quality.py`.

It makes a database of its own, in memory: ten sites, fifty payment FAQs each, twelve questions a
page.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

PAGES = 500
LIMIT_SECONDS = 5.0
LIMIT_QUERIES = 40


def fill() -> None:
    """The sites and their pages."""
    from tests import factories

    sites = [factories.site(f"by{i}.example", default=not i) for i in range(10)]
    words = "<p>Log på med MitID, og betal inden for fristen. Ring, hvis du er i tvivl.</p>"
    for number in range(PAGES):
        pairs = [(f"Spørgsmål {number}-{i}?", words * 3) for i in range(12)]
        factories.faq_page(sites[number % 10].root_page, factories.questions(*pairs))


def measure() -> tuple[float, int]:
    """Seconds and queries of one look at all pages."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests import factories
    from wagtail_libfees.quality.check_runs import checkable_pages, look_at

    user = factories.admin()
    with CaptureQueriesContext(connection) as queries:
        start = time.perf_counter()
        look_at(checkable_pages(user))
        return time.perf_counter() - start, len(queries)


def main() -> int:
    """Print the cost; 1 if it is above the limits."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    fill()
    seconds, queries = measure()
    print(f"{PAGES} pages: {seconds:.2f} s, {queries} queries")
    return int(seconds > LIMIT_SECONDS or queries > LIMIT_QUERIES)


if __name__ == "__main__":
    sys.exit(main())
