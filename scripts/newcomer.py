"""Does what docs/tutorial.md says, from an empty folder to a fee page in two languages.

    python -m scripts.newcomer [--wheel FILE] [--constraints FILE] [--most SECONDS]

Makes an environment, installs the wheel (this checkout's, where none is named) and the site of
docs/install.md, starts it, and follows the tutorial with mouse and keyboard in a browser. Knows of
the product what the docs say: each label that is clicked must stand in the tutorial. Prints how
long each part took, and exits with 1 if the whole took longer than `--most`.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from scripts.find_chromium import installed
from scripts.free_port import is_free
from scripts.real_site import BLOCK, ROOT

TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
WELCOME = "{% include 'home/welcome_page.html' %}"
PASSWORD = "only-for-this-run"  # noqa: S105
AMOUNTS = ["10", "20", "50", "55", "20", "70", "120", "230"]
# The amounts of the standard text outside the bands: the exclusion and the reminders.
EXCLUSION = (
    "xpath=//input[@name = concat('body-', "
    "substring-before(substring-after(@name, 'body-'), '-'), '-value-amount')]"
)
REMINDERS = "[name*='-value-fees-'][name$='-value-amount']"
TIMES = {
    "advance_notice_days": "3",
    "recall_days": "14",
    "considered_lost_days": "30",
    "registration_delay_hours": "72",
}
FACTS = {
    "municipality": "Fjordby Kommune",
    "payment_office": "Opkrævningen",
    "phone_payment": "87 65 43 21",
    "portal": "Mit Betalingsoverblik",
    "phone_library": "12 34 56 78",
}


def named(label: str) -> str:
    """A label of the admin, which the tutorial tells its reader."""
    if label not in TUTORIAL:
        raise SystemExit(f"docs/tutorial.md says nothing of “{label}”.")
    return label


@contextmanager
def timed(what: str):
    start = time.monotonic()
    yield
    print(f"{time.monotonic() - start:6.1f} s  {what}", flush=True)


def run(*command: str | Path, cwd: Path, **environment: str) -> None:
    """Run a command, and stop with what it said if it fails."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd, env=os.environ | environment, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"{command}\n{done.stdout}{done.stderr}")


def make_site(folder: Path, wheel: str, constraints: str | None) -> tuple[Path, Path]:
    """The Python and the folder of a site with what the tutorial's first step asks for."""
    environment, python = folder / "env", folder / "env" / "bin" / "python"
    with timed("an environment with the package"):
        run(sys.executable, "-m", "venv", environment, cwd=folder)
        pinned = ["--constraint", Path(constraints).resolve()] if constraints else []
        run(python, "-m", "pip", "install", "--quiet", *pinned, wheel, cwd=folder)
    with timed("1. a site"):
        made = ROOT / "scripts" / "real_site.py"
        run(python, made, "--keep", folder, "--only-make", cwd=folder, PYTHONPATH="")
        site = folder / "mysite"
        user = ("createsuperuser", "--noinput", "--username", "ny", "--email", "ny@fjordby.example")
        run(python, "manage.py", *user, cwd=site, DJANGO_SUPERUSER_PASSWORD=PASSWORD)
    return python, site


@contextmanager
def served(python: Path, site: Path):
    """The address of the site, which runs meanwhile."""
    port = next(number for number in range(8100, 8200) if is_free(number))
    command = [str(python), "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"]
    log = (site / "server.log").open("w")
    with log, subprocess.Popen(command, cwd=site, stdout=log, stderr=log) as process:
        try:
            while is_free(port) and process.poll() is None:
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


class Reader:
    """Somebody who has the tutorial beside the browser."""

    def __init__(self, page: Page, address: str):
        self.page, self.address = page, address

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)

    def link(self, label: str) -> None:
        self.page.get_by_role("link", name=named(label)).first.click()

    def button(self, label: str) -> None:
        self.page.get_by_role("button", name=named(label), exact=True).first.click()

    def go_on(self, step: str) -> None:
        """Press the button that saves a step of the start, and wait for the next."""
        self.page.locator("button[name=action][value=next]").click()
        self.page.wait_for_url(f"**/{step}/")

    def type(self, field, text: str) -> None:
        field.click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    def succeeded(self) -> None:
        expect(self.page.locator(".messages .success").last).to_be_visible()


def log_in(reader: Reader) -> None:
    """The end of step 1: the admin in English."""
    page = reader.page
    reader.open("/admin/")
    page.fill("[name=username]", "ny")
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")
    reader.link("Konto")
    for name in ("first_name", "last_name"):
        page.locator(f"[name$={name}]").fill("Ny")
    page.locator("select[name$=preferred_language]").select_option("en")
    reader.button("Gem")
    reader.succeeded()


def add_english(reader: Reader) -> None:
    """Step 2: a locale, and its front page."""
    page = reader.page
    reader.button("Settings")
    reader.link("Locales")
    reader.link("Add a locale")
    page.locator("select[name=language_code]").select_option("en")
    named("Synchronise content from another locale")
    reader.button("Enable")
    page.get_by_label("Sync from").select_option(index=1)
    page.locator("main form [type=submit]").first.click()
    reader.succeeded()


def make_fee_page(reader: Reader) -> None:
    """Step 3: the fee page, step by step."""
    page = reader.page
    reader.open("/admin/")
    reader.link("New fee-rates page")
    reader.button("Start from the standard text")
    page.wait_for_url("**/rates/")
    bands = page.locator("[name*='-value-bands-'][name$='-value-amount']")
    expect(bands).to_have_count(len(AMOUNTS))
    for number, amount in enumerate(AMOUNTS):
        reader.type(bands.nth(number), amount)
    reader.type(page.locator(EXCLUSION), "200")
    for number, amount in enumerate(["50", "100"]):
        reader.type(page.locator(REMINDERS).nth(number), amount)
    reader.go_on("times")
    for name, text in TIMES.items():
        reader.type(page.locator(f"[name$='-{name}']"), text)
    reader.go_on("contact")
    for name, text in FACTS.items():
        reader.type(page.locator(f"[name={name}]"), text)
    reader.go_on("text")
    reader.go_on("finish")
    expect(page.get_by_label(named("Make it the library's fee page"))).to_be_checked()
    reader.button("Publish")
    reader.succeeded()


def translate(reader: Reader) -> None:
    """Step 4: the page in English."""
    page = reader.page
    reader.link("Translate the page")
    page.get_by_label("English").check()
    reader.button("Submit")
    expect(page.get_by_text("Borrowing is free.")).to_be_visible()
    page.get_by_role("button", name="Publish in English").click()
    reader.succeeded()


def read(reader: Reader) -> None:
    """What borrowers see, in both languages, and the answer on the front page."""
    for path, fee in (("/takster/", "230 kr."), ("/en/takster/", "DKK 230"), ("/", "200 kr.")):
        reader.open(path)
        expect(reader.page.locator("body")).to_contain_text(fee)


def on_the_front_page(site: Path) -> None:
    """Step 5: the parts of the page, in the template of the front page."""
    snippet = next(
        found["text"] for found in BLOCK.finditer(TUTORIAL) if "in_short" in found["text"]
    )
    template = site / "home" / "templates" / "home" / "home_page.html"
    before = template.read_text(encoding="utf-8")
    after = before.replace(named(WELCOME), snippet)
    if after == before:
        raise SystemExit(f"{template.name} of `wagtail start` has no {WELCOME}.")
    template.write_text(after, encoding="utf-8")


def follow(python: Path, site: Path, picture: Path) -> None:
    """Follow the tutorial in a browser; what the screen showed when it failed is in `picture`."""
    with served(python, site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed(), args=["--no-sandbox"])
        page = browser.new_page(locale="en-GB", viewport={"width": 1280, "height": 900})
        reader = Reader(page, address)
        try:
            log_in(reader)
            with timed("2. English beside Danish"):
                add_english(reader)
                run(python, "manage.py", "libfees_setup_roles", cwd=site)
            with timed("3. the fee page"):
                make_fee_page(reader)
            with timed("4. in English"):
                translate(reader)
            with timed("5. on the front page, and what borrowers see"):
                on_the_front_page(site)
                read(reader)
        except BaseException:
            page.screenshot(path=picture)
            print(f"The screen: {picture}", file=sys.stderr)
            raise


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wheel", default=str(ROOT), help="What pip installs.")
    parser.add_argument("--constraints", metavar="FILE", help="The versions that pip takes.")
    parser.add_argument("--most", type=int, default=300, metavar="SECONDS")
    options = parser.parse_args()
    start = time.monotonic()
    pictures = ROOT / "var"
    pictures.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        python, site = make_site(Path(temporary), options.wheel, options.constraints)
        follow(python, site, pictures / "newcomer.png")
    seconds = time.monotonic() - start
    print(f"{seconds:6.1f} s  from an empty folder to a fee page in two languages")
    return int(seconds > options.most)


if __name__ == "__main__":
    sys.exit(main())
