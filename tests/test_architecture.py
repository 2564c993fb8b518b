"""Imports run one way, and the pure packages know no framework.

Each row of `MAY_IMPORT` is a package or module of `wagtail_libfees` and what it may import of the
others. What is not in the table fails the test, so that a new package gets a row.
"""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import wagtail_libfees

ROOT = Path(wagtail_libfees.__file__).parent
PURE = {"rates", "importers", "notices"}

CORE = {"rates", "conf"}
# What the top of the house may know: all that is below it.
BELOW = CORE | {
    "blocks",
    "caching",
    "calculator",
    "drafts",
    "editorial",
    "importers",
    "models",
    "notices",
    "quality",
}
MAY_IMPORT = {
    "rates": set(),
    # Only `importers.fees`, whose result is a rate card.
    "importers": {"rates"},
    "notices": set(),
    "conf": set(),
    "caching": {"conf"},
    "checks": {"conf", "notices"},
    "calculator": {"rates", "blocks"},
    "blocks": {"rates"},
    # Guards of publishing read the blocks of a page, and mask CPR numbers as an import does.
    "editorial": {"rates", "blocks", "importers"},
    # Provenance compares a question with what was imported, as a plan does.
    "models": CORE | {"caching", "calculator", "blocks", "editorial", "importers", "notices"},
    "pages": {"models"},
    # The checks that ask what a whole site says; `editorial` holds those of a page by itself.
    "quality": CORE | {"blocks", "editorial", "importers", "models", "notices"},
    "drafts": CORE | {"blocks", "editorial", "importers", "models", "quality"},
    "signal_handlers": {"models"},
    "database_checks": {"models"},
    "notice_purge": {"conf", "models"},
    "notice_signals": {"models", "notice_purge", "tasks"},
    "apps": {"checks", "database_checks", "notice_signals", "quality", "signal_handlers"},
    "templatetags": CORE | {"blocks", "caching", "calculator", "editorial", "models", "notices"},
    "management": BELOW,
    "views": BELOW,
    "admin": BELOW | {"tasks"},
    "tasks": {"drafts", "models"},
    "middleware": {"caching", "editorial"},
    "urls": {"views"},
    "admin_urls": {"admin"},
    "wagtail_hooks": {"admin"},
}
FRAMEWORKS = {"django", "wagtail", "swapper", "modelcluster", "rest_framework", "wagtail_localize"}
MODULES = [path for path in sorted(ROOT.rglob("*.py")) if "migrations" not in path.parts]


def part_of(path):
    """The row of the table that a module belongs to: its package or, at the top, its name."""
    relative = path.relative_to(ROOT)
    return relative.parts[0].removesuffix(".py")


def imports(path):
    """The full name of everything that a module imports, wherever in it the import stands."""
    package = ["wagtail_libfees", *path.relative_to(ROOT).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            name = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{name}.{alias.name}" for alias in node.names)


def own(names):
    """Which rows of the table are imported."""
    for name in names:
        parts = name.split(".")
        if parts[0] == "wagtail_libfees" and len(parts) > 1 and parts[1] != "__version__":
            yield parts[1]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_what_its_package_may(path):
    part = part_of(path)
    if part == "__init__":
        assert set(own(imports(path))) == set()
        return
    assert part in MAY_IMPORT, f"Say in MAY_IMPORT what {part} may import."
    assert set(own(imports(path))) - {part} - MAY_IMPORT[part] == set()


@pytest.mark.parametrize(
    "path", [p for p in MODULES if part_of(p) in PURE], ids=lambda p: str(p.relative_to(ROOT))
)
def test_a_pure_module_imports_no_framework(path):
    assert {name.split(".")[0] for name in imports(path)} & FRAMEWORKS == set()


def test_of_the_importers_only_those_of_fees_know_rates():
    knowing = {
        path.relative_to(ROOT / "importers").parts[0]
        for path in MODULES
        if part_of(path) == "importers" and "rates" in own(imports(path))
    }
    assert knowing <= {"fees"}


def test_no_row_of_the_table_is_left_over():
    there = {part_of(path) for path in MODULES}
    assert set(MAY_IMPORT) - there == set()


@pytest.mark.parametrize("part", ["admin", "views"])
def test_nobody_imports_admin_or_views_but_what_wires_them(part):
    knowing = {name for name, allowed in MAY_IMPORT.items() if part in allowed}
    assert knowing <= {"admin_urls", "urls", "wagtail_hooks"}


@pytest.mark.parametrize("part", sorted(MAY_IMPORT))
def test_no_package_imports_itself_through_another(part):
    seen, ahead = set(), set(MAY_IMPORT[part])
    while ahead:
        seen |= ahead
        ahead = {further for name in ahead for further in MAY_IMPORT[name]} - seen
    assert part not in seen


@pytest.mark.parametrize("package", sorted(PURE))
def test_importing_a_pure_package_alone_loads_no_framework(package):
    code = (
        f"import sys, wagtail_libfees.{package}\n"
        f"loaded = {{name.split('.')[0] for name in sys.modules}} & {FRAMEWORKS!r}\n"
        "sys.exit(', '.join(loaded) or None)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT.parent, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
