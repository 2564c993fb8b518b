"""Runs the scorers of the shared development cases; the cases are not part of this repository."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = ROOT.parent / "shared" / "samples"
needs_samples = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="the development cases are not beside this checkout"
)


@lru_cache
def scores(kind: str, module: str) -> dict:
    """All that the scorer of `kind` ("faq", "rates") says of what `module` reads."""
    command = f"{shlex.quote(sys.executable)} -m {module} {{files}}"
    scorer = [sys.executable, str(SAMPLES / f"score_{kind}.py"), "--batch-cmd", command]
    done = subprocess.run(
        [*scorer, "--json", "/dev/stderr"], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stderr)


def cases(kind: str, unread: frozenset[str]) -> list:
    """Every case of `kind` by name; those in `unread` are known faults, and fail once mended."""
    names = sorted(path.stem for path in SAMPLES.joinpath(kind).glob("*.json"))
    known = pytest.mark.xfail(reason="the reader does not read this shape yet", strict=True)
    return [pytest.param(name, marks=[known] if name in unread else []) for name in names]
