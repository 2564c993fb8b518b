"""The long steps of an import, as tasks. Wagtail's default backend runs them at once.

A site with a backend of its own (docs/import-faq.md) has them done by a worker. Each brings what
it needs: the readers are many modules and expressions, and a start of the site does without.
"""

from dataclasses import asdict

from django.db.models import F
from django_tasks import task

from .models import ImportRun, WatchedSource


@task()
def read_import(run_id: int) -> None:
    """Fetch and parse the source of a run."""
    from .faq.runs import read_run
    from .fees.runs import read_fees_run

    run = ImportRun.objects.get(pk=run_id)
    (read_fees_run if run.reads_fees else read_run)(run)


@task()
def write_import(run_id: int) -> None:
    """Write a run's drafts."""
    from .faq.runs import write_run
    from .fees.runs import write_fees_run

    run = ImportRun.objects.get(pk=run_id)
    (write_fees_run if run.reads_fees else write_run)(run)


@task()
def check_watched(source_ids: list[int], in_request: bool = False) -> dict[str, int]:
    """Look at these watched sources again, those first that nobody looked at for longest."""
    from .watch import REQUEST_SECONDS, ROUND_SECONDS, check_sources

    sources = WatchedSource.objects.select_related("page").filter(pk__in=source_ids)
    in_turn = sources.order_by(F("checked_at").asc(nulls_first=True), "pk")
    return asdict(check_sources(in_turn, REQUEST_SECONDS if in_request else ROUND_SECONDS))
