"""What public pages cost, beside a bare page of the same bytes and a page of Wagtail alone.

Run from the root of the repository: `python -m benchmarks.bench_pages`. Whole requests in
processor time of one process, each round asks every page once, so that what else the machine does
falls on all alike; minimum and median of the rounds. Bare: one rich text with the HTML of the page
that it is compared with, in the same base template. Stock: a StreamField page with the same
questions, without facts, anchors and translations. Last, what the browser of a visitor pays: files
and packed bytes. Exits with 1 where a bound is broken.
"""

from __future__ import annotations

import io
import os
import re
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.pages_site")

ROUNDS = int(os.environ.get("ROUNDS", "25"))
LINKS = (10, 40, 200)
MOST_QUERIES = 10
# Times of the bare page, and of the stock page.
BARE, STOCK = 1.2, 0.25
# A page in a language of its own has one query more, and ten questions cost what a bare page costs.
QUERIES_BOUND = MOST_QUERIES + 1
STOCK_BOUND = {"FAQ, 10 links, da": 0.4}
# Bytes of a first visit in times of the bare page, and files that it does not have. Each answer
# stands in the linked data too.
HEAVY, MORE_FILES = 1.3, 2
HEAVY_BOUND = {"FAQ, 200 links, da": 1.6}


@dataclass
class Asked:
    """A page that is measured, the bare page of its bytes and, for questions, the stock page."""

    name: str
    url: str
    bare: str
    stock: str = ""


def add_bare(home, url: str, number: int):
    """A bare page with the HTML that stands in the <main> of the page at `url`."""
    from benchmarks.peers.models import BarePage

    html = get(url)
    body = re.search(r"<main[^>]*>(.*)</main>", html, re.DOTALL)
    made = home.add_child(
        instance=BarePage(title="Bar", slug=f"bar-{number}", body=body[1], locale=home.locale)
    )
    return made.url


def get(url: str) -> str:
    """The HTML at `url`."""
    response = CLIENT.get(url)
    assert response.status_code == 200, (url, response.status_code)
    return response.content.decode()


def faq_with(home, links: int):
    """A payment FAQ of `links` answers with an internal link in each, and its stock peer."""
    from benchmarks.peers.models import StockPage
    from tests import factories

    targets = [factories.home_page_below(home, f"Side {number}") for number in range(links)]
    pairs = [
        (
            f"Hvordan betaler jeg gebyr nummer {number}?",
            f'<p>Du betaler i <a linktype="page" id="{page.pk}">portalen</a>. Spørg os gerne.</p>',
        )
        for number, page in enumerate(targets)
    ]
    groups = [pairs[start : start + 10] for start in range(0, links, 10)]
    blocks = [factories.questions(*group, heading=f"Gruppe {n}") for n, group in enumerate(groups)]
    faq = factories.faq_page(home, *blocks, title="Spørgsmål", slug=f"faq-{links}")
    stock = home.add_child(
        instance=StockPage(
            title="Stock", slug=f"stock-{links}", body=list(blocks), locale=home.locale
        )
    )
    return faq, stock


def make_pages() -> list[Asked]:
    """The demo's pages and the questions, in Danish and English, each with its peers."""
    from django.core.management import call_command
    from wagtail.models import Locale

    from example_site.home.models import HomePage
    from tests import factories
    from wagtail_libfees.pages.models import (
        ServiceNoticeIndexPage,
        ServiceNoticePage,
        TaksterPage,
    )

    call_command("load_demo", verbosity=0, stdout=io.StringIO())
    home = HomePage.objects.get(locale__language_code="da")
    english_home = home.get_translation(Locale.objects.get(language_code="en"))
    danish = [
        ("Takster", TaksterPage.objects.get(locale=home.locale)),
        ("notice", ServiceNoticePage.objects.filter(locale=home.locale).live().first()),
        ("archive", ServiceNoticeIndexPage.objects.get(locale=home.locale)),
    ]
    stocks = {}
    for links in LINKS:
        faq, stock = faq_with(home, links)
        danish.append((f"FAQ, {links} links", faq))
        stocks[f"FAQ, {links} links"] = stock.url
        factories.translated(faq)
    asked = []
    for name, page in danish:
        english = page.get_translation(english_home.locale)
        for language, shown in (("da", page), ("en", english)):
            bare = add_bare(shown.get_parent(), shown.url, len(asked))
            stock = stocks.get(name, "") if language == "da" else ""
            asked.append(Asked(f"{name}, {language}", shown.url, bare, stock))
    return asked


def measured(urls: list[str]) -> dict[str, list[float]]:
    """Processor time of whole requests in ms, all addresses in turn in each round."""
    for url in urls:
        get(url)
    times: dict[str, list[float]] = {url: [] for url in urls}
    for _round in range(ROUNDS):
        for url in urls:
            start = process_time()
            get(url)
            times[url].append((process_time() - start) * 1000)
    return times


def queries_of(url: str) -> int:
    """How many queries a warm request makes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    get(url)
    with CaptureQueriesContext(connection) as captured:
        get(url)
    if os.environ.get("SHOW") and re.search(os.environ["SHOW"], url):
        for query in captured.captured_queries:
            print("   ", query["sql"][:300])
    return len(captured)


def tell_weight(page: Asked) -> bool:
    """Add the row of what a browser pays for `page`; returns whether the bounds are kept."""
    from benchmarks.rows import tell
    from benchmarks.weight import weight_of

    mine, bare = (weight_of(get(url), url) for url in (page.url, page.bare))
    ratio, more = mine.bytes / bare.bytes, mine.requests - bare.requests
    told = f"{ratio:.2f} of bare: {mine.bytes / 1000:.1f} kB, {mine.requests} requests ({more:+})"
    print(f"{page.name:20} {told}")
    goal = f"{HEAVY} of bare, {MORE_FILES:+} requests"
    bound = HEAVY_BOUND.get(page.name, HEAVY)
    return tell(f"{page.name}: first visit", told, goal, ratio, bound) and more <= MORE_FILES


def main() -> int:
    """Print the table and return the exit code."""
    global CLIENT
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    CLIENT = Client()
    call_command("migrate", verbosity=0)
    pages = make_pages()
    urls = [url for page in pages for url in (page.url, page.bare, page.stock) if url]
    times = measured(list(dict.fromkeys(urls)))
    from benchmarks.rows import tell

    passed = True
    print(f"{'':20} {'ms':>7} {'of bare':>8} {'median':>7} {'of stock':>9} {'queries':>8}")
    for page in pages:
        mine, bare = times[page.url], times[page.bare]
        ratio = min(mine) / min(bare)
        middle = statistics.median(mine) / statistics.median(bare)
        stock = min(mine) / min(times[page.stock]) if page.stock else None
        queries = queries_of(page.url)
        print(
            f"{page.name:20} {min(mine):7.2f} {ratio:8.2f} {middle:7.2f} "
            f"{'' if stock is None else format(stock, '.2f'):>9} {queries:8}"
        )
        told = f"{ratio:.2f} of bare, {queries} queries"
        passed &= tell(page.name, told, f"{BARE} of bare, {MOST_QUERIES} queries", ratio, BARE)
        passed &= queries <= QUERIES_BOUND
        if stock is not None:
            bound = STOCK_BOUND.get(page.name, STOCK)
            passed &= tell(page.name, f"{stock:.2f} of stock", f"{STOCK} of stock", stock, bound)
    for page in pages:
        if page.name.endswith(", da"):
            passed &= tell_weight(page)
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
