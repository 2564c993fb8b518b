"""System checks: one id for each rule, each with a mend, all of them bound."""

import re
from pathlib import Path

import pytest
from django.core import checks
from django.test import override_settings
from wagtail.blocks import ListBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Page

import wagtail_libfees.checks as libfees_checks
from example_site.home.models import HomePage
from wagtail_libfees.blocks import InShortBlock, OverdueFeesBlock, SiteRatesBlock, TextBlock
from wagtail_libfees.models import LibfeesBlocksMixin

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
    # W013 asks the database: see tests/test_permanent_addresses.py; W014: tests/test_danish.py;
    # W019 is for `check --deploy`; W032 and W033 ask for models: below.
    elsewhere = {f"wagtail_libfees.{number}" for number in ("W013", "W014", "W019", "W032", "W033")}
    assert sorted(ids) == sorted({*elsewhere, *(check_id for check_id, _ in CASES)})


@pytest.mark.parametrize(
    ("middleware", "ids"),
    [
        ([], ["wagtail_libfees.W019"]),
        (["django.middleware.csp.ContentSecurityPolicyMiddleware"], []),
        (["csp.middleware.CSPMiddleware"], []),
        (["mysite.middleware.content_security_policy"], []),
    ],
)
def test_a_deployment_without_a_content_policy_is_advised(settings, middleware, ids):
    settings.MIDDLEWARE = middleware
    assert [message.id for message in libfees_checks.check_content_policy(None)] == ids
    assert ("wagtail_libfees.W019" in {message.id for message in found()}) is False
    deployed = {m.id for m in checks.run_checks(tags=["security"], include_deployment_checks=True)}
    assert ("wagtail_libfees.W019" in deployed) is bool(ids)


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
