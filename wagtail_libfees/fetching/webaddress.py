"""URLs taken apart strictly: what two parsers could read in two ways is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from ..text.cpr_masking import mask_cpr
from ..text.messages import gettext_noop
from .errors import FetchError

_PORTS = {"http": 80, "https": 443}
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f\\]")
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9._-]{0,251}[a-z0-9_])?")
# "127.1", "0x7f000001" and "2130706433" are addresses too, for some resolvers.
_NUMERIC_END = re.compile(r"(?:^|\.)(?:\d+|0x[0-9a-f]*)$")
_SAFE = "%/:@!$&'()*+,;=~-._"


@dataclass(frozen=True)
class WebAddress:
    """A URL without its fragment. `host` is in lower case ASCII, `target` is path and query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def netloc(self) -> str:
        """Host and, where it is not the usual one, port: the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.netloc}"

    @property
    def url(self) -> str:
        return self.origin + self.target

    @property
    def has_usual_port(self) -> bool:
        return self.port in _PORTS.values()

    def __str__(self) -> str:
        """For messages: without the query, which may hold what nobody else should see."""
        return shown_url(self.origin + self.target.split("?", 1)[0])

    def joined(self, location: str) -> WebAddress:
        """Where a redirect leads. Raises `FetchError`."""
        try:
            # A header comes as Latin-1, whatever the server meant.
            location = location.encode("iso-8859-1").decode("utf-8", "replace")
            return parse_url(urljoin(self.url, location.strip(" ")))
        except ValueError as exc:
            raise FetchError(
                gettext_noop("It redirects to an address that is not valid; check the address.")
            ) from exc
        except FetchError as exc:
            raise FetchError(
                gettext_noop("It redirects to an address that cannot be used: %(reason)s"),
                reason=exc,
            ) from exc


def shown_url(url: str) -> str:
    """A URL as a message may repeat it: one short line without CPR numbers."""
    line = _FORBIDDEN.sub("?", url)
    return mask_cpr(line if len(line) <= 120 else line[:117] + "...")[0]


def parse_url(url: str) -> WebAddress:
    """Take a URL apart. Raises `FetchError`, with a message that does not repeat a password."""
    try:
        parts = urlsplit(url.strip(" "))
        port, host = parts.port, parts.hostname or ""
    except ValueError as exc:
        raise FetchError(
            gettext_noop("The address is not valid; copy it from the browser.")
        ) from exc
    if parts.username is not None or parts.password is not None:
        raise FetchError(
            gettext_noop("The address has a user name or a password in it; leave them out.")
        )
    if _FORBIDDEN.search(url.strip(" ")):
        raise FetchError(
            gettext_noop(
                "The address has a space, a backslash or a control character in it; copy it from "
                "the browser."
            )
        )
    if parts.scheme not in _PORTS:
        raise FetchError(gettext_noop("Give an address that begins with https:// or http://."))
    try:
        host = host_name(f"[{host}]" if "[" in parts.netloc else host)
    except ValueError as exc:
        raise FetchError(
            gettext_noop("The host name is not valid; copy the address from the browser.")
        ) from exc
    return WebAddress(
        parts.scheme, host, _PORTS[parts.scheme] if port is None else port, _target(parts)
    )


def host_name(host: str) -> str:
    """A host as it is compared and resolved: ASCII, lower case, no dot behind it.

    Raises `ValueError` for what is no name, and for addresses in unusual spellings.
    """
    if ":" in host or "[" in host:
        if "%" in host:
            raise ValueError("an address with a zone")
        return str(IPv6Address(host.strip("[]")))
    if len(host) > 254 or ".." in host:
        raise ValueError("not a host name")
    name = host if host.isascii() else host.encode("idna").decode("ascii")
    name = name.lower()
    name = name[:-1] if name.endswith(".") else name
    if not _HOST.fullmatch(name):
        raise ValueError("not a host name")
    return str(ip_address(name)) if _NUMERIC_END.search(name) else name


def _target(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe=_SAFE)
    return f"{path}?{quote(parts.query, safe=_SAFE + '?')}" if parts.query else path
