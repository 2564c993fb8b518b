#!/usr/bin/env python3
"""Reads thousands of damaged documents: each must end in a result or in one of our sentences.

    python scripts/fuzz_importers.py [--count 10000] [--seed 1] [--fees] [--tokens]

The documents are the pages of the tests, cut, doubled, mixed and garbled, and bytes of each format;
with `--tokens` they are lines of what amounts, days, dates, groups and negations are written with.
The same seed makes the same documents. A fault is printed with its number; the exit status is 1.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import sys
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from wagtail_libfees.imports.reading import ImporterError, parse_faq, read_source
from wagtail_libfees.imports.reading.fees import parse_fees

CASES = Path(__file__).resolve().parent.parent / "tests" / "imports" / "reading"
SUFFIXES = (".txt", ".html", ".md", ".csv", ".json", ".eml", ".docx", ".xlsx", ".ods", ".pdf", "")
# What the readers of rates look for, whole and broken.
TOKENS = re.findall(
    r"\S+",
    """20 kr. 20,- 1.234,50 5:- € $ NOK DKK øre 0 00 ½ 1-7 8–14 dage dag. uge uger måneder fra til
    og med t.o.m. f.o.m. pr. hver yderligere maks. max. højst over under mindst Voksne Børn u. 18 år
    18-25 senior alle ikke ingen længere gratis tidligere før nu 1. januar 2027 01.01.2027
    31/12-26 hvis skylder spærret lån gebyr bøde rykker erstatning klargøring film bøger # * ( ) [ ]
    / + - – — = : ; , . ! ? % x2 2 2 x 1O l5 010190-1234 & < > ' \" \u00a0 \u00ad \u202e \x00""",
)
TAGS = re.findall(
    r"\w+",
    "table tr td th ul li dl dt dd details summary h2 h3 p b br a div main article script svg",
)
WORDS = re.findall(
    r"\S+",
    """Hvad koster det? Ja, 20 kr. Svar: Spm.: Voksne Børn 1-7 dage Til personalet > → Vis svar
    Mvh jeres fordring 010190-1234 http://x.dk ; " ' & < 2026 ... 1. 2. - * # | Side 1 af 2
    Af Karla Mosegaard Foto: FAQ Q&A låneren Content-Type: text/html""",
)
ATTRIBUTES = (
    "class=faq-question", "class=accordion__content", "id=a", "aria-controls=a", "role=tab",
    "colspan=3", "rowspan=9999", "itemprop=name", "itemtype=https://schema.org/Question", "hidden",
    "type=application/ld+json", "href=#a", "style='font-weight:bold'",
)  # fmt: skip


def documents(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """The names and contents of `count` documents."""
    chance = random.Random(seed)  # noqa: S311
    pages = [
        path.read_bytes()
        for path in sorted(CASES.glob("**/cases/*"))
        if path.suffix in (".txt", ".html", ".md")
    ]
    makers: tuple[Callable[[random.Random, list[bytes]], bytes], ...] = (
        _garbled, _garbled, _garbled, _spliced, _spliced, _tag_soup, _words, _bytes, _archive,
    )  # fmt: skip
    for number in range(count):
        content = chance.choice(makers)(chance, pages)
        yield f"{number}{chance.choice(SUFFIXES)}", content


def token_lines(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """The names and contents of `count` documents of one or two lines of tokens."""
    chance = random.Random(seed)  # noqa: S311
    for number in range(count):
        tokens = chance.choices(TOKENS, k=chance.randint(1, 14))
        text = "".join(token + chance.choice(("", " ", " ", "\u00a0", "\n")) for token in tokens)
        yield f"{number}.txt", text.encode()


def _garbled(chance: random.Random, pages: list[bytes]) -> bytes:
    """A page with pieces cut out, doubled, moved, or replaced by a word or a byte."""
    page = bytearray(chance.choice(pages))
    for _ in range(chance.randint(1, 12)):
        start = chance.randrange(len(page) + 1)
        end = min(start + chance.randint(0, 60), len(page))
        piece = bytes(page[start:end])
        word = chance.choice(WORDS).encode()
        byte = bytes([chance.randrange(256)])
        page[start:end] = chance.choice([b"", piece * 2, word, b"\n", byte])
    return bytes(page)


def _spliced(chance: random.Random, pages: list[bytes]) -> bytes:
    """Lines of several pages in any order."""
    lines = [line for _ in range(3) for line in chance.choice(pages).splitlines(keepends=True)]
    chance.shuffle(lines)
    return b"".join(lines[: chance.randint(1, 60)])


def _tag_soup(chance: random.Random, pages: list[bytes]) -> bytes:
    parts = []
    for _ in range(chance.randint(1, 150)):
        tag = chance.choice(TAGS)
        attributes = " ".join(chance.sample(ATTRIBUTES, chance.randint(0, 3)))
        parts.append(chance.choice([f"<{tag} {attributes}>", f"</{tag}>", chance.choice(WORDS)]))
    return " ".join(parts).encode()


def _words(chance: random.Random, pages: list[bytes]) -> bytes:
    words = (chance.choice(WORDS) + chance.choice(" \t\n\f") for _ in range(chance.randint(1, 200)))
    return "".join(words).encode(chance.choice(["utf-8", "cp1252", "utf-16"]), "replace")


def _bytes(chance: random.Random, pages: list[bytes]) -> bytes:
    starts = (b"%PDF-1.4 ", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{", b"BEGIN:", b"<?xml ", b"")
    return chance.choice(starts) + chance.randbytes(chance.randint(0, 400))


def _archive(chance: random.Random, pages: list[bytes]) -> bytes:
    """An office file whose parts are damaged, or are those of another."""
    names = ("word/document.xml", "xl/workbook.xml", "content.xml", "META-INF/manifest.xml")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in chance.sample(names, chance.randint(1, 4)):
            archive.writestr(name, _tag_soup(chance, pages))
        archive.writestr("[Content_Types].xml", "<Types/>")
    content = bytearray(stream.getvalue())
    if chance.random() < 0.5:
        content[chance.randrange(len(content))] = chance.randrange(256)
    return bytes(content)


def fault_of(name: str, content: bytes, fees: bool) -> BaseException | None:
    """The error that is none of our sentences, or None. The guard has the first as its cause."""
    try:
        document = read_source(name, content)
        said = parse_fees(document) if fees else parse_faq(document).to_dict()
        # As JSON names what no database stores: a null, and half of a pair of surrogates.
        if found := re.search(r"(?<!\\)\\(?:x00|ud[89a-f])", repr(said)):
            return ValueError(f"{found[0]} in {said!r}"[:500])
    except ImporterError as exc:
        return exc.__cause__ if exc.message.startswith("It cannot be read, for a reason") else None
    except Exception as exc:
        return exc
    return None


def main() -> int:
    """Read them all, and tell the faults."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fees", action="store_true", help="read rates instead of questions")
    parser.add_argument("--tokens", action="store_true", help="short lines instead of documents")
    arguments = parser.parse_args()
    faults, slowest = 0, (0.0, "")
    make = token_lines if arguments.tokens else documents
    for name, content in make(arguments.count, arguments.seed):
        start = time.process_time()
        fault = fault_of(name, content, arguments.fees)
        slowest = max(slowest, (time.process_time() - start, name))
        if fault is not None:
            faults += 1
            print(f"{name}: {content[:200]!r}")  # noqa: T201
            traceback.print_exception(fault)
    told = f"{arguments.count} documents, {faults} faults, slowest {slowest[0]:.2f} s"
    print(f"{told} ({slowest[1]})")  # noqa: T201
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
