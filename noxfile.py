"""Real sites: what docs/install.md says, done and walked through, on a row of versions each.

    nox -t ci               the rows that continuous integration runs
    nox -t matrix           all rows; `nox -s site-one-language` one of them
    nox -s versions         then writes the table of docs/versions.md

Each row has the wheel in an environment of its own, as a site would, and `scripts/real_site.py`.
The rows with a server need its address in POSTGRES_URL or MARIADB_URL, of a database that may be
emptied; `site-wagtail-main` needs that of Wagtail in WAGTAIL_MAIN.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tomllib
from functools import partial
from pathlib import Path

import nox

sys.path.insert(0, str(Path(__file__).parent / "scripts"))

from find_python import find

nox.options.default_venv_backend = "venv"
nox.options.error_on_missing_interpreters = True
nox.options.reuse_existing_virtualenvs = True
nox.options.tags = ["ci"]

OLDEST = ("3.11", "constraints.txt")
NEWEST = ("3.13", "constraints-newest.txt")
# As `pip install` gives them to a user today.
UNPINNED = ("3.13", None)
# The least that pyproject.toml asks for, of everything; written for the row.
LOWEST = ("3.11", "lowest")
# Wagtail as it is developed: the address of a wheel or a repository, in WAGTAIL_MAIN.
MAIN = ("3.13", "main")
# What a row differs in: versions, the parts of the page that it leaves out, its server.
ROWS = {
    "oldest": (OLDEST, "", None),
    "newest": (NEWEST, "", None),
    "unpinned": (UNPINNED, "", None),
    "postgresql": (OLDEST, "", "postgres"),
    "mariadb": (NEWEST, "", "mysql"),
    "one-language": (OLDEST, "i18n,localize", None),
    "without-localize": (NEWEST, "localize", None),
    "without-importers": (NEWEST, "imports", None),
    "in-english": (OLDEST, "danish", None),
    "lowest": (LOWEST, "", None),
    "wagtail-main": (MAIN, "", None),
    "own-pages": (NEWEST, "", None),
    "swapped-base": (NEWEST, "", None),
}
SERVERS = {"postgres": "POSTGRES_URL", "mysql": "MARIADB_URL"}
IN_CI = {"oldest", "newest"}
# More options of `scripts/real_site.py`.
RESULTS = Path("var/sites").absolute()
OPTIONS = {"own-pages": ["--own"], "swapped-base": ["--swapped"]}


def walk(session: nox.Session, row: str) -> None:
    """Build the wheel, install it as a site does, and walk through the site of the docs."""
    (_python, constraints), without, server = ROWS[row]
    address = os.environ.get(SERVERS[server]) if server else None
    if server and not address:
        session.skip(f"{SERVERS[server]} is not set.")
    wheels = Path(session.create_tmp())
    for old in wheels.glob("*.whl"):
        old.unlink()
    session.run("python", "-m", "pip", "wheel", "-q", "--no-deps", "--wheel-dir", str(wheels), ".")
    [wheel] = wheels.glob("*.whl")
    if constraints == "main" and not os.environ.get("WAGTAIL_MAIN"):
        session.skip("WAGTAIL_MAIN is not set.")
    if constraints == "lowest":
        constraints = write_lowest(wheels / "lowest.txt")
    pinned = ["--constraint", constraints] if constraints not in (None, "main") else []
    session.install("--force-reinstall", "--no-deps", str(wheel))
    session.install(*pinned, f"{wheel}[example,{server}]" if server else str(wheel))
    if constraints == "main":
        session.install("--upgrade", os.environ["WAGTAIL_MAIN"])
    options = [*OPTIONS.get(row, []), *(["--without", without] if without else [])]
    options += ["--database", address] if address else []
    result = RESULTS / f"{row}.json"
    result.unlink(missing_ok=True)
    session.run(
        *("python", "scripts/real_site.py", *options), env={"REAL_SITE_RESULT": str(result)}
    )


def write_lowest(path: Path) -> str:
    """Constraints with the lower bound of each dependency; returns the path."""
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    bounds = [re.sub(r">=", "==", each) for each in project["dependencies"]]
    path.write_text("\n".join(bounds), encoding="utf-8")
    return str(path)


for row, ((python, _constraints), _without, _server) in ROWS.items():
    function = partial(walk, row=row)
    function.__doc__ = f"The site of docs/install.md, row “{row}”."
    nox.session(
        function,
        python=find(python) or python,
        name=f"site-{row}",
        tags=["matrix", "ci"] if row in IN_CI else ["matrix"],
    )


@nox.session(python=False, default=False)
def versions(session: nox.Session) -> None:
    """Write the table of docs/versions.md from the rows that were walked through last."""
    page = Path("docs/versions.md")
    text = page.read_text(encoding="utf-8")
    lines = [
        "| row of `noxfile.py` | Python | Django | Wagtail | wagtail-localize | database | steps |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in ROWS:
        path = RESULTS / f"{row}.json"
        if not path.exists():
            session.warn(f"{row} was not walked through.")
            continue
        found = json.loads(path.read_text(encoding="utf-8"))
        if found["failed"]:
            session.error(f"{row} failed.")
        names = ("Python", "Django", "wagtail", "wagtail-localize")
        cells = [found["versions"].get(name, "–") for name in names]
        steps = f"{found['passed']}"
        lines.append(f"| `{row}` | {' | '.join(cells)} | {found['database']} | {steps} |")
    head = text.split("\n| row of", 1)[0]
    page.write_text(f"{head}\n" + "\n".join(lines) + "\n", encoding="utf-8")


@nox.session(python=find("3.11") or "3.11", tags=["supply"])
def audit(session: nox.Session) -> None:
    """Ask for known holes in the versions that were tested together; needs the network.

    Strict: a version that nobody could be asked about fails, too.
    """
    session.install("pip-audit>=2.7")
    for constraints in ("constraints.txt", "constraints-newest.txt"):
        options = ("--strict", "--disable-pip", "--no-deps", "--requirement", constraints)
        session.run("pip-audit", *options)


@nox.session(python=find("3.11") or "3.11", tags=["supply"])
def lock(session: nox.Session) -> None:
    """Write the hashes of what a site installs, in the versions that were tested together."""
    session.install("pip-tools>=7.5")
    session.run(
        *("pip-compile", "--quiet", "--generate-hashes", "--strip-extras", "--no-annotate"),
        *("--no-emit-index-url", "--no-emit-trusted-host", "--no-emit-find-links"),
        *("--constraint", "constraints.txt", "--extra", "docx", "--extra", "pdf"),
        *("--extra", "sheet", "--extra", "poster"),
        *("--output-file", "requirements-locked.txt", "pyproject.toml"),
        env={"CUSTOM_COMPILE_COMMAND": "nox -s lock"},
    )


@nox.session(python=find("3.11") or "3.11", tags=["supply"])
def sbom(session: nox.Session) -> None:
    """Write what a site installs with the wheel in dist/ as a CycloneDX bill of materials."""
    wheels = sorted(Path("dist").glob("*.whl"))
    if len(wheels) != 1:
        session.error("Make one wheel first: make wheel.")
    session.install("--constraint", "constraints.txt", f"{wheels[0]}[import,poster]")
    site = Path(session.virtualenv.location).resolve() / "bin" / "python"
    tool = Path(session.create_tmp()) / "tool"
    session.run("python", "-m", "venv", str(tool))
    pip = str(tool / "bin" / "pip")
    session.run(pip, "install", "--quiet", "cyclonedx-bom>=4.1,<8", external=True)
    session.run(
        *(str(tool / "bin" / "cyclonedx-py"), "environment", str(site)),
        *("--pyproject", "pyproject.toml", "--output-reproducible", "--of", "JSON"),
        *("-o", str(wheels[0].with_suffix(".cdx.json"))),
        external=True,
    )
