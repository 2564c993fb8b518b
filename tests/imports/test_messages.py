"""Errors of the importers, told in the language of the reader."""

import ast
import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.utils import translation

import wagtail_libfees.fetching as fetching_package
import wagtail_libfees.imports.reading as reading_package
from tests import factories
from tests.imports.imports import parsed
from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.fetching.errors import FetchError
from wagtail_libfees.imports import messages
from wagtail_libfees.imports.faq.runs import run_of, why_of
from wagtail_libfees.imports.messages import importer_error_message, place_text, sentence_text
from wagtail_libfees.imports.origins import Origin
from wagtail_libfees.imports.reading import (
    ProfileError,
    SourceError,
    parse_faq,
    read_text,
)
from wagtail_libfees.text.messages import Sentence

ROOT = Path(reading_package.__file__).parent
FETCHING = Path(fetching_package.__file__).parent
ERRORS = {"SourceError", "FetchError", "ProfileError"}


def raised():
    """(file and line, template, names of its params) for each error that the importers make."""
    for path in [
        *sorted(ROOT.rglob("*.py")),
        *sorted(FETCHING.rglob("*.py")),
        ROOT.parent / "sources.py",
    ]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        # Templates that stand in a constant, or in a dictionary of them.
        named = {
            node.targets[0].id: list(marked(node.value))
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ERRORS:
                params = {keyword.arg for keyword in node.keywords}
                told = node.args[0]
                if isinstance(told, ast.Subscript):
                    told = told.value
                if isinstance(told, ast.Attribute):
                    # Passes on the words of another error.
                    continue
                name = getattr(told, "id", "")
                for template in named.get(name) or marked(told) or [""]:
                    yield f"{path.relative_to(FETCHING.parent)}:{node.lineno}", template, params


def marked(node):
    """The texts that are marked for translation below a node."""
    return [
        call.args[0].value
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "gettext_noop"
    ]


RAISED = list(raised())


def test_the_errors_are_found():
    assert len(RAISED) > 50


@pytest.mark.parametrize(("at", "template", "params"), RAISED, ids=[at for at, *_ in RAISED])
def test_every_template_is_marked_and_its_placeholders_are_filled(at, template, params):
    assert template, f"{at}: mark the message with gettext_noop."
    assert set(re.findall(r"%\((\w+)\)s", template)) == params
    filled = str(SourceError(template, **dict.fromkeys(params, "X")))
    assert "%(" not in filled
    assert "\n" not in filled


DANISH = {
    "There is no such file; check the path.": "Filen findes ikke.",
    "More than %(most)s lines.": "Flere end %(most)s linjer.",
    "robots.txt: %(reason)s": "robots.txt siger: %(reason)s",
}


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (SourceError("There is no such file; check the path."), "Filen findes ikke."),
        (SourceError("More than %(most)s lines.", most=40_000), "Flere end 40.000 linjer."),
        (
            FetchError(
                "robots.txt: %(reason)s", reason=FetchError("More than %(most)s lines.", most=7)
            ),
            "robots.txt siger: Flere end 7 linjer.",
        ),
        (ProfileError("Nobody has translated %(name)s.", name="it"), "Nobody has translated it."),
        (SourceError("100% of it"), "100% of it"),
        (DraftError("Det er 100 % dansk."), "Det er 100 % dansk."),
    ],
)
def test_an_error_is_told_in_the_language_of_the_reader(monkeypatch, error, told):
    monkeypatch.setattr(messages, "gettext", lambda text: DANISH.get(text, text))
    with translation.override("da"):
        assert importer_error_message(error) == told


def test_the_catalogue_has_the_errors():
    error = SourceError("The file is larger than %(limit)s KiB; split it.", limit=10_240)
    with translation.override("da"):
        assert importer_error_message(error) == "Filen er på mere end 10.240 KiB. Del den op."
    with translation.override("en"):
        assert importer_error_message(error) == "The file is larger than 10,240 KiB; split it."


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("line 12", "linje 12"),
        ("line 3, p:nth(2)", "linje 3, p:nth(2)"),
        ("items[3]", "items[3]"),
        ("", ""),
    ],
)
def test_place_is_told_in_the_language_of_the_reader(place, shown):
    with translation.override("da"):
        assert place_text(place) == shown


@pytest.mark.parametrize(
    "source",
    [
        "Q&A til låner\n\nHvad?\nDet.\n",
        "Hvad?\nDet.\n\nSe bibliotek.kk.dk.\n",
        "Hvad?\nDet.\n\nSe kombit.dk.\n",
        '<details><summary>Hvad?</summary>Det.</details><a href="https://kombit.dk/">K</a>',
        '<link rel="canonical" href="https://kombit.dk/faq"><h2>Hvad?</h2><p>Det.</p>',
        '<p class="rich-text"><b>Hvad?</b></p><p>Det.</p>',
        '<article class="node-ding-faq-question"><h1>Hvad?</h1><p>Det.</p></article>',
        '<div class="paragraphs-text"><h2>Hvad?</h2><p>Det.</p></div>',
        "Hvad?\nDet.\n",
    ],
)
def test_why_a_profile_was_chosen_is_told_in_the_language_of_the_reader(source):
    why = parse_faq(read_text(source)).why
    with translation.override("da"):
        danish = sentence_text(why)
    assert danish
    assert danish != why
    assert "%(" not in danish


def test_a_reason_without_a_translation_is_told_as_it_is():
    assert sentence_text("100% sure") == "100% sure"
    assert sentence_text("") == ""
    with translation.override("da"):
        assert sentence_text(Sentence("100% sure")) == "100% sure"
        assert sentence_text(Sentence("")) == ""


def test_a_run_remembers_why_and_masks_it(db):
    home = factories.site().root_page.specific
    found = replace(
        parsed(("Kan jeg betale?", "Ja.")), why=Sentence("seen: %(what)s", {"what": "010190-1234"})
    )
    run = run_of(found, Origin(), user=None, parent=home)
    run.refresh_from_db()
    assert "010190" not in why_of(run)
    assert why_of(run).startswith("seen: ")
    assert why_of(run).message == "seen: %(what)s"
