"""Questions in the structured data of a page: JSON-LD, microdata, RDFa."""

from __future__ import annotations

import json

import pytest

from wagtail_libfees.imports.reading import ParsedFaq, parse_faq, read_text


def question(name: str, text: object) -> dict:
    return {"@type": "Question", "name": name, "acceptedAnswer": {"@type": "Answer", "text": text}}


def page(data: object, body: str = "<div id='app'></div>") -> str:
    told = json.dumps(data).replace("</", "<\\/")
    script = f"<script type='application/ld+json'>{told}</script>"
    return f"<html><head>{script}</head><body>{body}</body></html>"


def found(source: str) -> tuple[dict[str, str], ParsedFaq]:
    parsed = parse_faq(read_text(source))
    return {item.question: item.answer_text for item in parsed.items}, parsed


RATER = question("Kan jeg betale i rater?", "Ja, fra 300 kr.")
WRAPPED = [
    {"@type": "FAQPage", "mainEntity": [RATER]},
    {"@graph": [{"@type": "WebSite"}, {"@type": ["WebPage", "FAQPage"], "mainEntity": RATER}]},
    [{"@type": "BreadcrumbList"}, {"@type": "QAPage", "mainEntity": RATER}],
    {"@type": "FAQPage", "mainEntity": [{**RATER, "acceptedAnswer": [RATER["acceptedAnswer"]]}]},
    {
        "@type": "FAQPage",
        "mainEntity": [question("Kan jeg betale i rater?", "&lt;p&gt;Ja, fra 300 kr.&lt;/p&gt;")],
    },
]


@pytest.mark.parametrize("data", WRAPPED)
@pytest.mark.parametrize("body", ["<div id='app'></div>", "<main><h1>Hjælp</h1><p>Vent</p></main>"])
def test_json_ld_is_read_where_it_is_the_only_source(data: object, body: str) -> None:
    assert found(page(data, body))[0] == {"Kan jeg betale i rater?": "Ja, fra 300 kr."}


def test_what_the_text_says_is_not_read_twice_and_the_rest_is_listed() -> None:
    data = [RATER, question("Hvor?", "Her."), question("Hvornår er det nu?", "Nu.")]
    body = "<h2>Kan jeg betale i rater?</h2><p>Ja.</p><h2>Hvor?</h2><p>Der.</p>"
    answers, parsed = found(page({"@type": "FAQPage", "mainEntity": data}, body))
    assert answers == {"Kan jeg betale i rater?": "Ja.", "Hvor?": "Der."}
    (told,) = [entry.text for entry in parsed.rejected if entry.code == "structured"]
    assert "Nu." in told


@pytest.mark.parametrize("data", ["{", [[[]]], {"@type": "Question"}, question("Hvad?", None), 1])
def test_damaged_data_is_no_question(data: object) -> None:
    assert found(page(data))[0] == {}


def test_structured_data_is_masked_and_made_safe() -> None:
    answer = "<script>x()</script><a href='javascript:x'>Ring</a> 010190-1234"
    _, parsed = found(page(question("Hvad er 010190-1234?", answer)))
    told = json.dumps(parsed.to_dict())
    assert "1234" not in told
    assert "javascript" not in parsed.items[0].answer_html


def microdata(kind: str, name: str, scope: str) -> str:
    return "".join(
        f"<div {scope} {kind}='https://schema.org/Question'><span {name}='name'>{label}</span>"
        f"<div {name}='acceptedAnswer'><p {name}='text'>{answer}</p></div></div>"
        for label, answer in (("Glemt pinkode", "Lav en ny."), ("Hvor?", "Her."))
    )


@pytest.mark.parametrize(
    "source",
    [
        microdata("itemtype", "itemprop", "itemscope"),
        microdata("typeof", "property", "").replace("https://schema.org/", "schema:"),
    ],
)
def test_microdata_pairs_what_nothing_else_marks(source: str) -> None:
    assert found(source)[0] == {"Glemt pinkode": "Lav en ny.", "Hvor?": "Her."}


def test_pictures_and_drawings_are_listed() -> None:
    source = (
        "<h2>Hvor?</h2><p>Her <img src='/f/plan%20a.png?x=1'><img alt='' src='streg.png'></p>"
        "<svg aria-label='Kort over huset'><text>Indgang</text></svg><svg><path/></svg>"
    )
    listed = [entry.text for entry in found(source)[1].rejected if entry.code == "image"]
    assert listed == ["plan a.png", "Kort over huset Indgang"]
