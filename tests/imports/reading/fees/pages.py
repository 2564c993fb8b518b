"""The invented pages in every shape, each beside what an editor would make of it."""

from pathlib import Path

CASES = Path(__file__).parent / "cases"
PAGES = sorted(path for path in CASES.iterdir() if path.suffix != ".json")
