"""Each finding of the package has a name that an editor can read."""

import re
from pathlib import Path

import wagtail_libfees
from wagtail_libfees.quality.labels import kind_label

SOURCES = [
    path
    for part in ("quality/checks", "editorial/findings")
    for path in (Path(wagtail_libfees.__file__).parent / part).glob("*.py")
]
CODES = {code for path in SOURCES for code in re.findall(r'Finding\(\s*"(\w+)"', path.read_text())}


def test_no_code_is_shown_as_it_is():
    assert len(CODES) > 10
    assert [code for code in sorted(CODES) if kind_label(code) == code] == []
