from __future__ import annotations

from collections.abc import Iterator

import pytest

from wagtail_libfees.imports.reading import (
    Document,
    ProfileError,
    parse_faq,
    profile_names,
    read_text,
)
from wagtail_libfees.imports.reading.document import Block, Disclosure, Line
from wagtail_libfees.imports.reading.fees import parse_fees
from wagtail_libfees.imports.reading.profiles import Evidence, Profile, register, registry


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


class _Selecting(Profile):
    """Selects by CSS, and says nothing of what it leaves out."""

    name = "selecting"

    def evidence(self, document: Document) -> Evidence:
        return Evidence(1.0, "asked for")

    def blocks(self, document: Document) -> Iterator[Block]:
        for tag in self.soup(document).select(".qa > b"):
            body = [
                block for p in tag.find_next_siblings("p") for block in self.tag_blocks(document, p)
            ]
            yield Disclosure(label=Line.of(tag.get_text()), body=tuple(body))


def test_a_profile_selects_by_css_and_the_base_lists_the_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    profile_names()
    monkeypatch.setattr(registry, "_PROFILES", {"selecting": _Selecting()})
    page = (
        "<div class='qa'><b>Hvor <i>010190</i>-1234?</b><p>Her <a href='/x'>x</a>.</p></div>"
        "<p>Gammelt gebyr: 20 kr.</p>"
    )
    parsed = parse_faq(read_text(page))
    (item,) = parsed.items
    assert item.answer_html == '<p>Her <a href="/x">x</a>.</p>'
    listed = [entry.text for entry in parsed.rejected if entry.code == "left_out"]
    assert listed == ["Gammelt gebyr: 20 kr."]


class _Fees(_Selecting):
    """Knows where the fees of a system stand."""

    name = "fees"

    def fee_blocks(self, document: Document) -> Iterator[Block]:
        for tag in self.soup(document).select(".takster"):
            yield from self.tag_blocks(document, tag)


@pytest.mark.parametrize("asked", ["auto", "fees"])
def test_a_profile_for_fee_pages_is_registered_alike(monkeypatch, asked: str) -> None:
    profile_names()
    monkeypatch.setattr(registry, "_PROFILES", {"fees": _Fees()})
    page = (
        "<div class='takster'><h2>Gebyr for sen aflevering</h2><p>1-7 dage: 20 kr.</p></div>"
        "<p>Over 7 dage: 999 kr.</p>"
    )
    parsed = parse_fees(read_text(page), profile=asked)
    (group,) = parsed.overdue_fees
    assert [int(band.value.amount or 0) for band in group.bands] == [20]
    assert [r.text for r in parsed.rejected if r.code == "left_out"] == ["Over 7 dage: 999 kr."]
    with pytest.raises(ProfileError):
        parse_fees(read_text(page), profile="none")


@pytest.mark.parametrize(
    "markup",
    [
        "<p>010190-1234</p>",
        "<p>0101<b>90-1234</b></p>",
        "0101<b>90-</b>1234",
        "<p>x<a href='/s/0101901234'>x</a></p>",
    ],
)
def test_the_soup_is_masked_and_made_once(markup: str) -> None:
    document = read_text(f"<main>{markup}</main>")
    assert "1234" not in str(document.soup)
    assert document.soup is document.soup
    assert not read_text("Hvad er det?").soup.get_text()
