"""The long steps of an import, as tasks. Wagtail's default backend runs them at once.

A site with a backend of its own (docs/import-faq.md) has them done by a worker.
"""

from django_tasks import task

from .faq.runs import read_run, write_run
from .fees.runs import read_fees_run, write_fees_run
from .models import ImportRun


@task()
def read_import(run_id: int) -> None:
    """Fetch and parse the source of a run."""
    run = ImportRun.objects.get(pk=run_id)
    (read_fees_run if run.reads_fees else read_run)(run)


@task()
def write_import(run_id: int) -> None:
    """Write a run's drafts."""
    run = ImportRun.objects.get(pk=run_id)
    (write_fees_run if run.reads_fees else write_run)(run)
