"""Watched sources in the admin, and what the menu tells of them."""

import time

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.factories import importer
from tests.imports.imports import item, parsed
from wagtail_libfees.imports.faq.drafts import import_faq
from wagtail_libfees.imports.models import SourceKind, WatchedSource
from wagtail_libfees.imports.origins import Origin
from wagtail_libfees.imports.reading.records import Audience
from wagtail_libfees.imports.tasks import check_watched
from wagtail_libfees.imports.watch import Round, check_sources

pytestmark = pytest.mark.django_db

ADDRESS = "https://x.example/faq"


@pytest.fixture
def page():
    """A payment FAQ."""
    return factories.faq_page(factories.site().root_page)


@pytest.fixture
def user(client):
    """An editor who may import, logged in."""
    found = importer("redaktoer", "add_page", "change_page")
    client.force_login(found)
    return found


@pytest.fixture
def watched(page):
    """A source that has changed."""
    return WatchedSource.objects.create(
        source=ADDRESS, page_id=page.pk, changed_at=timezone.now(), changes={"new": 2}
    )


def test_address_is_added_and_removed(client, user, page):
    data = {"source": ADDRESS, "profile": "auto", "page": page.pk}
    client.post(reverse("libfees_watched:add"), data)
    source = WatchedSource.objects.get()
    assert (source.source, source.page_id) == (ADDRESS, page.pk)
    client.post(reverse("libfees_watched:delete", args=[source.pk]))
    assert not WatchedSource.objects.exists()


@pytest.mark.parametrize("source", ["/etc/passwd", "file:///etc/passwd", "ftp://x.example/"])
def test_only_addresses_of_pages_can_be_watched_here(client, user, page, source):
    client.post(
        reverse("libfees_watched:add"), {"source": source, "profile": "auto", "page": page.pk}
    )
    assert not WatchedSource.objects.exists()


def test_menu_says_how_many_have_changed(client, user, watched):
    assert "(1)" in client.get(reverse("wagtailadmin_home")).content.decode()


def home_of(client):
    return client.get(reverse("wagtailadmin_home")).content.decode()


def test_change_is_a_task_on_the_home_page(client, user, watched, page):
    html = home_of(client)
    assert f"?page={page.pk}&amp;url=https%3A%2F%2Fx.example%2Ffaq" in html
    WatchedSource.objects.update(changed_at=None)
    assert ADDRESS not in home_of(client)


@pytest.mark.parametrize("who", ["may not import", "may only add", "another library"])
def test_home_page_tells_only_who_can_do_something_about_it(client, watched, page, who):
    elsewhere = factories.site("anden.example", default=False).root_page
    user = {
        "may not import": lambda: factories.staff("a", "change_page"),
        "may only add": lambda: factories.importer("b", "add_page"),
        "another library": lambda: factories.importer("c", "change_page", below=elsewhere),
    }[who]()
    client.force_login(user)
    html = home_of(client)
    assert ADDRESS not in html


def test_list_shows_the_change_and_leads_to_the_importer(client, user, watched, page):
    html = client.get(reverse("libfees_watched:index")).content.decode()
    assert f"{reverse('libfees_imports:add')}?page={page.pk}" in html
    assert (
        ADDRESS
        in client.get(
            f"{reverse('libfees_imports:add')}?page={page.pk}&url={ADDRESS}"
        ).content.decode()
    )


def test_a_change_can_be_marked_as_seen_from_the_list(client, user, watched):
    address = reverse("libfees_watched:seen", args=[watched.pk])
    assert address in client.get(reverse("libfees_watched:index")).content.decode()
    WatchedSource.objects.update(changed_at=None)
    assert address not in client.get(reverse("libfees_watched:index")).content.decode()


def test_marking_as_seen_takes_it_off_the_list(client, user, watched):
    client.post(reverse("libfees_watched:seen", args=[watched.pk]))
    watched.refresh_from_db()
    assert watched.changed_at is None


def test_check_now_says_what_has_changed(client, user, watched, monkeypatch):
    monkeypatch.setattr(
        "wagtail_libfees.imports.watch.read_any",
        lambda source, profile: (parsed(("Ny?", "Ja.")), Origin(SourceKind.URL, "b" * 64)),
    )
    client.post(reverse("libfees_watched:check"))
    watched.refresh_from_db()
    assert watched.checked_at
    assert watched.sha256 == "b" * 64


def test_check_now_is_a_task(client, user, watched, settings):
    """A worker does it: the request waits for no other site."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    response = client.post(reverse("libfees_watched:check"), follow=True)
    watched.refresh_from_db()
    assert watched.checked_at is None
    assert "Kilderne bliver tjekket nu." in response.content.decode()


def test_a_round_ends_in_time_and_begins_with_the_longest_unseen(page, monkeypatch):
    sources = [
        WatchedSource.objects.create(source=f"{ADDRESS}/{n}", page_id=page.pk, checked_at=when)
        for n, when in enumerate([timezone.now(), None])
    ]
    monkeypatch.setattr(
        "wagtail_libfees.imports.watch.check_source", lambda source: bool(time.sleep(0.02))
    )
    assert check_sources(sources, seconds=0.01) == Round(looked_at=1, changed=0, left=1)
    asked = []
    monkeypatch.setattr(
        "wagtail_libfees.imports.watch.check_source",
        lambda source: asked.append(source.pk) or False,
    )
    check_watched.enqueue([source.pk for source in sources])
    assert asked == [sources[1].pk, sources[0].pk]


def test_what_there_was_no_time_for_is_told(client, user, watched, monkeypatch):
    monkeypatch.setattr(
        "wagtail_libfees.imports.watch.check_sources",
        lambda sources, seconds: times.append(seconds) or Round(3, 1, left=2),
    )
    times: list[float] = []
    html = client.post(reverse("libfees_watched:check"), follow=True).content.decode()
    assert "2 kilder nåede ikke at blive tjekket." in html
    # With the 20 seconds of the last source: servers give up a request after 30.
    assert times == [8]
    check_watched.enqueue([watched.pk])
    assert times == [8, 60]


def test_an_error_in_one_source_keeps_no_other_from_being_looked_at(page, monkeypatch):
    sources = [
        WatchedSource.objects.create(source=f"{ADDRESS}/{n}", page_id=page.pk) for n in range(2)
    ]
    monkeypatch.setattr("wagtail_libfees.imports.watch.read_any", lambda *args: 1 / 0)
    assert check_sources(sources).looked_at == 2
    assert all(source.error for source in WatchedSource.objects.all())


def test_source_of_a_run_is_watched_with_one_button(client, user, page):
    origin = Origin(SourceKind.URL, "a" * 64)
    run = import_faq(parsed(("Ny?", "Ja."), source=ADDRESS), page=page, origin=origin).run
    client.post(reverse("libfees_imports:watch", args=[run.pk]))
    source = WatchedSource.objects.get()
    assert (source.source, source.page_id, source.sha256) == (ADDRESS, page.pk, "a" * 64)


def test_only_pages_that_the_user_may_edit_are_watched(client, page):
    guide = factories.staff_guide(page.get_parent())
    secret = item("Hvad siger vi?", audience=Audience.STAFF)
    import_faq(parsed(secret, source=ADDRESS), page=guide)
    origin = Origin(SourceKind.URL, "a" * 64)
    run = import_faq(parsed(("Ny?", "Ja."), secret, source=ADDRESS), page=page, origin=origin).run
    assert run.pages.count() == 2
    client.force_login(factories.importer("snaever", "change_page", below=page))
    client.post(reverse("libfees_imports:watch", args=[run.pk]))
    assert [source.page_id for source in WatchedSource.objects.all()] == [page.pk]


@pytest.mark.parametrize("value", ["zz", "9" * 40])
def test_page_that_is_none_is_refused(client, user, value):
    data = {"source": ADDRESS, "profile": "auto", "page": value}
    response = client.post(reverse("libfees_watched:add"), data)
    assert "page" in response.context["form"].errors


def test_address_with_a_cpr_number_is_refused(client, user, page):
    data = {"source": f"https://x.example/{factories.CPR}", "profile": "auto", "page": page.pk}
    client.post(reverse("libfees_watched:add"), data)
    assert not WatchedSource.objects.exists()


def test_source_that_is_watched_already_is_told_in_plain_words(client, user, watched, page):
    data = {"source": ADDRESS, "profile": "auto", "page": page.pk}
    html = client.post(reverse("libfees_watched:add"), data).content.decode()
    assert "allerede" in html
    assert "libfees_watched_once" not in html


def addresses(watched):
    return [
        ("get", reverse("libfees_watched:index")),
        ("get", reverse("libfees_watched:index_results")),
        ("get", reverse("libfees_watched:add")),
        ("post", reverse("libfees_watched:add")),
        ("get", reverse("libfees_watched:edit", args=[watched.pk])),
        ("post", reverse("libfees_watched:edit", args=[watched.pk])),
        ("get", reverse("libfees_watched:delete", args=[watched.pk])),
        ("post", reverse("libfees_watched:delete", args=[watched.pk])),
        ("post", reverse("libfees_watched:seen", args=[watched.pk])),
        ("post", reverse("libfees_watched:check")),
    ]


@pytest.mark.parametrize("number", range(10))
@pytest.mark.parametrize("who", ["anonymous", "borrower", "editor without the permission"])
def test_others_are_refused(client, watched, number, who):
    if who == "borrower":
        client.force_login(factories.borrower())
    elif who != "anonymous":
        client.force_login(factories.staff("kollega", "add_page", "change_page"))
    method, url = addresses(watched)[number]
    assert getattr(client, method)(url).status_code in (302, 403, 404)
    watched.refresh_from_db()
    assert watched.changed_at
    assert not watched.checked_at


@pytest.mark.parametrize("number", range(4, 9))
def test_sources_of_other_pages_are_not_found(client, watched, number):
    elsewhere = factories.site("anden.example", default=False).root_page
    client.force_login(importer("anden", "add_page", "change_page", below=elsewhere))
    method, url = addresses(watched)[number]
    assert getattr(client, method)(url).status_code == 404
    assert ADDRESS not in client.get(reverse("libfees_watched:index")).content.decode()
    assert WatchedSource.objects.filter(changed_at__isnull=False).exists()


@pytest.mark.parametrize("name", ["copy", "history", "usage", "inspect"])
def test_views_that_know_nothing_of_page_permissions_do_not_exist(name):
    from django.urls import NoReverseMatch

    with pytest.raises(NoReverseMatch):
        reverse(f"libfees_watched:{name}", args=[1])
