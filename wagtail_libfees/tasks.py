"""What may take long, as tasks. Wagtail's default backend runs them at once.

A site with a backend of its own has them done by a worker.
"""

from django_tasks import task
from wagtail.images import get_image_model

from .notices.page_content import SOCIAL_IMAGE


@task()
def make_social_image(image_id: int) -> None:
    """Make the size of an image that social media show, which reading a notice never makes."""
    if image := get_image_model().objects.filter(pk=image_id).first():
        image.get_rendition(SOCIAL_IMAGE)
