"""What a fee page of thirty years costs in the editor, beside a stock stream of the same values.

Run from the root of the repository: `python -m benchmarks.bench_rate_form`. Both are loaded (the
state of the form as JSON) and saved as a draft (the posted fields read, cleaned and stored), in
processor time of one process; the median of several rounds counts. Publishing asks the rate core
besides, which a stock stream does not have; it is printed. Exits with 1 if the fee page takes twice
the time of the stock stream, or posts more fields than Wagtail's project template allows.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
from datetime import date
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

YEARS, GROUPS, LINES = 30, 12, 200
ROUNDS = 5
MOST_FIELDS = 10_000
BUDGET = 2.0


def rate_blocks():
    """Thirty versions of overdue fees for twelve groups, the last in force, and 200 prices."""
    from tests import factories
    from wagtail_libfees.clock import today

    bands = [(1, 7, 20), (8, 14, 70), (15, 30, 120), (31, None, 230)]
    this_year = today().year
    versions = [
        factories.overdue(
            *(factories.group(f"Gruppe {number}", *bands) for number in range(GROUPS)),
            first=date(year, 1, 1),
        )
        for year in range(this_year - YEARS + 1, this_year + 1)
    ]
    return [*versions, factories.other_fees(*((f"Pris {n}", 10 + n) for n in range(LINES)))]


def values_in(raw) -> int:
    """How many values stored stream data holds."""
    if isinstance(raw, dict):
        found = raw["value"] if {"type", "value"} <= raw.keys() else raw
        inner = found.values() if isinstance(found, dict) else [found]
        return sum(values_in(value) for value in inner)
    return sum(map(values_in, raw)) if isinstance(raw, list) else 1


def stock(block):
    """The same shape of Wagtail's own blocks, which every value is a field of."""
    from wagtail import blocks

    if isinstance(block, blocks.StreamBlock | blocks.StructBlock):
        made = blocks.StreamBlock if isinstance(block, blocks.StreamBlock) else blocks.StructBlock
        inner = block.child_blocks.items()
        return made([(name, stock(child)) for name, child in inner], required=False)
    if isinstance(block, blocks.ListBlock):
        return blocks.ListBlock(stock(block.child_block))
    if isinstance(block, blocks.ChoiceBlock):
        return blocks.ChoiceBlock(choices=block.field.choices, required=False)
    plain = (blocks.IntegerBlock, blocks.DecimalBlock, blocks.BooleanBlock, blocks.DateBlock)
    kind = next((kind for kind in plain if isinstance(block, kind)), blocks.CharBlock)
    return kind(required=False)


def rate_form(block, value) -> dict[str, str]:
    """The fields that the form of a fee page posts: the former versions are one of them."""
    from tests.journeys.library import form_of

    states = block.get_form_state(value)
    folded = [state for state in states if state["folded"]]
    children = {child.id: child for child in value}
    shown = [children[state["id"]] for state in states if not state["folded"]]
    years = {
        "order": list(children),
        "apart": {s["id"]: s["section"] for s in states if s["section"] != "now"},
        "folded": [{name: s[name] for name in ("type", "value", "id")} for s in folded],
    }
    return form_of(block, shown, "body") | {"body-years": json.dumps(years)}


def seconds(block, value, data) -> tuple[float, float, float]:
    """Processor time to load, to save a draft and to clean for publishing, each the median."""
    loads, saves, publishes = [], [], []
    for _round in range(ROUNDS):
        stored = list(block.to_python(list(value.get_prep_value())).get_prep_value())
        start = process_time()
        json.dumps(block.get_form_state(block.to_python(stored)))
        loads.append(process_time() - start)
        start = process_time()
        block.clean(block.value_from_datadict(data, {}, "body")).get_prep_value()
        publishes.append(process_time() - start)
        block.defer_required_validation()
        start = process_time()
        block.clean(block.value_from_datadict(data, {}, "body")).get_prep_value()
        saves.append(process_time() - start)
        block.restore_deferred_validation()
    return statistics.median(loads), statistics.median(saves), statistics.median(publishes)


def main() -> int:
    """Print the figures and return the exit code."""
    import django

    django.setup()
    from tests.journeys.library import form_of
    from wagtail_libfees.blocks import takster_blocks
    from wagtail_libfees.blocks.rate_stream import TaksterStreamBlock

    block = TaksterStreamBlock(takster_blocks())
    value = block.to_python(rate_blocks())
    value = block.to_python(list(value.get_prep_value()))
    values = values_in(list(value.get_prep_value()))
    data = rate_form(block, value)
    plain = stock(block)
    plain_value = plain.to_python(list(value.get_prep_value()))
    ours = seconds(block, value, data)
    theirs = seconds(plain, plain_value, form_of(plain, plain_value, "body"))
    print(
        f"{values} values; {len(data)} fields posted, {len(data['body-years']) // 1024} kB folded"
    )
    for name, mine, stocks in zip(("load", "save", "publish"), ours, theirs, strict=True):
        ratio = mine / stocks
        print(f"{name}: {mine * 1000:.0f} ms, stock {stocks * 1000:.0f} ms, {ratio:.2f} times")
    fast = all(mine < BUDGET * stocks for mine, stocks in zip(ours[:2], theirs[:2], strict=True))
    return 0 if fast and len(data) < MOST_FIELDS else 1


if __name__ == "__main__":
    sys.exit(main())
