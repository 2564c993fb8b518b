"""The package's own pages in the admin: they can be seen, at 360 px and in the dark too."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

MAKE = """
from wagtail.models import Site
from wagtail_libfees.drafts.standard_text import new_takster_page
from wagtail_libfees.pages.models import PaymentFAQPage, TaksterPage
site = Site.objects.get(is_default_site=True)
home = site.root_page
takster = TaksterPage.objects.filter(locale=home.locale).first()
question = {"question": "Hvordan logger jeg paa?", "answer": "<p>Log ind med NemID.</p>"}
faq = home.add_child(instance=PaymentFAQPage(
    title="Forældet", slug="forældet", live=False, locale=home.locale,
    body=[("questions", {"heading": "", "questions": [question]})],
))
print(site.pk, home.pk, takster.pk, faq.pk)
"""
PAGES = {
    "a new standard page": "/admin/libfees/standard-text/new/{home}/",
    "a new staff guide": "/admin/libfees/standard-text/new-guide/{home}/",
    "the choice of a start": "/admin/pages/add/libfees_pages/taksterpage/{home}/",
    "the standard text": "/admin/libfees/standard-text/{takster}/",
    "next year": "/admin/libfees/rates/{takster}/next-year/",
    "rates over the years": "/admin/libfees/rates/{takster}/history/?compare=2026-01-01",
    "restore": "/admin/libfees/fee-page/{site}/restore/",
    "facts": "/admin/libfees/facts/",
    "review": "/admin/libfees/quality/{faq}/review/",
    "replace": "/admin/libfees/quality/{faq}/replace/",
    "outdated terms": "/admin/libfees/terms/",
    "history of the settings": "/admin/libfees/settings/{site}/history/",
    "copying settings": "/admin/libfees/settings/{site}/copy/",
}
VIEWS = [(1280, "light"), (360, "dark")]
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}

# What a person would see at once, measured.
MEASURE = """() => {
  const seen = (element) => element.checkVisibility() && !element.closest(".w-sr-only");
  const box = (element) => element.getBoundingClientRect();
  const own = document.querySelector(".libfees-page");
  const parts = (colour) => {
    const [r, g, b, alpha = 1] = colour.match(/[\\d.]+/g).map(Number);
    return { rgb: [r, g, b], alpha };
  };
  const behind = (element) => {
    if (!element) return [255, 255, 255];
    const { rgb, alpha } = parts(getComputedStyle(element).backgroundColor);
    if (alpha === 1) return rgb;
    return behind(element.parentElement).map((part, i) => part * (1 - alpha) + rgb[i] * alpha);
  };
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (element) => {
    const { rgb } = parts(getComputedStyle(element).color);
    const pair = [luminance(rgb), luminance(behind(element))].sort((a, b) => b - a);
    return (pair[0] + 0.05) / (pair[1] + 0.05);
  };
  // A wide table is scrolled on its own.
  const buttons = [...(own ? own.querySelectorAll(".button") : [])].filter(seen)
    .filter((button) => !button.closest(".libfees-scroll")).map(box);
  const main = document.querySelector("main");
  const header = main.querySelector("header, .w-slim-header");
  const first = own && [...own.children].find(seen);
  return {
    gap: first && header ? box(first).top - box(header).bottom : null,
    icons: [...main.querySelectorAll("svg.icon")].filter(seen)
      .map((icon) => box(icon).height).filter((height) => height > 32),
    empty: buttons.filter((button) => button.width < 40 || button.right > innerWidth),
    close: buttons.slice(1).filter((button, i) => {
      const before = buttons[i];
      const below = button.top >= before.bottom;
      return below ? button.top - before.bottom < 4 : button.left - before.right < 4;
    }),
    marks: [...main.querySelectorAll("del, ins")].filter(seen).map(contrast)
      .filter((ratio) => ratio < 4.5),
    width: document.documentElement.scrollWidth,
  };
}"""


@pytest.fixture
def ids(run):
    """The ids that the addresses name."""
    found = run(MAKE).split()[-4:]
    return dict(zip(("site", "home", "takster", "faq"), found, strict=True))


@pytest.fixture
def admin_page(open_page):
    """Opens an address of the admin with a width and a colour scheme."""

    def opened(path, width, scheme):
        return open_page(path, width=width, scheme=scheme, logged_in=True)

    return opened


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_seen(admin_page, ids, name, width, scheme):
    page = admin_page(PAGES[name].format(**ids), width, scheme)
    seen = page.evaluate(MEASURE)
    assert seen["width"] <= width
    assert seen["gap"] is None or seen["gap"] >= 16
    assert (seen["icons"], seen["empty"], seen["close"], seen["marks"]) == ([], [], [], [])
    results = Axe().run(page, context="main", options=AXE)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("next year", "Næste års takster"),
        ("restore", "Hent Takster-siden tilbage"),
        ("review", "Gennemgået i dag"),
        ("replace", "Erstat forældede ord"),
        ("facts", "Fakta"),
    ],
)
def test_a_page_says_what_it_is(admin_page, ids, name, title):
    page = admin_page(PAGES[name].format(**ids), 1280, "light")
    expect(page.locator("main h1:visible").first).to_contain_text(title)


def test_what_is_replaced_stands_apart(admin_page, ids):
    """Not “NemIDMitID”: neither to the eye, nor when it is copied."""
    page = admin_page(PAGES["replace"].format(**ids), 1280, "light")
    old, new = (page.locator(f"main {tag}").first.bounding_box() for tag in ("del", "ins"))
    assert new["x"] - (old["x"] + old["width"]) >= 3
    colours = page.evaluate(
        "['del', 'ins'].map((t) => getComputedStyle(document.querySelector(`main ${t}`))"
        ".backgroundColor)"
    )
    assert len({*colours, "rgba(0, 0, 0, 0)"}) == 3
