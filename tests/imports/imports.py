"""Short ways to make parsed records and to change pages as editors do."""

from __future__ import annotations

from wagtail_libfees.imports.reading.document import SourcePlace
from wagtail_libfees.imports.reading.keys import source_key
from wagtail_libfees.imports.reading.records import Audience, FaqItem, ParsedFaq, Rejected


def item(question, answer="Ja.", *, audience=Audience.BORROWER, section="Betaling", line=1):
    """One question as the parser hands it over."""
    return FaqItem(
        question=question,
        answer_html=f"<p>{answer}</p>",
        answer_text=answer,
        audience=audience,
        section=section,
        place=SourcePlace(line),
        key=source_key(question),
        confidence=0.9,
    )


def parsed(*items, source="faq.html", rejected=()):
    """Parsed records; a pair stands for a question with its answer."""
    made = tuple(item(*one) if isinstance(one, tuple) else one for one in items)
    aside = tuple(Rejected(text, "intro", SourcePlace(9)) for text in rejected)
    return ParsedFaq(source, made, aside, "generic", "asked for")


def staff_item(question="Hvad siger vi til låneren?", answer="Henvis til lederen."):
    """A question for staff."""
    return item(question, answer, audience=Audience.STAFF, section="Personale")


def stream(page) -> list:
    """The stored stream of the page's latest draft."""
    fresh = type(page).objects.get(pk=page.pk)
    return list(fresh.get_latest_revision_as_object().body.get_prep_value())


def words(page) -> dict[str, str]:
    """The answers of the page's latest draft by question."""
    return {
        question["value"]["question"]: question["value"]["answer"]
        for child in stream(page)
        if child["type"] == "questions"
        for question in child["value"]["questions"]
    }


def edit(page, change) -> None:
    """Save a draft after `change(raw stream)`, as an editor would."""
    draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    raw = list(draft.body.get_prep_value())
    change(raw)
    draft.body = draft.body.stream_block.to_python(raw)
    draft.save_revision(clean=False)


def answer(question, html):
    """A change for `edit`: another answer to a question."""

    def change(raw):
        for child in raw:
            if child["type"] == "questions":
                for stored in child["value"]["questions"]:
                    if stored["value"]["question"] == question:
                        stored["value"]["answer"] = html

    return change


def take_off(question):
    """A change for `edit`: the question is taken off the page."""

    def change(raw):
        for child in raw:
            if child["type"] == "questions":
                kept = [
                    q for q in child["value"]["questions"] if q["value"]["question"] != question
                ]
                child["value"]["questions"] = kept

    return change
