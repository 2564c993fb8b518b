"""What a newcomer meets first: `make help`, a taken port, a machine with only uv."""

import os
import re
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")

pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")


def make(*arguments, **environment):
    """Run make without what an outer make tells its own."""
    outer = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(
        ["make", *arguments], cwd=ROOT, env={**outer, **environment}, capture_output=True, text=True
    )


def test_help_shows_every_target_that_does_something_and_no_other():
    shown = {line.split()[0] for line in make("help").stdout.splitlines()}
    named = set(re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)[1].split())
    rules = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    assert named == rules
    assert shown == rules - {"free-port"}
    for target in shown:
        assert f"No rule to make target '{target}'" not in make("-n", target).stderr


def test_a_taken_port_is_a_sentence_with_the_way_out():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            ["python3", "scripts/free_port.py", str(port)], cwd=ROOT, capture_output=True, text=True
        )
    assert done.returncode == 1
    assert re.fullmatch(rf"Port {port} is in use\. .*make demo PORT=\d+\n", done.stderr)
    assert "free-port demo-data" in MAKEFILE


UV = """#!/bin/sh
echo "uv $*" >> "$LOG"
mkdir -p "$7/bin" && touch "$7/bin/python"
exit ${FAILS:-0}
"""


def tools(folder, *names):
    """A folder with those programs of this machine, and nothing else."""
    folder.mkdir()
    for name in names:
        (folder / name).symlink_to(shutil.which(name))
    return folder


def test_an_environment_that_could_not_be_finished_is_made_again(tmp_path):
    programs = tools(tmp_path / "bin", "make", "sh", "mkdir", "touch", "rm")
    (programs / "uv").write_text(UV)
    (programs / "uv").chmod(0o755)
    python = tmp_path / "venv" / "bin" / "python"
    surroundings = {"PATH": str(programs), "LOG": str(tmp_path / "log")}
    assert make(f"VENV={tmp_path}/venv", str(python), FAILS="1", **surroundings).returncode != 0
    assert not python.exists()
    assert make(f"VENV={tmp_path}/venv", str(python), **surroundings).returncode == 0


@pytest.mark.parametrize("has_uv", [True, False])
def test_without_a_python_the_environment_is_made_by_uv(tmp_path, has_uv):
    """Of uv its command line is tested: that it makes an environment with pip is its promise."""
    programs = tools(tmp_path / "bin", "make", "sh", "mkdir", "touch")
    if has_uv:
        (programs / "uv").write_text(UV)
        (programs / "uv").chmod(0o755)
    venv = tmp_path / "venv"
    done = make(f"VENV={venv}", f"{venv}/bin/python", PATH=str(programs), LOG=str(tmp_path / "log"))
    if has_uv:
        assert done.returncode == 0, done.stderr
        said = (tmp_path / "log").read_text()
        assert said == f"uv venv --seed --clear --python >=3.11,<3.14 {venv}\n"
    else:
        assert done.returncode != 0
        assert "Python 3.11, 3.12 or 3.13 is needed, or uv" in done.stdout


@pytest.mark.parametrize("path", sorted((ROOT / ".github").rglob("*.yml")), ids=lambda p: p.name)
def test_what_github_runs_is_there(path):
    text = path.read_text()
    targets = set(re.findall(r"run: make ([a-z-]+)", text))
    assert targets <= set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    for tag in re.findall(r"nox --tags (\w+)", text):
        assert f'"{tag}"' in (ROOT / "noxfile.py").read_text()
    for session in re.findall(r"nox --session (\w+)", text):
        assert f"def {session}(" in (ROOT / "noxfile.py").read_text()
    for name in re.findall(r"constraints[\w-]*\.txt|tests/[\w/.]+", text):
        assert (ROOT / name).exists(), name


def test_the_suite_runs_on_each_python_that_is_promised():
    promised = re.findall(r"Python :: (3\.\d+)", (ROOT / "pyproject.toml").read_text())
    suite = (ROOT / ".github" / "workflows" / "test.yml").read_text()
    assert set(re.findall(r'python: "(3\.\d+)"', suite)) == set(promised)
    assert f">={promised[0]},<3.{int(promised[-1][2:]) + 1}" in MAKEFILE
