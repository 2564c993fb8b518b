"""How much reading and pairing an FAQ page costs, against bs4 with lxml parsing it alone.

    python benchmarks/bench_import_faq.py

The page has 200 questions in 180 kB. The bound is a ratio within one run, because machines
differ. A 5,000-question text shows that time grows with size and no faster.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from bs4 import BeautifulSoup

from wagtail_libfees.imports.reading import parse_faq, read_text

MAX_RATIO = 3.0
_SENTENCE = "Svaret nævner beløbet, fristen og <a href='/side/{n}'>siden om emne {n}</a>. "


def page(questions: int) -> str:
    items = "".join(
        '<div class="paragraphs__item paragraphs paragraphs__item--accordion">'
        '<details class="disclosure"><summary class="disclosure__headline">'
        f'<h2 class="disclosure__text">Hvordan virker emne {n}?</h2></summary>'
        f'<div class="disclosure__content-padding rich-text"><p>{_SENTENCE.format(n=n) * 7}</p>'
        "<ul><li>Et punkt</li><li>Endnu et <b>punkt</b></li></ul></div></details></div>"
        for n in range(questions)
    )
    return f'<html><body><main><section class="paragraphs">{items}</section></main></body></html>'


def text(questions: int) -> str:
    return "\n\n".join(
        f"Hvordan virker emne {n}?\nSvaret står her, og det\nfylder to linjer."
        for n in range(questions)
    )


def best(work: Callable[[], object], rounds: int = 5) -> float:
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def main() -> int:
    markup = page(200)
    parsed = parse_faq(read_text(markup, "page.html"))
    alone = best(lambda: BeautifulSoup(markup, "lxml"))
    whole = best(lambda: parse_faq(read_text(markup, "page.html")))
    ratio = whole / alone
    print(f"{len(markup) // 1000} kB, {len(parsed.items)} questions")
    print(f"bs4+lxml alone {alone * 1000:.1f} ms, reading and pairing {whole * 1000:.1f} ms")
    print(f"ratio {ratio:.2f} (bound {MAX_RATIO})")
    small = best(lambda: parse_faq(read_text(text(1000))), 2)
    large = best(lambda: parse_faq(read_text(text(5000))), 2)
    print(f"text: 1,000 questions {small:.2f} s, 5,000 questions {large:.2f} s")
    print(f"growth {large / small:.1f} for 5 times the size")
    return 0 if ratio <= MAX_RATIO and len(parsed.items) == 200 else 1


if __name__ == "__main__":
    sys.exit(main())
