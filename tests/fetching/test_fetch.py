"""Fetching, against a server on the loopback address that stands in for the internet."""

from __future__ import annotations

import gzip
import io
import shutil
import socket
import ssl
import subprocess
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from tests.fetching.internet import PAGE, PUBLIC, Internet
from wagtail_libfees.fetching.errors import FetchError
from wagtail_libfees.fetching.fetch import MAX_REDIRECTS, Fetched, fetch_status, fetch_url
from wagtail_libfees.fetching.http_client import Network


def endless(wfile: io.BufferedIOBase) -> None:
    while True:
        wfile.write(b"x" * 65536)


def slow(wfile: io.BufferedIOBase) -> None:
    for _ in range(1200):
        wfile.write(b"x")
        wfile.flush()
        time.sleep(0.05)


# -- what is fetched


def test_a_page_is_fetched_with_its_type_and_charset(internet: Internet) -> None:
    internet.page("a.dk/faq?x=1", Set_Cookie="a=b")
    fetched = internet.fetch("http://A.dk/faq?x=1#b")
    assert fetched == Fetched(
        "http://A.dk/faq?x=1#b", "http://a.dk/faq?x=1", PAGE, "text/html", "utf-8"
    )
    assert internet.asked == ["a.dk/robots.txt", "a.dk/faq?x=1"]
    assert internet.dialled == [(PUBLIC, 80)] * 2


def test_the_request_is_honest_and_carries_nothing_else(
    internet: Internet, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    internet.redirect("a.dk/", "/b")
    internet.answers["a.dk/"][1]["Set-Cookie"] = "a=b"
    internet.page("a.dk/b")
    internet.fetch("http://a.dk/")
    for headers in internet.headers:
        assert headers["User-Agent"].startswith("wagtail-libfees/")
        assert "+importer" in headers["User-Agent"]
        assert not {"cookie", "authorization", "referer"} & {k.lower() for k in headers}


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(internet: Internet, status: int) -> None:
    internet.redirect("a.dk/", "http://b.dk/ny", status)
    internet.page("b.dk/ny")
    assert internet.fetch("http://a.dk/").final_url == "http://b.dk/ny"
    assert "b.dk/robots.txt" in internet.asked


def test_a_redirect_may_be_relative_and_danish(internet: Internet) -> None:
    internet.redirect("a.dk/", "lån/på?q=æ".encode().decode("iso-8859-1"))
    internet.page("a.dk/l%C3%A5n/p%C3%A5?q=%C3%A6")
    assert internet.fetch("http://a.dk/").data == PAGE


def test_the_next_address_is_tried_if_one_is_dead(internet: Internet) -> None:
    internet.page("a.dk/")
    internet.names["a.dk"] = [["2a01:4f8::1", PUBLIC]]
    internet.dead = frozenset({"2a01:4f8::1"})
    assert internet.fetch("http://a.dk/").data == PAGE


# -- where it may not go

FORBIDDEN = [
    "127.0.0.1",
    "10.0.0.1",
    "169.254.169.254",
    "::1",
    "::ffff:127.0.0.1",
    "64:ff9b::a00:1",
]


@pytest.mark.parametrize("address", FORBIDDEN)
def test_a_name_with_a_forbidden_address_is_not_connected_to(
    internet: Internet, address: str
) -> None:
    internet.names["a.dk"] = [[address]]
    assert "not on the public internet" in internet.refused("http://a.dk/")
    assert internet.dialled == []


@pytest.mark.parametrize("address", FORBIDDEN)
def test_a_redirect_to_a_forbidden_address_is_not_followed(
    internet: Internet, address: str
) -> None:
    host = f"[{address}]" if ":" in address else address
    internet.redirect("a.dk/", f"http://{host}/")
    assert "not on the public internet" in internet.refused("http://a.dk/")
    assert set(internet.dialled) == {(PUBLIC, 80)}


def test_of_several_addresses_only_the_public_ones_are_dialled(internet: Internet) -> None:
    internet.page("a.dk/")
    internet.names["a.dk"] = [["10.0.0.1", PUBLIC, "::1"]]
    internet.fetch("http://a.dk/")
    assert {address for address, _ in internet.dialled} == {PUBLIC}


def test_a_name_that_is_public_first_and_private_later(internet: Internet) -> None:
    internet.page("a.dk/")
    internet.names["a.dk"] = [[PUBLIC], ["127.0.0.1"]]
    assert "not on the public internet" in internet.refused("http://a.dk/")
    assert internet.dialled == [(PUBLIC, 80)]


def test_each_connection_resolves_once_and_goes_to_that_address(internet: Internet) -> None:
    internet.page("a.dk/")
    internet.names["a.dk"] = [["1.1.1.1"], ["8.8.8.8"], ["127.0.0.1"]]
    internet.fetch("http://a.dk/")
    assert internet.dialled == [("1.1.1.1", 80), ("8.8.8.8", 80)]
    assert internet.names["a.dk"] == [["127.0.0.1"]]


@pytest.mark.parametrize("url", ["http://localhost/", "http://localhost./", "http://x.localhost/"])
def test_the_system_knows_localhost_and_it_is_refused(url: str) -> None:
    with pytest.raises(FetchError, match=r"not on the public internet|not known"):
        fetch_url(url, timeout=5)


@pytest.mark.parametrize("location", ["file:///etc/passwd", "http://u:p@a.dk/", "http://a.dk:22/"])
def test_a_redirect_is_held_to_the_same_rules(internet: Internet, location: str) -> None:
    internet.redirect("a.dk/", location)
    assert internet.refused("http://a.dk/")
    assert internet.asked == ["a.dk/robots.txt", "a.dk/"]


@pytest.mark.parametrize("port", [0, 22, 8080])
def test_other_ports_are_closed(internet: Internet, port: int) -> None:
    assert "ports 80 and 443" in internet.refused(f"http://a.dk:{port}/")
    assert internet.dialled == []


def test_an_address_is_told_where_it_is_another_than_the_one_asked_for(internet: Internet) -> None:
    internet.redirect("a.dk/", "http://b.dk/ny?token=x")
    assert internet.refused("http://a.dk/") == (
        "It redirects to http://b.dk/ny: There is no such page; check the address."
    )
    assert internet.refused("http://a.dk/andet") == "There is no such page; check the address."


def test_a_redirect_that_gives_up_encryption(internet: Internet, tls: None) -> None:
    internet.redirect("bibliotek.test/", "http://a.dk/")
    assert "without encryption" in internet.refused("https://bibliotek.test/")


# -- hosts that the site allows


def test_an_allowed_host_may_be_private(internet: Internet) -> None:
    internet.page("intranet/")
    internet.names["intranet"] = [["10.0.0.1"]]
    assert internet.fetch("http://intranet/", allow=["Intranet."]).data == PAGE


def test_an_allowed_host_may_have_its_port(internet: Internet) -> None:
    internet.page("intranet:8080/")
    internet.names["intranet"] = [["10.0.0.1"]]
    assert internet.fetch("http://intranet:8080/", allow=["intranet:8080"]).data == PAGE
    assert internet.refused("http://intranet:8080/", allow=["intranet"])
    assert internet.refused("http://intranet/", allow=["intranet:8080"])
    assert internet.refused("http://intranet:8081/", allow=["intranet:8080"])


def test_an_allowed_address(internet: Internet) -> None:
    internet.page("[fd12::1]:8080/")
    assert internet.fetch("http://[fd12::1]:8080/", allow=["[fd12::1]:8080"]).data == PAGE


@pytest.mark.parametrize("address", ["169.254.169.254", "fe80::1", "0.0.0.0", "fd00:ec2::254"])
def test_metadata_stays_forbidden_on_an_allowed_host(internet: Internet, address: str) -> None:
    internet.names["intranet"] = [[address]]
    assert internet.refused("http://intranet/", allow=["intranet"])
    assert internet.dialled == []


def test_an_allowed_host_opens_no_other(internet: Internet) -> None:
    internet.redirect("intranet/", "http://other/")
    internet.names |= {"intranet": [["10.0.0.1"]], "other": [["10.0.0.2"]]}
    assert internet.refused("http://intranet/", allow=["intranet"])
    assert {address for address, _ in internet.dialled} == {"10.0.0.1"}


def test_a_wrong_entry_of_the_list_is_named(internet: Internet) -> None:
    assert "'https://a.dk/'" in internet.refused("http://a.dk/", allow=["https://a.dk/"])


# -- limits


def test_too_many_redirects(internet: Internet) -> None:
    internet.redirect("a.dk/", "/")
    assert "redirects" in internet.refused("http://a.dk/")
    assert len(internet.asked) == MAX_REDIRECTS + 2


def test_a_redirect_without_a_target(internet: Internet) -> None:
    internet.page("a.dk/", status=302)
    assert "nowhere" in internet.refused("http://a.dk/")


def test_an_endless_body_is_stopped(internet: Internet) -> None:
    internet.page("a.dk/", endless)
    assert "larger than 100 KiB" in internet.refused("http://a.dk/", max_bytes=100 * 1024)


def test_a_body_of_exactly_the_limit(internet: Internet) -> None:
    internet.page("a.dk/")
    assert internet.fetch("http://a.dk/", max_bytes=len(PAGE)).data == PAGE
    assert "larger" in internet.refused("http://a.dk/", max_bytes=len(PAGE) - 1)


def test_a_slow_body_is_stopped_in_time(internet: Internet) -> None:
    internet.page("a.dk/", slow)
    start = time.monotonic()
    assert "0.5 seconds" in internet.refused("http://a.dk/", timeout=0.5)
    assert time.monotonic() - start < 30, "The whole body takes a minute."


def test_the_time_holds_for_redirects_together(internet: Internet) -> None:
    def resolve(host: str, port: int) -> Sequence[str]:
        time.sleep(0.2)
        return [PUBLIC]

    internet.redirect("a.dk/", "/")
    with pytest.raises(FetchError, match=r"0\.5 seconds"):
        fetch_url("http://a.dk/", timeout=0.5, network=Network(resolve, internet._dial))


def test_a_slow_resolver_is_not_waited_for(internet: Internet) -> None:
    told, resolved = threading.Event(), threading.Event()

    def resolve(host: str, port: int) -> Sequence[str]:
        told.wait(30)
        resolved.set()
        return [PUBLIC]

    with pytest.raises(FetchError, match="seconds"):
        fetch_url("http://a.dk/", timeout=0.2, network=Network(resolve, internet._dial))
    assert not resolved.is_set()
    told.set()


def test_an_endless_header_is_stopped(internet: Internet) -> None:
    internet.page("a.dk/", X_Long="x" * 100_000)
    assert "connection failed" in internet.refused("http://a.dk/")


def test_a_body_that_is_cut_off(internet: Internet) -> None:
    internet.page("a.dk/", b"half", Content_Length="1000")
    assert internet.refused("http://a.dk/")
    internet.page("a.dk/", gzip.compress(PAGE * 100)[:-20], Content_Encoding="gzip")
    assert "cut off" in internet.refused("http://a.dk/")


# -- unpacking


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("X-GZIP", gzip.compress),
        ("gzip", lambda data: gzip.compress(data[:20]) + gzip.compress(data[20:])),
        ("deflate", zlib.compress),
        ("deflate", raw_deflate),
        ("identity", bytes),
    ],
)
def test_a_packed_body_is_unpacked(
    internet: Internet, coding: str, pack: Callable[[bytes], bytes]
) -> None:
    internet.page("a.dk/", pack(PAGE * 5000), Content_Encoding=coding)
    assert internet.fetch("http://a.dk/").data == PAGE * 5000


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress, raw_deflate])
def test_a_bomb_does_not_fill_the_memory(
    internet: Internet, pack: Callable[[bytes], bytes]
) -> None:
    import tracemalloc

    bomb = pack(bytes(200 * 1024 * 1024))
    internet.page("a.dk/", bomb, Content_Encoding="gzip")
    tracemalloc.start()
    try:
        assert "larger than 1024 KiB" in internet.refused("http://a.dk/", max_bytes=1024 * 1024)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 16 * 1024 * 1024


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", b"no gzip at all"),
        ("gzip", gzip.compress(b"") * 1000),
        ("gzip", gzip.compress(PAGE) + b"rest that is none"),
        ("gzip, gzip", gzip.compress(gzip.compress(PAGE))),
        ("br", PAGE),
    ],
)
def test_a_body_packed_wrongly_is_refused(internet: Internet, coding: str, body: bytes) -> None:
    internet.page("a.dk/", body, Content_Encoding=coding)
    assert internet.refused("http://a.dk/")


# -- types and states


@pytest.mark.parametrize(
    ("path", "content_type"),
    [
        ("/", "image/png"),
        ("/", "application/zip"),
        ("/a.html", "video/mp4"),
        ("/", "text/css"),
        ("/a.zip", "application/octet-stream"),
        ("/a.zip", ""),
    ],
)
def test_a_wrong_type_is_refused(internet: Internet, path: str, content_type: str) -> None:
    internet.page(f"a.dk{path}", Content_Type=content_type)
    assert "can be imported" in internet.refused(f"http://a.dk{path}")


@pytest.mark.parametrize("content_type", ["application/octet-stream", ""])
def test_a_server_may_not_know_the_type_of_a_file(internet: Internet, content_type: str) -> None:
    internet.page("a.dk/a.MD", b"# Hvad?\n\nSvar.\n", Content_Type=content_type)
    assert internet.fetch("http://a.dk/a.MD").content_type == content_type


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (401, "login"),
        (403, "not open"),
        (404, "no such page"),
        (410, "gone"),
        (429, "too often"),
        (500, "500"),
        (204, "204"),
        (206, "206"),
        (304, "304"),
    ],
)
def test_what_is_no_page_says_why(internet: Internet, status: int, says: str) -> None:
    internet.page("a.dk/", b"", status)
    assert says in internet.refused("http://a.dk/")


def test_an_unknown_host(internet: Internet) -> None:
    assert "not known" in internet.refused("http://unknown.dk/")


def test_a_host_that_does_not_answer(internet: Internet) -> None:
    internet.dead = frozenset({PUBLIC})
    assert "ConnectionRefusedError" in internet.refused("http://a.dk/")


# -- robots.txt


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        (b"", True),
        (b"User-agent: *\nDisallow: /intern/\n", True),
        (b"User-agent: *\nDisallow: /\n", False),
        (b"\xef\xbb\xbfUser-agent: Wagtail-Libfees\nDisallow: /faq\n", False),
        (b"User-agent: *\nDisallow: /\n\nUser-agent: wagtail-libfees\nAllow: /\n", True),
        (b"\xff\x00 no rules", True),
        (b"User-agent: *\nDisallow: /faq\n" + b"#" * 2_000_000, False),
    ],
)
def test_robots_are_respected(internet: Internet, rules: bytes, allowed: bool) -> None:
    internet.page("a.dk/robots.txt", rules)
    internet.page("a.dk/faq")
    if allowed:
        assert internet.fetch("http://a.dk/faq").data == PAGE
    else:
        assert "robots.txt" in internet.refused("http://a.dk/faq")
        assert internet.asked == ["a.dk/robots.txt"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429])
def test_without_robots_txt_everything_is_allowed(internet: Internet, status: int) -> None:
    internet.page("a.dk/robots.txt", b"", status)
    internet.page("a.dk/")
    assert internet.fetch("http://a.dk/").data == PAGE


@pytest.mark.parametrize("status", [500, 503])
def test_a_site_that_cannot_say_is_left_alone(internet: Internet, status: int) -> None:
    internet.page("a.dk/robots.txt", b"", status)
    assert "not known" in internet.refused("http://a.dk/")
    assert internet.asked == ["a.dk/robots.txt"]


def test_a_robots_txt_that_takes_too_long(internet: Internet) -> None:
    internet.page("a.dk/robots.txt", slow)
    assert "robots.txt" in internet.refused("http://a.dk/", timeout=0.3)


def test_robots_of_the_site_that_a_redirect_leads_to(internet: Internet) -> None:
    internet.redirect("a.dk/", "http://b.dk/")
    internet.page("b.dk/robots.txt", b"User-agent: *\nDisallow: /\n")
    assert "robots.txt" in internet.refused("http://a.dk/")
    assert "b.dk/" not in internet.asked


def test_robots_txt_does_not_lead_inside(internet: Internet) -> None:
    internet.redirect("a.dk/robots.txt", "http://169.254.169.254/")
    assert "not on the public internet" in internet.refused("http://a.dk/")
    assert internet.dialled == [(PUBLIC, 80)]


# -- certificates


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for bibliotek.test, with its key."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 "
        "-subj /CN=bibliotek.test -addext subjectAltName=DNS:bibliotek.test"
    )
    subprocess.run(
        [*command.split(), "-keyout", str(path), "-out", f"{path}.crt"],
        check=True,
        capture_output=True,
    )
    path.write_text(path.read_text() + Path(f"{path}.crt").read_text())
    return path


@pytest.fixture
def tls(internet: Internet, certificate: Path) -> Iterator[None]:
    """The internet behind TLS, with a client that trusts the certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    listener = socket.create_server(("127.0.0.1", 0))
    plain_port, internet.port = internet.port, listener.getsockname()[1]
    names: list[str | None] = []
    context.sni_callback = lambda sock, name, ctx: names.append(name)
    internet.sni = names  # type: ignore[attr-defined]

    def serve() -> None:
        with suppress(OSError):
            while True:
                client, _ = listener.accept()
                with suppress(OSError), context.wrap_socket(client, server_side=True) as secured:
                    request = secured.recv(65536)
                    with socket.create_connection(("127.0.0.1", plain_port)) as plain:
                        plain.sendall(request)
                        while piece := plain.recv(65536):
                            secured.sendall(piece)
                    secured.unwrap()

    threading.Thread(target=serve, daemon=True).start()
    internet.tls = lambda: ssl.create_default_context(cafile=str(certificate))
    yield
    listener.close()


def test_https_sends_the_name_and_verifies_it(internet: Internet, tls: None) -> None:
    internet.page("bibliotek.test/")
    assert internet.fetch("https://bibliotek.test/").data == PAGE
    assert internet.dialled == [(PUBLIC, 443)] * 2
    assert internet.sni == ["bibliotek.test"] * 2  # type: ignore[attr-defined]


def test_a_certificate_for_another_name_is_refused(internet: Internet, tls: None) -> None:
    assert "certificate" in internet.refused("https://andet.test/")
    assert internet.asked == []


def test_a_certificate_that_nobody_vouches_for_is_refused(internet: Internet, tls: None) -> None:
    internet.tls = ssl.create_default_context
    assert "certificate" in internet.refused("https://bibliotek.test/")


def test_a_server_without_tls(internet: Internet) -> None:
    assert "connection failed" in internet.refused("https://a.dk/")


@pytest.mark.parametrize("status", [200, 404, 410, 500])
def test_the_status_of_a_link_is_told_whatever_its_type(internet, status):
    internet.page("93.184.216.34/x", b"\x00", status=status, Content_Type="image/png")
    found = fetch_status("http://93.184.216.34/x", network=internet.network, timeout=5.0)
    assert found == status
    assert internet.asked == ["93.184.216.34/x"]


def test_the_status_of_a_link_on_a_private_network_is_not_told(internet):
    internet.names["intern.example"] = [["10.0.0.1"]]
    with pytest.raises(FetchError):
        fetch_status("http://intern.example/x", network=internet.network, timeout=5.0)
    assert internet.dialled == []
