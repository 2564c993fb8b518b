"""One button logs in one of the demo's users: in the demo, by a form of the site, nowhere else."""

import pytest
from django.contrib.auth import get_user, get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import clear_url_caches, path, set_urlconf

from example_site.demo.users import USERS
from example_site.demo.views import log_in_as
from wagtail_libfees.pages.models import StaffGuidePage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

urlpatterns = []


@pytest.fixture
def in_demo(settings):
    """The settings of the demo, with its users made."""
    import example_site.urls

    settings.DEBUG = settings.DEMO = True
    settings.WAGTAILADMIN_BASE_URL = "http://127.0.0.1:8000"
    urlpatterns[:] = [
        path("demo/<str:username>/", log_in_as, name="demo_login"),
        *example_site.urls.urlpatterns,
    ]
    settings.ROOT_URLCONF = __name__
    clear_url_caches()
    yield call_command("load_demo")
    set_urlconf(None)
    clear_url_caches()


def test_there_is_one_for_each_role_and_six_lines_say_what_to_try(in_demo, capsys):
    call_command("load_demo")
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
    assert len(lines) == 6
    for user in USERS:
        account = get_user_model().objects.get(username=user.username)
        assert [group.name for group in account.groups.all()] == ([user.role] if user.role else [])
        assert any(user.username in line for line in lines)
    assert {user.role for user in USERS} - {""} == {
        *("Medarbejder", "Formidler", "Redaktør", "Lokal administrator")
    }


@pytest.mark.parametrize("user", USERS, ids=lambda user: user.username)
def test_a_button_of_the_front_page_logs_in(in_demo, user):
    visitor = Client(enforce_csrf_checks=True)
    page = visitor.get("/").content.decode()
    assert f'action="/demo/{user.username}/"' in page
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    response = visitor.post(f"/demo/{user.username}/", {"csrfmiddlewaretoken": token})
    assert get_user(visitor).username == user.username
    expected = StaffGuidePage.objects.get().url if user.username == "medarbejder" else "/admin/"
    assert response.url == expected
    assert visitor.get(response.url).status_code == 200


def test_it_takes_a_form_of_the_site(in_demo):
    visitor = Client(enforce_csrf_checks=True)
    assert visitor.get("/demo/admin/").status_code == 405
    assert visitor.post("/demo/admin/").status_code == 403
    assert not get_user(visitor).is_authenticated


def test_nobody_else_is_logged_in(in_demo, client):
    get_user_model().objects.create_user("rikke-selv")
    assert client.post("/demo/rikke-selv/").status_code == 404
    get_user_model().objects.filter(username="redaktoer").update(is_active=False)
    assert client.post("/demo/redaktoer/").status_code == 404


@pytest.mark.parametrize("name", ["DEBUG", "DEMO"])
def test_outside_the_demo_there_is_neither_a_strip_nor_a_login(in_demo, client, settings, name):
    setattr(settings, name, False)
    assert "what-to-try" not in client.get("/").content.decode()
    assert client.post("/demo/admin/").status_code == 404
    assert not get_user(client).is_authenticated


def test_without_the_demo_no_user_and_no_group_is_made(settings):
    call_command("load_demo")
    assert not get_user_model().objects.exists()
    assert not Group.objects.filter(name="Redaktør").exists()


def test_who_is_there_keeps_what_was_changed(in_demo):
    user = get_user_model().objects.get(username="redaktoer")
    user.set_password("changed")
    user.groups.clear()
    user.save()
    call_command("load_demo")
    user.refresh_from_db()
    assert user.check_password("changed")
    assert not user.groups.exists()
