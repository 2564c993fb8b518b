"""The versions with hashes are those that are tested, and all that a site needs."""

import re
from importlib.metadata import requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
WITH = ("", "import", "docx", "pdf", "sheet", "poster")


def pinned(name):
    """The version by the name of each package of a file."""
    found = re.findall(r"^([\w.-]+)==([^\s;\\]+)", (ROOT / name).read_text(), re.MULTILINE)
    return {canonicalize_name(package): version for package, version in found}


def test_they_are_those_that_are_tested():
    tested = pinned("constraints.txt")
    assert {name: tested.get(name) for name in pinned("requirements-locked.txt")} == pinned(
        "requirements-locked.txt"
    )


def test_nothing_that_a_site_needs_is_missing_and_each_has_a_hash():
    needed = {
        canonicalize_name(each.name)
        for each in map(Requirement, requires("wagtail-libfees"))
        if each.name != "wagtail-libfees"
        and (each.marker is None or any(each.marker.evaluate({"extra": with_}) for with_ in WITH))
    }
    assert needed <= set(pinned("requirements-locked.txt"))
    entries = (ROOT / "requirements-locked.txt").read_text().split("\n\n")[-1]
    for entry in re.split(r"\n(?=\w)", entries):
        assert entry.lstrip("#").strip().startswith("#") or "--hash=sha256:" in entry, entry
