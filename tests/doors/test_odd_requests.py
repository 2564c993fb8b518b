"""Odd methods, headers, parameters and numbers: nothing is told, changed or broken by them.

A slice runs with the suite, in which each address is asked in some of the odd ways; `make doors`
(LIBFEES_DOORS=whole) asks each address in all of them.
"""

import os
import re
import traceback
from urllib.parse import quote, unquote

import pytest

from .addresses import is_ours, one_of_each
from .asking import Visitor, _nothing_happened
from .libraries import two_libraries
from .table import is_leak

pytestmark = pytest.mark.django_db

WHOLE = os.environ.get("LIBFEES_DOORS") == "whole"
EVIL = "evil.example"
METHODS = ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "get")
HEADERS = (
    {"Accept": "application/xml;q=x, */", "Accept-Language": "da-\u00e6, ;q=9, " + "a-" * 500},
    {"X-Forwarded-Host": EVIL, "X-Forwarded-Proto": "https", "Forwarded": f"host={EVIL}"},
    {"X-Original-URL": "/admin/", "X-Rewrite-URL": "/admin/"},
    {"Origin": f"https://{EVIL}", "Referer": f"https://{EVIL}/", "X-Requested-With": "Fetch"},
    {"Range": "bytes=9-1,-,x", "If-Range": "x", "If-Match": '"x'},
    {"If-None-Match": 'W/"\x7f, *', "If-Modified-Since": "Thu, 99 Foo 20260 25:61:61 GMT"},
    {"Cookie": "sessionid=' OR 1; csrftoken=\x7f; django_language=../../x; =;;"},
    {"Purpose": "prefetch", "Sec-Purpose": "prefetch", "Sec-Fetch-Site": "odd"},
)
VALUES = (
    *("", "-1", "0", "1e309", "NaN", "9" * 30, "-" + "9" * 30, "\uff11\uff12", "\u0661", "\u00b2"),
    *("%00", "a%00b", "%ff%fe", "%ed%a0%80", "%f0%9f%92%a9", "%0d%0aX-Evil:%20y", "%E2%80%AE"),
    *("2026-02-30", "0000-00-00", "9999-12-31", "10000-01-01", "31.2.2026", "2026-W54-1"),
    *("../../etc/passwd", "{{7*7}}", "%25s", "'\")(--", "(((", "[", "\\", "x" * 5000),
    *("<script>", "javascript:alert(1)", f"//{EVIL}", f"https://{EVIL}/"),
)
PARAMETERS = (
    *("page", "p", "date", "lang", "language", "q", "branch", "kind", "group", "site", "limit"),
    *("offset", "order", "ordering", "fields", "type", "child_of", "locale", "format", "export"),
    *("from", "to", "next", "id", "days", "item", "action", "year", "section", "question"),
    *("helped", "words", "status", "source", "choose", "step", "filter", "row", "block", "key"),
)


def odd_ways(path):
    """`(method, path, headers)` of each odd way to ask for a path."""
    for method in METHODS:
        yield method, path, {}
    for name in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"):
        yield "POST", path, {name: "DELETE"}
    for headers in HEADERS:
        yield "GET", path, headers
    for value in (quote(each, safe="%/:()[]'") for each in VALUES):
        yield "GET", f"{path}?{'&'.join(f'{name}={value}' for name in PARAMETERS)}", {}
        # Where an unknown parameter is refused, each of the known ones.
        for name in ("date", "lang", "site", "page", "q"):
            yield "GET", f"{path}?{name}={value}", {}
    yield "GET", f"{path}?page=1&page=2&date=&date=x&lang[]=da&=&&%", {}
    for number in ("0", "9" * 18, "9" * 30, "%C2%B2", "x"):
        if re.search(r"/\d+", path):
            yield "GET", re.sub(r"/\d+", f"/{number}", path), {}
            yield "POST", re.sub(r"/\d+", f"/{number}", path), {}


def is_of_ours(response):
    """Whether an error is of the package, and not in a view of Wagtail's that asks too little."""
    files = [frame.filename for frame in traceback.extract_tb(response.exc_info[2])]
    return "/wagtail/" not in next(file for file in reversed(files) if "/django/" not in file)


class OddVisitor(Visitor):
    """Somebody who asks in odd ways."""

    def ask(self, address, ways):
        """What each way told; what broke is in `faults`."""
        for method, path, headers in ways:
            self.asked += 1
            with _nothing_happened():
                response = self.send(method, path, headers)
            yield from self._told(response, method, address, path)

    def send(self, method, path, headers):
        self.client.cookies.load(self.cookies)
        path, _mark, query = path.partition("?")
        response = self.client.generic(method, unquote(path), QUERY_STRING=query, headers=headers)
        response.words = b"".join(response).decode(errors="replace")
        if response.status_code >= 500 and is_of_ours(response):
            self.faults.append(f"{method} {path[:99]}?{query[-99:]} {headers}: {response.exc_info}")
        if EVIL not in query and (EVIL in response.words or EVIL in str(response.headers)):
            self.faults.append(f"{method} {path}: names {EVIL}, which {headers} said")
        if EVIL in response.headers.get("Location", "").partition("?")[0]:
            self.faults.append(f"{method} {path}?{query[:99]}: leads to {EVIL}")
        if "X-Evil" in response.headers:
            self.faults.append(f"{method} {path}: a header was put in")
        return response


@pytest.mark.parametrize("who", ["anonymous", "lokal"])
def test_what_is_asked_oddly_is_answered_and_tells_nothing(who, capsys, search_index):
    """By nobody, and by the strongest role of the one library about the things of the other."""
    libraries = two_libraries()
    asker = libraries["a"]
    visitor = OddVisitor(who, asker.site.hostname, libraries, asker.users.get(who))
    found, doors = [], [each for each in one_of_each(libraries["b"]) if is_ours(each)]
    for number, address in enumerate(doors):
        ways = list(odd_ways(address.path))
        # Neighbours are asked in other ways, so that the slice has each way and each address.
        chosen = ways if WHOLE else ways[number % 37 :: 37]
        found += [each for each in visitor.ask(address, chosen) if is_leak(each, "a")]
    if WHOLE:
        with capsys.disabled():
            print(f"\n{who}: {len(doors)} addresses, {visitor.asked} odd requests")
    assert found + visitor.faults == []
