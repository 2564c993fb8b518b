#!/usr/bin/env python3
"""Shows what weights a fit would give to the signs of `imports/reading/page_audience.py`.

    python scripts/fit_audience.py [--rounds 300] [--penalty 0.02] [--folds 10]

The weights in use are chosen by hand; this is what they are compared with. A logistic regression
over the answers of `tests/imports/reading/audience_pages.txt`: each sign counts in its own answer,
and, as in the sum, by the share of the other answers of its part that have it. A penalty on large
weights keeps a sign that few answers have near 0. The pages are parted into folds; what is told of
leaks and of answers kept from borrowers is of pages that the fit had not seen. It uses no chance,
and writes nothing.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.imports.reading.audience_pages import PAGES, told
from wagtail_libfees.imports.reading import parse_faq, read_text
from wagtail_libfees.imports.reading.audience import audience_of_heading
from wagtail_libfees.imports.reading.keys import normalise
from wagtail_libfees.imports.reading.page_audience import (
    AROUND,
    HEADINGS,
    NEUTRAL,
    OWN,
    TITLES,
    WEIGHTS,
    lead_for_staff,
    signs_of,
    title_for,
)

STEP = 0.5


@dataclass(frozen=True)
class Example:
    """An answer: how much each sign counts for it, and whether it is for staff."""

    page: int
    signs: Mapping[str, float]
    own: frozenset[str]
    is_staff: bool


def examples_of(number: int, page: str) -> list[Example]:
    """The answers of a page that no heading names the readers of."""
    text, wanted = told(page)
    items = [
        item
        for item in parse_faq(read_text(text)).items
        if normalise(item.question) in wanted and not audience_of_heading(item.section or "")
    ]
    beginning = text.split(items[0].question)[0] if items else ""
    title = "told" if lead_for_staff(beginning) else title_for(beginning)
    signs = [signs_of(item.question, item.answer_text).keys() for item in items]
    found = []
    for i, item in enumerate(items):
        part = [
            own for own, other in zip(signs, items, strict=True) if item.section == other.section
        ]
        others = Counter(kind for own in part for kind in own)
        others.subtract(signs[i])
        count: dict[str, float] = {}
        for kind in WEIGHTS:
            own = float(kind in signs[i])
            around = others[kind] / (len(part) - 1) if len(part) > 1 else own
            count[kind] = OWN * own + AROUND * around
        count["neutral"] = OWN + AROUND
        if title:
            count[f"title: {title}"] = 1.0
        if (heading := title_for(item.section or "")) and (item.section or "") not in beginning:
            count[f"heading: {heading}"] = 1.0
        found.append(
            Example(
                number,
                {k: v for k, v in count.items() if v},
                frozenset(signs[i]),
                wanted[normalise(item.question)] == "S",
            )
        )
    return found


def odds(weights: Mapping[str, float], example: Example) -> float:
    """The log-odds that an answer is for staff."""
    return sum(weights.get(kind, 0.0) * much for kind, much in example.signs.items())


def fit(examples: Sequence[Example], rounds: int, penalty: float) -> dict[str, float]:
    """The weights by which the examples are likeliest, less what large weights cost."""
    kinds = sorted({kind for example in examples for kind in example.signs})
    weights = dict.fromkeys(kinds, 0.0)
    for _ in range(rounds):
        slope = dict.fromkeys(kinds, 0.0)
        for example in examples:
            wrong = 1 / (1 + math.exp(-odds(weights, example))) - example.is_staff
            for kind, much in example.signs.items():
                slope[kind] += wrong * much
        for kind in kinds:
            weights[kind] -= STEP * (slope[kind] / len(examples) + penalty * weights[kind])
    return weights


def unseen(
    examples: Sequence[Example], folds: int, rounds: int, penalty: float
) -> list[tuple[float, bool]]:
    """The log-odds of each example by a fit to the other pages, and whether it is for staff."""
    judged = []
    for fold in range(folds):
        others = [example for example in examples if example.page % folds != fold]
        weights = fit(others, rounds, penalty)
        fresh = [example for example in examples if example.page % folds == fold]
        judged += [(odds(weights, example), example.is_staff) for example in fresh]
    return judged


def in_use() -> dict[str, float]:
    """The weights of the module, by the names that the fit gives them."""
    titles = {f"title: {kind}": weight for kind, weight in TITLES.items()}
    headings = {f"heading: {kind}": weight for kind, weight in HEADINGS.items()}
    return WEIGHTS | titles | headings | {"neutral": NEUTRAL}


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--penalty", type=float, default=0.02)
    parser.add_argument("--folds", type=int, default=10)
    options = parser.parse_args(argv)
    examples = [e for number, page in enumerate(PAGES) for e in examples_of(number, page)]
    weights = fit(examples, options.rounds, options.penalty)
    answers = Counter((kind, e.is_staff) for e in examples for kind in e.own)
    print(f"{'sign':22}{'in use':>8}{'fitted':>8}{'staff':>7}{'borrowers':>11}")
    for kind, used in sorted(in_use().items(), key=lambda pair: -pair[1]):
        counts = f"{answers[kind, True]:7}{answers[kind, False]:11}"
        print(f"{kind:22}{used:8.1f}{weights.get(kind, 0.0):8.1f}{counts}")
    judged = unseen(examples, options.folds, options.rounds, options.penalty)
    staff = [value for value, is_staff in judged if is_staff]
    borrowers = [value for value, is_staff in judged if not is_staff]
    for public in (0.0, -0.5, -1.0, -1.5):
        leaks, kept = sum(v < public for v in staff), sum(v >= public for v in borrowers)
        print(
            f"unseen pages, borrowers below {public:4.1f}: {leaks} of {len(staff)} leak, "
            f"{kept} of {len(borrowers)} are kept"
        )


if __name__ == "__main__":
    main()
