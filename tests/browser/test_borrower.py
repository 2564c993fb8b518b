"""What a borrower does: read the rates, open a question, change the language, ask what it costs."""

import gzip
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from scripts.host_pages import ENLARGE, SPACING

from .rates import COMING, FOUR_GROUPS, FOUR_ROUTES, LONG_NAMES
from .steps import OPTIONS


def test_borrower_reads_the_rates_in_a_real_table(open_page):
    page = open_page("/takster/", width=360)
    table = page.get_by_role("table").filter(has=page.get_by_role("columnheader", name="Voksne"))
    row = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name="8–14 dage"))
    expect(row.get_by_role("cell")).to_contain_text(
        [re.compile("40\\s*kr."), re.compile("70\\s*kr.")]
    )


def test_anchor_opens_its_question(open_page):
    page = open_page("/spoergsmaal-om-betaling/")
    anchor = page.locator(".libfees-answer").nth(2).get_attribute("id")
    linked = open_page(f"/spoergsmaal-om-betaling/#{anchor}")
    expect(linked.locator(f"#{anchor}")).to_be_visible()
    expect(linked.locator(".libfees-answer").nth(0)).to_be_hidden()


def test_question_opens_by_keyboard(open_page):
    page = open_page("/spoergsmaal-om-betaling/")
    page.locator(".libfees-question summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".libfees-answer").first).to_be_visible()


def test_language_switch_keeps_the_page_and_the_amounts(open_page):
    page = open_page("/takster/")
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url.rstrip("/") != page.url.split("/en/")[0] + "/en"
    expect(page.locator(".libfees-overdue table")).to_contain_text(re.compile("DKK\\s*230"))


def test_notices_stand_on_every_page(open_page):
    for path in ("/", "/takster/", "/spoergsmaal-om-betaling/"):
        expect(open_page(path).locator(".libfees-notice").first).to_be_visible()


def test_fee_page_address_leads_to_the_rates(open_page):
    assert open_page("/libfees/fee-page/").url.endswith("/takster/")


def test_staff_guide_asks_for_login(open_page):
    page = open_page("/vejledning-til-personalet/")
    expect(page.locator("input[name=password]")).to_be_visible()


# What stands where on a phone with two notices: the lowest edge of what comes first, and the top
# of the calculator. In CSS pixels at 360 x 740.
PLACES = """() => {
  const bottom = (place) => document.querySelector(place).getBoundingClientRect().bottom;
  const rows = [...document.querySelectorAll(".libfees-in-short dl > div")];
  return {
    fees: rows[0].getBoundingClientRect().bottom,
    limit: rows[1].getBoundingClientRect().bottom,
    pay: bottom(".libfees-in-short .libfees-button"),
    banner: bottom(".libfees-notices") - bottom(".site-header"),
    title: bottom("h1"),
    calculator: document.querySelector("#calculator").getBoundingClientRect().top,
    page: document.documentElement.scrollHeight,
  };
}"""
# How far what was drawn has moved since, and what moves when it changes.
SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  const add = (list) => list.getEntries().forEach((entry) => { sum += entry.value; });
  new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 200);
})"""
MOVES = """[...document.querySelectorAll(".libfees *, .libfees-notices *")]
  .flatMap((one) => ["", "::before", "::after"].map((part) => getComputedStyle(one, part || null)))
  .filter((style) => style.transitionDuration !== "0s" || style.animationName !== "none")
  .map((style) => style.transitionProperty)"""
VARIANTS = ["coming", "groups", "ways"]
QUESTIONS = ("/spoergsmaal-om-betaling/", "/en/questions-about-payment/")
EIGHT = """
from wagtail_libfees.pages.models import ServiceNoticePage as Notice
first = Notice.objects.live().filter(locale__language_code="da").exclude(severity="urgent").first()
for number in range(8):
    first.copy(update_attrs={"slug": f"nr-{number}", "title": f"Nr. {number}"}, keep_live=True)
"""


# Every kind of page of the example site, whole.
WHOLE = {
    "da": (
        *("/", "/takster/", "/takster/?group=Voksne+fra+18+%C3%A5r&due=2026-10-01"),
        *("/takster/?group=&due=", "/spoergsmaal-om-betaling/", "/servicemeddelelser/"),
        *("/servicemeddelelser/betal-i-mit-betalingsoverblik/", "/soeg/?q=betaling"),
        *("/findes-ikke/", "/libfees/q/bade7"),
    ),
    "en": (
        *("/en/", "/en/fees/", "/en/fees/?group=&due=", "/en/questions-about-payment/"),
        *("/en/service-notices/", "/en/service-notices/harbour-library-closed/"),
        *("/en/search/?q=fee", "/en/nowhere/"),
    ),
}
UNFOLD = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
# What is wider than the screen, or than the control that it names.
SIDEWAYS = """() => {
  const edge = document.documentElement.clientWidth + 1;
  const isForListeners = (found) => {
    for (let one = found; one; one = one.parentElement) {
      if (getComputedStyle(one).clipPath === "inset(50%)") return true;
    }
    return false;
  };
  const isWide = (one) => one.getBoundingClientRect().right > edge
    || (one.matches("a, button, summary") && one.clientWidth
      && one.scrollWidth > one.clientWidth + 1);
  return [...document.querySelectorAll("html, body *:not(svg *)")]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !isForListeners(one))
    .filter((one) => isWide(one) || (one.localName === "html" && one.scrollWidth > edge))
    .map((one) => `${one.localName}.${one.className} ${one.textContent.trim().slice(0, 30)}`);
}"""


@pytest.mark.parametrize("language", WHOLE)
def test_no_page_scrolls_sideways_however_large_its_text_and_long_its_names(
    open_page, run, language
):
    run(LONG_NAMES)
    page = open_page("/", width=360)
    found = {}
    for path in WHOLE[language]:
        page.goto(path)
        # Text alone at 200 %, and a page that is zoomed, folds and menu open.
        for width, percent in ((320, 200), (360, 200), (180, 100), (320, 100)):
            page.set_viewport_size({"width": width, "height": 740})
            page.evaluate(ENLARGE, percent)
            page.evaluate(UNFOLD)
            if wide := page.evaluate(SIDEWAYS):
                found[path, width, percent] = wide
        page.evaluate(SPACING)
        page.evaluate(ENLARGE, 200)
        if wide := page.evaluate(SIDEWAYS):
            found[path, "spacing"] = wide
    assert found == {}


@pytest.mark.parametrize("path", ["/takster/", "/en/fees/"])
def test_what_borrowers_come_for_stands_on_the_first_screen_of_a_phone(open_page, path):
    page = open_page(path, width=360)
    expect(page.locator(".libfees-notice:visible")).to_have_count(2)
    found = page.evaluate(PLACES)
    assert max(found["fees"], found["limit"], found["pay"]) <= 740
    assert found["banner"] <= 96
    assert found["calculator"] < 2000
    assert found["page"] <= 5 * 740


def test_the_whole_page_is_five_screens_of_a_phone_whatever_it_has_to_tell(open_page, run):
    run(FOUR_GROUPS + COMING + FOUR_ROUTES)
    for path in ("/takster/", "/en/fees/"):
        page = open_page(path, width=360)
        found = page.evaluate(PLACES)
        assert max(found["fees"], found["limit"], found["pay"]) <= 740
        assert found["calculator"] < 2000
        assert found["page"] <= 5 * 740
        for percent in (100, 200):
            page.set_viewport_size({"width": 320, "height": 740})
            page.evaluate(ENLARGE, percent)
            assert page.evaluate(SIDEWAYS) == []


# The labels of the drawing that lie over another, or out of it.
CROSSED = """() => {
  const svg = document.querySelector(".libfees-chart").getBoundingClientRect();
  const words = [...document.querySelectorAll(".libfees-chart text")];
  const box = (one) => one.getBoundingClientRect();
  const meet = (a, b) => box(a).left < box(b).right && box(b).left < box(a).right
    && box(a).top + 3 < box(b).bottom && box(b).top + 3 < box(a).bottom;
  return words.filter((one) => box(one).left < svg.left - 1 || box(one).right > svg.right + 1
    || words.some((other) => other !== one && meet(one, other))).map((one) => one.textContent);
}"""


@pytest.mark.parametrize("rates", [COMING, FOUR_GROUPS, LONG_NAMES], ids=[*VARIANTS[:2], "long"])
def test_no_label_of_the_drawing_lies_over_another(open_page, run, rates):
    run(rates)
    for path in ("/takster/", "/en/fees/"):
        assert open_page(path).evaluate(CROSSED) == []


def test_however_many_notices_there_are_the_title_stands_on_the_first_screen(open_page, run):
    run(EIGHT)
    page = open_page("/takster/", width=360)
    expect(page.locator(".libfees-notices-more")).to_contain_text("servicemeddelelser")
    found = page.evaluate(PLACES)
    assert found["banner"] <= 96
    assert found["title"] <= 740


@pytest.mark.parametrize(
    ("path", "most"),
    # The questions have a search, which they bring on top.
    [*((path, 16_000) for path in ("/takster/", "/en/fees/")), *((q, 16_384) for q in QUESTIONS)],
)
def test_a_page_with_all_that_it_loads_weighs_no_more(open_page, path, most):
    page = open_page(path)
    loaded = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    sizes = {
        url: len(gzip.compress(page.request.get(url).body(), 9)) for url in [page.url, *loaded]
    }
    assert sum(sizes.values()) <= most, sizes


@pytest.mark.parametrize("path", ["/takster/", "/spoergsmaal-om-betaling/", "/servicemeddelelser/"])
def test_nothing_moves_while_a_page_loads_nor_for_who_asks_for_no_motion(open_page, path):
    page = open_page(path, width=360)
    assert page.evaluate(SHIFTS) == 0
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(MOVES) == []


def test_every_link_of_the_page_to_itself_leads_somewhere(open_page, run):
    run(COMING)
    for path, words in (
        (
            "/takster/",
            [
                *("for-sent", "beregn", "forloeb", "mistet", "betal", "rykker", "spaerret"),
                *("andre-priser", "kontakt", "kommende", "tidligere"),
            ],
        ),
        (
            "/en/fees/",
            [
                *("late", "calculate", "what-happens", "lost", "pay", "reminder-fees", "blocked"),
                *("other-prices", "contact", "coming", "former"),
            ],
        ),
    ):
        page = open_page(path)
        links = page.locator(".libfees-contents a")
        assert [link.get_attribute("href") for link in links.all()] == [f"#{w}" for w in words]
        # Each has the words of the heading that it leads to.
        for link in links.all():
            part = page.locator(link.get_attribute("href"))
            heading = part.locator("h2, .libfees-former > summary").first
            expect(heading).to_have_text(link.inner_text())
        lost = """[...document.querySelectorAll(".libfees a[href^='#']")]
            .filter((a) => !document.getElementById(a.hash.slice(1))).map((a) => a.hash)"""
        assert page.evaluate(lost) == []
        # The addresses that were printed before.
        for old in ("calculator", "timeline", "former-rates"):
            expect(page.locator(f"#{old}")).to_be_attached()


both = pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
# Whether what an address has led to is in sight: itself, or its heading and what is folded there.
LANDED = """() => {
  const found = document.getElementById(location.hash.slice(1));
  const inner = found.querySelector(".libfees-fold, .libfees-former");
  const fold = found.matches("details") ? found : inner;
  const inFold = found.parentElement.closest("details");
  const heading = fold ? fold.querySelector("summary") : found.querySelector("h2");
  const seen = inFold ? found : heading;
  const box = seen.getBoundingClientRect();
  const text = fold ? heading.nextElementSibling : seen;
  return box.top >= 0 && box.bottom <= innerHeight && text.checkVisibility()
    && text.getBoundingClientRect().height > 0;
}"""


@both
@pytest.mark.parametrize("path", ["/takster/", "/en/fees/"])
def test_every_anchor_leads_to_something_open(open_page, run, script, path):
    run(COMING)
    page = open_page(path, width=360, script=script)
    ids = "[...document.querySelectorAll('.libfees-part, .libfees-part [id]')].map((one) => one.id)"
    parts = [found for found in page.evaluate(ids) if not found.startswith("libfees-")]
    assert {"timeline", "coming-rates", "former-rates", "calculator"} <= set(parts)
    closed = []
    for anchor in filter(None, parts):
        page.goto("about:blank")
        page.goto(f"{path}#{anchor}")
        page.wait_for_function("document.readyState === 'complete'")
        if not page.evaluate(LANDED):
            closed.append(anchor)
    assert closed == []


def test_a_link_opens_its_fold_again(open_page):
    page = open_page("/takster/#forloeb", width=360)
    fold = page.locator("#timeline details")
    expect(fold).to_have_attribute("open", "")
    fold.locator("summary").click()
    page.locator(".libfees-contents summary").click()
    page.get_by_role("link", name="Hvad sker der hvornår").click()
    expect(fold).to_have_attribute("open", "")


def ask(page, **fields):
    """Fill in the calculator, unfold the rest of it where it is needed, and press Enter."""
    calculator = page.locator("#calculator")
    if {"returned", "age"} & set(fields):
        calculator.locator(".libfees-more summary").click()
    for name, value in fields.items():
        if name == "group":
            calculator.get_by_label(value).check()
        else:
            calculator.locator(f"[name={name}]").fill(value)
    calculator.locator("[name=due]").first.press("Enter")
    return calculator


@both
def test_calculator_answers_and_the_answer_is_in_sight(open_page, script):
    page = open_page("/takster/", width=360, script=script)
    calculator = ask(page, group="Voksne fra 18 år", due="2026-10-01", returned="2026-10-10")
    answer = calculator.locator("#answer")
    expect(answer).to_contain_text(re.compile("Den 10. oktober 2026: 70\\s*kr."))
    expect(answer).to_be_in_viewport()
    expect(answer.get_by_role("link", name="Betal i Mit Betalingsoverblik")).to_be_visible()
    if script:
        expect(answer).to_be_focused()
    # What was typed stays out of the address.
    assert "due=" not in page.url


@both
def test_the_other_language_has_the_same_answer_where_the_address_asked(open_page, script):
    page = open_page("/takster/?group=Voksne+fra+18+år&due=2026-10-01", width=360, script=script)
    page.get_by_role("link", name="English").click()
    expect(page.locator("#answer")).to_contain_text("Today: DKK 230")
    expect(page.get_by_label("Adults from 18")).to_be_checked()


def test_the_other_language_has_the_same_answer_without_script(open_page):
    page = open_page("/takster/", width=360, script=False)
    ask(page, group="Voksne fra 18 år", due="2026-10-01")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#answer")).to_contain_text("Today: DKK 230")
    expect(page.get_by_label("Adults from 18")).to_be_checked()
    assert "due=" not in page.url


def test_escape_closes_the_menu_of_a_phone(open_page):
    page = open_page("/takster/", width=360)
    menu = page.locator(".site-menu")
    menu.locator("summary").click()
    menu.get_by_role("link", name="Takster").focus()
    page.keyboard.press("Escape")
    expect(menu.locator("summary")).to_be_focused()
    expect(menu.get_by_role("link", name="Takster")).to_be_hidden()


@both
def test_calculator_takes_several_items_and_lets_one_go(open_page, script):
    page = open_page("/takster/", script=script)
    calculator = page.locator("#calculator")
    calculator.locator(".libfees-more summary").click()
    calculator.locator("[name=age]").fill("30")
    calculator.locator("[name=due]").fill("2026-10-01")
    calculator.locator("[name=returned]").fill("2026-10-03")
    for number in (2, 3):
        calculator.get_by_role("button", name="Tilføj et materiale").click()
        expect(calculator.locator("[name=due]")).to_have_count(number)
        if not script:
            expect(calculator.locator("h2")).to_be_in_viewport()
        calculator.locator("[name=due]").last.fill("2026-09-01")
        calculator.locator("[name=returned]").last.fill("2026-10-03")
    for number in (3, 2):
        calculator.get_by_role("button", name=f"Fjern materiale {number}").click()
        expect(calculator.locator("[name=due]")).to_have_count(number - 1)
        expect(calculator.locator(".libfees-more")).to_have_attribute("open", "")
    calculator.get_by_role("button", name="Tilføj et materiale").click()
    expect(calculator.locator("[name=due]")).to_have_count(2)
    calculator.locator("[name=due]").last.fill("2026-09-01")
    calculator.locator("[name=returned]").last.fill("2026-10-03")
    expect(calculator.locator("[name=due]").first).to_have_value("2026-10-01")
    calculator.get_by_role("button", name="Beregn").click()
    expect(calculator.locator("#answer")).to_contain_text(re.compile("250\\s*kr."))


@both
def test_calculator_says_what_is_missing_and_leads_there(open_page, script):
    page = open_page("/takster/", width=360, script=script)
    calculator = ask(page)
    summary = calculator.locator("#answer")
    expect(summary.get_by_role("link")).to_have_count(2)
    expect(summary).to_be_in_viewport()
    expect(page).to_have_title(re.compile("^Fejl: Takster"))
    summary.get_by_role("link").last.click()
    expect(calculator.locator("[name=due]")).to_be_focused()
    results = Axe().run(page, options=OPTIONS) if script else None
    assert not results or results.violations_count == 0, results.generate_report()
    ask(page, group="Børn", due="2026-10-01")
    expect(page).to_have_title(re.compile("^Takster"))


def test_print_shows_the_answers(open_page):
    page = open_page("/spoergsmaal-om-betaling/")
    page.emulate_media(media="print")
    expect(page.locator(".libfees-answer").first).to_be_visible()
    expect(page.locator(".libfees-in-short")).to_be_visible()
    expect(page.locator(".libfees-notices")).to_be_hidden()


@pytest.mark.parametrize(
    "rates",
    ["", COMING, FOUR_GROUPS, FOUR_ROUTES, FOUR_GROUPS + COMING + FOUR_ROUTES],
    ids=["demo", *VARIANTS, "all"],
)
def test_print_of_the_rates_is_one_sheet_whatever_they_are_and_of_whatever_day(
    open_page, run, rates
):
    run(rates)
    page = open_page("/takster/")
    for path in (
        "/takster/",
        "/en/fees/",
        "/takster/?date=2025-12-31",
        "/takster/?date=2027-01-01",
    ):
        page.goto(path)
        sheets = page.pdf(format="A4", prefer_css_page_size=True).count(b"/Type /Page\n")
        assert sheets == 1, path


def test_print_of_the_rates_has_all_of_them(open_page):
    page = open_page("/takster/")
    page.emulate_media(media="print")
    expect(page.locator(".libfees-course")).to_be_visible()
    expect(page.get_by_role("row", name="Konsolspil")).to_be_visible()
    expect(page.locator(".libfees-printed")).to_contain_text("/takster/")


def test_borrower_copies_the_link_to_a_question_on_a_phone(open_page, site_url):
    page = open_page("/spoergsmaal-om-betaling/", width=360)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site_url)
    question = page.locator(".libfees-question").nth(1)
    question.locator("summary").click()
    button = question.get_by_role("button", name="Kopiér link til spørgsmålet")
    size = button.bounding_box()
    assert size["height"] >= 24
    assert size["x"] + size["width"] <= 360
    button.click()
    expect(question.get_by_role("status")).to_have_text("Linket er kopieret.")
    results = Axe().run(page, options=OPTIONS)
    assert results.violations_count == 0, results.generate_report()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(rf"{site_url}/libfees/q/[a-z]+[2-9]", copied)
    linked = open_page(copied)
    expect(linked.locator(".libfees-answer").nth(1)).to_be_visible()
    expect(linked.locator(".libfees-answer").nth(0)).to_be_hidden()


def test_without_script_the_link_to_a_question_is_a_link(open_page):
    page = open_page("/spoergsmaal-om-betaling/", width=360, script=False)
    question = page.locator(".libfees-question").nth(1)
    question.locator("summary").click()
    question.get_by_role("link", name="Link til spørgsmålet").click()
    page.wait_for_url("**/spoergsmaal-om-betaling/#q-*")
    expect(page.locator(".libfees-answer").nth(1)).to_be_visible()


def test_what_is_not_there_is_said_accessibly(open_page):
    page = open_page("/libfees/q/bade7", width=360)
    expect(page.locator("h1")).to_have_text("Der er ikke noget på denne adresse")
    results = Axe().run(page, options=OPTIONS)
    assert results.violations_count == 0, results.generate_report()
