from __future__ import annotations

import pytest

from wagtail_libfees.importers import Document, ProfileError, parse_faq, profile_names, read_text
from wagtail_libfees.importers.profiles import Evidence, Profile, register, registry


@pytest.mark.parametrize(
    ("source", "profile"),
    [
        ("Q&A til låner\n\nHvad?\nJa.", "kk"),
        ("<h2>Q&amp;A til medarbejder</h2><h3>Hvad?</h3><p>Ja.</p>", "kk"),
        ("<base href='https://kombit.dk/x'><h3>Hvad?</h3><p>Ja.</p>", "kombit"),
        (
            "<div class='paragraphs__item--accordion'><details><summary>Hvad?</summary>Ja",
            "dpl",
        ),
        ("<article class='node-ding-faq-question'><h1>Rater</h1><p>Ja</p></article>", "ding2"),
        (
            "<div class='field-name-field-ding-page-body'><p><b>Hvad?</b></p><p>Ja</p></div>",
            "ding2",
        ),
        ("Hvad er det?\nEt gebyr.", "generic"),
    ],
)
def test_auto_picks_by_evidence_and_says_why(source: str, profile: str) -> None:
    parsed = parse_faq(read_text(source))
    assert parsed.profile == profile
    assert parsed.why
    assert len(parsed.items) == 1


def test_a_profile_that_is_asked_for_is_used() -> None:
    parsed = parse_faq(read_text("Hvad er det?\nEt gebyr."), "kk")
    assert (parsed.profile, parsed.why) == ("kk", "asked for")


class _Local(Profile):
    name = "local"

    def evidence(self, document: Document) -> Evidence:
        return Evidence(1.0 if "local-faq" in document.traits else 0.0, "class local-faq")


def test_a_project_registers_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    profile_names()
    monkeypatch.setattr(registry, "_PROFILES", dict(registry._PROFILES))
    register(_Local())
    page = "<div class='local-faq'><h3>Hvad?</h3><p>Ja.</p></div>"
    assert parse_faq(read_text(page)).profile == "local"
    assert "local" in profile_names()


def test_a_profile_needs_a_name() -> None:
    with pytest.raises(ProfileError):
        register(type("Nameless", (_Local,), {"name": ""})())
