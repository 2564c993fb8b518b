"""What the benchmarks tell `benchmarks.table`: a row for each thing that was measured."""

from __future__ import annotations

import json
import os
from pathlib import Path

# The file that rows are added to; without it they are only asked whether they hold.
ROWS = "BENCHMARK_ROWS"


def tell(name: str, measured: str, goal: str, figure: float, bound: float) -> bool:
    """Add a row; returns whether `figure` keeps to `bound`.

    `goal` is what is wanted. `bound` is what must hold today: the goal, or where that is not
    reached yet, what it may not fall behind again.
    """
    kept = figure <= bound
    if path := os.environ.get(ROWS):
        row = {"name": name, "measured": measured, "goal": goal, "bound": bound, "kept": kept}
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")
    return kept
