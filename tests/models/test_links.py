"""Addresses in the fee settings: what a link may be, and what is refused."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import get_template
from django.utils.html import escape

from tests.effort import effort
from wagtail_libfees.models.links import normalise_link, safe_link, validate_link
from wagtail_libfees.text.addresses import href, with_safe_addresses

ACCEPTED = [
    ("", ""),
    ("   ", ""),
    ("node/123", "/node/123"),
    ("/takster", "/takster"),
    ("takster", "/takster"),
    ("  /takster  ", "/takster"),
    ("/takster?sprog=en#boern", "/takster?sprog=en#boern"),
    ("takster.html", "/takster.html"),
    ("filer/takster.2026.pdf", "/filer/takster.2026.pdf"),
    ("/www.bibliotek.dk", "/www.bibliotek.dk"),
    ("takster-1.1", "/takster-1.1"),
    ("?q=takster", "?q=takster"),
    ("#takster", "#takster"),
    ("/takster/a:b", "/takster/a:b"),
    ("../takster", "/../takster"),
    ("/%2F%2Fevil.example", "/%2F%2Fevil.example"),
    ("https://bibliotek.example/takster", "https://bibliotek.example/takster"),
    ("http://bibliotek.example", "http://bibliotek.example"),
    ("HTTPS://Bibliotek.Example/Takster", "HTTPS://Bibliotek.Example/Takster"),
    ("https://bibliotek.example:8443/takster", "https://bibliotek.example:8443/takster"),
    ("https://[2001:db8::1]/takster", "https://[2001:db8::1]/takster"),
    ("https://københavn.example/bøder", "https://københavn.example/bøder"),
    ("/bøder", "/bøder"),
]

REFUSED = [
    "//evil.example",
    "///evil.example",
    "////evil.example/takster",
    "  //evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r/evil.example",
    "java\nscript:alert(1)",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "ftp://bibliotek.example",
    "mailto:biblioteket@fjordby.example",
    "tel:12345678",
    "http:///x",
    "https:///evil.example",
    "https:",
    "http://",
    "https:evil.example",
    "https:/evil.example",
    "https://?x",
    "https://#x",
    "https://:80/",
    "https://bruger:kode@evil.example",
    "https://bibliotek.example@evil.example",
    "https://@evil.example",
    "https://bibliotek.example:x/",
    "https://bibliotek.example:0/",
    "https://bibliotek.example:99999/",
    "https://[2001:db8::1",
    "https://bibliotek .example",
    "/takster og gebyrer",
    "/takster\x00",
    "/takster\x7f",
    "/takster\x85x",
    "/takster\u00a0x",
    "/\u200b/evil.example",
    "/\u200e/evil.example",
    "/takster\u202egpj.exe",
    "/takster\u2066x\u2069",
    "/\u2028/evil.example",
    "/\ufeff/evil.example",
    "/\u3000/evil.example",
    "https://bibliotek.example\u2044@evil.example",
    "https://bibliotek\u3002example@evil.example",
    "https://bibliotek.example\uff0fevil.example",
    "/<script>",
    '/"onmouseover="alert(1)',
    "/takster`",
    "/{{ x }}",
    "node:123",
    "localhost:8000/takster",
]


@pytest.mark.parametrize(("typed", "link"), ACCEPTED)
def test_an_address_is_accepted_and_gets_its_leading_slash(typed, link):
    assert normalise_link(typed) == link


@pytest.mark.parametrize("typed", REFUSED, ids=ascii)
def test_an_address_that_leads_elsewhere_or_hides_something_is_refused(typed):
    with pytest.raises(ValidationError) as caught:
        normalise_link(typed)
    assert len(caught.value.messages) == 1
    assert caught.value.messages[0]


@pytest.mark.parametrize(("typed", "link"), ACCEPTED)
def test_what_is_accepted_once_is_accepted_as_it_is(typed, link):
    assert normalise_link(link) == link


def test_the_validator_says_nothing_about_a_good_address():
    assert validate_link("node/123") is None


def test_the_validator_refuses_what_the_normaliser_refuses():
    with pytest.raises(ValidationError):
        validate_link("//evil.example")


@pytest.mark.parametrize(
    "host",
    [
        "www.bibliotek.dk",
        "was.digst.dk/fjordby",
        "bibliotek.dk?a=b",
        "rødovre-bibliotek.dk",
        "Bibliotek.DK#top",
    ],
)
def test_a_host_without_a_scheme_is_asked_about(host):
    """As a path it would be a link on this site that leads nowhere."""
    with pytest.raises(ValidationError, match=f"https://{re.escape(host)}"):
        normalise_link(host)
    assert safe_link(host) == ""


FOLLOWED = [
    "https://bibliotek.example/takster",
    "http://bibliotek.example",
    "/takster/?date=2027-01-01",
    "#betal",
    "?q=a:b",
    "mailto:laan@bibliotek.example",
    "TEL:+4512345678",
    "/takster/a:b",
]
NOT_FOLLOWED = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "java\nscript:alert(1)",
    " \x01javascript:alert(1)",
    "\u200bjavascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "blob:https://x",
    "file:///etc/passwd",
    None,
    "",
]


@pytest.mark.parametrize("address", FOLLOWED)
def test_an_attribute_prints_what_a_link_may_lead_to(address):
    assert href(address) == address


@pytest.mark.parametrize("address", NOT_FOLLOWED)
def test_an_attribute_is_empty_where_a_browser_would_run_the_address(address):
    assert href(address) == ""


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="%s">words</a>',
        "<a id=1 HREF='%s' >words</a>",
        '<a title="a>b"href = "%s">words</a>',
        # A quotation mark where a browser reads none.
        '<a title=y" href="%s">words</a>',
        '<!--<a title="--><a href="%s">words</a>',
        '<textarea><a title="</textarea><a href="%s">words</a>',
        '<a/href="%s"/title=">">words</a>',
        '<p>words</p><a href="%s" ',
        '<iframe src="%s">words</iframe>',
        '<img src="%s">words',
        '<img srcset="/a.png 1x, %s 2x">words',
        '<video poster="%s">words</video>',
        '<embed src="%s">words',
        '<embed embedtype="media" url="%s"/>words',
        '<object data="%s">words</object>',
        '<form action="%s">words<button formaction="%s">words</button></form>',
        '<map><area href="%s"></map>words',
        '<svg><a xlink:href="%s"><text>a</text></a></svg>words',
        '<svg><a><animate attributeName="href" to="%s"/>a</a></svg>words',
        '<math href="%s">words</math>',
        '<base href="%s">words',
        '<link rel="stylesheet" href="%s">words',
        '<meta http-equiv="refresh" content="0;url=%s">words',
        '<body background="%s">words',
        '<p style="background: url(%s)">words</p>',
        '<p style="background: u\\72l(%s)">words</p>',
        '<style>p { background: url("%s") }</style>words',
        '<iframe srcdoc="%s"></iframe>words',
        "<p onclick=\"location = '%s'\">words</p>",
        '<script src="%s"></script>words',
        '<button ping="%s">words</button>',
    ],
)
def test_a_text_loses_each_address_that_a_browser_would_run(markup):
    for address in filter(None, NOT_FOLLOWED):
        safe = with_safe_addresses(f"<p>before</p>{markup.replace('%s', escape(address))}")
        assert escape(address) not in safe
        assert "alert" not in unescape(safe)
        assert "words" in safe
        assert safe.startswith("<p>before</p>")
        assert with_safe_addresses(safe) == safe


def test_what_moves_or_sends_a_page_is_in_no_text_whatever_its_address():
    for markup in ("<base href='/x'>", "<form action='https://x.example'>", "<meta content='1'>"):
        assert with_safe_addresses(f"{markup}words") == "words"


@pytest.mark.parametrize(
    "html",
    [
        *(f'<p><a href="{address}">words</a></p>' for address in FOLLOWED),
        '<a linktype="page" id="3">words</a>',
        '<a>words</a> <a data-href="javascript:x">words</a> <i>href=javascript:x</i>',
        '<a href="">words</a>',
        '<p data-block-key="a1b2">1 &lt; 2, Note: javascript:x</p><hr/><br/>',
        '<embed alt="javascript:x" embedtype="image" format="left" id="7"/>',
        '<embed embedtype="media" url="https://video.example/1"/>',
        '<img alt="a" class="x" height="1" src="/media/a.png" width="1">',
        '<div style="padding-bottom: 56.25%" class="responsive-object">a</div>',
        '<iframe src="https://video.example/1" allow="fullscreen" allowfullscreen=""></iframe>',
        '<img srcset="/a.png 1x, https://x.example/b.png 2x">',
    ],
)
def test_every_other_text_stays_as_it_is(html):
    assert with_safe_addresses(html) == html


@pytest.mark.parametrize(
    ("html", "written"),
    [
        ("<a href=https://x.example>words</a>", '<a href="https://x.example">words</a>'),
        ("<A HREF='/x' title='a>b'>words</A>", '<a href="/x" title="a&gt;b">words</a>'),
        ("<p>1 < 2</p>", "<p>1 &lt; 2</p>"),
        ("<custom-thing>words</custom-thing>", "words"),
    ],
)
def test_what_is_written_in_another_way_says_the_same(html, written):
    assert with_safe_addresses(html) == written


def test_a_long_text_is_read_quickly():
    parts = ["<", "<a ", '<a href="', "<a x=", '<p class="a"', "<!--", "<a href=x ", " aria-b"]
    texts = [part * (200_000 // len(part)) for part in parts]
    assert effort(lambda: list(map(with_safe_addresses, texts))) < 60


def test_every_template_can_be_read():
    """A filter whose library is not loaded is found before a reader meets it."""
    folder = Path(__file__).resolve().parents[2] / "wagtail_libfees" / "templates"
    for file in folder.rglob("*.*"):
        get_template(str(file.relative_to(folder)))


def test_every_printed_address_goes_through_the_filter():
    root = Path(__file__).resolve().parents[2]
    files = [*root.glob("wagtail_libfees/templates/**/*"), *root.glob("example_site/**/*.html")]
    printed = re.compile(
        r"\b(?:href|src|srcset|poster|action|formaction)\s*=\s*[\"']?\{\{(.*?)\}\}",
        re.DOTALL,
    )
    open_doors = [
        f"{file.relative_to(root)}: {{{{{found}}}}}"
        for file in files
        if file.is_file()
        for found in printed.findall(file.read_text(encoding="utf-8"))
        if "|libfees_href" not in found
    ]
    assert not open_doors, open_doors
