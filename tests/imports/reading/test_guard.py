"""Every reading ends in a result or a sentence: whatever fails, however long it takes."""

from __future__ import annotations

import contextlib
import threading
import time

import pytest

from wagtail_libfees.imports.reading import SourceError, guard, parse_faq, read_source, read_text
from wagtail_libfees.imports.reading.fees import parse, parse_fees
from wagtail_libfees.imports.reading.guard import guarded
from wagtail_libfees.imports.reading.profiles.generic import GenericProfile
from wagtail_libfees.imports.reading.readers import text as text_reader


@guarded
def endless() -> None:
    """Reads for ever, inside a library that takes any error for its own."""
    while True:
        with contextlib.suppress(Exception):
            sum(range(1000))


@guarded
def hoarding() -> None:
    """Reads ever more."""
    kept = []
    while True:
        kept.append(bytearray(1_000_000))
        time.sleep(0.001)


@guarded
def deep(depth: int = 0) -> int:
    """Reads what nests without end."""
    return deep(depth + 1)


@guarded
def broken() -> None:
    """Reads with a fault."""
    raise KeyError("hemmeligt")


@pytest.mark.parametrize(
    ("reading", "told"),
    [(endless, "seconds"), (hoarding, "memory"), (deep, "nests"), (broken, "KeyError")],
)
def test_it_ends_in_a_sentence(monkeypatch, reading, told):
    monkeypatch.setattr(guard, "SECONDS", 0.3)
    monkeypatch.setattr(guard, "MEGABYTES", 40)
    with pytest.raises(SourceError, match=told) as caught:
        reading()
    assert "\n" not in str(caught.value)
    assert "hemmeligt" not in str(caught.value)


def test_it_holds_in_any_thread(monkeypatch):
    monkeypatch.setattr(guard, "SECONDS", 0.3)
    caught = []

    def read():
        try:
            endless()
        except SourceError as exc:
            caught.append(exc)

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(caught) == 2


def test_one_inside_another_shares_its_budget(monkeypatch):
    monkeypatch.setattr(guard, "SECONDS", 0.3)

    @guarded
    def outer():
        with pytest.raises(KeyError):
            broken()
        endless()

    with pytest.raises(SourceError, match="seconds"):
        outer()


def test_what_comes_after_a_reading_is_left_alone(monkeypatch):
    monkeypatch.setattr(guard, "SECONDS", 0.1)
    assert guarded(lambda: "read")() == "read"
    end = time.process_time() + 0.4
    while time.process_time() < end:
        pass


def test_a_fault_of_a_reader_is_a_sentence(monkeypatch):
    def fails(*args):
        raise IndexError

    monkeypatch.setattr(text_reader, "mask_cpr", fails)
    with pytest.raises(SourceError, match="IndexError"):
        read_source("a.txt", b"Hvad er det?\nEt gebyr.\n")


@pytest.mark.parametrize(
    ("reading", "owner", "name"),
    [(parse_fees, parse, "source_rows"), (parse_faq, GenericProfile, "units")],
)
def test_a_fault_in_what_reads_a_document_is_a_sentence(monkeypatch, reading, owner, name):
    def fails(*args):
        raise IndexError

    document = read_text("1-7 dage: 20 kr.")
    monkeypatch.setattr(owner, name, fails)
    with pytest.raises(SourceError, match="IndexError"):
        reading(document)
