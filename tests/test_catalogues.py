"""The translations: complete, alike in both languages, compiled, and those of the sources."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from scripts import danish

ROOT = Path(__file__).resolve().parent.parent
APPS = ("wagtail_libfees", "example_site")
LANGUAGES = ("da", "en")
# Danish for the texts of Wagtail and wagtail-localize.
BORROWED = ("wagtail_libfees/danish", "wagtail_libfees/danish/corrections")
CATALOGUES = [
    *[(app, language, "django") for app in APPS for language in LANGUAGES],
    *[(app, "da", domain) for app in BORROWED for domain in ("django", "djangojs")],
]
DANISH = [catalogue for catalogue in CATALOGUES if catalogue[1] == "da"]

each_catalogue = pytest.mark.parametrize("catalogue", CATALOGUES, ids="-".join)
each_danish_catalogue = pytest.mark.parametrize("catalogue", DANISH, ids="-".join)
each_app = pytest.mark.parametrize("app", APPS)

PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdif]|\{\w*\}")


def path_of(app, language, domain="django"):
    path = ROOT / app / "locale" / language / "LC_MESSAGES" / f"{domain}.po"
    assert path.is_file(), f"{path.relative_to(ROOT)} is missing; run `make messages`."
    return path


def entries(app, language, domain="django"):
    return [e for e in polib.pofile(str(path_of(app, language, domain))) if not e.obsolete]


def key(entry):
    return (entry.msgctxt, entry.msgid, entry.msgid_plural)


def texts(entry):
    """The pairs of source text and translation of an entry."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    forms = [entry.msgid, *[entry.msgid_plural] * (len(entry.msgstr_plural) - 1)]
    return list(zip(forms, entry.msgstr_plural.values(), strict=True))


@each_app
def test_both_catalogues_hold_the_same_texts(app):
    danish, english = ({key(e) for e in entries(app, code)} for code in LANGUAGES)
    assert danish == english
    assert danish


@each_catalogue
def test_no_text_is_left_untranslated(catalogue):
    empty = [s for e in entries(*catalogue) for s, text in texts(e) if not text.strip()]
    assert empty == []


@each_catalogue
def test_no_translation_is_a_guess(catalogue):
    assert [e.msgid for e in entries(*catalogue) if "fuzzy" in e.flags] == []


@each_catalogue
def test_no_text_is_there_twice(catalogue):
    keys = [key(e) for e in entries(*catalogue)]
    assert len(keys) == len(set(keys))


@each_catalogue
def test_every_translation_has_the_placeholders_of_its_text(catalogue):
    wrong = [
        (source, text)
        for entry in entries(*catalogue)
        for source, text in texts(entry)
        if sorted(PLACEHOLDER.findall(source)) != sorted(PLACEHOLDER.findall(text))
        # One of something may be said without its number.
        and not (entry.msgid_plural and source == entry.msgid)
    ]
    assert wrong == []


@each_catalogue
def test_every_translation_has_the_links_and_edges_of_its_text(catalogue):
    """Markup goes into the page as it stands; a blank at an end keeps two words apart."""
    kept = re.compile(r"^\s+|</?\w+|\bhref=\"[^\"]*\"|\s+$")
    wrong = [
        (source, text)
        for entry in entries(*catalogue)
        for source, text in texts(entry)
        if sorted(kept.findall(source)) != sorted(kept.findall(text))
    ]
    assert wrong == []


@each_app
def test_the_english_catalogue_says_what_the_sources_say(app):
    assert [(s, t) for e in entries(app, "en") for s, t in texts(e) if s != t] == []


@each_danish_catalogue
def test_texts_of_several_words_are_not_left_in_english(catalogue):
    same = [s for e in entries(*catalogue) for s, t in texts(e) if s == t and s.count(" ") > 2]
    assert same == []


@each_danish_catalogue
def test_danish_words_stand_in_danish_quotation_marks(catalogue):
    """Both ends are ”: other marks beside them look like a mistake."""
    without_tags = re.compile(r"<[^>]*>")
    wrong = [
        text
        for entry in entries(*catalogue)
        for _source, text in texts(entry)
        if re.search('[“„"«»]', without_tags.sub("", text))
    ]
    assert wrong == []


# One word for one thing: the other beside it reads as something else. See docs/danish.md.
DANISH_WORDS = {
    r"\btabt\b(?! i oversættelsen)": "bortkommet",
    r"\badvis|forhåndsbesked": "påmindelse",
    r"forhindrer udgivelse": "stopper udgivelse",
    r"\bskitse|(?<!-)\bdraft": "kladde",
    r"\bpubli[cs]": "udgiv",
    r"\b(live|gå live)\b": "udgivet",
    r"\b(workflow|arbejdsgang\b|moderation)": "godkendelsesforløb",
    r"\bdashboard": "forside",
    r"\bslug": "navn i adressen",
    r"\bsnippet": "fælles indhold",
    r"\btags\b": "emneord",
    r"\b(kodeord|password)": "adgangskode",
    r"\bemail": "e-mail",
    r"forældre ?side": "overordnet side",
    r"\b(annuller|opdater|rediger|afpublicer|marker|sorter)\b": "the imperative with é",
}
NO_WORDS = re.compile(r"%\(\w+\)s|\{\w*\}|<[^>]*>")


@pytest.fixture(scope="module")
def danish_texts():
    """All that editors read in Danish: ours, and what Wagtail has itself and we do not correct."""
    read = [text for c in DANISH for e in entries(*c) for _source, text in texts(e)]
    for domain in danish.DOMAINS:
        theirs = danish.texts_of(danish.installed(), "da", domain)
        corrected = danish.our_catalogue(danish.CORRECTIONS, domain)
        for other in theirs.keys() - {danish.key_of(entry) for entry in corrected}:
            read += [text for _source, text in texts(theirs[other])]
    return [NO_WORDS.sub("", text) for text in read]


@pytest.mark.parametrize(("other", "word"), DANISH_WORDS.items())
def test_one_danish_word_for_one_thing(danish_texts, other, word):
    found = [text for text in danish_texts if re.search(other, text, re.IGNORECASE)]
    assert found == [], f"Write “{word}”."


@each_catalogue
def test_the_compiled_catalogue_is_the_written_one(catalogue):
    path = path_of(*catalogue)
    assert path.with_suffix(".mo").is_file(), "The catalogue is not compiled; run `make messages`."
    compiled = {key(e): texts(e) for e in polib.mofile(str(path.with_suffix(".mo")))}
    assert compiled == {key(e): texts(e) for e in entries(*catalogue)}


@each_catalogue
def test_a_catalogue_names_its_language_and_plural(catalogue):
    metadata = polib.pofile(str(path_of(*catalogue))).metadata
    assert metadata["Language"] == catalogue[1]
    assert "charset=UTF-8" in metadata["Content-Type"]
    assert metadata["Plural-Forms"].startswith("nplurals=2; plural=(n != 1)")


# What the sources say

GETTEXT = {
    "_",
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
}


def python_texts(app):
    """(file and line, text) for each text in a call of gettext."""
    for path in sorted((ROOT / app).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in GETTEXT:
                at = f"{path.relative_to(ROOT)}:{node.lineno}"
                context = 1 if node.func.id.startswith("p") else 0
                for argument in node.args[context : context + 1]:
                    if isinstance(argument, ast.Constant):
                        yield at, argument.value


@each_app
def test_every_text_in_python_is_in_the_catalogue(app):
    known = {entry.msgid for entry in entries(app, "en")}
    assert [(at, text) for at, text in python_texts(app) if text not in known] == []


@each_app
def test_the_catalogues_hold_exactly_what_the_sources_say(app, tmp_path):
    """Templates are read by Django's own makemessages, on a copy."""
    if not shutil.which("xgettext"):
        pytest.skip("xgettext (GNU gettext) is not installed")
    copied = tmp_path / app
    shutil.copytree(
        ROOT / app, copied, ignore=shutil.ignore_patterns("__pycache__", "locale", "*.mo")
    )
    (copied / "locale").mkdir()
    command = [sys.executable, "-m", "django", "makemessages", "--locale", "en", "--verbosity", "0"]
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(command, cwd=copied, env=environment, check=True, capture_output=True)
    collected = polib.pofile(str(copied / "locale" / "en" / "LC_MESSAGES" / "django.po"))
    in_sources = {key(entry) for entry in collected if not entry.obsolete}
    in_catalogue = {key(entry) for entry in entries(app, "en")}
    assert in_sources - in_catalogue == set(), "New texts; run `make messages`."
    assert in_catalogue - in_sources == set(), "Texts that are gone; run `make messages`."
