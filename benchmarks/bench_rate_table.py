"""What the form of a large fee page costs, beside a stock StreamField of as many values.

Thirty versions of rates with twelve groups of four bands each, and two hundred price lines: loaded
(stored form, form state, what the editor's scripts get), and saved (posted fields, cleaned, stored
form). Processor time counts; the budget is twice that of Wagtail's own blocks, and the fields must
stay below the 10,000 of Wagtail's project template.

Run from the root of the repository: `python -m benchmarks.bench_rate_table`. Exits with 1 above a
budget.
"""

from __future__ import annotations

import os
import sys
from decimal import Decimal
from time import process_time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.http import QueryDict  # noqa: E402
from wagtail import blocks  # noqa: E402
from wagtail.admin.telepath import JSContext  # noqa: E402

from wagtail_libfees.blocks.base import AmountBlock, NumberBlock  # noqa: E402
from wagtail_libfees.blocks.rates import OverdueFeesBlock, ReplacementPricesBlock  # noqa: E402

VERSIONS, GROUPS, LINES, ROUNDS = 30, 12, 200, 3
BUDGET = 2.0
MOST_FIELDS = 10_000
DAYS = ((1, 7), (8, 14), (15, 30), (31, None))


def stock(block: blocks.Block) -> blocks.Block:
    """Wagtail's own blocks in the same shape."""
    if isinstance(block, blocks.ListBlock):
        return blocks.ListBlock(stock(block.child_block), default=[])
    if isinstance(block, blocks.StructBlock):
        children = [(name, stock(child)) for name, child in block.child_blocks.items()]
        return blocks.StructBlock(children)
    if isinstance(block, AmountBlock):
        return blocks.DecimalBlock(required=False)
    if isinstance(block, NumberBlock):
        return blocks.IntegerBlock(required=False)
    if isinstance(block, blocks.CharBlock):
        return blocks.CharBlock(required=False)
    return block


def stream(kind) -> blocks.StreamBlock:
    """A stream of rates; `kind` makes a block of ours or of Wagtail's."""
    ours = {"overdue": OverdueFeesBlock(), "prices": ReplacementPricesBlock()}
    return blocks.StreamBlock([(name, kind(block)) for name, block in ours.items()])


def stored() -> list[dict]:
    """The page as the database holds it."""
    bands = [
        item(f"b{row}", {"from_day": first, "to_day": last, "amount": str(Decimal(row * 10 + 10))})
        for row, (first, last) in enumerate(DAYS)
    ]
    groups = [
        item(f"g{n}", {"label": f"Gruppe {n}", "age_from": n, "age_to": n, "bands": bands})
        for n in range(GROUPS)
    ]
    prices = [
        item(f"p{n}", {"material": f"Materiale {n}", "pricing": "fixed", "amount": "250"})
        for n in range(LINES)
    ]
    versions = [
        {"type": "overdue", "id": f"v{n}", "value": {"heading": "", "groups": groups}}
        for n in range(VERSIONS)
    ]
    return [*versions, {"type": "prices", "id": "p", "value": {"heading": "", "prices": prices}}]


def item(item_id: str, value: dict) -> dict:
    """An entry of a list block."""
    return {"type": "item", "id": item_id, "value": value}


def fields(state, prefix: str, *, is_table: bool) -> dict[str, str]:
    """The fields that the editor posts for a form state; Wagtail's lists post two more a row."""
    if isinstance(state, list):
        found = {f"{prefix}-count": str(len(state))}
        for index, child in enumerate(state):
            row = f"{prefix}-{index}"
            found[f"{row}-id"] = child["id"]
            if not is_table:
                found |= {f"{row}-order": str(index), f"{row}-deleted": ""}
            if "type" in child:
                found |= {f"{row}-type": child["type"], f"{row}-order": str(index)}
                found[f"{row}-deleted"] = ""
            found |= fields(child["value"], f"{row}-value", is_table=is_table)
        return found
    if isinstance(state, dict):
        parts = [fields(v, f"{prefix}-{name}", is_table=is_table) for name, v in state.items()]
        return {name: value for part in parts for name, value in part.items()}
    return {} if state is False else {prefix: "" if state is None else str(state)}


def seconds(work) -> float:
    """The least processor time of some rounds."""

    def once() -> float:
        start = process_time()
        work()
        return process_time() - start

    return min(once() for _ in range(ROUNDS))


def measure(kind, *, is_table: bool) -> tuple[float, float, int]:
    """Seconds to load and to save the page, and how many fields are posted."""
    block = stream(kind)
    raw = stored()
    state = block.get_form_state(block.to_python(raw))
    data = QueryDict(mutable=True)
    data.update(fields(flat(state), "body", is_table=is_table))

    def load():
        JSContext().pack(block)
        block.get_form_state(block.to_python(raw))

    def save():
        value = block.value_from_datadict(data, {}, "body")
        block.get_prep_value(block.clean_deferred(value))

    return seconds(load), seconds(save), len(data)


def flat(state):
    """A form state with the first of the values of a choice, as it is posted."""
    if isinstance(state, list):
        return [{**child, "value": flat(child["value"])} for child in state]
    if isinstance(state, dict):
        return {
            name: value[0]
            if isinstance(value, list) and value and isinstance(value[0], str)
            else ("" if value == [] and name in ("pricing", "accrual") else flat(value))
            for name, value in state.items()
        }
    return state


def main() -> int:
    """Print the figures and return the exit code."""
    plain_load, plain_save, plain_fields = measure(stock, is_table=False)
    load, save, posted = measure(lambda block: block, is_table=True)
    print(f"load: {load:.2f} s, {load / plain_load:.2f} x stock ({plain_load:.2f} s)")
    print(f"save: {save:.2f} s, {save / plain_save:.2f} x stock ({plain_save:.2f} s)")
    print(f"fields: {posted}; stock {plain_fields}; at most {MOST_FIELDS}")
    fits = load < BUDGET * plain_load and save < BUDGET * plain_save and posted < MOST_FIELDS
    return 0 if fits else 1


if __name__ == "__main__":
    sys.exit(main())
