"""HTML as Markdown and as text."""

import pytest
from markdown_it import MarkdownIt

from wagtail_libfees.text.markdown import as_markdown, as_plain_text

TABLE = (
    "<table><caption>Gebyr</caption><thead><tr><th>Dage</th><th>Børn</th><th>Voksne</th></tr></thead>"
    "<tbody><tr><th>1–7</th><td>10 kr.</td><td>20 | 30 kr.</td></tr></tbody></table>"
)
CASES = [
    (
        "<h1>Takster</h1><p>Det er <b>gratis</b> at låne.</p>",
        "# Takster\n\nDet er **gratis** at låne.",
    ),
    ("<p>En<br>to</p>", "En\nto"),
    ("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "- a\n- b\n  - c"),
    ("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b"),
    ("<ul><li><h3>Telefon</h3><p>12</p></li></ul>", "- **Telefon**\n  12"),
    ('<p>Se <a href="/takster/">Takster</a>.</p>', "Se [Takster](https://x.example/takster/)."),
    ('<a href="#betal">Betal</a>', "[Betal](https://x.example/side/#betal)"),
    ("<dl><dt>Telefon</dt><dd>12</dd><dd>34</dd></dl>", "- **Telefon**: 12; 34"),
    (
        TABLE,
        "Gebyr\n\n| Dage | Børn | Voksne |\n| --- | --- | --- |\n| 1–7 | 10 kr. | 20 \\| 30 kr. |",
    ),
    (
        "<p>1. januar stiger *prisen* [x] &lt;b&gt;</p>",
        "1\\. januar stiger \\*prisen\\* \\[x\\] \\<b>",
    ),
    ("<form><input>Send</form><nav>Hop</nav><p>a</p><script>x</script>", "a"),
    ('<p>a</p><div class="x former"><p>b<p>c</div><p>d</p>', "a\n\nd"),
    (
        "<details><summary><h3>Hvad?</h3></summary><div><p>Svar</p></div></details>",
        "### Hvad?\n\nSvar",
    ),
    ("<p><b>Dag 1</b><span>10 kr.</span> <span>20 kr.</span></p>", "**Dag 1**\n10 kr.\n20 kr."),
    (
        "<p><b>Dag 1</b><span><span>10 kr.</span><span>20 kr.</span></span></p>",
        "**Dag 1**\n10 kr.\n20 kr.",
    ),
    ('<th>Film <span class="libfees-note">Dyr.</span></th>', "Film (Dyr.)"),
    ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
    ("<p>a<p>b</b></i></div>", "a\n\nb"),
    ("", ""),
]


@pytest.mark.parametrize(("html", "expected"), CASES)
def test_html_as_markdown(html, expected):
    found = as_markdown(html, "https://x.example/side/", ["former"])
    assert found == f"{expected}\n"


def test_what_is_written_reads_as_it_was_shown():
    words = "1. januar * _x_ [a](b) <b> `kode` # nej"
    escaped = words.replace("<", "&lt;")
    html = MarkdownIt().render(as_markdown(f"<p>{escaped}</p>"))
    assert html == f"<p>{escaped.replace('>', '&gt;')}</p>\n"


def test_text_has_the_addresses_of_links_and_the_heads_of_columns():
    assert as_plain_text(
        '<p><a href="/a">A</a>, <a href="tel:12">12</a></p>', "https://x.example"
    ) == ("A (https://x.example/a), 12\n")
    assert as_plain_text(TABLE) == "Gebyr\n\n- 1–7: Børn 10 kr., Voksne 20 | 30 kr.\n"


def test_however_deep_it_is_read():
    assert as_markdown("<div><b>" * 5000 + "a").strip().strip("*") == "a"
