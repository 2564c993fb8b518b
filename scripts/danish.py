#!/usr/bin/env python3
"""Compares our Danish for Wagtail and wagtail-localize with the texts of the installed versions.

    scripts/danish.py                      what is new, gone or theirs by now; status 1 if there is
                                           something to do
    scripts/danish.py FOLDER FOLDER        the same for versions unpacked there, taken together
    scripts/danish.py --write              adds what is new, for a person to translate; compiles
    scripts/danish.py --export FOLDER      writes complete Danish catalogues for upstream

Their English catalogues name all texts. A text is gone only if no version that we support has it:
compare with the oldest and the newest in one go before you take it out.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
DANISH = ROOT / "wagtail_libfees" / "danish"
CORRECTIONS = DANISH / "corrections"
PACKAGES = ("wagtail", "wagtail_localize")
DOMAINS = ("django", "djangojs")
# How an entry of the corrections begins to say which Danish text of theirs it replaces.
REPLACES = "Upstream: "

Key = tuple[str, str]


@dataclass
class Differences:
    """What distinguishes our catalogues of a domain from the texts of Wagtail."""

    # Not in Danish, neither there nor here.
    new: list[Key] = field(default_factory=list)
    # In none of the versions that were compared.
    gone: list[Key] = field(default_factory=list)
    # In Danish there by now: ours has no effect.
    theirs: list[Key] = field(default_factory=list)
    # The Danish that a correction replaces is not the one that it was written for.
    outdated: list[Key] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """Each difference in a line."""
        for kind in ("new", "gone", "theirs", "outdated"):
            yield from (f"{kind}: {key[1]!r}" for key in getattr(self, kind))


def key_of(entry: polib.POEntry) -> Key:
    """What a catalogue finds an entry by."""
    return (entry.msgctxt or "", entry.msgid)


def danish_of(entry: polib.POEntry) -> str:
    """The translation, both forms of a plural in one line; empty if there is none or a guess."""
    if entry.fuzzy:
        return ""
    return entry.msgstr or " / ".join(filter(None, entry.msgstr_plural.values()))


def installed() -> list[Path]:
    """The folder of each installed package."""
    specs = [find_spec(name) for name in PACKAGES]
    return sorted({Path(spec.origin).parent.parent for spec in specs if spec and spec.origin})


def catalogues(folder: Path, language: str, domain: str) -> Iterator[tuple[str, Path]]:
    """The catalogues of Wagtail and wagtail-localize below `folder`, each with its app's name."""
    for package in PACKAGES:
        for path in sorted((folder / package).rglob(f"locale/{language}/LC_MESSAGES/{domain}.po")):
            yield ".".join(path.relative_to(folder).parts[:-4]), path


def texts_of(folders: list[Path], language: str, domain: str) -> dict[Key, polib.POEntry]:
    """All texts of theirs; an entry's occurrences name the apps that have it."""
    found: dict[Key, polib.POEntry] = {}
    for folder in folders:
        for app, path in catalogues(folder, language, domain):
            for entry in polib.pofile(str(path)):
                if entry.obsolete or (language != "en" and not danish_of(entry)):
                    continue
                known = found.setdefault(key_of(entry), entry)
                apps = {app} if known is entry else {name for name, _line in known.occurrences}
                known.occurrences = [(name, "") for name in sorted(apps | {app})]
    return found


def our_catalogue(folder: Path, domain: str) -> polib.POFile:
    """Our Danish catalogue in `folder`."""
    path = folder / "locale" / "da" / "LC_MESSAGES" / f"{domain}.po"
    return polib.pofile(str(path), wrapwidth=0)


def compare(folders: list[Path], domain: str) -> Differences:
    """How our catalogues of `domain` differ from the texts of the versions in `folders`."""
    english = texts_of(folders, "en", domain)
    theirs = texts_of(folders, "da", domain)
    ours = {key_of(entry): entry for entry in our_catalogue(DANISH, domain)}
    corrections = {key_of(entry): entry for entry in our_catalogue(CORRECTIONS, domain)}
    return Differences(
        new=sorted(english.keys() - theirs.keys() - ours.keys()),
        gone=sorted((ours.keys() | corrections.keys()) - english.keys() - theirs.keys()),
        theirs=sorted(ours.keys() & theirs.keys()),
        outdated=sorted(
            key
            for key, entry in corrections.items()
            if key in theirs and entry.comment != REPLACES + danish_of(theirs[key])
        ),
    )


def add_new(folders: list[Path], domain: str) -> None:
    """Add what has no Danish yet to our catalogue, empty, and compile both."""
    english = texts_of(folders, "en", domain)
    danish = our_catalogue(DANISH, domain)
    for key in compare(folders, domain).new:
        entry = english[key]
        plural = {0: "", 1: ""} if entry.msgid_plural else {}
        danish.append(
            polib.POEntry(
                msgctxt=entry.msgctxt,
                msgid=entry.msgid,
                msgid_plural=entry.msgid_plural,
                msgstr_plural=plural,
                occurrences=entry.occurrences,
            )
        )
    for catalogue in (danish, our_catalogue(CORRECTIONS, domain)):
        catalogue.sort(key=lambda entry: entry.msgid)
        catalogue.save()
        catalogue.save_as_mofile(str(Path(catalogue.fpath).with_suffix(".mo")))


def export(folders: list[Path], target: Path) -> None:
    """Write a Danish catalogue beside each English one of theirs: their texts, ours, corrected."""
    for domain in DOMAINS:
        danish = texts_of(folders, "da", domain)
        for folder in (DANISH, CORRECTIONS):
            danish |= {key_of(entry): entry for entry in our_catalogue(folder, domain)}
        for folder in folders:
            for _app, path in catalogues(folder, "en", domain):
                filled = polib.pofile(str(path), wrapwidth=0)
                filled.metadata |= {"Language": "da", "Plural-Forms": danish_plural()}
                for entry in filled:
                    if known := danish.get(key_of(entry)):
                        entry.msgstr, entry.msgstr_plural = known.msgstr, known.msgstr_plural
                name = Path(*path.relative_to(folder).parts[:-3], "da", "LC_MESSAGES", path.name)
                (target / name).parent.mkdir(parents=True, exist_ok=True)
                filled.save(str(target / name))


def danish_plural() -> str:
    """How Danish counts."""
    return our_catalogue(DANISH, "django").metadata["Plural-Forms"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path, help="where versions are unpacked")
    parser.add_argument("--write", action="store_true", help="add what is new, and compile")
    parser.add_argument("--export", type=Path, metavar="FOLDER", help="write catalogues there")
    options = parser.parse_args()
    folders = options.folders or installed()
    if options.export:
        export(folders, options.export)
        return 0
    to_do = 0
    for domain in DOMAINS:
        found = compare(folders, domain)
        for line in found.lines():
            print(f"{domain}: {line}")  # noqa: T201
        to_do += len(found.new) + len(found.outdated)
        if options.write:
            add_new(folders, domain)
    return 1 if to_do else 0


if __name__ == "__main__":
    sys.exit(main())
