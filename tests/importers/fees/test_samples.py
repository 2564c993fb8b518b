"""The shared development set, where it is at hand."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT.parent / "shared" / "samples"


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared samples are not beside this checkout")
def test_the_development_set_is_read_whole() -> None:
    command = f"{shlex.quote(sys.executable)} -m wagtail_libfees.importers.fees {{files}}"
    scorer = [sys.executable, str(SAMPLES / "score_rates.py"), "--batch-cmd", command]
    done = subprocess.run(scorer, cwd=ROOT, capture_output=True, text=True, timeout=120)
    last = done.stdout.strip().splitlines()[-1].split()
    figures = dict(zip(last[1::2], last[2::2], strict=False))
    assert float(figures["F1"]) >= 0.95
    assert float(figures["replacement-F1"]) >= 0.9
    assert figures["silent-loss"] == "0"
