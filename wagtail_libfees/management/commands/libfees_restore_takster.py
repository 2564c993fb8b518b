"""Brings back the fee page of a site, or of every site that has lost its own."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.drafts.restore import restore_fee_page, way_message
from wagtail_libfees.models import FeeSettings, fee_page_problems
from wagtail_libfees.models.fee_page_state import fee_page_problem

from .libfees_rates import find_site


class Command(BaseCommand):
    """Thin: see `drafts.restore`."""

    help = "Bring back the last version of the fee page, or make a new one, and choose it."

    def add_arguments(self, parser):
        """Which site; all that have a problem if none is named."""
        parser.add_argument("--site", metavar="HOST", help="Only this site.")

    def handle(self, *args, **options):
        """One line for each site; status 1 if one could not be helped."""
        sites = self._sites(options["site"])
        if not sites:
            self.stdout.write(_("Every site has its fee page."))
        failed = sum(not self._restored(site) for site in sites)
        if failed:
            raise CommandError(_("%(count)s of them need a person.") % {"count": failed})

    def _sites(self, host):
        if host:
            settings = FeeSettings.for_site(site := find_site(host))
            return [site] if settings.pk is None or fee_page_problem(settings) else []
        return [problem.site for problem in fee_page_problems()]

    def _restored(self, site) -> bool:
        """Whether the site has a fee page now that borrowers can read."""
        try:
            restored = restore_fee_page(site)
        except DraftError as exc:
            self.stderr.write(f"{site}: {exc}")
            return False
        self.stdout.write(f"{site}: {way_message(restored)}")
        for hindrance in restored.hindrances:
            self.stderr.write(f"{site}: {hindrance}")
        return not restored.hindrances
