"""What banner and feeds cost: 98 sites, 100 branches, one site with 10,000 notices that are over.

`python benchmarks/bench_notices.py`, in a database of its own in memory (or `DATABASE_URL=`, an
empty database). Each figure is the best of several rounds, since other work on the machine only
adds time. Exits with 1 when a warm banner asks the database, or when 10,000 old notices cost more
queries than ten.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.core.cache import cache  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.template import Context, Template  # noqa: E402
from django.test import Client, RequestFactory  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import translation  # noqa: E402
from wagtail.models import Page, Site  # noqa: E402

from tests import factories  # noqa: E402
from wagtail_libfees.models import Branch  # noqa: E402
from wagtail_libfees.notices.cache import notice_list  # noqa: E402
from wagtail_libfees.pages.models import ServiceNoticePage  # noqa: E402

SITES, BRANCHES, CURRENT, FEW, MANY = 98, 100, 10, 10, 10_000
ROUNDS = 7
BANNER = Template("{% load libfees_tags %}{% libfees_notices %}")
TODAY = datetime.now(UTC).date()


def add_old_notices(index, number: int) -> None:
    """`number` notices that are over, written to the tables at once."""
    first = factories.notice(
        index,
        "Gammel meddelelse",
        text="<p>Vi havde lukket, og nu har vi åbent igen.</p>",
        from_day=TODAY - timedelta(days=4000),
        to_day=TODAY - timedelta(days=3999),
    )
    rows = Page.objects.filter(pk=first.pk).values().get()
    skip = {"id", "path", "slug", "url_path", "translation_key"}
    common = {name: value for name, value in rows.items() if name not in skip}
    Page.objects.bulk_create(
        [
            Page(
                **common,
                path=Page._get_path(index.path, index.depth + 1, position + 2),
                slug=f"gammel-{position}",
                url_path=f"{index.url_path}gammel-{position}/",
            )
            for position in range(number - 1)
        ],
        batch_size=500,
    )
    Page.objects.filter(pk=index.pk).update(numchild=number)
    copy_rows(first, index)


def copy_rows(first, index) -> None:
    """A row of the notice's own table for each new page, with days of its own."""
    table = ServiceNoticePage._meta.db_table
    names = [field.column for field in ServiceNoticePage._meta.local_concrete_fields]
    columns = [connection.ops.quote_name(name) for name in names if name != "page_ptr_id"]
    copied = ", ".join(f"n.{name}" for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (page_ptr_id, {', '.join(columns)}) "
            f"SELECT p.id, {copied} FROM wagtailcore_page p, {table} n "
            "WHERE n.page_ptr_id = %s AND p.path LIKE %s AND p.id <> %s AND p.depth = %s",
            [first.pk, f"{index.path}%", first.pk, index.depth + 1],
        )
    notices = list(ServiceNoticePage.objects.child_of(index).order_by("pk"))
    for position, notice in enumerate(notices):
        notice.from_day = notice.to_day = TODAY - timedelta(days=1 + position % 4000)
    ServiceNoticePage.objects.bulk_update(notices, ["from_day", "to_day"], batch_size=200)


def make_sites() -> list[Site]:
    """The sites, each with an archive and notices that hold; the first has many old ones."""
    branches = [factories.branch(f"Afdeling {n}", isil=f"DK-7{n:05}") for n in range(BRANCHES)]
    made = []
    for number in range(SITES):
        site = factories.site(f"bibliotek{number}.example", default=number == 0)
        index = factories.notice_index(site.root_page, slug="drift")
        if number < 2:
            add_old_notices(index, MANY if number == 0 else FEW)
            index.refresh_from_db()
        for position in range(CURRENT):
            notice = factories.notice(index, f"Meddelelse {position}", kind="closure")
            notice.period_from_day = TODAY + timedelta(days=position)
            notice.branches.set(branches[position * 3 : position * 3 + 3])
            notice.save()
        made.append(site)
    return made


def measure(work: Callable[[], object], *, cold: bool) -> tuple[float, int]:
    """The best time of `work` in ms, and its queries; `cold`: with an empty cache."""
    times, queries = [], []
    for _ in range(ROUNDS):
        if cold:
            cache.clear()
            # What Wagtail keeps of all sites is not what is measured here.
            Site.get_site_root_paths()
        with CaptureQueriesContext(connection) as captured:
            start = perf_counter()
            work()
            times.append((perf_counter() - start) * 1000)
        queries.append(len(captured))
    # On a slow machine a second passes now and then, after which the mark is asked for.
    return min(times), min(queries)


def asker(site: Site) -> Callable[[str], Callable[[], None]]:
    """What makes of an address of `site` a function that asks for it."""
    client = Client(headers={"host": site.hostname})

    def ask(path: str) -> None:
        assert client.get(path).status_code == 200, path

    return lambda path: partial(ask, path)


def works(site: Site) -> dict[str, Callable[[], object]]:
    """What is measured of a site, by its name in the table."""
    request = RequestFactory(headers={"host": site.hostname}).get("/")
    Site.find_for_request(request)
    get = asker(site)
    return {
        "banner": lambda: BANNER.render(Context({"request": request})),
        "list of notices": lambda: notice_list(site),
        "notices.atom": get("/libfees/notices.atom"),
        "notices.json, one branch": get("/libfees/notices.json?branch=DK-700000"),
        "notices.ics": get("/libfees/notices.ics"),
        "screen.rss": get("/libfees/screen.rss"),
    }


def main() -> int:
    """Print the table and return the exit code."""
    call_command("migrate", verbosity=0)
    with translation.override("da"):
        sites = make_sites()
        print(
            f"{SITES} sites, {Branch.objects.count()} branches, "
            f"{ServiceNoticePage.objects.count()} notices"
        )
        few, many = works(sites[1]), works(sites[0])
        print(f"{'':26}{FEW} old, cold   {FEW} old, warm   {MANY} old, cold {MANY} old, warm")
        passed = True
        for name in few:
            cells = [
                measure(work[name], cold=cold) for work in (few, many) for cold in (True, False)
            ]
            print(f"{name:26}" + "".join(f"{ms:7.2f} ms {n:3} q " for ms, n in cells))
            queries = [n for _, n in cells]
            passed &= queries[:2] == queries[2:]
            passed &= name not in ("banner", "list of notices") or queries[1] == queries[3] == 0
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
