"""A kept text says what the page would say: every change and every boundary outdates it."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache.backends.locmem import LocMemCache
from django.template import Context, Template
from django.test import RequestFactory, override_settings
from django.utils import timezone
from freezegun import freeze_time
from wagtail.models import PageViewRestriction

from tests import factories
from tests.kept import kept
from wagtail_libfees import page_cache
from wagtail_libfees.conf import libfees_settings
from wagtail_libfees.findings import publishing_unchecked
from wagtail_libfees.models import OwnFact, PageReview, PageStamp
from wagtail_libfees.pages.models import TaksterPage

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 11, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with freeze_time(NOON) as frozen:
        yield frozen


@kept
def target(site):
    return factories.home_page_below(site.root_page, "Regler")


@kept
def takster(site, target):
    link = (
        f'<p>Portalen er {{portal}}. {{aabning}} <a linktype="page" id="{target.pk}">Regler</a></p>'
    )
    page = factories.takster_page(
        site.root_page,
        factories.overdue(factories.group("Voksne", (1, None, 20)), last=date(2026, 12, 31)),
        factories.overdue(factories.group("Voksne", (1, None, 25)), first=date(2027, 1, 1)),
        ("text", {"heading": "Om", "text": link}),
    )
    factories.fee_settings(site, fee_page=page)
    return page


@pytest.fixture
def renders(monkeypatch):
    """The names of the parts that were rendered, not kept."""
    rendered = []
    real = page_cache.kept_text

    def noted(page, request, name, render, template):
        def counted():
            rendered.append(name)
            return render()

        return real(page, request, name, counted, template)

    monkeypatch.setattr(page_cache, "kept_text", noted)
    return rendered


def html(client, url, **more) -> str:
    response = client.get(url, **more)
    assert response.status_code == 200
    return response.content.decode()


def unkept(client, url) -> str:
    """What the page says when nothing is kept."""
    with override_settings(WAGTAIL_LIBFEES={**libfees_settings.stated(), "PAGE_CACHE": None}):
        return html(client, url)


def test_the_second_reader_is_shown_what_is_kept(client, takster, renders):
    first = client.get(takster.url)
    assert renders == ["head", "content"]
    second = client.get(takster.url)
    assert renders == ["head", "content"]
    assert second.content == first.content
    assert second.headers == first.headers


def publish(page, **fields):
    page = type(page).objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    with publishing_unchecked():
        page.save_revision().publish()


def new_settings(site, takster, target):
    factories.fee_settings(site, portal="Borger.dk")


def new_fact(site, takster, target):
    OwnFact.objects.create(
        site=site, locale=takster.locale, name="aabning", description="x", value="Vi har åbent nu."
    )


def renamed_target(site, takster, target):
    target.slug = "andre-regler"
    target.save()


def moved_target(site, takster, target):
    folder = factories.home_page_below(site.root_page, "Mappe")
    type(target).objects.get(pk=target.pk).move(folder, "last-child")


def deleted_target(site, takster, target):
    type(target).objects.get(pk=target.pk).delete()


def other_rates(site, takster, target):
    publish(takster, body=[factories.overdue(factories.group("Voksne", (1, None, 99)))])


def other_title(site, takster, target):
    publish(takster, title="Gebyrer og priser")


def reviewed(site, takster, target):
    PageReview.objects.create(page=takster, reviewed_on=date(2026, 11, 19))


CHANGES = [
    *(new_settings, new_fact, renamed_target, moved_target, deleted_target),
    *(other_rates, other_title, reviewed),
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_each_change_is_seen_at_once(client, site, takster, target, change):
    before = html(client, takster.url)
    assert html(client, takster.url) == before
    change(site, takster, target)
    after = html(client, takster.url)
    assert after == unkept(client, takster.url)
    assert after != before


def test_a_draft_outdates_nothing(client, takster, renders):
    html(client, takster.url)
    page = TaksterPage.objects.get(pk=takster.pk)
    page.title = "Kladde"
    page.save_revision()
    html(client, takster.url)
    assert renders == ["head", "content"]


def test_the_rates_of_the_day_are_shown_to_the_microsecond(client, takster, clock):
    shown = []
    for moment in ("2026-12-31 22:59:59.999999", "2026-12-31 23:00:00"):
        clock.move_to(moment)
        shown += [html(client, takster.url) for _reader in range(2)]
        assert shown[-1] == shown[-2] == unkept(client, takster.url)
    assert shown[0] != shown[2]


def test_a_notice_ends_and_an_update_is_told_at_their_moments(client, site, clock):
    index = factories.notice_index(site.root_page)
    notice = factories.notice(index, from_day=date(2026, 11, 20), to_day=date(2026, 11, 20))
    shown = []
    for moment in ("2026-11-20 22:59:59", "2026-11-20 23:00:00"):
        clock.move_to(moment)
        shown.append([html(client, url) for url in (notice.url, index.url) for _ in range(2)])
    assert shown[0][0] == shown[0][1] != shown[1][0] == shown[1][1]
    assert shown[0][2] == shown[0][3] != shown[1][2] == shown[1][3]


def test_each_language_host_and_base_has_its_own(client, site, takster, renders):
    english = factories.translated(takster)
    pages = [
        html(client, takster.url),
        html(client, english.url),
        html(client, takster.url, headers={"host": "andet.example"}),
    ]
    with override_settings(WAGTAIL_LIBFEES={}):
        pages.append(html(client, takster.url))
    assert len(set(pages)) == len(pages) == len(renders) // 2


def test_each_template_and_route_of_a_page_has_its_own(site, takster):
    def shown(code, path="/takster/"):
        request = RequestFactory(headers={"host": site.hostname}).get(path)
        template = Template(
            f"{{% load libfees_tags %}}{{% libfees_kept 'x' %}}{code}{{% endlibfees_kept %}}"
        )
        template.name = code
        return template.render(Context({"request": request, "page": takster}))

    assert [shown("a"), shown("b"), shown("a")] == ["a", "b", "a"]
    assert shown("{{ request.path }}", "/x/") != shown("{{ request.path }}", "/y/")


@pytest.mark.parametrize("query", ["?date=2027-02-01", "?due=2026-11-01", "?x=1"])
def test_an_answer_to_a_question_is_not_kept(client, takster, renders, query):
    for _ in range(2):
        html(client, takster.url + query)
    assert renders == ["head", "content"] * 2


@pytest.mark.parametrize("cookie", ["sessionid", "csrftoken"])
def test_a_visitor_with_a_session_is_neither_shown_nor_gives_a_kept_text(
    client, takster, renders, cookie
):
    for _ in range(2):
        client.cookies[cookie] = "x"
        html(client, takster.url)
    del client.cookies[cookie]
    html(client, takster.url)
    assert renders == ["head", "content"] * 3


def test_a_form_token_is_never_kept(site, takster):
    template = Template(
        "{% load libfees_tags %}{% libfees_kept 'x' %}{% csrf_token %}{% endlibfees_kept %}"
    )
    tokens = set()
    for _ in range(2):
        request = RequestFactory(headers={"host": site.hostname}).get("/")
        request.user = AnonymousUser()
        tokens.add(template.render(_context(request, takster)))
    assert len(tokens) == 2


def _context(request, page) -> Context:
    from django.middleware.csrf import get_token
    from django.utils.functional import SimpleLazyObject

    return Context(
        {
            "request": request,
            "page": page,
            "csrf_token": SimpleLazyObject(lambda: get_token(request)),
        }
    )


def test_a_preview_is_never_kept(takster, renders):
    for _ in range(2):
        takster.make_preview_request().render()
    assert renders == ["head", "content"] * 2


def test_no_text_of_a_private_page_is_kept(client, site):
    guide = factories.staff_guide(site.root_page)
    assert page_cache._key(guide, RequestFactory().get("/"), "content", None) is None


def test_of_a_page_of_the_sites_own_the_head_is_kept(client, target, renders):
    first = html(client, target.url)
    assert html(client, target.url) == first
    assert renders == ["head"]
    target.title = "Nye regler"
    target.save()
    assert '<meta property="og:title" content="Nye regler">' in html(client, target.url)


def test_a_page_that_becomes_private_is_refused(client, takster):
    html(client, takster.url)
    factories.restrict(takster, PageViewRestriction.LOGIN)
    assert client.get(takster.url).status_code == 302


def test_a_source_that_expires_takes_the_rates_of_its_translation_along(client, takster, clock):
    english = factories.translated(takster)
    TaksterPage.objects.filter(pk=takster.pk).update(
        expire_at=timezone.make_aware(datetime(2026, 11, 20, 13))
    )
    assert "DKK" in html(client, english.url)
    clock.move_to("2026-11-20 12:00:00")
    assert "The rates are not published at the moment." in html(client, english.url)


class DeadCache(LocMemCache):
    def get(self, *args, **kwargs):
        raise ConnectionError

    set = get


@pytest.mark.parametrize("name", ["dead", None])
def test_without_a_cache_the_page_is_rendered(client, takster, settings, renders, name):
    settings.CACHES = {**settings.CACHES, "dead": {"BACKEND": "tests.test_page_cache.DeadCache"}}
    settings.WAGTAIL_LIBFEES = {**settings.WAGTAIL_LIBFEES, "PAGE_CACHE": name}
    for _ in range(2):
        html(client, takster.url)
    assert renders == ["head", "content"] * 2


def test_what_no_signal_tells_of_is_seen_after_some_minutes(client, takster, clock):
    html(client, takster.url)
    TaksterPage.objects.filter(pk=takster.pk).update(title="Af et script")
    clock.tick(301)
    assert "<h1>Af et script</h1>" in html(client, takster.url)


def test_the_mark_of_a_change_that_is_rolled_back_is_not_the_next_one(takster):
    marks = {PageStamp.current().value}
    for _ in range(3):
        takster.save()
        marks.add(PageStamp.current().value)
    assert len(marks) == 4
