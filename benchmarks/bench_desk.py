"""What the front page of the admin asks the database with one site and with 98.

Run from the root of the repository: `python -m benchmarks.bench_desk`. Of the 98 libraries none has
chosen its fee page, and two have one: more lines than the desk shows. Exits with 1 where the bound
is broken.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.pages_site")

SITES = 98
GOAL, BOUND = 30, 80


def add_libraries(user, number: int) -> None:
    """Sites with settings and a payment FAQ; the first two with a fee page and a notice."""
    from tests import factories

    for each in range(number):
        site = factories.site(f"by{each}.example", default=each == 0)
        factories.fee_settings(site, portal="Mit Betalingsoverblik")
        factories.faq_page(site.root_page, factories.questions(("Hvor?", "<p>Betal her.</p>")))
        if each < 2:
            factories.takster_page(site.root_page, factories.overdue(), owner=user)
            factories.notice(site.root_page)


def queries_of_the_front_page(client) -> tuple[int, int]:
    """How many queries a warm request makes, and how many of them were made before in it."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    client.get(reverse("wagtailadmin_home"))
    with CaptureQueriesContext(connection) as captured:
        assert client.get(reverse("wagtailadmin_home")).status_code == 200
    asked = [query["sql"] for query in captured.captured_queries]
    return len(asked), len(asked) - len(set(asked))


def main() -> int:
    """Print the figures and return the exit code."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client
    from django.test.utils import setup_test_environment

    setup_test_environment()
    call_command("migrate", verbosity=0)
    from benchmarks.rows import tell
    from tests import factories

    user, client = factories.admin("maaler"), Client()
    client.force_login(user)
    add_libraries(user, SITES)
    queries, doubles = queries_of_the_front_page(client)
    measured = f"{queries} queries, {doubles} double"
    print(f"front page of the admin, {SITES} sites: {measured}")
    name = f"front page of the admin, {SITES} sites"
    return 0 if tell(name, measured, f"{GOAL} queries", queries, BOUND) else 1


if __name__ == "__main__":
    sys.exit(main())
