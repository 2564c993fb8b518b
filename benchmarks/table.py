"""The one table of what is promised: `python -m benchmarks.table`, or `make benchmarks`.

Runs the benchmarks of pages, archive, editor, desk and start one after another, prints what each
measured beside its goal, and puts the table into docs/performance.md. Exits with 1 where a bound
is broken.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.rows import ROWS  # noqa: E402 - needs the path

MODULES = ("bench_pages", "bench_archive", "bench_editor", "bench_desk", "bench_startup")
DOCUMENT = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- table -->\n", "<!-- end of the table -->\n"


def measure() -> tuple[list[dict], bool]:
    """The rows of all benchmarks, and whether every bound was kept.

    One that dies tells it by an exception.
    """
    rows: list[dict] = []
    passed = True
    for module in MODULES:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "rows")
            done = subprocess.run(
                [sys.executable, "-m", f"benchmarks.{module}"],
                cwd=ROOT,
                env={**os.environ, ROWS: str(path)},
            )
            told = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        # 1: a bound is broken, of a row or of the queries. An exception ends with 1 too.
        if done.returncode not in (0, 1) or not told:
            raise RuntimeError(f"{module} ended with {done.returncode} and {len(told)} rows")
        rows += map(json.loads, told)
        passed &= done.returncode == 0
    return rows, passed


def as_markdown(rows: list[dict]) -> str:
    """The table as it stands in the documentation."""
    lines = ["| | measured | goal | bound |", "|---|---|---|---|"]
    for row in rows:
        broken = "" if row["kept"] else " **broken**"
        lines.append(
            f"| {row['name']} | {row['measured']} | {row['goal']} | {row['bound']:g}{broken} |"
        )
    return "\n".join(lines) + "\n"


def main() -> int:
    """Print and store the table; return the exit code."""
    rows, passed = measure()
    table = as_markdown(rows)
    print(table)
    text = DOCUMENT.read_text(encoding="utf-8")
    before, _begin, rest = text.partition(BEGIN)
    _old, _end, after = rest.partition(END)
    DOCUMENT.write_text(f"{before}{BEGIN}{table}{END}{after}", encoding="utf-8")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
