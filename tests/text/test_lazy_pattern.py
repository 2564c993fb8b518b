"""A pattern that is compiled late finds what one that is compiled at once finds."""

import re

import pytest

from wagtail_libfees.text import lazy_pattern as module
from wagtail_libfees.text.lazy_pattern import lazy_pattern


@pytest.fixture
def compiled(monkeypatch):
    """The sources that were compiled."""
    sources = []

    class Re:
        @staticmethod
        def compile(source, flags):
            sources.append(source)
            return re.compile(source, flags)

    monkeypatch.setattr(module, "re", Re)
    return sources


def test_it_is_compiled_when_it_is_used(compiled):
    pattern = lazy_pattern(r"\d+", re.IGNORECASE)
    assert compiled == []
    assert pattern.findall("20 kr. og 30 kr.") == ["20", "30"]
    assert pattern.findall("40") == ["40"]
    assert compiled == [r"\d+"]


def test_it_has_the_flags_and_the_groups():
    pattern = lazy_pattern(r"(?P<amount>\d+) KR", re.IGNORECASE)
    assert pattern.search("20 kr")["amount"] == "20"
    assert pattern.sub("X", "20 kr") == "X"
    assert pattern.flags & re.IGNORECASE


def test_a_fault_is_told_when_it_is_used():
    pattern = lazy_pattern("(")
    with pytest.raises(re.error):
        pattern.search("x")
