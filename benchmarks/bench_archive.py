"""What the archive costs with 1,000 and with 10,000 notices, beside one with ten.

Run from the root of the repository: `python -m benchmarks.bench_archive` (or with `DATABASE_URL=`,
an empty database, whose own work is no processor time of this process). Whole requests in processor
time, each round asks every archive once, the quickest of the rounds. Each archive ends with a page
of ten, so that what is shown is as much. Exits with 1 where a bound is broken, or where more
notices are more queries.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.pages_site")

from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

ROUNDS = int(os.environ.get("ROUNDS", "25"))
NUMBERS = (10, 1_010, 10_010)
GOAL = 1.2
# What is asked, and the bound of the largest archive. Words are looked for in every text: that
# grows with the texts, and with the ids of those that are found.
ASKED = {
    "first page": ("", GOAL),
    "last page": ("?page=100000", GOAL),
    "words of ten notices": ("?q=Kaffe", 1.45),
    "words of all notices": ("?q=%C3%A5bent+igen", 2),
}


def make_archive(number: int):
    """The site of an archive of `number` notices that are over; ten of them tell of coffee."""
    from benchmarks.bench_notices import add_old_notices
    from tests import factories
    from wagtail_libfees.pages.models import ServiceNoticePage

    site = factories.site(f"arkiv{number}.example", default=number == NUMBERS[0])
    index = factories.notice_index(site.root_page, slug="drift")
    add_old_notices(index, number)
    index.refresh_from_db()
    ten = ServiceNoticePage.objects.child_of(index).order_by("pk").values_list("pk")[:10]
    ServiceNoticePage.objects.filter(pk__in=[pk for (pk,) in ten]).update(lead="Kaffe til alle")
    return site


def measured(works: list) -> list[float]:
    """The quickest time of each of `works` in ms, all in turn in each round."""
    times: list[list[float]] = [[] for _work in works]
    for _round in range(ROUNDS):
        for work, found in zip(works, times, strict=True):
            start = process_time()
            work()
            found.append((process_time() - start) * 1000)
    return [min(found) for found in times]


def queries_of(work) -> int:
    """How many queries a warm request makes."""
    work()
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def main() -> int:
    """Print the table and return the exit code."""
    # Sets Django up.
    from benchmarks.bench_notices import asker
    from benchmarks.rows import tell

    call_command("migrate", verbosity=0)
    passed = True
    with translation.override("da"):
        askers = [asker(make_archive(number)) for number in NUMBERS]
        if connection.vendor == "postgresql":
            # What its own upkeep would do within the minute.
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        for name, (query, bound) in ASKED.items():
            works = [ask(f"/drift/{query}") for ask in askers]
            queries = [queries_of(work) for work in works]
            ten, thousand, most = measured(works)
            told = f"{thousand / ten:.2f} and {most / ten:.2f} of ten, {queries[0]} queries"
            print(f"{name:22} {ten:6.2f} ms, {told}")
            row = f"archive of 1,000 and 10,000 notices: {name}"
            passed &= tell(row, told, f"{GOAL} of ten", most / ten, bound)
            passed &= len(set(queries)) == 1
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
