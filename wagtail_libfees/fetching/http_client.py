"""One HTTP request to an address that was checked, within a deadline.

The host is resolved once, the addresses are checked, and the connection goes to one of them: no
name is looked up after the check, so an answer that changes (DNS rebinding) changes nothing. The
name itself is what the certificate is verified for. There are no proxies, cookies or redirects
here; `http.client` knows none by itself.
"""

from __future__ import annotations

import http.client
import io
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from wagtail_libfees import __version__

from ..text.messages import gettext_noop
from .addresses import is_intranet_or_public, is_public_host
from .errors import FetchError
from .webaddress import WebAddress

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

ROBOT = "wagtail-libfees"
USER_AGENT = f"{ROBOT}/{__version__} (+importer)"
_ACCEPT = "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.5"
_MAX_ADDRESSES = 4


class Deadline:
    """The time that is left for all of a fetch: names, connections, redirects, bodies."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """The seconds left. Raises `TimeoutError` if there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a host, as the system gives them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def dial(address: str, port: int, timeout: float) -> socket.socket:
    """A connection to an address; it is no name, so nothing is resolved."""
    return socket.create_connection((address, port), timeout)


@dataclass(frozen=True)
class Network:
    """What a fetch needs of the system. Tests put in their own."""

    resolve: Callable[[str, int], Sequence[str]] = resolve
    dial: Callable[[str, int, float], socket.socket] = dial
    tls: Callable[[], ssl.SSLContext] = ssl.create_default_context


@contextmanager
def exchange(
    address: WebAddress, *, intranet: bool, network: Network, deadline: Deadline
) -> Iterator[http.client.HTTPResponse]:
    """Ask for an address and give the answer, its body unread. Raises `FetchError`.

    `intranet` says that the host may be on a private network.
    """
    try:
        with (
            closing(_connect(address, intranet, network, deadline)) as plain,
            closing(_secured(plain, address, network, deadline)) as sock,
        ):
            connection = http.client.HTTPConnection(address.host, address.port)
            # It writes to and reads from what has a deadline, and never connects by itself.
            connection.auto_open = 0
            connection.sock = cast(socket.socket, _TimedSocket(sock, deadline))
            connection.request("GET", address.target, headers=_headers(address))
            yield connection.getresponse()
    except FetchError:
        raise
    except TimeoutError as exc:
        raise FetchError(
            gettext_noop(
                "It took longer than %(limit)s seconds; try again later, or save the page and "
                "import the file."
            ),
            limit=f"{deadline.seconds:g}",
        ) from exc
    except ssl.SSLCertVerificationError as exc:
        raise FetchError(
            gettext_noop(
                "The certificate of the site is not valid (%(reason)s); tell those who run the "
                "site."
            ),
            reason=exc.verify_message,
        ) from exc
    except (OSError, http.client.HTTPException, ValueError) as exc:
        raise FetchError(
            gettext_noop(
                "The connection failed (%(reason)s); check the address, or save the page and "
                "import the file."
            ),
            reason=type(exc).__name__,
        ) from exc


def _headers(address: WebAddress) -> dict[str, str]:
    return {
        "Host": address.netloc,
        "User-Agent": USER_AGENT,
        "Accept": _ACCEPT,
        "Accept-Encoding": "gzip, deflate",
        "Accept-Language": "da, en;q=0.5",
        "Connection": "close",
    }


def _connect(
    address: WebAddress, intranet: bool, network: Network, deadline: Deadline
) -> socket.socket:
    may_connect = is_intranet_or_public if intranet else is_public_host
    found = _resolved(address, network, deadline)
    checked = [ip for ip in found if may_connect(ip)][:_MAX_ADDRESSES]
    if not checked:
        raise FetchError(
            gettext_noop(
                "The host is not on the public internet; save the page and import the file, or "
                "have the host put on the list of allowed hosts."
            )
        )
    for ip in checked[:-1]:
        try:
            # The last one gets half of the time at least.
            return network.dial(ip, address.port, deadline.left() / (2 * len(checked)))
        except OSError:
            continue
    return network.dial(checked[-1], address.port, deadline.left())


def _resolved(address: WebAddress, network: Network, deadline: Deadline) -> Sequence[str]:
    """The addresses of the host. The system's resolver knows no deadline, hence the thread."""
    answers: queue.SimpleQueue[Sequence[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(network.resolve(address.host, address.port))
        except Exception as exc:
            answers.put(exc)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=deadline.left())
    except queue.Empty as exc:
        raise TimeoutError from exc
    if isinstance(answer, Exception):
        raise FetchError(gettext_noop("The host is not known; check the address.")) from answer
    return answer


def _secured(
    sock: socket.socket, address: WebAddress, network: Network, deadline: Deadline
) -> socket.socket:
    if address.scheme != "https":
        return sock
    sock.settimeout(deadline.left())
    return network.tls().wrap_socket(sock, server_hostname=address.host)


class _TimedSocket:
    """As much of a socket as `http.client` uses; whatever waits, waits until the deadline."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock = sock
        self._deadline = deadline

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(self._deadline.left())
        self._sock.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_TimedReader(self._sock, self._deadline))

    def close(self) -> None:
        """The connection lets go of it before the body is read; `exchange` closes the socket."""


class _TimedReader(io.RawIOBase):
    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock = sock
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        self._sock.settimeout(self._deadline.left())
        return self._sock.recv_into(buffer)
