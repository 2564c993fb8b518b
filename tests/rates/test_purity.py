"""The rates know neither Django nor the rest of the app, and no text of a host machine."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import wagtail_libfees.rates as rates

PACKAGE = Path(rates.__file__).parent
MODULES = sorted(PACKAGE.glob("*.py"))


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_a_module_imports_only_the_standard_library_siblings_and_texts(module: Path) -> None:
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.ImportFrom) and node.level:
            assert node.level == 1 or node.module.split(".")[0] in ("clock", "text")
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names = [node.module] if isinstance(node, ast.ImportFrom) else node.names
            for name in names:
                top = str(getattr(name, "name", name)).split(".")[0]
                assert top in sys.stdlib_module_names


def test_importing_the_rates_loads_no_django() -> None:
    code = (
        "import sys, wagtail_libfees.rates; "
        "sys.exit(any(m.split('.')[0] in ('django', 'wagtail') for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=PACKAGE.parents[1]).returncode == 0


def test_what_the_package_offers_is_there() -> None:
    assert sorted(set(rates.__all__)) == sorted(rates.__all__)
    assert all(hasattr(rates, name) for name in rates.__all__)
