"""Errors of the importers, told in the language of the reader."""

import ast
import re
from pathlib import Path

import pytest
from django.utils import translation

import wagtail_libfees.importers as importers
from wagtail_libfees.drafts import messages
from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.drafts.messages import importer_error_message, place_text
from wagtail_libfees.importers import FetchError, ProfileError, SourceError

ROOT = Path(importers.__file__).parent
ERRORS = {"SourceError", "FetchError", "ProfileError"}


def raised():
    """(file and line, template, names of its params) for each error that the importers make."""
    for path in [*sorted(ROOT.rglob("*.py")), ROOT.parent / "drafts" / "sources.py"]:
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
                name = getattr(told, "id", "")
                # `what` is a text of `_BINARY`.
                name = {"what": "_BINARY"}.get(name, name)
                for template in named.get(name) or marked(told) or [""]:
                    yield f"{path.relative_to(ROOT.parent)}:{node.lineno}", template, params


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
