"""Hostile pages: a result or a clear error, soon, and never active content."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.effort import effort
from wagtail_libfees.imports.reading import ImporterError, parse_faq, read_source, read_text
from wagtail_libfees.imports.reading.characters import storable_json
from wagtail_libfees.imports.reading.readers.text import MAX_CHARACTERS, MAX_LINES

QUESTION = "<h3>Hvad koster det?</h3><p>Ti kr.</p>"
# The guard stops a reading after nine seconds of processor time, about 120 of these.
MOST = 200

PAGES = {
    "deep divs": "<div>" * 10_000 + QUESTION,
    "deep divs within bounds": "<div class='a b'>" * 1900 + QUESTION,
    "deep disclosures": "<details><summary>Hvad?</summary>" * 900 + "x",
    "deep lists": "<ul><li>" * 900 + "x" + QUESTION,
    "deep tables": "<table><tr><td>" * 300 + "x" + QUESTION,
    "deep inline": "<p>" + "<b><i>" * 900 + "x" + QUESTION,
    "unclosed": "<p><b><i>" * 20_000 + QUESTION,
    "large attribute": f"<p title='{'x' * 5_000_000}'>a</p>" + QUESTION,
    "large class": f"<p class='{'x ' * 2_500_000}'>a</p>" + QUESTION,
    "large href": f"<h3>Hvad?</h3><p><a href='/{'x' * 5_000_000}'>a</a></p>",
    "many attributes": "<p " + " ".join(f"a{n}" for n in range(100_000)) + ">a</p>" + QUESTION,
    "many triggers for one panel": "<button aria-controls=p>x</button>" * 5000 + "<i id=p>y</i>",
    "many triggers without words": "".join(
        f"<button aria-controls=p{n}></button><div id=p{n}>y</div>" for n in range(5000)
    ),
    "chrome in chrome": "<div class='footer'>x" * 1900 + QUESTION,
    "null bytes": QUESTION.replace("t", "t\x00"),
    "open angles": "<" * 300_000 + QUESTION,
    "one long line": "A?A" * 500_000,
    "brackets": "a(b" * 100_000,
    "digits": "01020312" * 100_000,
    "question marks": "?" * 500_000,
    "lines that ask": "Hvad er det?\n" * 200_000,
    "as many lines as are read": "Hvad er det?\n" * 40_000,
    "different lines": "".join(f"Hvad er {n}?\nDet er {n}.\n" for n in range(20_000)),
    "blank lines": "\n" * 3_900_000 + "Hvad?",
    "blank lines of spaces": " \r\n" * 400_000 + "Hvad?",
}


@pytest.mark.parametrize("name", list(PAGES))
def test_hostile_page_gives_a_result_or_an_error(name: str) -> None:
    def read() -> None:
        try:
            parsed = parse_faq(read_text(PAGES[name]))
        except ImporterError as error:
            says.append(str(error))
        else:
            assert "<script" not in "".join(item.answer_html for item in parsed.items)

    says: list[str] = []
    assert effort(read) < MOST
    assert "\n" not in "".join(says)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Hvad?\n" * (MAX_LINES + 1), "40000 lines"),
        ("\n" * 600_000 + "Hvad?", "blank"),
        ("x" * (MAX_CHARACTERS + 1), "characters"),
    ],
)
def test_a_text_beyond_the_limits_is_refused_at_once(text: str, says: str) -> None:
    def read() -> None:
        with pytest.raises(ImporterError, match=says):
            read_text(text, "x.txt")

    assert effort(read) < 13


def test_5000_questions_are_within_the_limits() -> None:
    text = "".join(f"Hvad er {n}?\n" + f"Det er nummer {n}.\n" * 7 + "\n" for n in range(5000))
    assert len(parse_faq(read_text(text)).items) == 5000


def test_text_behind_many_open_tags_is_not_lost() -> None:
    parsed = parse_faq(read_text(PAGES["unclosed"]))
    assert [item.question for item in parsed.items] == ["Hvad koster det?"]


PIECES = st.sampled_from(
    [
        "<div>",
        "</div>",
        "<p>",
        "</p>",
        "<details>",
        "</details>",
        "<summary>",
        "</summary>",
        "<h2>",
        "</h2>",
        "<h3>",
        "</h3>",
        "<ul>",
        "<li>",
        "</ul>",
        "<dl>",
        "<dt>",
        "<dd>",
        "</dl>",
        "<table>",
        "<tr>",
        "<td>",
        "<th>",
        "</table>",
        "<b>",
        "</b>",
        "<br>",
        "<main>",
        "</main>",
        "<nav>",
        "</nav>",
        "<a href=x>",
        "</a>",
        "<button aria-controls=p>",
        "</button>",
        "<div id=p>",
        "Hvad?",
        "Hvorfor det?",
        "Svar.",
        "Jeg har betalt",
        "010203-1234",
        "Icon Description",
        "&nbsp;",
        "&#0;",
        "<script>x</script>",
        "<style>",
        "<!--",
        "-->",
        "'",
        "\x00",
        "\ue095",
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=60))
def test_any_soup_is_read(pieces: list[str]) -> None:
    markup = " ".join(pieces)
    try:
        parsed = parse_faq(read_text(markup, "x.html"))
    except ImporterError:
        return
    assert "010203-1234" not in str(parsed.to_dict())
    for item in parsed.items:
        assert item.question.strip()
        assert item.answer_text.strip()
        assert "<script" not in item.answer_html


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(["Hvad er det?", "Svar.", "", "Jeg er her", "- a", "Emne", "\f", "Side 1"]),
        max_size=40,
    )
)
def test_every_line_of_a_text_is_in_the_result(lines: list[str]) -> None:
    text = "\n".join(lines)
    if not text.strip():
        return
    result = str(parse_faq(read_text(text, "x.txt")).to_dict())
    for line in lines:
        assert line.strip("- \f") in result


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from(["a.txt", "a.html", "a.docx", "a.pdf", "a.json", "a.md"]),
)
def test_any_bytes_give_a_result_or_an_error(data: bytes, name: str) -> None:
    with contextlib.suppress(ImporterError):
        parse_faq(read_source(name, data)).to_dict()


HALF = r"Hvad \ud800 koster\u0000 \ud83d\ude00 det, \\u0000?"
UNSTORABLE = {
    "export": rf'{{"items": [{{"question": "{HALF}", "answer_html": "<p>Ti \udfff kr.</p>"}}]}}',
    "structured": "<html><script type='application/ld+json'>"
    rf'{{"@type": "Question", "name": "{HALF}", "acceptedAnswer": {{"text": "Ti \udfff kr."}}}}'
    "</script><body><h1>Hjælp</h1></body></html>",
    "entities": "<h3>Hvad &#0; koster &#xd800; det?</h3><p>Ti &#xdfff; kr.</p>",
}


@pytest.mark.parametrize("name", UNSTORABLE)
def test_what_no_database_stores_is_left_out(name: str) -> None:
    """A null, and half of a pair of surrogates: both can be named in JSON."""
    parsed = parse_faq(read_text(UNSTORABLE[name]))
    said = repr(parsed)
    assert "koster" in said
    assert "\\x00" not in said
    assert "\\ud" not in said
    said.encode()
    if name != "entities":
        assert "\N{GRINNING FACE}" in said


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\x00b\ud800c", "abc"),
        ("\N{GRINNING FACE}\ue000", "\N{GRINNING FACE}\ue000"),
        (r"\u0000\\u0000\\\u0000", r"\\u0000\\"),
        (r"\ud83d\ude00\ud83d", r"\ud83d\ude00"),
        (r"\uDE00\uD83D\uDE00", r"\uD83D\uDE00"),
        (r"\u00e6\n\"", r"\u00e6\n\""),
    ],
)
def test_json_keeps_every_other_character(text: str, kept: str) -> None:
    assert storable_json(text) == kept
