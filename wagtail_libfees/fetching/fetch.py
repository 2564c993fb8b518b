"""Fetching a page that somebody names, without becoming a door into the network behind.

Every connection goes to an address that was checked when it was opened, redirects and robots.txt
included; size, time, redirects and types have limits.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPResponse
from pathlib import PurePosixPath
from typing import TypeVar

from ..text.messages import gettext_noop
from .bodies import read_body, read_start
from .errors import FetchError
from .http_client import Deadline, Network, exchange
from .robots import MAX_BYTES as ROBOTS_BYTES
from .robots import Robots
from .webaddress import WebAddress, host_name, parse_url

MAX_BYTES = 10 * 1024 * 1024
TIMEOUT = 20.0
MAX_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TYPES = frozenset(
    {
        "text/html",
        "application/xhtml+xml",
        "text/plain",
        "text/markdown",
        "text/x-markdown",
        "application/json",
        "application/pdf",
        _DOCX,
        "multipart/related",
        "message/rfc822",
    }
)
# Servers that do not know the type of a file say so; then its name must.
_UNKNOWN_TYPES = frozenset({"application/octet-stream", "binary/octet-stream", ""})
_SUFFIXES = frozenset({"", ".html", ".htm", ".txt", ".md", ".json", ".pdf", ".docx", ".mhtml"})
_REASONS = {
    401: gettext_noop("The site asks for a login; save the page and import the file."),
    403: gettext_noop("The page is not open to everyone; save it and import the file."),
    404: gettext_noop("There is no such page; check the address."),
    410: gettext_noop("The page is gone; check the address."),
    429: gettext_noop("The site has been asked too often; try again later."),
}
_SYSTEM = Network()
_T = TypeVar("_T")


@dataclass(frozen=True)
class Fetched:
    """A fetched source. `charset` and `content_type` are what the server says, or empty."""

    url: str
    final_url: str
    data: bytes
    content_type: str = ""
    charset: str = ""


def fetch_url(
    url: str,
    *,
    allow: Collection[str] = (),
    max_bytes: int = MAX_BYTES,
    timeout: float = TIMEOUT,
    network: Network = _SYSTEM,
) -> Fetched:
    """Fetch a page or file. Raises `FetchError` with one line that tells the mend.

    `allow` names hosts that may be on a private network, as "host" or "host:port"; only there
    a port other than 80 and 443 is used. `timeout` is in seconds and holds for all of it.
    """
    return _Fetch(allow, max_bytes, timeout, network).run(url)


def fetch_status(
    url: str,
    *,
    allow: Collection[str] = (),
    timeout: float = TIMEOUT,
    network: Network = _SYSTEM,
) -> int:
    """The HTTP status that a link ends at after its redirects; nothing of the body is read.

    A person asks for one link, so robots.txt, which is for programs that read on, is not asked.
    Raises `FetchError` as `fetch_url` does.
    """
    fetch = _Fetch(allow, 0, timeout, network)
    return fetch._follow(parse_url(url), lambda _: None, lambda _, response: response.status)


class _Fetch:
    def __init__(
        self, allow: Collection[str], max_bytes: int, timeout: float, network: Network
    ) -> None:
        self._allowed = frozenset(map(_allowed, allow))
        self._max_bytes = max_bytes
        self._network = network
        self._deadline = Deadline(timeout)
        self._robots = Robots(self._get_robots)

    def run(self, url: str) -> Fetched:
        def read(address: WebAddress, response: HTTPResponse) -> Fetched:
            return self._read(url, address, response)

        return self._follow(parse_url(url), self._robots.check, read)

    def _get_robots(self, where: WebAddress) -> tuple[int, bytes]:
        def read(address: WebAddress, response: HTTPResponse) -> tuple[int, bytes]:
            body = read_start(response, ROBOTS_BYTES) if response.status == 200 else b""
            return response.status, body

        return self._follow(where, lambda _: None, read)

    def _follow(
        self,
        address: WebAddress,
        check: Callable[[WebAddress], None],
        read: Callable[[WebAddress, HTTPResponse], _T],
    ) -> _T:
        """Go where the redirects lead, and read there."""
        start = address
        for _ in range(MAX_REDIRECTS + 1):
            try:
                intranet = self._is_allowed(address)
                check(address)
                with exchange(
                    address, intranet=intranet, network=self._network, deadline=self._deadline
                ) as response:
                    if response.status not in _REDIRECTS:
                        return read(address, response)
                    location = response.headers.get("Location") or ""
                address = _redirected(address, location)
            except FetchError as exc:
                if address == start:
                    raise
                raise FetchError(
                    gettext_noop("It redirects to %(address)s: %(reason)s"),
                    address=str(address),
                    reason=exc,
                ) from exc
        raise FetchError(
            gettext_noop(
                "There are more than %(most)s redirects; open the address in a browser and copy "
                "the one where it ends."
            ),
            most=MAX_REDIRECTS,
        )

    def _is_allowed(self, address: WebAddress) -> bool:
        """Whether the site allows the host. Raises `FetchError` for a port of other hosts."""
        if (address.host, address.port) in self._allowed:
            return True
        if not address.has_usual_port:
            raise FetchError(
                gettext_noop(
                    "Only the ports 80 and 443 are open to imports; save the page and import the "
                    "file, or have host and port put on the list of allowed hosts."
                )
            )
        return (address.host, None) in self._allowed

    def _read(self, url: str, address: WebAddress, response: HTTPResponse) -> Fetched:
        if response.status != 200:
            if response.status in _REASONS:
                raise FetchError(_REASONS[response.status])
            raise FetchError(
                gettext_noop("The site answers with %(status)s; try again later."),
                status=response.status,
            )
        content_type, charset = _type_of(response.headers)
        _check_type(address, content_type)
        data = read_body(response, self._max_bytes)
        return Fetched(url, address.url, data, content_type, charset)


def _allowed(entry: str) -> tuple[str, int | None]:
    """Host and port of an entry of the list; without a port, the usual two are meant."""
    host, _, port = entry.strip().rpartition(":")
    has_port = bool(host) and port.isdecimal() and (":" not in host or host.endswith("]"))
    try:
        return host_name(host if has_port else entry.strip()), int(port) if has_port else None
    except ValueError as exc:
        raise FetchError(
            gettext_noop(
                "The list of allowed hosts has %(entry)s, which is no host; write it as host or "
                "host:port."
            ),
            entry=repr(entry[:80]),
        ) from exc


def _redirected(address: WebAddress, location: str) -> WebAddress:
    if not location:
        raise FetchError(gettext_noop("It redirects to nowhere; check the address."))
    target = address.joined(location)
    if address.scheme == "https" and target.scheme == "http":
        raise FetchError(
            gettext_noop(
                "It redirects to an address without encryption; if you trust it, import from "
                "%(address)s itself."
            ),
            address=str(target),
        )
    return target


def _type_of(headers: Message) -> tuple[str, str]:
    """The media type, without its parameters, and the charset."""
    if not headers.get("Content-Type"):
        return "", ""
    try:
        return headers.get_content_type(), headers.get_content_charset("")
    except (LookupError, ValueError):
        return headers.get_content_type(), ""


def _check_type(address: WebAddress, content_type: str) -> None:
    if content_type in _TYPES:
        return
    suffix = PurePosixPath(address.target.split("?", 1)[0]).suffix.lower()
    if content_type in _UNKNOWN_TYPES and suffix in _SUFFIXES:
        return
    if not content_type:
        raise FetchError(
            gettext_noop(
                "It is of unknown type; only pages, text, Markdown, Word, PDF and JSON can be "
                "imported."
            )
        )
    raise FetchError(
        gettext_noop(
            "It is of the type %(type)s; only pages, text, Markdown, Word, PDF and JSON can be "
            "imported."
        ),
        type=content_type[:60],
    )
