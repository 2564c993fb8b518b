#!/usr/bin/env python3
"""Finds a Chromium for the browser tests, or installs one.

The order: $CHROMIUM, an installed browser, Debian's package (as root), Playwright's own. Prints the
path; with none of them it says what to do and exits with status 1.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
HELP = """No Chromium was found, and none could be installed.
Install one (Debian: apt-get install chromium; others: python -m playwright install chromium),
or set CHROMIUM to the path of an installed one."""


def installed() -> str | None:
    """The path of a browser that is here already."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named if os.access(named, os.X_OK) else None
    return next(filter(None, map(shutil.which, NAMES)), None) or playwrights_own()


def playwrights_own() -> str | None:
    """The path of the browser that Playwright downloaded, if it did."""
    try:
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            path = playwright.chromium.executable_path
    except Exception:
        return None
    return path if os.access(path, os.X_OK) else None


def install() -> str | None:
    """Install a browser by the means of this machine, and return its path."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        run(["apt-get", "update", "-qq"])
        run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"])
        if path := installed():
            return path
    run([sys.executable, "-m", "playwright", "install", "chromium"])
    return installed()


def run(command: list[str]) -> None:
    """Run a command quietly; what it achieved is seen afterwards."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)  # noqa: S603


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--install", action="store_true", help="install one if none is found")
    options = parser.parse_args()
    path = installed() or (install() if options.install else None)
    if path is None:
        print(HELP, file=sys.stderr)  # noqa: T201
        return 1
    print(f"Chromium: {path}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
