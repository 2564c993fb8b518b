"""What several tests do in the browser."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

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


def assert_accessible(page):
    """Fail if axe finds something on a page of the admin."""
    # A click returns when the next page begins to load; axe needs the whole of it.
    page.wait_for_load_state("load")
    expect(page.locator("main h1, main h2, header h1").first).to_be_attached()
    # Wagtail's own messages fade in, and have too little contrast while they do.
    results = Axe().run(page, context={"exclude": [[".messages"]]}, options=OPTIONS)
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
