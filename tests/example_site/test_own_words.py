"""The demo is written in words of its own: facts may be alike, sentences may not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

SEEDS = settings.BASE_DIR.parent / "shared" / "seeds"
DEMO = settings.BASE_DIR / "example_site" / "demo"
WORDS = 8


def shingles(text: str) -> set[tuple[str, ...]]:
    """Every run of `WORDS` words in `text`."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + WORDS]) for i in range(len(words) - WORDS + 1)}


def demo_files() -> list[Path]:
    return sorted(p for p in DEMO.iterdir() if p.suffix in {".py", ".json", ".txt"})


def test_finds_a_copied_sentence():
    sentence = "Her er en sætning med flere end otte ord i sig"
    assert shingles(f"Først noget andet. {sentence}") & shingles(sentence.upper())


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the source documents are not here")
@pytest.mark.parametrize("path", demo_files(), ids=lambda path: path.name)
def test_no_sentence_of_the_sources_is_in_the_demo(path):
    copied = shingles(path.read_text(encoding="utf-8"))
    for seed in SEEDS.glob("*.txt"):
        copied_here = copied & shingles(seed.read_text(encoding="utf-8"))
        assert not copied_here, seed.name
