#!/usr/bin/env python3
"""Prints the path of a Python of the version asked for, such as 3.13.

The order: the search path, then what pyenv has installed. Each is asked for its version, since a
shim of pyenv stands on the search path also where that version is not chosen. With none of them it
says so and exits with status 1.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path


def candidates(version: str) -> Iterator[str]:
    """Paths that may be that Python, the newest patch of pyenv first."""
    if path := shutil.which(f"python{version}"):
        yield path
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    for folder in sorted(root.glob(f"versions/{version}*"), key=patch, reverse=True):
        yield str(folder / "bin" / "python")


def patch(folder: Path) -> int:
    """The last number of a folder such as 3.13.2; a folder without one comes last."""
    last = folder.name.rpartition(".")[2]
    return int(last) if last.isdecimal() else -1


def version_of(path: str) -> str:
    """Major and minor version of the Python at `path`; empty if it does not run."""
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        return subprocess.run([path, "-c", code], capture_output=True, text=True).stdout.strip()
    except OSError:
        return ""


def find(version: str) -> str | None:
    """The path of the first candidate that is that version."""
    return next((path for path in candidates(version) if version_of(path) == version), None)


def main(version: str) -> int:
    path = find(version)
    if path is None:
        print(f"Python {version} was found neither on the path nor in pyenv.", file=sys.stderr)
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
