"""What the package adds to a start of the site: processor time of `manage.py check`.

Run from the root of the repository: `python -m benchmarks.bench_startup`. Exits with 1 if a site
needs more than the budget, in times of what the same site needs without the package. The three
sites take turns, so that other work on the machine meets all of them; medians count.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path
from statistics import median

from benchmarks.rows import tell

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 11
GOAL, BUDGET = 1.3, 1.5
SITES = {
    "none": "the site without the package",
    "pages": "with the package, without the importers",
    "all": "with the importers",
}


def processor_seconds(apps: str) -> float:
    """The processor time of one check of the site, of the process and in the system."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "benchmarks.startup_site",
        "LIBFEES_APPS": apps,
    }
    # A site keeps its modules compiled.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "django", "check"],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Print the figures and return the exit code."""
    measured: dict[str, list[float]] = {apps: [] for apps in SITES}
    for apps in SITES:
        # Once before, so that every module is compiled.
        processor_seconds(apps)
    for _ in range(ROUNDS):
        for apps, times in measured.items():
            times.append(processor_seconds(apps))
    base = median(measured["none"])
    passed = True
    for apps, times in measured.items():
        ratio = median(times) / base
        print(f"{SITES[apps]}: {median(times):.2f} s, {ratio:.2f} times")
        if apps != "none":
            name = f"start of a process, {SITES[apps]}"
            goal = f"{GOAL} of the site without"
            passed &= tell(name, f"{ratio:.2f} of the site without", goal, ratio, BUDGET)
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
