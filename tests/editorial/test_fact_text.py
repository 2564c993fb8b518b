"""Which braces are facts, and filling them without touching anything else."""

import pytest

from wagtail_libfees.editorial.fact_text import (
    fact_names,
    fill_html,
    fill_text,
    has_facts,
    has_words,
    html_fact_names,
    named_facts,
    nearly_facts,
    split_fact_names,
)

WORDS = {"dage til bortkommet": "lost", "e-mail: årsag": "email"}
VALUES = {"portal": "Mit Betalingsoverblik", "fee": "200 kr."}


def value_of(name, in_link):
    return f"<in link>{VALUES[name]}" if in_link else VALUES.get(name)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Betal i {portal}.", ["portal"]),
        ("{portal}{fee}", ["portal", "fee"]),
        ("{max_fee_adult2}", ["max_fee_adult2"]),
        ("Ingen fakta her", []),
        ("{}", []),
        ("{ portal }", []),
        ("{Portal}", []),
        ("{PORTAL}", []),
        ("{1portal}", []),
        ("{x}", []),
        ("{{portal}}", []),
        ("{{{portal}}}", []),
        ("{portal", []),
        ("portal}", []),
        ('{"portal": 1}', []),
        ("{portal: 1}", []),
        ("{% portal %}", []),
        ("{{ portal }}", []),
        ("{por-tal}", []),
        ("{pørtal}", []),
        ("{portal\n}", []),
        ("{" + "a" * 51 + "}", []),
        ("if (a) {portal;}", []),
    ],
)
def test_only_a_lower_case_name_in_single_braces_is_a_fact(text, names):
    assert fact_names(text) == names
    assert has_facts(text) is bool(names)


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("Betal i {portal}.", "Betal i Mit Betalingsoverblik."),
        ("{unknown} og {portal}", "{unknown} og Mit Betalingsoverblik"),
        ("{{portal}}", "{{portal}}"),
        ("Du skylder {fee}.", "Du skylder 200 kr."),
        ("Du skylder {fee}. Betal.", "Du skylder 200 kr. Betal."),
        ("Du skylder {fee} ...", "Du skylder 200 kr. ..."),
        ("Du skylder {fee}...", "Du skylder 200 kr...."),
        ("", ""),
    ],
)
def test_a_plain_text_is_filled(text, filled):
    assert fill_text(text, value_of) == filled


@pytest.mark.parametrize(
    ("html", "filled"),
    [
        ("<p>Skyld {fee}</p>", "<p>Skyld 200 kr.</p>"),
        ("<p>Skyld {fee}.</p>", "<p>Skyld 200 kr.</p>"),
        ("<p>{fee}</p><p>{fee}</p>", "<p>200 kr.</p><p>200 kr.</p>"),
        ("<p><b>{fee}</b></p>", "<p><b>200 kr.</b></p>"),
        ("<code>{fee}</code> {fee}", "<code>{fee}</code> 200 kr."),
        ("<pre><b>{fee}</b></pre>{fee}", "<pre><b>{fee}</b></pre>200 kr."),
        ('<a title="{fee}">x</a>', '<a title="{fee}">x</a>'),
        ('<a title="a > {fee}">x</a>', '<a title="a > {fee}">x</a>'),
        ("<a href='/'>{fee}</a>{fee}", "<a href='/'><in link>200 kr.</a>200 kr."),
        ("<p>1 < 2 og {fee}</p>", "<p>1 < 2 og 200 kr.</p>"),
        ("</code>{fee}", "</code>200 kr."),
        ("<script>{fee}</script>", "<script>{fee}</script>"),
        ("{fee}", "200 kr."),
        ("", ""),
        ("<p>{unknown}</p>", "<p>{unknown}</p>"),
    ],
)
def test_html_is_filled_in_its_text_only(html, filled):
    assert fill_html(html, value_of) == filled


def test_names_in_code_are_no_facts():
    assert html_fact_names("<p>{fee}</p><code>{portal}</code>") == ["fee"]


@pytest.mark.parametrize(
    ("html", "torn"),
    [
        ("<p>{por<b>tal</b>}</p>", ["portal"]),
        ("<p>{<i>portal</i>}</p>", ["portal"]),
        ("<p>{portal}</p>", []),
        ("<p><b>{portal}</b></p>", []),
        ("<code>{portal}</code>", []),
        ("<p>{portal} {por<b>tal</b>}</p>", ["portal"]),
    ],
)
def test_a_fact_that_formatting_tears_apart_is_found(html, torn):
    assert split_fact_names(html) == torn


def test_a_long_hostile_text_is_read_in_one_go():
    hostile = "<'" * 20_000 + '<"' * 20_000 + "{" * 20_000
    assert fill_html(hostile, value_of) == hostile


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I {Portal}", [("{Portal}", "portal")]),
        ("I {PORTAL} og {portal}", [("{PORTAL}", "portal")]),
        ("I { portal }", [("{ portal }", "portal")]),
        ("<p>I {portal&nbsp;}</p>", [("{portal\xa0}", "portal")]),
        ("I {max-fee adult}", [("{max-fee adult}", "max_fee_adult")]),
        ("I {portal}", []),
        ("I {noget}", []),
        ("I {Noget}", []),
        ("I {{Portal}}", []),
        ("I {}", []),
        ('{"portal": 1}', []),
        ("<code>{Portal}</code>", []),
        ('<a href="/{Portal}">x</a>', []),
        ("{dage til bortkommet}", [("{dage til bortkommet}", "lost")]),
        ("{Dage til bortkomet}", [("{Dage til bortkomet}", "lost")]),
        ("{dage til påske}", []),
    ],
)
def test_what_is_almost_a_fact(text, found):
    assert nearly_facts(text, {"portal", "max_fee_adult"}, WORDS) == found


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Efter {dage til bortkommet}", "Efter {lost}"),
        ("{ Dage  til BORTKOMMET }{E-mail: årsag}", "{lost}{email}"),
        (
            "<p>{Dage til&nbsp;bortkommet} <b>{e-mail: &aring;rsag}</b></p>",
            "<p>{lost} <b>{email}</b></p>",
        ),
        ("{dage til bortkomet} {portal} {foo}", "{dage til bortkomet} {portal} {foo}"),
        ("{{dage til bortkommet}}", "{{dage til bortkommet}}"),
        ("<code>{dage til bortkommet}</code>", "<code>{dage til bortkommet}</code>"),
        ('<a title="{dage til bortkommet}">x</a>', '<a title="{dage til bortkommet}">x</a>'),
        ("1 < 2 {dage til bortkommet}", "1 < 2 {lost}"),
        ("{dage\ntil bortkommet}", "{dage\ntil bortkommet}"),
        ("{" * 20_000, "{" * 20_000),
        ("", ""),
    ],
)
def test_words_become_the_name_and_nothing_else_changes(text, named):
    assert named_facts(text, WORDS) == named
    assert has_words(text) or named == text
