"""Takes the pictures of the docs: what borrowers read, and the editor's tasks, from the demo.

    python -m scripts.screenshots [NAME ...]

Starts an example site of its own with the demo's content, and writes docs/images/NAME.png for each
picture, or for those that are named. Borrowers' pages in Danish and English, on a phone and at a
desk; the editor's screens at a desk, in Danish, and some on a phone and in English.
"""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from scripts.find_chromium import installed
from tests.sites import MIGRATE, SiteProcess

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
PHONE, DESK = (360, 740), (1280, 800)
DEMO = """
import io
from django.core.management import call_command
from tests.browser.people import person, staff_the_demo
from wagtail.users.models import UserProfile
call_command("load_demo", stdout=io.StringIO())
staff_the_demo()
emma = person("emma", "Redaktør", first_name="Emma", last_name="Lind")
UserProfile.objects.create(user=emma, preferred_language="en")
"""
ADDRESSES = """
import json
from django.urls import reverse
from wagtail.models import Page, Site
from wagtail_libfees.pages.models import PaymentFAQPage, ServiceNoticePage, TaksterPage
home = Site.objects.get(is_default_site=True).root_page
fees = TaksterPage.objects.get(locale=home.locale)
faq = PaymentFAQPage.objects.filter(locale=home.locale).first()
notice = ServiceNoticePage.objects.filter(locale=home.locale).first()
edit = lambda page: reverse("wagtailadmin_pages:edit", args=[page.pk])
print(json.dumps({
    "edit_fees": edit(fees),
    "edit_faq": edit(faq),
    "edit_notice": edit(notice),
    "next_year": reverse("libfees_next_year", args=[fees.pk]),
    "channels": reverse("libfees_notice_channels", args=[notice.pk]),
    "quality": reverse("libfees_quality"),
    "desk": reverse("wagtailadmin_home"),
    "settings": reverse("wagtailsettings:edit", args=["wagtail_libfees", "feesettings"]),
}))
"""
ANSWER = "?group=Voksne+fra+18+%C3%A5r&due=2026-10-01"


@dataclass(frozen=True)
class Picture:
    """What is opened (an address, or the name of one of `ADDRESSES`), how wide, and as whom.

    `show` is what is brought into sight before.
    """

    name: str
    opened: str
    size: tuple[int, int] = DESK
    user: str = ""
    show: str = ""


BORROWERS = [
    Picture(f"{name}-{language}-{device}", before + address, size)
    for language, before, pages in (
        ("da", "", {"takster": "/takster/", "spoergsmaal": "/spoergsmaal-om-betaling/"}),
        ("en", "/en", {"takster": "/fees/", "forside": "/"}),
    )
    for name, address in pages.items()
    for device, size in (("telefon", PHONE), ("skaerm", DESK))
]
EDITORS = [
    Picture("takster-tabel", "edit_fees", user="rikke", show=".libfees-rate-table, table"),
    Picture("naeste-aar", "next_year", user="rikke"),
    Picture("spoergsmaal", "edit_faq", user="rikke", show="[data-contentpath=body]"),
    Picture("meddelelse", "edit_notice", user="rikke"),
    Picture("kanaler", "channels", user="rikke"),
    Picture("kvalitet", "quality", user="rikke"),
    Picture("forside-admin", "desk", user="rikke"),
    Picture("gebyrindstillinger", "settings", user="lars"),
    Picture("takster-tabel-telefon", "edit_fees", PHONE, "rikke", ".libfees-rate-table, table"),
    Picture("takster-tabel-en", "edit_fees", user="emma", show=".libfees-rate-table, table"),
    Picture("forside-admin-en", "desk", user="emma"),
]


def take(browser: Browser, site: SiteProcess, addresses: dict[str, str], picture: Picture) -> bytes:
    """One picture as PNG."""
    width, height = picture.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale="da-DK",
        timezone_id="Europe/Copenhagen",
        reduced_motion="reduce",
    )
    if picture.user:
        # As `staff_the_demo` opens them.
        session = {"name": "sessionid", "value": f"the-session-of-{picture.user}", "url": site.url}
        context.add_cookies([session])
    page = context.new_page()
    answer = page.goto(site.url + addresses.get(picture.opened, picture.opened))
    if answer is None or not answer.ok:
        raise SystemExit(f"{picture.name}: {picture.opened} answers {answer and answer.status}.")
    page.wait_for_load_state("networkidle")
    if picture.show:
        page.locator(picture.show).first.evaluate("e => e.scrollIntoView({block: 'start'})")
        page.mouse.wheel(0, -220)
        page.wait_for_timeout(300)
    taken = page.screenshot()
    context.close()
    return taken


def small(png: bytes) -> Image.Image:
    """The picture in 128 colours: a third of the bytes, and no difference that one sees."""
    return Image.open(BytesIO(png)).convert("RGB").quantize(128, dither=Image.Dither.NONE)


def main() -> None:

    wanted = set(sys.argv[1:])
    pictures = [each for each in (*BORROWERS, *EDITORS) if not wanted or each.name in wanted]
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, SiteProcess(Path(folder)) as site:
        site.run(MIGRATE)
        site.run(DEMO)
        addresses = json.loads(site.run(ADDRESSES))
        site.serve()
        with sync_playwright() as playwright:
            flags = ["--no-sandbox", "--disable-gpu"]
            browser = playwright.chromium.launch(executable_path=installed(), args=flags)
            for picture in pictures:
                png = take(browser, site, addresses, picture)
                small(png).save(IMAGES / f"{picture.name}.png", optimize=True)
            browser.close()


if __name__ == "__main__":
    main()
