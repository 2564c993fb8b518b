"""`load_demo`: the content of the demo."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone, translation

from example_site.demo import content, english, pages
from example_site.home.models import HomePage
from wagtail_libfees.rates import copenhagen_day


class Command(BaseCommand):
    help = (
        "Makes the demo's pages in Danish and English. If they are there, it changes nothing, so "
        "an editor's work is kept."
    )

    @transaction.atomic
    def handle(self, *args, **options):
        if settings.DEBUG:
            self._make_admin()
        if HomePage.objects.exists():
            self.stdout.write("The demo content is there; nothing was changed.")
            return
        try:
            with translation.override("da"):
                self._make_pages(content.dates(copenhagen_day(timezone.now())))
        except pages.NotEmptyError as exc:
            raise CommandError(
                "This database holds pages that are not the demo's; use an empty database."
            ) from exc
        self.stdout.write("The demo content was made.")

    def _make_pages(self, days):
        """All pages, in the order of the menu, and then their English translations."""
        site = pages.make_site()
        home = site.root_page
        takster = pages.make_takster(home)
        faq, _guide = pages.make_questions(home)
        index = pages.make_notices(site, days, faq, takster)
        pages.make_settings(site, takster)
        public = [home, takster, faq, index, *index.get_children().specific()]
        english.translate(public, days)

    def _make_admin(self):
        """Never outside a demo: everybody knows the password."""
        users = get_user_model()
        if not users.objects.filter(username="admin").exists():
            users.objects.create_superuser("admin", "admin@fjordby.example", "demo")
            self.stdout.write("Made the user admin with the password demo.")
