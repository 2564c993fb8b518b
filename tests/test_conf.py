"""The settings of the package: read live, with defaults, and never silently wrong."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from wagtail_libfees.conf import DEFAULTS, libfees_settings
from wagtail_libfees.pages.models import TaksterPage


@override_settings(WAGTAIL_LIBFEES={})
@pytest.mark.parametrize("name", DEFAULTS)
def test_each_setting_has_its_default(name):
    assert getattr(libfees_settings, name) == DEFAULTS[name]


def test_a_site_without_the_dictionary_has_the_defaults(settings):
    del settings.WAGTAIL_LIBFEES
    assert DEFAULTS["NOTICE_LIMIT"] == libfees_settings.NOTICE_LIMIT
    assert libfees_settings.stated() == {}


def test_a_changed_setting_counts_at_once_and_only_while_it_is_set():
    with override_settings(WAGTAIL_LIBFEES={"NOTICE_LIMIT": 7}):
        assert libfees_settings.NOTICE_LIMIT == 7
        assert DEFAULTS["IMPORT_MAX_BYTES"] == libfees_settings.IMPORT_MAX_BYTES
    assert DEFAULTS["NOTICE_LIMIT"] == libfees_settings.NOTICE_LIMIT


def test_an_unknown_setting_is_an_error():
    with pytest.raises(AttributeError, match="NOTICE_LIMITS"):
        _ = libfees_settings.NOTICE_LIMITS


def test_a_page_type_is_found_by_its_label():
    assert libfees_settings.page_model("TAKSTER_PAGE_MODEL") is TaksterPage


@pytest.mark.parametrize("label", ["libfees_pages.NoPage", "no_app.Page", "TaksterPage", ""])
def test_a_page_type_that_the_site_misspelt_is_an_error(label):
    with (
        override_settings(WAGTAIL_LIBFEES={"TAKSTER_PAGE_MODEL": label}),
        pytest.raises(ImproperlyConfigured, match="TAKSTER_PAGE_MODEL"),
    ):
        libfees_settings.page_model("TAKSTER_PAGE_MODEL")


def test_a_default_page_type_that_is_not_installed_is_none(monkeypatch):
    monkeypatch.setitem(DEFAULTS, "TAKSTER_PAGE_MODEL", "not_installed.TaksterPage")
    assert libfees_settings.page_model("TAKSTER_PAGE_MODEL") is None


def test_an_app_registers_what_it_adds_in_a_module_of_its_own(tmp_path):
    app = tmp_path / "vejle"
    app.mkdir()
    (app / "__init__.py").touch()
    # One of each registry: importing them must be possible while the apps become ready.
    (app / "libfees.py").write_text(
        "from wagtail_libfees.admin.desk import register_desk_lines\n"
        "from wagtail_libfees.facts import register_fact\n"
        "from wagtail_libfees.findings import register_check\n"
        "from wagtail_libfees.imports.reading.profiles import Profile, register\n"
        "from wagtail_libfees.signals import rates_published\n"
        "register_fact('bus', 'Bus', 'the bus')(lambda sources: '5A')\n"
    )
    (tmp_path / "settings_with_app.py").write_text(
        "from tests.settings import *\nINSTALLED_APPS = ['vejle', *INSTALLED_APPS]\n"
    )
    code = (
        "import django; django.setup()\n"
        "from wagtail_libfees.facts import registered_facts\n"
        "print('bus' in registered_facts())"
    )
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "settings_with_app",
        "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path]),
    }
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True
    )
    assert done.stdout.split() == ["True"], done.stderr
