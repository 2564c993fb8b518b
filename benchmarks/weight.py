"""What the browser of a visitor pays for a page: files and bytes, on the first visit."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urldefrag, urljoin

from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.staticfiles import finders

# What a browser fetches by itself, and the attribute with the address.
FETCHED = {
    "link[rel~=stylesheet], link[rel~=icon], link[rel~=modulepreload]": "href",
    "script[src], img[src], iframe[src], source[src]": "src",
    "use[href]": "href",
}
NAMED = re.compile(r"""(?:url\(\s*|@import\s+|\bimport\s+|\bfrom\s+)["']?([^"'()\s;]+)""")


@dataclass(frozen=True)
class Weight:
    """Files that are asked for, and their bytes as they are sent, packed by gzip."""

    requests: int
    bytes: int


def weight_of(html: str, url: str) -> Weight:
    """What the page at `url` weighs, with each file that it names, and that these name, once."""
    soup = BeautifulSoup(html, "lxml")
    waiting = [
        urljoin(url, element[name])
        for selector, name in FETCHED.items()
        for element in soup.select(selector)
    ]
    files: dict[str, bytes] = {}
    while waiting:
        address, _anchor = urldefrag(waiting.pop())
        if address in files or address.startswith("data:"):
            continue
        files[address] = _content(address)
        if address.endswith((".css", ".js")):
            named = NAMED.findall(files[address].decode())
            waiting += [urljoin(address, name) for name in named]
    packed = [len(gzip.compress(body)) for body in (html.encode(), *files.values())]
    return Weight(len(packed), sum(packed))


def _content(address: str) -> bytes:
    """The static file at `address`; another one cannot be weighed, which is an error."""
    path = finders.find(address.removeprefix(settings.STATIC_URL))
    if path is None:
        raise LookupError(f"{address} is no static file")
    return Path(path).read_bytes()
