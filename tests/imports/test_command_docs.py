"""What docs/import-faq.md promises: the profile of one's own works, and no option is left out."""

import re
from pathlib import Path

import pytest
from django.core.management import load_command_class

from wagtail_libfees.imports.reading import parse_faq, profile_names
from wagtail_libfees.imports.reading.profiles import registry
from wagtail_libfees.imports.reading.sources import read_source

DOCS = (Path(__file__).resolve().parents[2] / "docs" / "import-faq.md").read_text(encoding="utf-8")
PAGE = b"""<html><body><h1>Betaling</h1>
<h3>Spm: Kan jeg betale med kort?</h3><p>Ja, det kan du.</p>
<h3>Spm: Hvad koster det?</h3><p>Det koster 20 kr.</p>
<h3>Kontakt</h3><p>Ring til os. Kan du finde telefonen?</p></body></html>"""


@pytest.fixture
def example(monkeypatch):
    """The profile of the documentation, registered for one test."""
    profile_names()
    monkeypatch.setattr(registry, "_PROFILES", dict(registry._PROFILES))
    code, of_tags = re.findall(r"```python\n(.*?)```", DOCS, re.DOTALL)
    for each in (code, of_tags):
        exec(compile(each, "docs/import-faq.md", "exec"), {})
    return code


def test_profile_of_ones_own_is_chosen_by_its_evidence(example):
    parsed = parse_faq(read_source("side.html", PAGE))
    assert (parsed.profile, parsed.why) == ("fjordby", "questions marked with 'Spm:': 2")
    questions = [item.question for item in parsed.items]
    assert [question.removeprefix("Spm: ") for question in questions] == [
        "Kan jeg betale med kort?",
        "Hvad koster det?",
    ]
    assert "Ring til os" not in str([item.answer_text for item in parsed.items])


def test_profile_of_ones_own_is_in_the_lists(example):
    assert "fjordby" in profile_names()


def test_the_example_fits_on_thirty_lines(example):
    assert len(example.splitlines()) <= 30


@pytest.mark.parametrize(
    "name", ["libfees_import_faq", "libfees_import_runs", "libfees_check_sources"]
)
def test_every_option_is_documented(name):
    parser = load_command_class("wagtail_libfees.imports", name).create_parser("manage.py", name)
    django = load_command_class("django.core", "check").create_parser("manage.py", "check")
    own = (
        set(parser._option_string_actions) - set(django._option_string_actions) - {"--skip-checks"}
    )
    assert {option for option in own if option.startswith("--") and option not in DOCS} == set()
