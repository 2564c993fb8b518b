"""What may take long, as tasks. Wagtail's default backend runs them at once.

A site with a backend of its own (docs/import-faq.md) has them done by a worker.
"""

from django_tasks import task

from .drafts.runs import read_run, write_run
from .models import ImportRun


@task()
def read_import(run_id: int) -> None:
    """Fetch and parse the source of a run."""
    read_run(ImportRun.objects.get(pk=run_id))


@task()
def write_import(run_id: int) -> None:
    """Write a run's drafts."""
    write_run(ImportRun.objects.get(pk=run_id))
