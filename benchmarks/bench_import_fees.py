"""How long a page of 200 kB takes, and how many times as long as bs4 with lxml takes to parse it.

    python benchmarks/bench_import_fees.py

The bound for tables is a ratio within one run, because machines differ. What has no markup has a
bound in seconds.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bs4 import BeautifulSoup

from wagtail_libfees.imports.reading import read_text
from wagtail_libfees.imports.reading.fees import parse_fees

SIZE = 200_000
MAX_SECONDS = 1.5
MAX_RATIO = 3.0

SECTION = """
Gebyrer

Voksne fra 18 år
1-7 dage: 20 kr.
8-30 dage: 110 kr.
Efter 30 dage: 225 kr. + erstatning

Børn under 18 år
1-7 dage: 10 kr.
8-30 dage: 50 kr.
Efter 30 dage: 115 kr. + erstatning

Erstatninger
Bog: 300 kr.
Dvd: 650 kr.
Skylder du 200 kr. eller mere, kan du ikke låne, før du har betalt hele beløbet til kommunen.
Har du spørgsmål til siden, er du velkommen til at ringe til os i den almindelige åbningstid.
"""
TABLE = (
    "<table><tr><th>Dage</th><th>Voksne</th><th>Børn</th></tr>"
    "<tr><td>1-7 dage</td><td>20 kr.</td><td>10 kr.</td></tr>"
    "<tr><td>8 dage og derover</td><td>90 kr.</td><td>45 kr.</td></tr></table>"
    "<p>Vi sender en besked til dig, når materialet skal afleveres, og igen efter 14 dage.</p>"
)
PAGES = {
    "text": (SECTION, "page.txt"),
    "tables": (TABLE, "page.html"),
    "one line": ("1-7 dage20 kr.10 kr. ", "page.txt"),
    "digits": ("1 2-3 4.5,6 ", "page.txt"),
}


def varied(part: str) -> str:
    """A page of the part over and over, with other amounts each time: no line comes twice."""
    copies = SIZE // len(part.encode()) + 1
    return "".join(
        re.sub(r"(\d+) kr", lambda found, more=n: f"{int(found[1]) + more} kr", part)
        for n in range(copies)
    )


def seconds(work: Callable[[], object], rounds: int = 3) -> float:
    """The processor time of the quickest round: the machine may have other work."""
    times = []
    for _ in range(rounds):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)


def main() -> int:
    """Measure each page, and fail beyond the bounds."""
    failed = False
    for name, (part, file) in PAGES.items():
        page = varied(part)
        taken = seconds(lambda page=page, file=file: parse_fees(read_text(page, file)))
        told = f"{name:10} {SIZE // 1000} kB in {taken:.2f} s"
        failed = failed or taken > MAX_SECONDS
        if file.endswith(".html"):
            ratio = taken / seconds(lambda page=page: BeautifulSoup(page, "lxml"))
            told += f", {ratio:.2f} times bs4 with lxml (bound {MAX_RATIO})"
            failed = failed or ratio > MAX_RATIO
        print(told)
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
