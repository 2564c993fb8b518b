"""What the package brings on top of a bare Wagtail, in MB: `python scripts/weight.py`.

Counts the files of each distribution that `wagtail-libfees` needs, without extras, and that Wagtail
does not; bytecode included, as pip leaves it. Of the package itself the files that its wheel has.
Exits with 1 above the limit, which docs/dependencies.md tells.
"""

from __future__ import annotations

import sys
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
MOST_MB = 35
NOT_IN_THE_WHEEL = {".po", ".pyc"}


def needed(name: str, found: set[str] | None = None) -> set[str]:
    """The names of the installed distributions that `name` needs, itself included."""
    found = set() if found is None else found
    key = name.lower().replace("_", "-")
    if key in found:
        return found
    try:
        requires = distribution(name).requires or []
    except PackageNotFoundError:
        return found
    found.add(key)
    for text in requires:
        requirement = Requirement(text)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            needed(requirement.name, found)
    return found


def size_of(name: str) -> int:
    """How many bytes the files of an installed distribution take."""
    paths = (file.locate() for file in distribution(name).files or ())
    return sum(Path(path).stat().st_size for path in paths if Path(path).is_file())


def own_size() -> int:
    """How many bytes the package itself takes, its own bytecode once more than its source."""
    files = [path for path in (ROOT / "wagtail_libfees").rglob("*") if path.is_file()]
    kept = [path for path in files if path.suffix not in NOT_IN_THE_WHEEL]
    source = sum(path.stat().st_size for path in kept if path.suffix == ".py")
    return sum(path.stat().st_size for path in kept) + source


def weights() -> dict[str, float]:
    """The MB of each distribution that comes with the package, the heaviest first."""
    stated = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    brought: set[str] = set()
    for text in stated:
        needed(Requirement(text).name, brought)
    brought -= needed("wagtail")
    sizes = {name: size_of(name) for name in brought} | {"wagtail-libfees": own_size()}
    ordered = sorted(sizes.items(), key=lambda found: -found[1])
    return {name: size / 1_000_000 for name, size in ordered}


def main() -> int:
    found = weights()
    for name, size in found.items():
        print(f"{size:6.1f} MB  {name}")
    whole = sum(found.values())
    print(f"{whole:6.1f} MB  on top of Wagtail; at most {MOST_MB}")
    return int(whole > MOST_MB)


if __name__ == "__main__":
    sys.exit(main())
