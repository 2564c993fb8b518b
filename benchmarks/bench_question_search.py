"""What a search in 2,000 questions costs, against Wagtail's own search of as much text in pages.

    python benchmarks/bench_question_search.py

In a database of its own in memory. Both answer the same searches: the one as the page of a site's
own search does, with the twenty best pages; the other with the eight best questions, marked, and
their links expanded. The bound is a ratio of processor time within one run.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import translation  # noqa: E402
from wagtail.models import Page, Site  # noqa: E402

from tests import factories  # noqa: E402
from tests.search.corpus import entries  # noqa: E402
from tests.search.queries import QUERIES  # noqa: E402
from wagtail_libfees.search import published  # noqa: E402
from wagtail_libfees.search.published import find_questions  # noqa: E402

QUESTIONS, PER_PAGE = 2_000, 100
MAX_RATIO = 3.0
SEARCHES = [typed for language, typed, _meant in QUERIES if language == "da"]


def texts() -> list[tuple[str, str]]:
    """Questions and answers: those of the demo and the standard text, with words mixed in."""
    draw = random.Random(1)
    words = sorted({word for entry in entries("da") for word in entry.answer.split()})
    made = []
    for number in range(QUESTIONS):
        entry = entries("da")[number % len(entries("da"))]
        more = " ".join(draw.choices(words, k=20))
        made.append((f"{entry.question} ({number})", f"<p>{entry.answer} {more}</p>"))
    return made


def best(work: Callable[[], object], rounds: int = 5) -> float:
    """Milliseconds of processor time for one search, in the best of several rounds."""
    times = []
    for _ in range(rounds):
        start = process_time()
        work()
        times.append(process_time() - start)
    return min(times) / len(SEARCHES) * 1000


def search_pages(site: Site) -> None:
    for typed in SEARCHES:
        pages = Page.objects.live().public().descendant_of(site.root_page).specific()
        for page in list(pages.search(typed)[:20]):
            assert page.get_url()


def search_questions(site: Site) -> None:
    for typed in SEARCHES:
        for hit in find_questions(site, "da", typed).questions:
            assert hit.url
            assert hit.answer


def main() -> int:
    call_command("migrate", verbosity=0)
    asked = factories.site("questions.example")
    paged = factories.site("pages.example", default=False)
    made = texts()
    for start in range(0, QUESTIONS, PER_PAGE):
        group = factories.questions(*made[start : start + PER_PAGE], heading="Betaling")
        factories.faq_page(asked.root_page, group, title=f"Spørgsmål {start}")
    settings.WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
    for question, answer in made:
        factories.faq_page(paged.root_page, factories.questions((question, answer)), title=question)
    translation.activate("da")
    start = process_time()
    find_questions(asked, "da", "gebyr")
    cold = (process_time() - start) * 1000
    with CaptureQueriesContext(connection) as queries:
        find_questions(asked, "da", "gebyr")
    pages, questions = best(lambda: search_pages(paged)), best(lambda: search_questions(asked))
    size = sum(len(body) for pair in made for body in pair) // 1000
    print(f"{QUESTIONS} questions, {size} kB, {len(SEARCHES)} searches")
    print(
        f"first search, which makes the index: {cold:.0f} ms; {len(queries)} queries from then on"
    )
    print(f"Wagtail's page search {pages:.1f} ms, search in the questions {questions:.1f} ms")
    print(f"ratio {questions / pages:.2f} (bound {MAX_RATIO})")
    assert len(published._kept) == 1
    return 0 if questions <= MAX_RATIO * pages else 1


if __name__ == "__main__":
    sys.exit(main())
