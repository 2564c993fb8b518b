"""`libfees_setup_roles`: the groups of the roles, and those that are mapped to them."""

from __future__ import annotations

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Site

from ...roles import rights_elsewhere, set_up_roles
from ..options import find_site


class Command(BaseCommand):
    help = (
        "Makes the groups Lokal administrator, Redaktør, Formidler and Medarbejder, for each site "
        "if there are several, and gives them, and the groups of ROLE_GROUPS, what they lack. "
        "Takes nothing away; may be run again."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--site", metavar="HOST", help="Host name of one site (default: all sites)."
        )
        parser.add_argument("--dry-run", action="store_true", help="Say it, and change nothing.")

    @transaction.atomic
    def handle(self, *, site, dry_run, **options):
        sites = list(Site.objects.select_related("root_page").order_by("hostname", "port"))
        chosen = [find_site(site)] if site else sites
        count = 0
        for each in chosen:
            for grant in set_up_roles(each, several=len(sites) > 1, dry_run=dry_run):
                self.stdout.write(f"{grant.group}: + {grant.what}")
                count += 1
            self._warn(each, several=len(sites) > 1)
        if not count:
            self.stdout.write(_("The roles have all that they need already."))
        elif dry_run:
            self.stdout.write(_("Nothing was changed."))

    def _warn(self, site, *, several):
        """Tell of rights beyond the site; nothing is taken away."""
        for found in rights_elsewhere(site, several=several):
            text = _(
                "%(group)s also has rights on “%(what)s”, outside the site. Take them away under "
                "Settings > Groups if that is not meant."
            )
            self.stderr.write(text % {"group": found.group, "what": found.what})
