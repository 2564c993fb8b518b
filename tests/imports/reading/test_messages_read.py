"""Saved messages: what they carry is listed, and an attachment is imported by its name."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from wagtail_libfees.imports.reading import SourceError, parse_faq, read_source


def message() -> bytes:
    made = EmailMessage()
    made["Subject"] = "Gebyrer"
    made.set_content("Hvor betaler jeg?\nPå nettet.\n")
    made.add_attachment(
        "Spørgsmål;Svar\nHvornår?;Nu.\n".encode(), "text", "csv", filename="svar.csv"
    ) if False else made.add_attachment(
        "Spørgsmål;Svar\nHvornår?;Nu.\n".encode(),
        maintype="text",
        subtype="csv",
        filename="svar.csv",
    )
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="plan.png")
    return made.as_bytes()


def test_what_a_message_carries_is_listed() -> None:
    parsed = parse_faq(read_source("a.eml", message()))
    assert [item.answer_text for item in parsed.items] == ["På nettet."]
    listed = [(entry.code, entry.text) for entry in parsed.rejected]
    assert ("attachment", "svar.csv") in listed
    assert ("image", "plan.png") in listed


def test_an_attachment_is_imported_by_its_name() -> None:
    document = read_source("a.eml", message(), attachment="Svar.csv")
    assert document.source == "a.eml: svar.csv"
    assert [item.answer_text for item in parse_faq(document).items] == ["Nu."]


@pytest.mark.parametrize(
    ("name", "told"), [("andet.csv", "svar.csv, plan.png"), ("plan.png", "PNG")]
)
def test_an_attachment_that_cannot_be_read_tells_the_mend(name: str, told: str) -> None:
    with pytest.raises(SourceError, match=told):
        read_source("a.eml", message(), attachment=name)
