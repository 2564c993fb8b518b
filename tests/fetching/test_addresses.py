"""No import reaches into the network behind the site, however the address is written."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from wagtail_libfees.fetching.addresses import is_intranet_or_public, is_public_host
from wagtail_libfees.fetching.errors import FetchError
from wagtail_libfees.fetching.webaddress import parse_url

# Python 3.13 writes such an address in another way than 3.11.
MAPPED = ip_address("::ffff:127.0.0.1")

PUBLIC = ["1.1.1.1", "93.184.216.34", "130.226.0.1", "2606:4700::1111", "2a01:4f8::1"]
INTRANET = [
    "10.0.0.1",
    "10.255.255.255",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "::1",
    "fc00::1",
    "fd12:3456:789a::1",
]
NEVER = [
    "0.0.0.0",
    "0.1.2.3",
    "100.100.100.200",
    "168.63.129.16",
    "169.254.0.1",
    "169.254.169.254",
    "192.0.0.1",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::7f00:1",  # IPv4-compatible
    "::127.0.0.1",
    "::ffff:127.0.0.1",  # IPv4-mapped
    "::ffff:8.8.8.8",
    "::ffff:a00:1",
    "::ffff:0:7f00:1",  # IPv4-translated
    "64:ff9b::7f00:1",  # NAT64
    "64:ff9b::808:808",
    "64:ff9b:1::a00:1",
    "100::1",
    "2001::1",  # Teredo
    "2001:0:7f00:1::",
    "2001:20::1",
    "2001:db8::1",
    "2002:7f00:1::",  # 6to4
    "2002:808:808::1",
    "3fff::1",
    "4000::1",
    "5f00::1",
    "fd00:ec2::254",
    "fd20:ce::254",
    "fe80::1",
    "fe80::1%eth0",
    "2606:4700::1111%eth0",
    "fec0::1",
    "ff02::1",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_allowed(address: str) -> None:
    assert is_public_host(address)
    assert is_intranet_or_public(address)


@pytest.mark.parametrize("address", INTRANET)
def test_a_private_address_needs_permission(address: str) -> None:
    assert not is_public_host(address)
    assert is_intranet_or_public(address)


@pytest.mark.parametrize("address", NEVER)
def test_an_address_that_is_never_allowed(address: str) -> None:
    assert not is_public_host(address)
    assert not is_intranet_or_public(address)


@pytest.mark.parametrize("text", ["", "localhost", "127.1", "0x7f000001", "2130706433", "1.1.1.1 "])
def test_what_is_no_address_is_refused(text: str) -> None:
    assert not is_public_host(text)
    assert not is_intranet_or_public(text)


@pytest.mark.parametrize(
    "url",
    [
        "http://2130706433/",
        "http://127.1/",
        "http://127.0.1/",
        "http://0177.0.0.1/",
        "http://0x7f.0.0.1/",
        "http://0x7f000001/",
        "http://0X7F000001/",
        "http://017700000001/",
        "http://0/",
        "http://127.0.0.1.5/",
        "http://256.1.1.1/",
        "http://1.0x7f/",
        "http://0x/",
        "http://[fe80::1%25eth0]/",
        "http://[::1",
        "http://[v1.x]/",
        "http://[a.dk]/",
        "http:///etc/passwd",
        "http://",
        "http://a..b/",
        "http://.a/",
        "http://-a/",
        "http://a,b/",
        "http://a%00b/",
        "http://" + "a" * 300 + "/",
        "http://" + "ø" * 100_000 + "/",
        "http://a:99999/",
        "http://a:b/",
        "http://a\\@b/",
        "http://a/\r\nHost: b",
        "http://a/b c",
        "http://a\t.dk/",
        "ftp://a/",
        "file:///etc/passwd",
        "gopher://a/",
        "data:text/html,x",
        "javascript:alert(1)",
        "//a/",
        "a.dk",
        "",
    ],
)
def test_a_url_that_can_be_read_in_two_ways_is_refused(url: str) -> None:
    with pytest.raises(FetchError) as caught:
        parse_url(url)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("url", ["http://anna:hemmelig@a.dk/", "http://anna@a.dk/", "http://@a/"])
def test_a_url_with_credentials_is_refused_without_repeating_them(url: str) -> None:
    with pytest.raises(FetchError, match="user name or a password") as caught:
        parse_url(url)
    assert "hemmelig" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "parsed", "netloc"),
    [
        ("HTTPS://Bibliotek.DK", "https://bibliotek.dk/", "bibliotek.dk"),
        ("https://bibliotek.dk./a", "https://bibliotek.dk/a", "bibliotek.dk"),
        ("https://bibliotek.dk:443/a#b", "https://bibliotek.dk/a", "bibliotek.dk"),
        ("http://a.dk:443/", "http://a.dk:443/", "a.dk:443"),
        ("http://a.dk:8080", "http://a.dk:8080/", "a.dk:8080"),
        ("http://a.dk:0/", "http://a.dk:0/", "a.dk:0"),
        ("https://søg.dk/gebyr-på-lån?q=æ?", None, "xn--sg-lka.dk"),
        ("https://a.dk/%C3%A6?a=%20&b=1", "https://a.dk/%C3%A6?a=%20&b=1", "a.dk"),
        # Full-width and circled digits become an address like any other, and are checked as it.
        ("http://①②⑦.⓪.⓪.①/", "http://127.0.0.1/", "127.0.0.1"),
        ("http://127.0.0.1./", "http://127.0.0.1/", "127.0.0.1"),
        ("http://[0:0:0:0:0:0:0:1]/", "http://[::1]/", "[::1]"),
        ("http://[::ffff:127.0.0.1]:81/", f"http://[{MAPPED}]:81/", f"[{MAPPED}]:81"),
    ],
)
def test_a_url_is_brought_into_one_form(url: str, parsed: str | None, netloc: str) -> None:
    address = parse_url(url)
    assert address.netloc == netloc
    assert address.url == (parsed or "https://xn--sg-lka.dk/gebyr-p%C3%A5-l%C3%A5n?q=%C3%A6?")


def test_messages_show_neither_queries_nor_cpr_numbers() -> None:
    assert str(parse_url("https://a.dk/010203-1234?token=x")) == "https://a.dk/XXXXXX-XXXX"
