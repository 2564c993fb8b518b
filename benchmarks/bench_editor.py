"""What the editor of a long FAQ and publishing a fee page cost, beside pages of Wagtail alone.

Run from the root of the repository: `python -m benchmarks.bench_editor`. Whole requests of the
admin in processor time of one process, taking turns: to load the form of 200 questions, to save it
as a draft and to publish it, for a payment FAQ and for a stock page with the same questions; and to
publish the demo's fee page, beside a stock page that is as short. The quickest of the rounds
counts; queries are those of one request. Exits with 1 where a bound is broken.
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.pages_site")

ROUNDS = int(os.environ.get("ROUNDS", "5"))
QUESTIONS = 200
# Times of the stock page: what is wanted, and what must hold.
GOALS = {
    f"FAQ, {QUESTIONS} questions: load": (1.2, 2.6),
    f"FAQ, {QUESTIONS} questions: save": (1.2, 1.5),
    f"FAQ, {QUESTIONS} questions: publish": (1.2, 3.0),
    "Takster: publish": (1.5, 3.3),
}


def pages():
    """The long FAQ, the demo's fee page, and a stock page for each."""
    from django.core.management import call_command

    from benchmarks.peers.models import StockPage
    from example_site.home.models import HomePage
    from tests import factories
    from wagtail_libfees.pages.models import TaksterPage

    call_command("load_demo", verbosity=0, stdout=io.StringIO())
    home = HomePage.objects.get(locale__language_code="da")
    pairs = [
        (f"Hvordan betaler jeg gebyr nummer {n}?", "<p>Du betaler i portalen. Spørg os gerne.</p>")
        for n in range(QUESTIONS)
    ]
    groups = [pairs[start : start + 10] for start in range(0, QUESTIONS, 10)]
    blocks = [factories.questions(*group, heading=f"Gruppe {n}") for n, group in enumerate(groups)]
    faq = factories.faq_page(home, *blocks, title="Spørgsmål", slug="faq-200")
    stock = home.add_child(
        instance=StockPage(title="Stock", slug="stock-200", body=list(blocks), locale=home.locale)
    )
    short = home.add_child(
        instance=StockPage(title="Kort", slug="stock-kort", body=blocks[:1], locale=home.locale)
    )
    return faq, stock, TaksterPage.objects.get(locale=home.locale), short


def form_of_page(page) -> dict[str, str]:
    """What the editor's form of the page posts."""
    from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

    from tests.journeys.library import form_of

    page = type(page).objects.get(pk=page.pk)
    data = {"slug": page.slug, "title": page.title}
    data |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    if hasattr(page, "intro"):
        data["intro"] = ContentstateConverter([]).from_database_format(page.intro)
    return data | form_of(page.body.stream_block, page.body, "body")


def once(page, step: str, data) -> tuple[float, int]:
    """Processor time in ms and queries of one request of the page's editor."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    more = {"action-publish": "action-publish"} if step == "publish" else {}
    start = process_time()
    with CaptureQueriesContext(connection) as captured:
        answer = CLIENT.get(url) if step == "load" else CLIENT.post(url, data | more)
    spent = (process_time() - start) * 1000
    assert answer.status_code == (200 if step == "load" else 302), (page, step)
    return spent, len(captured)


def compared(mine, stock, step: str) -> tuple[float, float, int, int]:
    """ms, times of the stock page, and the queries of both."""
    found: dict = {}
    forms = {page: form_of_page(page) for page in (mine, stock)}
    for _round in range(ROUNDS + 1):
        for page, data in forms.items():
            found.setdefault(page, []).append(once(page, step, data))
    # The first of each fills caches.
    best, base = (min(spent for spent, _n in found[page][1:]) for page in (mine, stock))
    return best, best / base, found[mine][-1][1], found[stock][-1][1]


def main() -> int:
    """Print the table and return the exit code."""
    global CLIENT
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client
    from django.test.utils import setup_test_environment

    setup_test_environment()
    call_command("migrate", verbosity=0)
    from benchmarks.rows import tell
    from tests import factories

    CLIENT = Client()
    faq, stock, takster, short = pages()
    CLIENT.force_login(factories.admin("maaler"))
    rows = [(name, faq, stock, name.split(": ")[1]) for name in GOALS]
    rows[-1] = ("Takster: publish", takster, short, "publish")
    passed = True
    print(f"{'':32} {'ms':>7} {'of stock':>9} {'goal':>5} {'queries':>8} {'stock':>6}")
    for name, mine, peer, step in rows:
        spent, ratio, queries, theirs = compared(mine, peer, step)
        goal, bound = GOALS[name]
        print(f"{name:32} {spent:7.1f} {ratio:9.2f} {goal:5} {queries:8} {theirs:6}")
        told = f"{ratio:.2f} of stock, {queries} queries (stock: {theirs})"
        passed &= tell(name, told, f"{goal} of stock", ratio, bound)
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
