"""Empty, broken and hostile input gives a result or a clear error."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.effort import effort
from wagtail_libfees.imports.reading import SourceError, read_source, read_text
from wagtail_libfees.imports.reading.fees import parse_fees
from wagtail_libfees.imports.reading.fees.__main__ import main

ROOT = Path(__file__).parents[4]
LONG = [
    "1" * 50_000,
    " " * 20_000 + "x",
    "1 - " * 10_000,
    "kr. " * 10_000,
    "1.000" * 10_000,
    "fra " * 10_000,
    "Voksne " * 8_000,
    "under 1 " * 8_000,
    "(" * 20_000 + "Børn",
    "efter en " * 5_000,
    "1-7 dage 20 kr. " * 3_000,
    "mellem 1 og " * 5_000,
    "gebyr" * 10_000,
]


@pytest.mark.parametrize("text", LONG, ids=lambda text: text[:8].strip() or "spaces")
def test_long_runs_take_no_long_time(text: str) -> None:
    assert effort(lambda: parse_fees(read_text(f"Gebyrer\n\n{text}", "page.txt"))) < 40


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_a_result(text: str) -> None:
    json.dumps(parse_fees(read_text(f"Gebyr {text}", "page.txt")).to_dict())


@given(st.text(alphabet="<>/tabledrh \"=0123456789kr.-'spanrowcol", max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_markup_gives_a_result(markup: str) -> None:
    parse_fees(read_text(f"<table><tr><td>1-7 dage<td>20 kr.{markup}", "page.html")).to_card()


def test_spans_beyond_the_table_are_cut() -> None:
    cell = '<td rowspan="999" colspan="999">1-7 dage</td><td>20 kr.</td>'
    parse_fees(read_text(f"<table>{f'<tr>{cell}</tr>' * 300}</table>", "page.html"))


def test_markup_in_a_page_stays_harmless() -> None:
    page = "<h2>Gebyrer</h2><p>Læs <a href='javascript:alert(1)'>mere</a><script>x</script></p>"
    html = "".join(section.html for section in parse_fees(read_text(page, "p.html")).sections)
    assert "javascript" not in html
    assert "script" not in html


def test_an_empty_source_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_text("")
    with pytest.raises(SourceError, match="empty"):
        read_source(path)


def test_the_command_goes_on_after_a_bad_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = tmp_path / "good.txt"
    good.write_text("Gebyrer\n\nVoksne\n1-7 dage: 20 kr.")
    assert main([str(tmp_path / "none.txt"), str(good)]) == 1
    bad, result = json.loads(capsys.readouterr().out)
    assert "no such file" in bad["error"]
    assert result["overdue_fees"][0]["bands"][0]["amount"] == "20.00"


def test_the_package_loads_no_django() -> None:
    code = (
        "import sys, wagtail_libfees.imports.reading.fees; "
        "sys.exit(any(m.split('.')[0] in ('django', 'wagtail') for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0
