"""Brings back the fee page of a site, or of every site that has lost its own.

A site that has not chosen one has lost nothing: it gets a page only if it is named.
"""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.fee_page.faults import Fault
from wagtail_libfees.fee_page.restore import restore_fee_page, way_message
from wagtail_libfees.fee_page.restore_plan import plan_for
from wagtail_libfees.models import FeeSettings, fee_page_problems

from ..options import find_site


class Command(BaseCommand):
    """Thin: see `drafts.restore`."""

    help = "Bring back the last version of the fee page, or make a new one, and choose it."

    def add_arguments(self, parser):
        parser.add_argument("--site", metavar="HOST", help="Only this site.")

    def handle(self, *args, **options):
        """One line for each site; status 1 if one could not be helped."""
        sites = self._named(options["site"]) if options["site"] else self._losers()
        failed = sum(not self._restored(site) for site in sites)
        if failed:
            raise CommandError(_("%(count)s of them need a person.") % {"count": failed})

    def _named(self, host):
        """The site, if something is wrong there."""
        site = find_site(host)
        if plan_for(FeeSettings.for_site(site)) is None:
            self.stdout.write(_("Every site has its fee page."))
            return []
        return [site]

    def _losers(self):
        """The sites that have lost their page; those that never chose one are told."""
        problems = fee_page_problems()
        if not problems:
            self.stdout.write(_("Every site has its fee page."))
        for_people = (Fault.NOT_CHOSEN, Fault.ADDRESS)
        without = [problem for problem in problems if problem.fault in for_people]
        for problem in without:
            mend = _("Name it with --site to choose or make one.")
            self.stdout.write(f"{problem.message} {mend}")
        return [problem.site for problem in problems if problem not in without]

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
