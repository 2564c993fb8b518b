"""What may take long, as tasks. Wagtail's default backend runs them at once.

A site with a backend of its own (docs/import-faq.md) has them done by a worker.
"""

from django_tasks import task
from wagtail.images import get_image_model

from .drafts.fees_runs import read_fees_run, write_fees_run
from .drafts.runs import read_run, write_run
from .models import ImportRun
from .models.notice_content import SOCIAL_IMAGE


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


@task()
def make_social_image(image_id: int) -> None:
    """Make the size of an image that social media show, which reading a notice never makes."""
    if image := get_image_model().objects.filter(pk=image_id).first():
        image.get_rendition(SOCIAL_IMAGE)
