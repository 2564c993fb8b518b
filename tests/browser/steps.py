"""What several tests do in the browser."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .danish import english_words

OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# The controls below `root` that are not the topmost thing at their own centre.
COVERED = """(root) => {
  const controls = "a[href], button, input:not([type=hidden]), select, textarea, summary, "
    + "[contenteditable=true]";
  const seen = (control) =>
    control.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && !control.disabled && !control.closest(".w-sr-only, .sr-only, [inert]")
    && control.getBoundingClientRect().width > 4;
  const below = document.querySelector(root).querySelectorAll(controls);
  return [...below].filter(seen).filter((control) => {
    control.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const box = control.getClientRects()[0];
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return !(top && (control.contains(top) || top.closest("label")?.control === control));
  }).map((control) => control.outerHTML.slice(0, 160));
}"""

# Opens the folded panels round `field`, the outermost first.
UNFOLD = """(field) => {
  const folded = [];
  let panel = field.closest(".w-panel");
  while (panel) {
    folded.unshift(panel.querySelector("[data-panel-toggle]"));
    panel = panel.parentElement.closest(".w-panel");
  }
  folded.filter((one) => one.ariaExpanded === "false").forEach((one) => one.click());
}"""


# What stays in sight while the rest scrolls: let it scroll along, or stay again.
LET_SCROLL = """on => {
  const sticky = it => getComputedStyle(it).position === "sticky";
  const held = on
    ? [...document.querySelectorAll("main *")].filter(sticky)
    : document.querySelectorAll("[data-was-sticky]");
  held.forEach(it => {
    it.style.position = on ? "static" : "";
    it.toggleAttribute("data-was-sticky", on);
  });
}"""


def assert_accessible(page):
    """Fail if axe finds something on a page of the admin."""
    # A click returns when the next page begins to load; axe needs the whole of it.
    page.wait_for_load_state("load")
    expect(page.locator("main h1, main h2, header h1").first).to_be_attached()
    # Wagtail's own messages fade in, and have too little contrast while they do.
    # The map of a form beside it is Wagtail's too, and scrolls without a stop for the keyboard.
    excluded = {"exclude": [[".messages"], [".w-minimap"]]}
    # What lies under the head or the foot of an editor's form is scrolled from under it.
    page.evaluate(LET_SCROLL, True)
    results = Axe().run(page, context=excluded, options=OPTIONS)
    page.evaluate(LET_SCROLL, False)
    assert results.violations_count == 0, results.generate_report()


def publish(page):
    """Press "Publish", which stands in the menu of the footer."""
    with page.expect_navigation(wait_until="load"):
        page.evaluate("document.querySelector('[name=action-publish]').click()")


def log_in(page, name):
    """Log in, on the login page, as a user whose password is that of the demo."""
    page.fill("[name=username]", name)
    page.fill("[name=password]", "demo")
    page.click("button[type=submit]")
    page.wait_for_url(lambda address: "/login/" not in address)


def unfold(field):
    """Open the blocks in which a field is folded away."""
    expect(field).to_be_attached()
    field.evaluate(UNFOLD)
    expect(field).to_be_visible()


class Hands:
    """The hands of an editor. What they do is counted: a click, a text typed, a key pressed.

    Clicks are those of the mouse, on what is in sight and on top; so what is covered fails.
    """

    def __init__(self, page, written=()):
        self.page, self.written, self.count = page, written, 0

    def click(self, locator):
        """Click it when it is there."""
        self.count += 1
        locator.click()

    def leave_by(self, locator):
        """Click on what leads to another screen, and wait until that is there."""
        with self.page.expect_navigation(wait_until="load"):
            self.click(locator)

    def type(self, locator, text):
        """Go to a field and write in place of what it says: one action, whatever its length."""
        self.count += 1
        locator.click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    def publish(self):
        """Press “Publish”, which stands in the menu of the footer."""
        footer = self.page.get_by_role("navigation", name="Handlinger (nederst)")
        self.click(footer.locator("[data-w-dropdown-target='toggle']"))
        self.leave_by(self.page.locator("[name=action-publish]"))

    def in_menu(self, label):
        """Choose from the menu in the head of a page."""
        self.click(self.page.get_by_role("button", name="Handlinger").first)
        self.leave_by(self.page.get_by_role("link", name=label))

    def look(self):
        """The screen is accessible, fits its width, and says nothing in English."""
        self.page.wait_for_load_state("networkidle")
        # A text that has no name yet is being built.
        nameless = self.page.locator(
            "form [contenteditable=true]:not([aria-label], [aria-labelledby])"
        )
        expect(nameless).to_have_count(0)
        assert_accessible(self.page)
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert english_words(self.page, self.written) == []
