"""`libfees_addresses`: permanent addresses for what went live without Django's signals."""

from __future__ import annotations

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from ...permanent_addresses import addressed_models, keep_addresses


class Command(BaseCommand):
    help = (
        "Gives each live notice and question the permanent address that it lacks, such as after "
        "loaddata or a change by SQL. What is published gets its own by itself. May be run again."
    )

    def handle(self, **options):
        made = sum(
            keep_addresses(page)
            for model in addressed_models()
            for page in model.objects.live().select_related("locale").iterator(chunk_size=100)
        )
        text = ngettext(
            "%(count)s permanent address is new.", "%(count)s permanent addresses are new.", made
        )
        self.stdout.write(text % {"count": made})
