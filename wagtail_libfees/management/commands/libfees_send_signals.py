"""`libfees_send_signals`: signals of what time alone has changed."""

from __future__ import annotations

from django.core.management.base import BaseCommand
from wagtail.models import Site

from ...change_signals import tell_changes


class Command(BaseCommand):
    help = (
        "Sends the signals of what has changed at each site since the last run: other rates are in "
        "force, a notice is over, the checks find something new. Run it each night. Nothing that "
        "readers see depends on it."
    )

    def handle(self, **options):
        for site in Site.objects.select_related("root_page__locale").order_by("pk"):
            tell_changes(site, findings=True)
