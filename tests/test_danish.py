"""Danish for Wagtail's texts: complete, below what Wagtail says itself, and in the scripts too."""

import json
import re
from importlib import import_module
from types import SimpleNamespace

import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation.trans_real import DjangoTranslation
from wagtail.users.models import UserProfile

from scripts import danish
from wagtail_libfees import checks
from wagtail_libfees.danish import CORRECTIONS, DANISH
from wagtail_libfees.danish.views import AdminScriptCatalog, admin_catalog

each_domain = pytest.mark.parametrize("domain", danish.DOMAINS)
COUNTED = ("%(count)s image", "%(count)s images")


def write_catalogue(folder, language, domain, texts, **entry):
    """Write a catalogue of `{msgid or (msgid, plural): translation or both forms}`, compiled."""
    catalogue = polib.POFile()
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for text, translated in texts.items():
        if isinstance(text, tuple):
            plural = {"msgid_plural": text[1], "msgstr_plural": dict(enumerate(translated))}
            catalogue.append(polib.POEntry(msgid=text[0], **plural, **entry))
        else:
            catalogue.append(polib.POEntry(msgid=text, msgstr=translated, **entry))
    path = folder / "locale" / language / "LC_MESSAGES" / f"{domain}.po"
    path.parent.mkdir(parents=True)
    catalogue.save(str(path))
    catalogue.save_as_mofile(str(path.with_suffix(".mo")))


@pytest.fixture
def installed_apps(monkeypatch):
    """Changes the order of the installed apps: `installed_apps(names)` with (name, path) too."""

    def install(order):
        known = {config.name: config for config in apps.get_app_configs()}
        configs = [
            known[one] if isinstance(one, str) else SimpleNamespace(name=one[0], path=str(one[1]))
            for one in order
        ]
        monkeypatch.setattr(apps, "get_app_configs", lambda: configs)

    return install


UNNAMED = {
    ("auth", "LoginForm"): {"username": "Brugernavn", "password": "Adgangskode"},
    ("choosers", "ExternalLinkChooserForm"): {"url": "URL", "link_text": "Linktekst"},
    ("choosers", "AnchorLinkChooserForm"): {"link_text": "Linktekst"},
    ("choosers", "EmailLinkChooserForm"): {
        "email_address": "E-mailadresse",
        "link_text": "Linktekst",
        "subject": "Emne",
        "body": "Tekst",
    },
    ("choosers", "PhoneLinkChooserForm"): {
        "phone_number": "Telefonnummer",
        "link_text": "Linktekst",
    },
}


@each_domain
def test_each_text_of_wagtail_is_in_danish(domain):
    found = danish.compare(danish.installed(), domain)
    assert found.new == [], "Translate them: scripts/danish.py --write."
    assert found.outdated == [], "Wagtail has another Danish text now; is the correction needed?"


# The order of the catalogues


def test_what_wagtail_says_in_danish_is_what_the_editor_reads():
    """But for the corrections, and for words of ours that are the same."""
    corrected = {danish.key_of(e) for e in danish.our_catalogue(danish.CORRECTIONS, "django")}
    with translation.override("da"):
        other = [
            (entry.msgid, entry.msgstr, read)
            for key, entry in danish.texts_of(danish.installed(), "da", "django").items()
            if key not in corrected and not entry.msgid_plural
            if any(apps.is_installed(app) for app, _line in entry.occurrences)
            if (read := translation.gettext(entry.msgid)) != entry.msgstr
        ]
    assert other == []


def test_our_own_texts_say_what_wagtails_say():
    """They stand in one catalogue in the end: one of them would be read in both places."""
    path = danish.ROOT / "wagtail_libfees" / "locale" / "da" / "LC_MESSAGES" / "django.po"
    ours = {danish.key_of(e): danish.danish_of(e) for e in polib.pofile(str(path))}
    others = danish.texts_of(danish.installed(), "da", "django")
    for folder in (danish.DANISH, danish.CORRECTIONS):
        others |= {danish.key_of(e): e for e in danish.our_catalogue(folder, "django")}
    assert ours.keys() & others.keys()
    wrong = [
        (key[1], ours[key], danish.danish_of(others[key]))
        for key in ours.keys() & others.keys()
        if ours[key] != danish.danish_of(others[key])
    ]
    assert wrong == [], "Give ours a context (pgettext), or say it in other words."


def test_danish_of_a_newer_wagtail_wins(installed_apps, tmp_path):
    write_catalogue(
        tmp_path,
        "da",
        "django",
        {"Keyboard shortcuts": "Taster", COUNTED: ["foto", "fotos"], "Save draft": "Behold skitse"},
    )
    at = settings.INSTALLED_APPS.index(DANISH)
    others = settings.INSTALLED_APPS
    installed_apps([*others[:at], ("newer", tmp_path), *others[at:]])
    read = DjangoTranslation("da")
    assert read.gettext("Keyboard shortcuts") == "Taster"
    assert [read.ngettext(*COUNTED, number) for number in (1, 2)] == ["foto", "fotos"]
    # A correction stays until a person has looked at it.
    assert read.gettext("Save draft") == "Gem kladde"
    # What the newer one still lacks is ours.
    assert read.gettext("History") == "Historik"


def test_a_catalogue_with_a_context_is_apart(installed_apps, tmp_path):
    write_catalogue(tmp_path, "da", "django", {"History": "Fortid"}, msgctxt="school")
    at = settings.INSTALLED_APPS.index(DANISH)
    others = settings.INSTALLED_APPS
    installed_apps([*others[:at], ("newer", tmp_path), *others[at:]])
    read = DjangoTranslation("da")
    assert (read.gettext("History"), read.pgettext("school", "History")) == ("Historik", "Fortid")


def test_in_other_languages_nothing_is_danish():
    with translation.override("en"):
        assert translation.gettext("Keyboard shortcuts") == "Keyboard shortcuts"
        assert translation.ngettext(*COUNTED, 2) == COUNTED[1]


ORDERS = {
    "as it should be": ([CORRECTIONS, "wagtail.admin", "wagtail", DANISH], []),
    "an app without texts": (["wagtail.api.v2", CORRECTIONS, "wagtail", DANISH], []),
    "neither": (["wagtail.admin", "wagtail"], []),
    "Danish above": ([DANISH, CORRECTIONS, "wagtail.admin", "wagtail"], [f"{DANISH!r} below"]),
    "between": (["wagtail_localize", DANISH, "wagtail"], [f"{DANISH!r} below"]),
    "corrections below": (
        ["wagtail.admin", CORRECTIONS, "wagtail", DANISH],
        [f"{CORRECTIONS!r} above"],
    ),
}


@pytest.mark.parametrize(("order", "said"), ORDERS.values(), ids=ORDERS)
def test_a_wrong_order_is_told(installed_apps, order, said):
    installed_apps(order)
    found = checks.check_danish(None)
    assert [message.id for message in found] == ["wagtail_libfees.W014"] * len(said)
    assert all(part in message.hint for part, message in zip(said, found, strict=True))


# The catalogue of the scripts


def script_texts(response):
    """The catalogue that the admin's scripts read."""
    text = response.content.decode()
    [catalogue] = re.findall(r"const newcatalog = (\{.*?\n  \});", text, re.DOTALL)
    return json.loads(catalogue)


def test_scripts_have_wagtails_texts_ours_and_the_corrections(client):
    response = client.get("/admin/jsi18n/")
    texts = script_texts(response)
    assert texts["No results"] == "Ingen resultater"
    assert texts["Autosave in progress…"] == "Gemmer automatisk…"
    assert texts["Dashboard"] == "Forside"
    # wagtail-localize's.
    assert texts["Not translated"] == "Ikke oversat"
    assert texts["%(num)s error"] == ["%(num)s fejl", "%(num)s fejl"]
    assert "no-store" in response["Cache-Control"]


def test_what_wagtail_localize_loads_besides_is_corrected_too(client):
    texts = script_texts(client.get("/admin/localize/jsi18n/"))
    assert (texts["Edit"], texts["Choose a page"]) == ("Redigér", "Vælg en side")
    # What only we have is in the first catalogue; here it would hide Wagtail's.
    assert "Collapse all" not in texts


@pytest.mark.parametrize(("form", "fields"), UNNAMED.items())
def test_fields_that_wagtail_gives_no_name_have_one(form, fields):
    made = getattr(import_module(f"wagtail.admin.forms.{form[0]}"), form[1])()
    with translation.override("da"):
        assert {name: str(made[name].label) for name in fields} == fields


@pytest.mark.parametrize(("language", "name"), [("da", "Handlinger"), ("en", "Actions")])
def test_the_buttons_in_the_header_are_named_in_the_language(language, name):
    """Wagtail's template names them in English; what it says besides is shown as it is."""
    with translation.override(language):
        html = render_to_string("wagtailadmin/shared/headers/_actions.html", {"actions": "<>"})
    assert f'<nav aria-label="{name}" id="w-slim-header-buttons"' in html
    assert "&lt;&gt;" in html


@pytest.mark.django_db
def test_scripts_speak_the_language_that_the_editor_chose(client, django_user_model):
    user = django_user_model.objects.create_superuser("anna", password="secret")
    UserProfile.objects.create(user=user, preferred_language="en")
    client.force_login(user)
    assert "Forside" not in client.get("/admin/jsi18n/").content.decode()


def test_danish_of_a_newer_wagtail_wins_in_scripts_too(rf, monkeypatch, tmp_path):
    write_catalogue(tmp_path, "da", "djangojs", {"Collapse all": "Luk alt", "Dashboard": "Bord"})
    paths = AdminScriptCatalog.get_paths
    monkeypatch.setattr(
        AdminScriptCatalog,
        "get_paths",
        lambda self, packages: [
            str(tmp_path / "locale") if "/wagtail/admin/" in path else path
            for path in paths(self, packages)
        ],
    )
    with translation.override("da"):
        response = admin_catalog(rf.get("/"))
    texts = script_texts(response)
    assert texts["Collapse all"] == "Luk alt"
    assert texts["Expand all"] == "Fold alt ud"
    assert texts["Dashboard"] == "Forside"


# The script that compares


@pytest.fixture
def newer(tmp_path):
    """A folder with a Wagtail of another day."""
    admin = tmp_path / "wagtail" / "admin"
    english = {"Brand new": "", ("%(n)s fee", "%(n)s fees"): ["", ""], "Draft": "", "History": ""}
    write_catalogue(admin, "en", "django", english)
    return tmp_path


def test_the_script_tells_what_is_new_gone_theirs_and_changed(newer):
    danish_now = {"Draft": "Udkast", "History": "Historie"}
    write_catalogue(newer / "wagtail" / "admin", "da", "django", danish_now)
    found = danish.compare([newer], "django")
    assert found.new == [("", "%(n)s fee"), ("", "Brand new")]
    assert ("", "Keyboard shortcuts") in found.gone
    assert ("", "Draft") not in found.gone
    assert found.theirs == [("", "History")]
    assert found.outdated == [("", "Draft")]
    assert "new: 'Brand new'" in found.lines()


def test_the_script_writes_what_upstream_can_take(newer, tmp_path):
    danish.export([newer], tmp_path / "out")
    path = "wagtail/admin/locale/da/LC_MESSAGES/django.po"
    written = {e.msgid: e.msgstr for e in polib.pofile(str(tmp_path / "out" / path))}
    assert written == {
        "Brand new": "",
        "%(n)s fee": "",
        "Draft": "Kladde",
        "History": "Historik",
    }
