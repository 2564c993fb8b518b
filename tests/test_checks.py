"""System checks: one id for each rule, each with a mend, all of them bound."""

import re
from contextlib import contextmanager
from pathlib import Path

import django
import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core import checks
from django.core.files.storage import default_storage
from django.db import DatabaseError, OperationalError, connection
from django.test import override_settings
from wagtail.blocks import ListBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Page, Site

import wagtail_libfees.checks as libfees_checks
from example_site.home.models import HomePage
from tests import factories
from wagtail_libfees.blocks import InShortBlock, OverdueFeesBlock, SiteRatesBlock, TextBlock
from wagtail_libfees.models import LibfeesBlocksMixin, PermanentAddress

# The first look at the fields of a model may ask the database what it can do.
pytestmark = pytest.mark.django_db

GOOD = {"BASE_TEMPLATE": "example_site/base.html"}

BLOCKS = "".join(f"{{% block {name} %}}{{% endblock %}}" for name in libfees_checks.FILLED_BLOCKS)


def templates(sources):
    """The setting `TEMPLATES` with these only."""
    loaders = [("django.template.loaders.locmem.Loader", sources)]
    backend = "django.template.backends.django.DjangoTemplates"
    return [{"BACKEND": backend, "OPTIONS": {"loaders": loaders}}]


CASES = [
    ("wagtail_libfees.E001", {"WAGTAIL_LIBFEES": {"NOTICE_LIMITS": 3}}),
    ("wagtail_libfees.E002", {"WAGTAIL_LIBFEES": {"BASE_TEMPLATE": "not/there.html"}}),
    ("wagtail_libfees.E003", {"WAGTAIL_LIBFEES": {"TAKSTER_PAGE_MODEL": "home.NoPage"}}),
    ("wagtail_libfees.E004", {"WAGTAIL_LIBFEES": {"NOTICE_CHANNELS": ["no.such.Channel"]}}),
    ("wagtail_libfees.W001", {"WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE": True}),
    ("wagtail_libfees.W002", {"MIDDLEWARE": []}),
    (
        "wagtail_libfees.W011",
        {
            "MIDDLEWARE": [
                "django.middleware.cache.UpdateCacheMiddleware",
                "wagtail_libfees.middleware.RefusedPublishingMiddleware",
            ]
        },
    ),
    ("wagtail_libfees.W012", {"ROOT_URLCONF": "tests.urls_unguarded"}),
    (
        "wagtail_libfees.W016",
        {
            "CACHES": {
                "default": {
                    "BACKEND": "django.core.cache.backends.redis.RedisCache",
                    "LOCATION": "redis://127.0.0.1:1/0",
                }
            }
        },
    ),
    ("wagtail_libfees.W015", {"DATA_UPLOAD_MAX_NUMBER_FIELDS": 1000}),
    ("wagtail_libfees.E005", {"WAGTAIL_LIBFEES": {"HEAD_PARTS": ["meta"]}}),
    (
        "wagtail_libfees.W018",
        {
            "WAGTAIL_LIBFEES": {"BASE_TEMPLATE": "own.html"},
            "TEMPLATES": templates({"own.html": f'<meta name="description" content="">{BLOCKS}'}),
        },
    ),
    ("wagtail_libfees.E006", {"WAGTAIL_LIBFEES": {"EMBED_ORIGINS": ["https://x.example/ 'self'"]}}),
    (
        "wagtail_libfees.W034",
        {
            "WAGTAIL_LIBFEES": {"BASE_TEMPLATE": "own.html"},
            "TEMPLATES": templates(
                {
                    "own.html": "{% extends 'above.html' %}{% block title %}{% endblock %}",
                    "above.html": BLOCKS.replace("extra_head", "head"),
                }
            ),
        },
    ),
    ("wagtail_libfees.W017", {"WAGTAIL_LIBFEES": {"TAKSTER_ORDER": ["paying"]}}),
]


def found():
    return [m for m in checks.run_checks() if (m.id or "").startswith("wagtail_libfees.")]


def test_a_good_site_has_no_message():
    assert found() == []


@override_settings(WAGTAIL_LIBFEES={})
def test_the_defaults_have_no_message():
    assert found() == []


@pytest.mark.parametrize(("check_id", "settings"), CASES)
def test_a_mistake_is_found_by_the_checks_that_django_runs(check_id, settings):
    with override_settings(**settings):
        [message] = found()
    assert message.id == check_id
    assert message.hint
    assert message.msg
    assert message.level == (checks.WARNING if ".W" in check_id else checks.ERROR)


def test_each_mistake_has_a_message_of_its_own():
    wrong = {"A": 1, "B": 2, "FAQ_PAGE_MODEL": "x.Y", "NOTICE_PAGE_MODEL": "x.Z"}
    with override_settings(WAGTAIL_LIBFEES=wrong):
        ids = sorted(message.id[-4:] for message in found())
    assert ids == ["E001", "E001", "E003", "E003"]


def test_every_id_is_in_the_table_above_and_has_one_rule():
    source = Path(libfees_checks.__file__).read_text()
    ids = re.findall(r'id="(wagtail_libfees\.[EW]\d{3})"', source)
    # W010 and W013 ask the database: see tests/fee_page/admin/test_restore_view.py and
    # tests/test_permanent_addresses.py; W014: tests/test_danish.py; W019 is for `check --deploy`;
    # W020 has no setting; W032 and W033 ask for models: below.
    numbers = ("W010", "W013", "W014", "W019", "W020", "W032", "W033")
    elsewhere = {f"wagtail_libfees.{number}" for number in numbers}
    assert sorted(ids) == sorted({*elsewhere, *(check_id for check_id, _ in CASES)})


DJANGO_CSP = "django.middleware.csp.ContentSecurityPolicyMiddleware"


def csp_that_sends(name):
    """A middleware that sends a policy in the header `name`, or none."""

    def middleware(get_response):
        def answer(request):
            response = get_response(request)
            if name:
                response.headers[name] = "default-src 'self'"
            return response

        return answer

    return middleware


csp_enforced = csp_that_sends("Content-Security-Policy")
csp_reported = csp_that_sends("Content-Security-Policy-Report-Only")
csp_silent = csp_that_sends(None)


def csp_that_fails(get_response):
    raise RuntimeError


@pytest.mark.parametrize(
    ("middleware", "fault"),
    [
        ([], "No middleware sends one."),
        (["example_site.middleware.ContentSecurityPolicyMiddleware"], ""),
        ([f"{__name__}.csp_enforced"], ""),
        ([f"{__name__}.csp_reported"], f"{__name__}.csp_reported sends no policy."),
        ([f"{__name__}.csp_silent"], f"{__name__}.csp_silent sends no policy."),
        ([f"{__name__}.csp_silent", f"{__name__}.csp_enforced"], ""),
        # What cannot be asked is believed.
        ([f"{__name__}.csp_that_fails"], ""),
        (["mysite.middleware.content_security_policy"], ""),
    ],
)
def test_a_deployment_without_a_content_policy_is_advised(settings, middleware, fault):
    settings.MIDDLEWARE = middleware
    messages = [message.msg for message in libfees_checks.check_content_policy(None)]
    ids = ["wagtail_libfees.W019"] if fault else []
    assert messages == [f"The public pages have no content security policy: {fault}" for _ in ids]
    assert ("wagtail_libfees.W019" in {message.id for message in found()}) is False
    deployed = {m.id for m in checks.run_checks(tags=["security"], include_deployment_checks=True)}
    assert ("wagtail_libfees.W019" in deployed) is bool(ids)


@pytest.mark.skipif(django.VERSION < (6, 0), reason="Django has the middleware from 6.0 on")
@pytest.mark.parametrize(("policy", "told"), [({}, 1), ({"default-src": ["'self'"]}, 0)])
def test_djangos_middleware_without_a_policy_is_told(settings, policy, told):
    settings.MIDDLEWARE = [DJANGO_CSP]
    settings.SECURE_CSP = policy
    assert len(libfees_checks.check_content_policy(None)) == told


@contextmanager
def dead_database():
    def refuse(*args, **kwargs):
        raise OperationalError("the server is away")

    with connection.execute_wrapper(refuse):
        yield


@contextmanager
def dead_cache():
    backend = "django.core.cache.backends.redis.RedisCache"
    default = {"BACKEND": backend, "LOCATION": "redis://127.0.0.1:1/0"}
    with override_settings(CACHES={"default": default}):
        yield


@contextmanager
def dead_storage():
    """No file is read or written, and no address of one is known."""

    def refuse(*args, **kwargs):
        raise OSError("the bucket is away")

    names = ("_open", "_save", "exists", "url", "size")
    with pytest.MonkeyPatch.context() as patch:
        for storage in (type(default_storage._wrapped), type(staticfiles_storage._wrapped)):
            for name in names:
                patch.setattr(storage, name, refuse, raising=False)
        yield


@pytest.mark.parametrize("fault", [dead_database, dead_cache, dead_storage])
def test_no_check_dies_by_what_it_asks(site, fault):
    """And each other one still tells what it has to."""
    fee_page = factories.takster_page(site.root_page, factories.overdue())
    factories.fee_settings(site, fee_page=fee_page)
    factories.notice(factories.notice_index(site.root_page))
    PermanentAddress.objects.all().delete()
    fee_page.unpublish()
    Site.clear_site_root_paths_cache()
    told = set()
    with fault():
        ours = [
            check
            for check in checks.registry.registry.get_checks(include_deployment_checks=True)
            if check.__module__.startswith("wagtail_libfees")
        ]
        assert len(ours) > 15
        for check in ours:
            told |= {each.id for each in check(app_configs=None, databases=["default"])}
    assert ("wagtail_libfees.W016" in told) is (fault is dead_cache)
    assert "wagtail_libfees.W020" not in told or fault is not dead_database


def test_what_keeps_a_check_from_looking_is_told(monkeypatch):
    def fail(*args, **kwargs):
        raise ConnectionError("Connection refused.")

    def missing(*args, **kwargs):
        raise DatabaseError("no such table")

    [message] = libfees_checks.outliving(fail)(None)
    assert message.id == "wagtail_libfees.W020"
    assert "fail could not look: ConnectionError: Connection refused." in message.msg
    assert libfees_checks.outliving(missing)(None) == []


def test_without_the_setting_wagtail_localizes_default_is_warned_of(settings):
    del settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE
    assert [message.id for message in found()] == ["wagtail_libfees.W001"]


def test_a_site_without_wagtail_localize_is_not_warned(monkeypatch):
    monkeypatch.setattr(libfees_checks.apps, "is_installed", lambda name: False)
    with override_settings(WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE=True):
        assert libfees_checks.check_translation_sync(None) == []


def test_a_process_without_the_admin_is_not_warned():
    with override_settings(ROOT_URLCONF="tests.urls_without_admin"):
        assert libfees_checks.check_admin_urls(None) == []


def test_our_blocks_on_a_page_type_without_the_mixin_are_told():
    class Plain(Page):
        body = StreamField(
            [("text", TextBlock()), ("own", StructBlock([("a", OverdueFeesBlock())]))]
        )

        class Meta:
            abstract = True
            app_label = "home"

    class Referring(Page):
        body = StreamField([("short", InShortBlock()), ("rates", SiteRatesBlock())])

        class Meta:
            abstract = True
            app_label = "home"

    class Mixed(LibfeesBlocksMixin, Page):
        body = StreamField([("text", TextBlock()), ("fees", OverdueFeesBlock())])

        class Meta:
            abstract = True
            app_label = "home"

    class Nested(LibfeesBlocksMixin, Page):
        body = StreamField([("row", ListBlock(OverdueFeesBlock()))])

        class Meta:
            abstract = True
            app_label = "home"

    faults = list(libfees_checks.own_stream_faults([Plain, Referring, Mixed, Nested]))
    assert [model.__name__ for model, *_rest in faults] == ["Plain", "Plain", "Nested"]
    assert "OverdueFeesBlock, TextBlock" in faults[0][2]
    assert "neither checked nor shown by date" in faults[1][2]


def test_what_is_found_of_own_streams_is_told_by_the_check(monkeypatch):
    fault = (HomePage, "body", "wrong", "mend it")
    monkeypatch.setattr(libfees_checks, "own_stream_faults", lambda models: [fault])
    [message] = found()
    assert (message.id, message.obj, message.hint) == ("wagtail_libfees.W032", HomePage, "mend it")


def test_a_base_template_that_is_chosen_at_run_time_is_let_be():
    sources = {"own.html": "{% extends parent %}"}
    with override_settings(
        WAGTAIL_LIBFEES={"BASE_TEMPLATE": "own.html"}, TEMPLATES=templates(sources)
    ):
        assert libfees_checks.check_blocks_of_base(None) == []


@pytest.mark.parametrize(
    ("known", "ids"), [(HomePage, ["wagtail_libfees.W033"]), (Page, []), (None, [])]
)
def test_wagtail_localize_is_asked_which_base_page_it_knows(monkeypatch, known, ids):
    pytest.importorskip("wagtail_localize")
    monkeypatch.setattr("wagtail_localize.models.Page", known)
    assert [message.id for message in libfees_checks.check_localize(None)] == ids
