"""What the docs tell a developer: blocks that are whole statements, links that lead somewhere."""

import ast
import re
from pathlib import Path

import pytest

from scripts import reference, screenshots
from wagtail_libfees.conf import DEFAULTS

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


# Badges are drawn elsewhere.
IMAGE = re.compile(r"!\[([^\]]*)\]\((?!https:)([^)\s]+)\)")


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_pictures_are_there_and_say_what_they_show(page):
    for words, path in IMAGE.findall(page.read_text(encoding="utf-8")):
        assert words, path
        assert (page.parent / path).is_file(), path


def test_each_picture_is_made_by_the_script_and_shown():
    made = {each.name for each in (*screenshots.BORROWERS, *screenshots.EDITORS)}
    texts = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    shown = {Path(path).stem for _words, path in IMAGE.findall(texts)}
    assert {path.stem for path in (ROOT / "docs" / "images").iterdir()} == made
    assert shown == made


@pytest.mark.django_db
@pytest.mark.parametrize("name", reference.PAGES)
def test_the_reference_says_what_the_code_says(name):
    # `make reference` writes it anew.
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == reference.written(name)


def test_each_setting_and_check_is_in_the_reference():
    told = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    checks = (ROOT / "wagtail_libfees").glob("**/*checks.py")
    sources = "".join(path.read_text(encoding="utf-8") for path in checks)
    ids = re.findall(r'"(wagtail_libfees\.[EW]\d+)"', sources)
    assert {name for name in [*DEFAULTS, *ids] if f"`{name}`" not in told} == set()


def test_each_page_of_the_docs_has_its_place_in_the_site():
    nav = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").split("nav:")[1]
    pages = {path.name for path in (ROOT / "docs").glob("*.md")}
    assert pages == set(re.findall(r"[\w-]+\.md", nav))
