"""`load_demo`: the content of the demo."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone, translation
from wagtail.models import Site

from example_site.demo import content, english, pages, users
from example_site.home.models import HomePage
from wagtail_libfees.rates import copenhagen_day


class Command(BaseCommand):
    help = (
        "Makes the demo's pages in Danish and English. If they are there, it changes nothing, so "
        "an editor's work is kept. In a demo it makes a user for each role too."
    )

    def handle(self, *args, **options):
        with transaction.atomic():
            made = users.make_users() if users.login_allowed() else []
            if HomePage.objects.exists():
                self.stdout.write("The demo content is there; nothing was changed.")
            else:
                self._make_content()
            if made:
                users.give_roles(Site.objects.get(is_default_site=True))
        if users.login_allowed():
            self._say_what_to_try()

    def _make_content(self):
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
        # The answers tell amounts, which are those of the fee page of the settings.
        pages.make_settings(site, takster)
        faq, _guide = pages.make_questions(home)
        index = pages.make_notices(site, days, faq, takster)
        public = [home, takster, faq, index, *index.get_children().specific()]
        english.translate(public, days)

    def _say_what_to_try(self):
        """Six lines: what to try as whom."""
        base = settings.WAGTAILADMIN_BASE_URL
        self.stdout.write(
            f"\nWhat to try at {base}/, or {base}/en/ in English. Log in with one button at the "
            f"foot of the front page, or at {base}/admin/ with the password “{users.PASSWORD}”:"
        )
        lines = [("borrower", "works out a fee at /takster/ on a phone, finds an answer, pays")]
        with translation.override("en"):
            lines += [(user.username, str(user.task)) for user in users.USERS]
        for name, task in lines:
            self.stdout.write(f"  {name:<12} {task}")
