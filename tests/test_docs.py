"""What the docs tell a developer: blocks that are whole statements, links that lead somewhere."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *ROOT.glob("wagtail_libfees/**/*.md")]
BLOCK = re.compile(r"^ *```python\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?!https?:|mailto:)([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def named(page):
    return str(page.relative_to(ROOT))


def anchors(page) -> set[str]:
    """The anchors that a reader of the page's headings can be led to."""
    headings = HEADING.findall(page.read_text(encoding="utf-8"))
    words = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {word.replace(" ", "-") for word in words}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_blocks_are_statements_that_do_something(page):
    for block in BLOCK.findall(page.read_text(encoding="utf-8")):
        indent = len(block) - len(block.lstrip(" "))
        text = re.sub(rf"^ {{{indent}}}", "", block, flags=re.MULTILINE)
        for statement in ast.parse(text, filename=named(page)).body:
            # `path(...),` alone is a tuple that nobody reads.
            lost = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Tuple)
            assert not lost, ast.unparse(statement)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page):
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        if anchor and target.suffix == ".md":
            assert anchor in anchors(target), link
