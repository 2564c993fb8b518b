"""Pages in many voices, with for whom each of their answers is: `audience_pages.txt`.

In it "# " begins a page, "? " a question, "S " an answer for staff, "B " one for borrowers. Each
page was written before its words were known to the reader.
"""

from __future__ import annotations

import re
from pathlib import Path

from wagtail_libfees.imports.reading.keys import normalise

PAGES = Path(__file__).with_name("audience_pages.txt").read_text("utf-8").split("\n# ")


def told(page: str) -> tuple[str, dict[str, str]]:
    """The text of a page as it was published, and for whom each question of it is."""
    _, *lines = page.strip().split("\n")
    wanted, question = {}, ""
    for line in lines:
        if line.startswith("? "):
            question = line[2:]
        elif re.match("[SB] ", line):
            wanted[normalise(question)] = line[0]
    return "\n\n".join(re.sub(r"^[?SB] ", "", line) for line in lines), wanted
