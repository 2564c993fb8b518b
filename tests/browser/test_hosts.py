"""The components in other people's sites: four hosts, every width, scheme and size of text.

A host is a style sheet that knows nothing of ours. `hosts/` has the manners of three well-known
ones in our own words; with `HOST_STYLES=<node_modules>` the tests ask the same in their own (see
`scripts/host_pages.py`). The fourth is a page without any style of a site.
"""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from scripts.host_pages import ENLARGE, FAULTS, HOSTS, PAGES, SCHEME, SPACING, WIDTHS, dress

REDUCED = Path(__file__).parent / "hosts"
RELEASED = os.environ.get("HOST_STYLES", "")
# Everything that axe knows but for the strictest contrast, which hosts decide.
AXE = {"rules": {"color-contrast-enhanced": {"enabled": False}}, "runOnly": []}
AXE["runOnly"] = [
    *("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa"),
    *("best-practice", "experimental"),
]
# What has the focus: whether it is seen, and whether something shows that it has it.
FOCUS = """() => {
  const found = document.activeElement;
  const box = found.getBoundingClientRect();
  const style = getComputedStyle(found);
  return {
    name: found.name || found.textContent.trim(),
    ours: Boolean(found.closest(".libfees, .libfees-notices")),
    seen: box.bottom > 0 && box.top < innerHeight && box.height > 0,
    shown: parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== "none",
  };
}"""
each_host = pytest.mark.parametrize("name", HOSTS)


def stylesheet(name):
    """The style sheet of a host: as released if it was asked for, else our words for it."""
    host = HOSTS[name]
    if not host.css:
        return ""
    return (Path(RELEASED, host.css) if RELEASED else REDUCED / f"{name}.css").read_text()


@pytest.fixture
def in_host(chromium, site_url):
    """Open an address in a host; a page whose script fails, or that breaks the policy, is told."""
    contexts, errors = [], []

    def opened(name, path, *, width=360, scheme="light", script=True):
        context = chromium.new_context(
            base_url=site_url,
            viewport={"width": width, "height": 740},
            color_scheme=scheme,
            java_script_enabled=script,
            # What scrolls smoothly has not come to rest yet when a test looks.
            reduced_motion="reduce",
            locale="da-DK",
        )
        contexts.append(context)
        dress(context, HOSTS[name], stylesheet(name))
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


def shown_as(page, scheme, percent, forced):
    page.emulate_media(color_scheme=scheme, forced_colors="active" if forced else "none")
    page.evaluate(SCHEME, scheme)
    page.evaluate(ENLARGE, percent)


def faults_of(page, widths=WIDTHS):
    found = {}
    for width in widths:
        page.set_viewport_size({"width": width, "height": 740})
        if faults := page.evaluate(FAULTS):
            found[width] = faults
    return found


@each_host
def test_nothing_is_wide_cut_off_or_too_small_however_it_is_read(in_host, name):
    found = {}
    page = in_host(name, "/takster/")
    for title, path in PAGES.items():
        page.goto(path)
        for scheme, percent, forced in [
            ("light", 100, False),
            ("dark", 100, False),
            ("light", 200, False),
            ("dark", 100, True),
        ]:
            shown_as(page, scheme, percent, forced)
            if faults := faults_of(page, WIDTHS[:2] if forced else WIDTHS):
                found[title, scheme, percent, forced] = faults
        shown_as(page, "light", 100, forced=False)
        page.evaluate(SPACING)
        if faults := faults_of(page):
            found[title, "spacing"] = faults
        page.evaluate(ENLARGE, 200)
        if faults := faults_of(page, WIDTHS[:1]):
            found[title, "spacing", 200] = faults
    assert found == {}


# The page with a mistake has every kind of component but those of questions and notices.
@each_host
@pytest.mark.parametrize(
    ("title", "width", "scheme"),
    [
        ("wrong", 320, "dark"),
        ("answer", 1280, "light"),
        ("faq", 360, "light"),
        ("notice", 768, "dark"),
    ],
)
def test_axe_finds_nothing_in_a_host(in_host, name, title, width, scheme):
    page = in_host(name, PAGES[title], width=width, scheme=scheme)
    page.evaluate(SCHEME, scheme)
    ours = {"include": [[".libfees"], [".libfees-notices"]]}
    results = Axe().run(page, context=ours, options=AXE)
    assert results.violations_count == 0, results.generate_report()


@each_host
def test_a_borrower_comes_to_the_answer_by_keyboard_alone(in_host, name):
    page = in_host(name, "/takster/")
    seen = []
    for _stop in range(40):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if not focus["ours"]:
            continue
        assert focus["seen"], focus
        assert focus["shown"], focus
        seen.append(focus["name"])
        if focus["name"] == "group":
            break
    assert "Betal i Mit Betalingsoverblik" in seen
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Voksne fra 18 år")).to_be_checked()
    page.keyboard.press("Tab")
    page.locator("[name=due]").first.fill("2026-10-01")
    page.keyboard.press("Enter")
    expect(page.locator("#answer")).to_be_focused()
    expect(page.locator("#answer")).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.locator("#answer .libfees-button")).to_be_focused()
    # What is folded opens by keyboard too.
    page.locator(".libfees-all summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("row", name="Konsolspil")).to_be_visible()


@each_host
def test_a_borrower_comes_to_the_answer_without_script(in_host, name):
    page = in_host(name, "/takster/", script=False)
    page.get_by_label("Voksne fra 18 år").check()
    page.locator("[name=due]").first.fill("2026-10-01")
    page.get_by_role("button", name="Beregn").click()
    answer = page.locator("#answer")
    expect(answer).to_contain_text("Du er spærret")
    expect(answer).to_be_in_viewport()
    expect(answer.locator(".libfees-button")).to_be_visible()
    # No button is seen that would do nothing.
    expect(page.locator(".libfees-notice-dismiss").first).to_be_hidden()
    page.goto("/spoergsmaal-om-betaling/")
    page.locator(".libfees-question summary").first.click()
    expect(page.locator(".libfees-answer").first).to_be_visible()


def test_the_style_sheets_of_the_hosts_are_their_own():
    if not RELEASED:
        pytest.skip("Set HOST_STYLES to a node_modules with bootstrap, govuk-frontend and dkfds.")
    named = [Path(RELEASED, host.css) for host in HOSTS.values() if host.css]
    assert [path for path in named if not path.is_file()] == []
