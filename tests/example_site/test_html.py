"""The HTML of every page parses without an error, and keeps what a parser overlooks."""

from collections import Counter

import pytest
from django.test import Client
from justhtml import JustHTML

from scripts.compare_site import addresses
from tests import factories

pytestmark = pytest.mark.django_db

# What may stand directly in an element that takes nothing else; scripts and templates may anywhere.
CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd", "div"},
    "tr": {"th", "td"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "select": {"option", "optgroup", "hr"},
}
ANYWHERE = {"script", "template"}
# What holds a phrase holds no block, and what is pressed holds nothing else that is pressed.
PHRASES = {"h1", "h2", "h3", "h4", "h5", "h6", "span", "button", "label", "strong", "em", "summary"}
BLOCKS = {"div", "p", "ul", "ol", "dl", "table", "section", "form", "details", "h1", "h2", "h3"}
HEADINGS = {"h1", "h2", "h3", "h4"}
PRESSED = {"a", "button", "select", "textarea"}
# What Wagtail's own frame of an admin page holds.
WAGTAILS = {"<div> in <button>", "<div> in <label>"}
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "headers")


def faults(text, *, fragment=False):
    """What is wrong with a document, or with a part of one, in words."""
    document = JustHTML(text, collect_errors=True, sanitize=False, fragment=fragment)
    yield from (f"{fault.code} in line {fault.line}" for fault in document.errors)
    ids = Counter(element.attrs["id"] for element in document.query("[id]"))
    yield from (f"{number} times the id {name}" for name, number in ids.items() if number > 1)
    for element in document.query("*"):
        yield from faults_of(element)
        if not fragment:
            yield from missing(element, ids)


def faults_of(element):
    """What an element must not hold."""
    inside = {child.name for child in element.children if not child.name.startswith(("#", "!"))}
    if element.name in CHILDREN:
        strange = inside - CHILDREN[element.name] - ANYWHERE
        yield from (f"<{name}> in <{element.name}>" for name in sorted(strange))
    if element.name in PHRASES:
        blocks = {found.name for found in element.query("*")} & BLOCKS
        if element.name == "summary":
            # A summary may be the heading of what it folds.
            blocks -= HEADINGS
        yield from (f"<{name}> in <{element.name}>" for name in sorted(blocks))
    if element.name in ("a", "button"):
        pressed = {found.name for found in element.query("*")} & PRESSED
        yield from (f"<{name}> in <{element.name}>" for name in sorted(pressed))
    if element.name == "img" and "alt" not in element.attrs:
        yield "<img> without alt"


def missing(element, ids):
    """What an element names and the document does not have."""
    for attribute in REFERENCES:
        for name in (element.attrs.get(attribute) or "").split():
            if name not in ids:
                yield f"{attribute}={name} leads nowhere"


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<p>a<div>b</div></p>", "unexpected-end-tag in line 1"),
        ("<div>a</b></div>", "unexpected-end-tag in line 1"),
        ('<p id="a">a</p><p id="a">b</p>', "2 times the id a"),
        ("<ul><p>a</p></ul>", "<p> in <ul>"),
        ("<h2><div>a</div></h2>", "<div> in <h2>"),
        ('<a href="/"><button>a</button></a>', "<button> in <a>"),
        ('<img src="/a.png">', "<img> without alt"),
        ('<label for="nowhere">a</label>', "for=nowhere leads nowhere"),
    ],
)
def test_a_fault_is_seen(body, fault):
    page = f'<!doctype html><html lang="da"><head><title>A</title></head><body>{body}</body></html>'
    assert list(faults(page)) == [fault]


def test_html_of_every_public_page_and_of_our_pages_in_the_admin(demo):
    public, editor = Client(), Client()
    editor.force_login(factories.admin("html"))
    found, read = {}, 0
    for address in dict.fromkeys(addresses()):
        in_admin = address.startswith(("/admin", "/django-admin"))
        if in_admin and "libfees" not in address:
            continue
        response = (editor if in_admin else public).get(address)
        if response.status_code != 200 or "text/html" not in response.headers["Content-Type"]:
            continue
        read += 1
        wrong = set(faults(response.content.decode(), fragment="/results/" in address))
        if wrong := wrong - (WAGTAILS if in_admin else set()):
            found[address] = wrong
    assert found == {}
    assert read > 60
