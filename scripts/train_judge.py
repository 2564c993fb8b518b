#!/usr/bin/env python3
"""Trains what faults cost a reading, and writes `imports/reading/fees/judge.json`.

    python scripts/train_judge.py [--seed 1] [--cards 400] [--write]

The right readings are those of the pages of the tests and of random cards in every layout that the
tests render. Each is spoilt in the ways in which a reader errs: columns exchanged, amounts given
to the wrong days, a row lost or doubled, an end taken for a beginning, "everyone" in the place of a
group. A perceptron then finds costs by which the right reading is cheaper than its spoilt copies,
by a margin of one. The same seed gives the same weights. It prints how often the right reading
wins, and how many right pages are in doubt.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tests.imports.reading.fees.more_layouts import MORE_LAYOUTS
from tests.imports.reading.fees.pages import PAGES
from tests.imports.reading.fees.rendering import (
    DANISH,
    DANISH_ADULT,
    ENGLISH,
    ENGLISH_ADULT,
    LAYOUTS,
    Card,
    Who,
)
from wagtail_libfees.imports.reading import read_source, read_text
from wagtail_libfees.imports.reading.fees import FoundGroup, judge, parse_fees
from wagtail_libfees.imports.reading.fees.groups import GroupKind
from wagtail_libfees.rates import BorrowerGroup

OUT = Path(judge.__file__).with_name("judge.json")
ROUNDS = 40
MOST_IN_DOUBT = 0.05
# What the perceptron holds right and wrong apart by; readings that are nearer are both shown.
MARGIN = 1
Groups = tuple[FoundGroup, ...]


def random_card(chance: random.Random) -> Card:
    """A card as libraries have them: fees rise with the days, children pay no more than adults."""
    language = chance.choice(["da", "en"])
    top = chance.randint(12, 17)
    child = chance.choice(DANISH if language == "da" else ENGLISH)(0, top)
    adult = chance.choice(DANISH_ADULT if language == "da" else ENGLISH_ADULT)
    groups = (Who(*child), Who(adult.format(top + 1), top + 1, None))
    starts = (1, *sorted(chance.sample(range(4, 90), chance.randint(1, 4))))
    adults = sorted(chance.sample(range(2, 60), len(starts)))
    children = sorted(chance.randint(0, n) for n in adults)
    amounts = (tuple(5 * n for n in children), tuple(5 * n for n in adults))
    return Card(groups, starts, amounts, language, chance.randint(0, 7), chance.randint(0, 29))


def right_readings(chance: random.Random, count: int) -> Iterator[Groups]:
    """The groups of the pages of the tests, and of `count` random cards that were read right."""
    for page in PAGES:
        yield parse_fees(read_source(page)).overdue_fees
    for _ in range(count):
        card = random_card(chance)
        page = chance.choice([*LAYOUTS, *MORE_LAYOUTS])(card)
        groups = parse_fees(read_text(page)).overdue_fees
        if sorted(amount for g in card.amounts for amount in g) == sorted(
            int(band.value.amount or 0) for g in groups for band in g.bands
        ):
            yield groups


def spoilt(chance: random.Random, groups: Groups) -> Iterator[tuple[Groups, int]]:
    """The reading with one error each, and how many amounts the error loses."""
    whole = [list(group.bands) for group in groups]
    paying = [i for i, group in enumerate(groups) if not group.fee_free and len(group.bands) > 1]
    if not paying:
        return
    at = chance.choice(paying)
    bands = whole[at]
    cut = chance.randrange(len(bands))

    def with_bands(changed, index=at) -> Groups:
        return tuple(
            replace(group, bands=tuple(changed)) if i == index else group
            for i, group in enumerate(groups)
        )

    def days(band, **to):
        return replace(band, value=replace(band.value, **to))

    yield with_bands(bands[:cut] + bands[cut + 1 :]), 1
    if cut:
        before = days(bands[cut - 1], to_day=bands[cut].value.to_day)
        yield with_bands([*bands[: cut - 1], before, *bands[cut + 1 :]]), 1
    yield with_bands([days(b, to_day=b.value.to_day or 99) for b in bands]), 0
    yield with_bands([days(b, from_day=b.value.from_day + 6) for b in bands]), 0
    yield with_bands([*bands[: cut + 1], bands[cut], *bands[cut + 1 :]]), 0
    amounts = [band.value.amount for band in bands]
    if len(set(amounts)) > 1:
        turned = [days(b, amount=a) for b, a in zip(bands, amounts[1:] + amounts[:1], strict=True)]
        yield with_bands(turned), 0
    yield with_bands(bands[:1]), len(bands) - 1
    if len(groups) > 1:
        everyone = replace(groups[at], kind=GroupKind.ALL, borrowers=BorrowerGroup("Alle lånere"))
        yield tuple(everyone if i == at else group for i, group in enumerate(groups)), 0
        yield groups[:at] + groups[at + 1 :], len(bands)
        yield from _crossed(groups)


def _stray(groups: Groups) -> FoundGroup:
    """An amount of something else, which the right reading lists, read as the fee of all."""
    band = replace(groups[0].bands[0].value, from_day=1, to_day=None)
    bands = (replace(groups[0].bands[0], value=band),)
    return FoundGroup(BorrowerGroup("Alle lånere"), bands, GroupKind.ALL)


def _crossed(groups: Groups) -> Iterator[tuple[Groups, int]]:
    """Two groups with each other's amounts, and amounts read down where they stand across."""
    one, other = groups[:2]
    if len(one.bands) != len(other.bands) or one.fee_free or other.fee_free:
        return
    amounts = [band.value.amount for group in (one, other) for band in group.bands]
    across = [
        band.value.amount for pair in zip(one.bands, other.bands, strict=True) for band in pair
    ]
    for given in (amounts[len(one.bands) :] + amounts[: len(one.bands)], across):
        if given == amounts:
            continue
        rest = iter(given)
        yield (
            (
                *(
                    replace(
                        g,
                        bands=tuple(
                            replace(b, value=replace(b.value, amount=next(rest))) for b in g.bands
                        ),
                    )
                    for g in (one, other)
                ),
                *groups[2:],
            ),
            0,
        )


def faults(groups: Groups, lost: int = 0) -> Counter[str]:
    found = Counter(name for name, _ in judge.faults_of(groups))
    found["lost"] += lost
    return found


def trained(
    pairs: list[tuple[Counter[str], Counter[str]]], chance: random.Random
) -> dict[str, float]:
    """Costs by which right is cheaper than wrong: an averaged perceptron, no cost below nothing."""
    costs: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for _ in range(ROUNDS):
        chance.shuffle(pairs)
        for right, wrong in pairs:
            if _cost(costs, wrong) - _cost(costs, right) < MARGIN:
                for name in right.keys() | wrong.keys():
                    costs[name] = max(0, costs[name] + 0.05 * (wrong[name] - right[name]))
        total.update(costs)
    return {name: round(total[name] / ROUNDS, 2) for name in sorted(total) if total[name] > 0.2}


def _cost(costs: dict[str, float] | Counter[str], found: Counter[str]) -> float:
    return sum(costs.get(name, 0) * count for name, count in found.items())


def doubt_from(costs: dict[str, float], rights: list[Groups]) -> float:
    """The least cost of a fault that is looked at, so that hardly a right page is in doubt."""
    worst = [max((costs.get(name, 0) for name in faults(groups)), default=0) for groups in rights]
    for cost in sorted(set(costs.values())):
        if cost >= 1 and sum(each >= cost for each in worst) <= MOST_IN_DOUBT * len(rights):
            return cost
    return max(costs.values()) + 1


def main() -> int:
    """Train, tell how well it goes, and write the weights if that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cards", type=int, default=400)
    parser.add_argument("--write", action="store_true", help="write judge.json")
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)  # noqa: S311
    rights = [groups for groups in right_readings(chance, arguments.cards) if groups]
    pairs = [
        (faults(groups), faults(wrong, lost))
        for groups in rights
        for wrong, lost in spoilt(chance, groups)
    ]
    pairs += [(faults(groups, 1), faults((*groups, _stray(groups)))) for groups in rights]
    pairs += [(faults((), 1), faults((_stray(groups),))) for groups in rights]
    told_apart = [pair for pair in pairs if pair[0] != pair[1]]
    costs = trained(list(told_apart), chance)
    doubt = doubt_from(costs, rights)
    won = sum(_cost(costs, wrong) > _cost(costs, right) for right, wrong in pairs)
    doubted = sum(any(costs.get(n, 0) >= doubt for n in faults(g)) for g in rights)
    told = f"{len(rights)} right readings, {len(pairs)} spoilt"
    print(f"{told}: the right one wins {won / len(pairs):.1%}")  # noqa: T201
    print(f"in doubt {doubted / len(rights):.1%} of the right; {costs}, from {doubt}")  # noqa: T201
    if arguments.write:
        data = {"costs": costs, "margin": MARGIN, "doubt": doubt}
        OUT.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
