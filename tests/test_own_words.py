"""The repository is written in words of its own: facts may be alike, sentences may not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
SEEDS = ROOT.parent / "shared" / "seeds"
FOLDERS = ("benchmarks", "docs", "example_site", "scripts", "tests", "wagtail_libfees")
KINDS = {".py", ".json", ".txt", ".html", ".md", ".po", ".js"}
WORDS = 8
# Where Python writes one text in two pieces.
JOINT = re.compile(r"[\"']\s*\n\s*f?[\"']")


def shingles(text: str) -> set[tuple[str, ...]]:
    """Every run of `WORDS` words in `text`; with a number in it, it tells a fact."""
    words = re.findall(r"\w+", JOINT.sub("", text).lower())
    runs = (tuple(words[i : i + WORDS]) for i in range(len(words) - WORDS + 1))
    return {run for run in runs if not any(word.isdigit() for word in run)}


def files() -> list[Path]:
    found = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*"))
    return sorted(path for path in found if path.suffix in KINDS)


def test_finds_a_copied_sentence():
    sentence = "Her er en sætning med flere end otte ord i sig"
    parted = sentence.replace(" flere ", ' "\n    "flere ')
    assert shingles(f"Først noget andet. {parted}") & shingles(sentence.upper())


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the source documents are not here")
def test_no_sentence_of_the_sources_is_in_the_repository():
    seeds = {run for seed in SEEDS.glob("*.txt") for run in shingles(seed.read_text("utf-8"))}
    copied = {path: seeds & shingles(path.read_text("utf-8")) for path in files()}
    assert {path: runs for path, runs in copied.items() if runs} == {}
