#!/usr/bin/env python3
"""Collects the texts of the package and of the example site, and compiles the catalogues.

English is the language of the sources: its catalogue is filled by this script. Texts without a
Danish translation are counted, and tests/test_catalogues.py fails on them.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
APPS = ("wagtail_libfees", "example_site")
LANGUAGES = ("da", "en")


def collect(app: Path) -> None:
    """Run makemessages in the folder of an app."""
    languages = [option for code in LANGUAGES for option in ("--locale", code)]
    command = [sys.executable, "-m", "django", "makemessages", *languages]
    options = ["--no-wrap", "--no-location", "--no-obsolete", "--verbosity", "0"]
    # The catalogues of other packages' texts are kept by scripts/danish.py.
    options += ["--ignore", "danish/*locale"]
    environment = dict(os.environ)
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    subprocess.run([*command, *options], cwd=app, env=environment, check=True)  # noqa: S603


def finish(path: Path, language: str) -> int:
    """Fill the English catalogue, steady the header, compile; returns how many are untranslated."""
    catalogue = polib.pofile(str(path), wrapwidth=0)
    if language == "en":
        for entry in catalogue:
            fill(entry)
    catalogue.metadata = {
        "Project-Id-Version": "wagtail-libfees",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    catalogue.header = ""
    catalogue.sort(key=lambda entry: entry.msgid)
    catalogue.save(str(path))
    catalogue.save_as_mofile(str(path.with_suffix(".mo")))
    return len(catalogue.untranslated_entries()) + len(catalogue.fuzzy_entries())


def fill(entry: polib.POEntry) -> None:
    """The English text is the source text."""
    if entry.msgid_plural:
        entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
    else:
        entry.msgstr = entry.msgid
    entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]


def main() -> int:
    missing = 0
    for name in APPS:
        app = ROOT / name
        (app / "locale").mkdir(exist_ok=True)
        collect(app)
        for language in LANGUAGES:
            path = app / "locale" / language / "LC_MESSAGES" / "django.po"
            left = finish(path, language)
            print(f"{name} {language}: {left} untranslated")  # noqa: T201
            missing += left
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
