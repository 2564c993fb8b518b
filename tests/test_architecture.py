"""Imports run one way, and the pure packages know no framework.

Three rules: what is pure knows only what is pure; the edge rooms may know everything, and only
hooks, urls and apps know them; and no module imports itself through others.
"""

import ast
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from importlib import import_module
from pathlib import Path

import pytest

import wagtail_libfees

ROOT = Path(wagtail_libfees.__file__).parent
FRAMEWORKS = {"django", "wagtail", "swapper", "modelcluster", "rest_framework", "wagtail_localize"}

# Each pure package, and what it may import of the others.
PURE = {
    "clock": set(),
    "text": set(),
    "rates": {"clock", "text"},
    "notices": {"notices.core", "clock"},
    "notices.core": {"clock", "text"},
    "notices.channels": {"notices.core", "clock", "text"},
    "notices.feeds": {"notices.core", "clock", "text"},
    "fetching": {"text"},
    "search.core": {"text"},
    "imports.reading": {"fetching", "text"},
    # Its result is a rate card.
    "imports.reading.fees": {"rates", "imports.reading", "text"},
}
# The package of a wing holds models too: of `notices` itself only its `__init__` is pure.
PURE_FACADES = {"notices"}
# Rooms at the edge: they may import any wing, and are imported by hooks, urls and apps only.
EDGE_PACKAGES = {"admin", "views", "templatetags", "management", "middleware"}
EDGE_WINGS = {"imports", "notices", "fee_page", "fee_page.settings", "search"}
EDGE_MODULES = {
    "admin",
    "checks",
    "command_options",
    "command_output",
    "command_rollback",
    "desk",
    "feed_views",
    "open_data",
    "signal_handlers",
    "syndication",
    "views",
}
WIRING = {"admin_urls", "apps", "pages", "urls", "wagtail_hooks"}
WIRING |= {"imports.apps", "imports.wagtail_hooks"}
# Functions of one name in two modules. Everything else has a name of its own.
SAME_FUNCTIONS = {
    # Each command's JSON object of one of its results.
    "as_dict",
    # `qr.is_installed()`, `poster.is_installed()`: whether what the module needs is there.
    "is_installed",
    # `python -m ...`.
    "main",
}
# Checks of a whole site are registered by the package that runs them.
REGISTERS = {"quality.checks"}


def dotted(path):
    """The name of the module at `path`, below the package: `notices.core.window`."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = [path for path in sorted(ROOT.rglob("*.py")) if "migrations" not in path.parts]
MODULES = {dotted(path): path for path in FILES}


def names_imported(path):
    """The full name of everything that a module imports, wherever in it the import stands."""
    package = ["wagtail_libfees", *path.relative_to(ROOT).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            name = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{name}.{alias.name}" for alias in node.names)


def own_modules(path):
    """The modules of this package that the module at `path` imports."""
    found = set()
    for name in names_imported(path):
        below = name.removeprefix("wagtail_libfees.")
        if below == name:
            continue
        parent = below.rpartition(".")[0]
        found.add(below if below in MODULES else parent)
    return found & set(MODULES)


GRAPH = {name: own_modules(path) - {name, ""} for name, path in MODULES.items()}


def pure_package(module):
    """The pure package that `module` belongs to; None if it may know Django."""
    for package in sorted(PURE, key=len, reverse=True):
        inside = module.startswith(f"{package}.") and package not in PURE_FACADES
        if module == package or inside:
            return package
    return None


def is_edge(module):
    """Whether `module` stands at the edge of the house or of a wing."""
    parts = module.split(".")
    if parts[0] in EDGE_PACKAGES or {"admin", "management"} & set(parts):
        return True
    return parts[-1] in EDGE_MODULES and ".".join(parts[:-1]) in EDGE_WINGS


def circles(graph):
    """Each group of modules that import one another, however long the way round."""
    reached = {name: reachable(graph, name) for name in graph}
    return {
        frozenset(other for other in reached[name] if name in reached[other])
        for name in graph
        if name in reached[name]
    }


def reachable(graph, start):
    """All modules that `start` imports, itself or through others."""
    seen, ahead = set(), set(graph[start])
    while ahead:
        name = ahead.pop()
        seen.add(name)
        ahead |= graph[name] - seen
    return seen


def test_a_pure_module_knows_only_what_is_pure():
    wrong = [
        (module, other)
        for module in MODULES
        if (package := pure_package(module))
        for other in GRAPH[module]
        if pure_package(other) not in {package, *PURE[package]}
    ]
    assert wrong == []


def test_a_pure_module_imports_no_framework():
    wrong = {
        module: found
        for module, path in MODULES.items()
        if pure_package(module)
        and (found := {name.split(".")[0] for name in names_imported(path)} & FRAMEWORKS)
    }
    assert wrong == {}


PROMISED = [
    "admin_urls",
    "blocks",
    "conf",
    "facts",
    "findings",
    "imports",
    "imports.models",
    "imports.reading",
    "middleware",
    "models",
    "notices.channels",
    "pages.models",
    "rates",
    "signals",
    "urls",
]


@pytest.mark.parametrize("path", PROMISED)
def test_a_promised_path_is_there(path):
    module = import_module(f"wagtail_libfees.{path}")
    assert module.__doc__
    for name in getattr(module, "__all__", ()):
        assert hasattr(module, name)


def test_the_map_names_files_that_are_there():
    page = (ROOT.parent / "docs" / "architecture.md").read_text(encoding="utf-8")
    listed = page.split("## The map")[1].split("## Promised paths")[0]
    named = set(re.findall(r"`((?:[a-z_]+/)+[a-z_]+\.py)`", listed))
    assert named
    missing = [name for name in sorted(named) if not any(ROOT.rglob(name))]
    assert [name for name in missing if not (ROOT.parent / name).is_file()] == []


def test_an_edge_is_imported_by_edges_and_wiring_only():
    wrong = [
        (module, other)
        for module, known in GRAPH.items()
        if not is_edge(module) and module not in WIRING | REGISTERS
        for other in known
        if is_edge(other)
    ]
    assert wrong == []


def test_an_app_that_may_be_left_out_is_imported_by_itself_only():
    wrong = [
        (module, other)
        for module, known in GRAPH.items()
        if not in_imports_app(module)
        for other in known
        if in_imports_app(other)
    ]
    assert wrong == []


def in_imports_app(module):
    """Whether a module is of `wagtail_libfees.imports`."""
    return module.split(".")[0] == "imports"


def test_no_module_imports_itself_through_others():
    assert sorted(map(sorted, circles(GRAPH))) == []


def test_a_circle_is_seen():
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == {frozenset({"b", "c"})}


def doubled(kind):
    """The public names that two modules give to top-level definitions of `kind`, with both."""
    found = defaultdict(list)
    for module, path in MODULES.items():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, kind) and not node.name.startswith("_"):
                found[node.name].append(module)
    return {name: modules for name, modules in found.items() if len(modules) > 1}


def test_no_two_classes_have_one_name():
    commands = doubled(ast.ClassDef).pop("Command")
    assert all("management.commands." in module for module in commands)
    assert set(doubled(ast.ClassDef)) == {"Command"}


def test_no_two_functions_have_one_name_but_the_listed():
    assert set(doubled(ast.FunctionDef)) == SAME_FUNCTIONS


def test_no_module_defines_a_name_twice():
    """The second would silently take the place of the first, as no linter tells of a function."""
    wrong = {}
    for module, path in MODULES.items():
        body = ast.parse(path.read_text(encoding="utf-8")).body
        names = Counter(n.name for n in body if isinstance(n, (ast.FunctionDef, ast.ClassDef)))
        if twice := [name for name, count in names.items() if count > 1]:
            wrong[module] = twice
    assert wrong == {}


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


# What a start of the example site, with its checks and all addresses, does without: readers of
# sources, and what single requests need.
NOT_AT_START = (
    "wagtail_libfees.imports.reading",
    "wagtail_libfees.imports.faq",
    "wagtail_libfees.imports.fees",
    "wagtail_libfees.fetching.fetch",
    "wagtail_libfees.fetching.http_client",
    "rapidfuzz",
    "icalendar",
    "segno",
)


def test_a_start_loads_nothing_that_only_some_requests_need():
    code = (
        "import sys, django\n"
        "django.setup()\n"
        "from django.core.checks import run_checks\n"
        "run_checks()\n"
        "print(*sys.modules)"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "example_site.settings"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT.parent,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = done.stdout.split()
    assert "wagtail_libfees.imports.admin.viewset" in loaded
    below = tuple(f"{name}." for name in NOT_AT_START)
    assert [name for name in loaded if name in NOT_AT_START or name.startswith(below)] == []


# The tests


TESTS = Path(__file__).parent


def test_no_test_module_is_imported_by_another():
    """What two of them need is in a factory, a conftest or a module of helpers."""
    found = []
    for path in sorted(TESTS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
            if module.rpartition(".")[2].startswith("test_"):
                found.append(f"{path.relative_to(TESTS)} imports {module}")
    assert found == []
