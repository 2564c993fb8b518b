"""The calculator in a frame, and parts of the library's pages on a page of the site's own."""

import re

from playwright.sync_api import expect

HOST = """<!doctype html><title>Katalog</title>
<iframe src="{site}/libfees/embed/calculator/" data-libfees-embed height="100"></iframe>
<script src="{site}/static/wagtail_libfees/embed.js"></script>"""
ARTICLE = """
from example_site.home.models import ArticlePage
from wagtail.models import Site
home = Site.objects.get(is_default_site=True).root_page
names = ("in_short", "rates", "calculator", "pay", "contact", "notices")
body = [(name, {}) for name in names]
stream = ArticlePage._meta.get_field("body").stream_block
raw = [{"type": name, "value": {**stream.child_blocks[name].get_default()}} for name in names]
page = ArticlePage(title="Alt om gebyrer", slug="alt-om-gebyrer", locale=home.locale)
page.body = stream.to_python([{**each, "id": each["type"]} for each in raw])
home.add_child(instance=page)
"""


def framed(open_page, site_url, around):
    """A page at the address `around` with the calculator of the site in a frame."""
    page = open_page("/robots.txt", width=390)
    page.route(
        around,
        lambda route: route.fulfill(body=HOST.format(site=site_url), content_type="text/html"),
    )
    page.goto(around)
    return page


def test_a_frame_is_as_high_as_its_content_and_answers(open_page, site_url):
    page = framed(open_page, site_url, f"{site_url}/ramme")
    frame, box = page.frame_locator("iframe"), page.locator("iframe")
    frame.get_by_role("radio").first.check(force=True)
    expect(box).to_have_attribute("style", re.compile(r"height: \d+px"))
    before = box.bounding_box()["height"]
    frame.locator("[name=due]").first.fill("2026-10-01")
    frame.get_by_role("button", name="Beregn").click()
    expect(frame.locator("#answer")).to_contain_text("kr.")
    page.wait_for_function(f"document.querySelector('iframe').offsetHeight > {before}")
    height = frame.locator("html").evaluate("e => e.getBoundingClientRect().height")
    assert abs(box.bounding_box()["height"] - height) < 8


def test_a_page_of_the_site_with_all_parts_works_with_the_strict_policy(run, open_page):
    run(ARTICLE)
    for width in (360, 1280):
        page = open_page("/alt-om-gebyrer/", width=width)
        parts = page.locator("article")
        expect(parts.locator("table").first).to_be_visible()
        parts.get_by_role("radio").first.check(force=True)
        parts.locator("[name=due]").first.fill("2026-10-01")
        parts.get_by_role("button", name="Beregn").click()
        expect(parts.locator("#answer")).to_contain_text("kr.")
        assert page.url.endswith("/alt-om-gebyrer/")
        wide = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        assert page.evaluate(wide)
