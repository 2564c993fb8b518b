"""What a site asks robots not to read (RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable
from urllib.robotparser import RobotFileParser

from ..text.messages import gettext_noop
from .errors import FetchError
from .http_client import ROBOT
from .webaddress import WebAddress

# The robots.txt of a site: its status, and the first `MAX_BYTES` of it.
GetRobots = Callable[[WebAddress], tuple[int, bytes]]
MAX_BYTES = 512 * 1024


class Robots:
    """The rules of each site that a fetch touches, asked for once."""

    def __init__(self, get: GetRobots) -> None:
        self._get = get
        self._rules: dict[str, RobotFileParser] = {}

    def check(self, address: WebAddress) -> None:
        """Raise `FetchError` if the site does not want the address read, or does not say."""
        if address.origin not in self._rules:
            self._rules[address.origin] = self._read(address)
        if not self._rules[address.origin].can_fetch(ROBOT, address.url):
            raise FetchError(
                gettext_noop(
                    "The site asks robots not to read it (robots.txt); save the page and import "
                    "the file."
                )
            )

    def _read(self, address: WebAddress) -> RobotFileParser:
        rules = RobotFileParser()
        where = WebAddress(address.scheme, address.host, address.port, "/robots.txt")
        try:
            status, body = self._get(where)
        except FetchError as exc:
            raise FetchError(
                gettext_noop("robots.txt of the site cannot be read: %(reason)s"), reason=exc
            ) from exc
        if 400 <= status < 500:
            rules.parse([])
        elif status == 200:
            rules.parse(body.decode("utf-8-sig", "replace").splitlines())
        else:
            raise FetchError(
                gettext_noop(
                    "Whether robots may read it is not known, as robots.txt answers with "
                    "%(status)s; try again later, or save the page and import the file."
                ),
                status=status,
            )
        return rules
