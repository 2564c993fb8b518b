"""A server on the loopback address that stands in for the internet."""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from wagtail_libfees.fetching.errors import FetchError
from wagtail_libfees.fetching.fetch import Fetched, fetch_url
from wagtail_libfees.fetching.http_client import Network

PUBLIC = "93.184.216.34"


HTML = "text/html; charset=utf-8"


PAGE = "<h3>Hvad koster det?</h3><p>Ti kr. på <a href='/lån'>lån</a>.</p>".encode()


Answer = tuple[int, dict[str, str], bytes | Callable[[io.BufferedIOBase], None]]


@dataclass
class Internet:
    """Answers by "host/path", names by host, and a record of what was asked and dialled."""

    answers: dict[str, Answer] = field(default_factory=dict)
    names: dict[str, list[Sequence[str]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[http.client.HTTPMessage] = field(default_factory=list)
    dialled: list[tuple[str, int]] = field(default_factory=list)
    dead: frozenset[str] = frozenset()
    port: int = 0
    tls: Callable[[], ssl.SSLContext] = ssl.create_default_context

    def page(self, where: str, body: bytes | Callable = PAGE, status: int = 200, **headers: str):
        fields = {"Content-Type": HTML} | {k.replace("_", "-"): v for k, v in headers.items()}
        self.answers[where] = (status, fields, body)

    def redirect(self, where: str, location: str, status: int = 302) -> None:
        self.answers[where] = (status, {"Location": location}, b"")

    @property
    def network(self) -> Network:
        return Network(self._resolve, self._dial, self.tls)

    def _resolve(self, host: str, port: int) -> Sequence[str]:
        if host.replace(".", "").isdigit() or ":" in host:
            return [host]
        if host.startswith("unknown"):
            raise socket.gaierror(-2, "Name or service not known")
        answers = self.names.get(host, [[PUBLIC]])
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def _dial(self, address: str, port: int, timeout: float) -> socket.socket:
        self.dialled.append((address, port))
        if address in self.dead:
            raise ConnectionRefusedError
        return socket.create_connection(("127.0.0.1", self.port), timeout)

    def fetch(self, url: str, **options) -> Fetched:
        return fetch_url(url, network=self.network, **{"timeout": 5.0, **options})

    def refused(self, url: str, **options) -> str:
        with pytest.raises(FetchError) as caught:
            self.fetch(url, **options)
        message = str(caught.value)
        assert "\n" not in message
        return message


@contextmanager
def running_internet() -> Iterator[Internet]:
    """The server while it runs."""
    net = Internet()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            where = f"{self.headers['Host']}{self.path}"
            net.asked.append(where)
            net.headers.append(self.headers)
            status, headers, body = net.answers.get(where, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if isinstance(body, bytes) and "Content-Length" not in headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with suppress(OSError):
                if isinstance(body, bytes):
                    self.wfile.write(body)
                else:
                    body(self.wfile)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    net.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield net
    server.shutdown()
    server.server_close()
