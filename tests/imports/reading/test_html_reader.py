from __future__ import annotations

import pytest

from wagtail_libfees.imports.reading.document import Disclosure, Heading, ListItem, Paragraph, Table
from wagtail_libfees.imports.reading.readers.html import read_html


def kinds(markup: str) -> list[tuple[str, str]]:
    return [(type(b).__name__, b.text) for b in read_html(markup, "x").blocks]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<h2>A</h2><p>b<br>c</p>", [("Heading", "A"), ("Paragraph", "b\nc")]),
        ("<div>a<p>b</p>c</div>", [("Paragraph", "a"), ("Paragraph", "b"), ("Paragraph", "c")]),
        ("<ul><li><p>a</p><p>b</p></li></ul>", [("ListItem", "a\nb")]),
        ("<ul><li><h3>A</h3><p>b</p></li></ul>", [("Heading", "A"), ("Paragraph", "b")]),
        ("<p>a&nbsp;\n b\u200b\u00adc</p>", [("Paragraph", "a bc")]),
        ("<pre>a\nb</pre>", [("Paragraph", "a\nb")]),
        ("<nav>a</nav><p>b</p>", [("Aside", "a"), ("Paragraph", "b")]),
        (
            "<p>a<img alt='Icon Description'></p>",
            [("Aside", "Icon Description"), ("Paragraph", "a")],
        ),
        ("<p>a</p><script>b</script><style>c</style>", [("Paragraph", "a")]),
        ("<form><input name=q><p>a</p></form>", [("Paragraph", "a")]),
    ],
)
def test_blocks(markup: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(markup) == expected


def test_spans_keep_style_and_link() -> None:
    (block,) = read_html("<p>a <b>b <i>c</i></b><a href='/x'>d</a></p>", "x").blocks
    assert block.html == 'a <b>b </b><b><i>c</i></b><a href="/x">d</a>'


def test_table_keeps_headers_and_spans() -> None:
    (table,) = read_html(
        "<table><tr><th colspan=2>A</th></tr><tr><td rowspan='2'>b</td><td>c</td></tr>"
        "<tr><td>d</td></tr></table>",
        "x",
    ).blocks
    assert isinstance(table, Table)
    assert [[c.text for c in row] for row in table.rows] == [["A"], ["b", "c"], ["d"]]
    assert table.rows[0][0].header
    assert (table.rows[0][0].colspan, table.rows[1][0].rowspan) == (2, 2)


@pytest.mark.parametrize("span", ["0", "-1", "x", "99999999999", ""])
def test_table_span_that_is_nonsense(span: str) -> None:
    (table,) = read_html(
        f"<table><tr><td rowspan='{span}'>a</td><td>b</td></tr></table>", "x"
    ).blocks
    assert isinstance(table, Table)
    assert 1 <= table.rows[0][0].rowspan <= 1000


def test_layout_table_is_walked() -> None:
    assert kinds("<table><tr><td><h2>A</h2></td><td><p>b</p></td></tr></table>") == [
        ("Heading", "A"),
        ("Paragraph", "b"),
    ]


def test_place_is_line_and_selector() -> None:
    blocks = read_html("<h2>A</h2>\n<p id=x>b</p>\n<p>c</p>", "x").blocks
    assert [str(b.place) for b in blocks] == ["line 1, h2[1]", "line 2, #x", "line 3, p[1]"]


@pytest.mark.parametrize(
    "markup",
    [
        "<base href='https://a.example/b'>",
        "<link rel=canonical href='https://a.example/b'>",
        "<meta property='og:url' content='https://a.example/b'>",
        "<!-- saved from url=(0021)https://a.example/b --><p>x</p>",
    ],
)
def test_page_tells_its_address(markup: str) -> None:
    assert read_html(markup + "<p>x</p>", "x").base_url == "https://a.example/b"


def test_wrapper_that_holds_the_page_is_no_chrome() -> None:
    assert kinds("<div class='sidebar'><h2>A</h2><p>Lang tekst her</p></div>")[0] == (
        "Heading",
        "A",
    )


def test_everything_outside_main_is_listed() -> None:
    names = [name for name, _ in kinds("<h1>T</h1><p>ude</p><main><p>inde</p></main>løs")]
    assert names.count("Paragraph") == 1
    assert names.count("Aside") >= 2


@pytest.mark.parametrize(
    "markup",
    [
        "<button aria-controls=p>Hvad?</button><div id=p>Ja</div>",
        (
            "<h3><button aria-controls=p><i aria-hidden=true>+</i>Hvad?</button></h3>"
            "<div id=p hidden>Ja</div>"
        ),
        "<div class=l>Hvad?</div><button aria-controls=p></button><div id=p>Ja</div>",
        "<a data-toggle=collapse href='#p'>Hvad?</a><div id=p>Ja</div>",
        "<button data-bs-toggle=collapse data-bs-target='#p'>Hvad?</button><div id=p>Ja</div>",
        "<b id=l>Hvad?</b><i aria-controls=p></i><div id=p aria-labelledby=l>Ja</div>",
        "<div class=faq-question>Hvad?</div><div class=faq-answer>Ja</div>",
        "<details><summary>Hvad?</summary>Ja</details>",
        "<details>Ja<summary>Hvad?</summary></details>",
        "<dl><dt>Hvad?<dd>Ja</dl>",
    ],
)
def test_label_and_panel_are_paired(markup: str) -> None:
    blocks = [b for b in read_html(markup, "x").blocks if isinstance(b, Disclosure)]
    assert [(b.label.text, [i.text for i in b.body]) for b in blocks] == [("Hvad?", ["Ja"])]


def test_tabs_menus_and_carousels_are_no_disclosures() -> None:
    markup = (
        "<a role=tab aria-controls=a>Faneblad</a><div id=a>x</div>"
        "<button aria-controls=b>Næste</button><div id=b>y</div>"
        "<button aria-controls=c>Menu</button><ul id=c><li>z</li></ul>"
    )
    assert not any(isinstance(b, Disclosure) for b in read_html(markup, "x").blocks)


def test_types_of_the_run() -> None:
    blocks = read_html("<h4>a</h4><ol><li>b<ul><li>c</li></ul></li></ol><p>d</p>", "x").blocks
    assert [type(b) for b in blocks] == [Heading, ListItem, ListItem, Paragraph]
    items = [b for b in blocks if isinstance(b, ListItem)]
    assert [(i.ordered, i.depth) for i in items] == [(True, 1), (False, 2)]
