"""Two libraries on one installation never see each other."""

from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from tests import factories
from wagtail_libfees.notices.banner import notices_for

from .library import fee_page, told_by

pytestmark = pytest.mark.django_db


class Library:
    """One of the two: its site, its pages, and its editor."""

    def __init__(self, host, default):
        self.host = host
        self.site = factories.site(host, default=default)
        self.page = fee_page(self.site)
        self.index = factories.notice_index(self.site.root_page, slug="drift")
        self.notice = factories.notice(self.index, title=f"Lukket i {host}")
        self.branch = factories.branch(f"Filial {host}", site=self.site)
        call_command("libfees_setup_roles", site=host, stdout=StringIO())
        user = User.objects.create_user(f"redaktoer@{host}")
        user.groups.add(*Group.objects.filter(name__contains=host))
        self.user = user
        self.editor = Client(headers={"host": host})
        self.editor.force_login(user)
        self.borrower = Client(headers={"host": host})


@pytest.fixture
def libraries(settings):
    settings.ALLOWED_HOSTS = ["*"]
    return Library("fjordby.example", True), Library("andenby.example", False)


ADDRESSES = [
    "/libfees/rates.json",
    "/libfees/rates.csv",
    "/libfees/settings.json",
    "/libfees/notices.json",
    "/libfees/notices.atom",
    "/libfees/notices.rss",
    "/libfees/notices.ics",
    "/takster/",
    "/drift/",
    "/",
]


@pytest.mark.parametrize("path", ADDRESSES)
def test_no_address_of_one_tells_of_the_other(path, libraries):
    for own, other in (libraries, reversed(libraries)):
        answer = own.borrower.get(path)
        assert answer.status_code == 200, path
        assert other.host not in answer.content.decode()
        assert f"Lukket i {other.host}" not in answer.content.decode()


def test_a_printed_address_of_one_is_not_there_at_the_other(libraries):
    for own, other in (libraries, reversed(libraries)):
        [item] = own.borrower.get("/libfees/notices.json").json()["items"]
        printed = urlsplit(item["url"]).path
        assert own.borrower.get(printed)["Location"] == own.notice.get_url(current_site=own.site)
        answer = other.borrower.get(printed)
        assert answer.status_code == 404
        assert own.host not in answer.content.decode()


def test_the_banner_and_the_fee_page_are_each_librarys_own(libraries):
    for own, _other in (libraries, reversed(libraries)):
        assert [found.title for found in notices_for(own.site, "da")] == [f"Lukket i {own.host}"]
        answer = own.borrower.get(reverse("wagtail_libfees:fee_page"))
        assert answer["Location"].rstrip("/").endswith("/takster")


def test_an_editor_of_one_cannot_touch_or_see_the_other(libraries):
    for own, other in (libraries, reversed(libraries)):
        other.page.unpublish()
        assert not any(other.host in line for line in told_by(own.editor))
        edit = reverse("wagtailadmin_pages:edit", args=[other.page.pk])
        refused = own.editor.get(edit)
        assert refused.status_code in (302, 403)
        for name in ("libfees_next_year", "libfees_restore_fee_page"):
            key = other.page.pk if "year" in name else other.site.pk
            answer = own.editor.post(reverse(name, args=[key]))
            assert answer.status_code in (302, 403)
        other.page.refresh_from_db()
        assert not other.page.live
        report = own.editor.get(reverse("libfees_quality")).content.decode()
        assert f"Lukket i {other.host}" not in report
        other.page.save_revision().publish()


def test_what_one_loses_the_other_keeps(libraries):
    own, other = libraries
    own.page.delete()
    assert other.borrower.get("/takster/").status_code == 200
    call_command("libfees_restore_takster", site=own.host, stdout=StringIO())
    assert own.borrower.get("/takster/").status_code == 200
    own.site.root_page.delete()
    assert other.borrower.get("/libfees/rates.json").status_code == 200
