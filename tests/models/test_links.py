"""Addresses in the fee settings: what a link may be, and what is refused."""

import re

import pytest
from django.core.exceptions import ValidationError

from wagtail_libfees.models.links import normalise_link, safe_link, validate_link

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
