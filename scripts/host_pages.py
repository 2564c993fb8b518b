"""Pictures of the public pages inside the style sheets of other sites, at every width that counts.

`python -m scripts.host_pages URL FOLDER NODE_MODULES` opens the pages of a running example site at
URL with the style sheet of a host in the place of its own, as npm installs it
(`npm install --ignore-scripts bootstrap govuk-frontend dkfds`). It writes a picture of each host,
page, width and scheme into FOLDER and tells where something is wider than the screen, cut off or
too small. Look at the pictures. `tests/browser/test_hosts.py` asks the same without them.
"""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup
from playwright.sync_api import sync_playwright

from scripts.find_chromium import installed

ROOT = Path(__file__).resolve().parents[1]
TOKENS = ROOT / "wagtail_libfees" / "static" / "wagtail_libfees" / "tokens"
PAGES = {
    "takster": "/takster/",
    "fees": "/en/fees/",
    "answer": "/takster/?group=Voksne+fra+18+%C3%A5r&due=2026-10-01",
    "wrong": "/takster/?group=&due=",
    "faq": "/spoergsmaal-om-betaling/",
    "notice": "/servicemeddelelser/betal-i-mit-betalingsoverblik/",
    "archive": "/servicemeddelelser/",
}
WIDTHS = (320, 360, 768, 1280)
SITE_CSS = re.compile(r"/example_site/site[^/]*\.css")
OF_THE_SITE = ".site-header, .site-footer, .skip-link, wagtail-userbar, meta[name=color-scheme]"


@dataclass(frozen=True)
class Host:
    """A site that the components stand in: its style sheet, its tokens, and its classes."""

    css: str = ""
    tokens: str = ""
    html: str = ""
    body: str = ""
    main: str = ""
    own: str = ""

    def styles(self, css: str) -> str:
        """What the pages load: the host's style sheet `css`, then the tokens for it."""
        tokens = (TOKENS / self.tokens).read_text() if self.tokens else ""
        return css + self.own + tokens

    def dressed(self, html: str) -> str:
        """The page of the example site as the host has it around."""
        soup = BeautifulSoup(html, "html.parser")
        for found in soup.select(OF_THE_SITE):
            found.decompose()
        for name in ("html", "body", "main"):
            if soup.find(name) is not None:
                soup.find(name)["class"] = getattr(self, name)
        return str(soup)


HOSTS = {
    # A page without any style of a site; it says that it is dark where the reader's device is.
    "bare": Host(own=":root { background: Canvas; color-scheme: light dark; }"),
    "bootstrap": Host(css="bootstrap/dist/css/bootstrap.min.css", main="container py-4"),
    "govuk": Host(
        css="govuk-frontend/dist/govuk/govuk-frontend.min.css",
        tokens="govuk.css",
        html="govuk-template",
        body="govuk-template__body",
        main="govuk-width-container govuk-main-wrapper",
    ),
    "dkfds": Host(css="dkfds/dist/css/dkfds.min.css", tokens="dkfds.css", main="container py-4"),
}
# Bootstrap has its dark colours by an attribute; the others pay no heed to it.
SCHEME = "(scheme) => { document.documentElement.dataset.bsTheme = scheme; }"
# As a browser does that enlarges text alone: what is sized by the text grows with it.
ENLARGE = """(percent) => {
  const root = document.documentElement;
  root.style.fontSize = "";
  const size = parseFloat(getComputedStyle(root).fontSize);
  root.style.fontSize = percent === 100 ? "" : `${(size * percent) / 100}px`;
}"""
# What WCAG 1.4.12 lets a reader ask for.
SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { letter-spacing: 0.12em !important; line-height: 1.5 !important;
    word-spacing: 0.16em !important } p { margin-block-end: 2em !important }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
FAULTS = """() => {
  const isForListeners = (found) => {
    for (let one = found; one; one = one.parentElement) {
      if (getComputedStyle(one).clipPath === "inset(50%)") return true;
    }
    return false;
  };
  const seen = [...document.querySelectorAll(".libfees, .libfees *, .libfees-notices *")]
    .filter((found) => found.checkVisibility({ visibilityProperty: true }))
    .filter((found) => !found.closest("svg") && !isForListeners(found));
  const words = (found) => found.textContent.trim();
  const name = (one) => `${one.localName}.${one.className} ${words(one).slice(0, 40)}`;
  const box = (found) => found.getBoundingClientRect();
  const style = (found) => getComputedStyle(found);
  const edge = document.documentElement.clientWidth + 1;
  const table = ".libfees-table";
  const fits = (found) =>
    found.scrollWidth <= found.clientWidth + 1 && found.scrollHeight <= found.clientHeight + 1;
  // A link in a sentence is as high as its line.
  const inSentence = (found) =>
    found.localName === "a" && words(found.closest("p, li, dd")) !== words(found);
  const target = (found) => found.closest("label") || found;
  // A word of the package's own that goes on in the next line, but for wider letters.
  const isBroken = (found) => [...found.textContent.matchAll(/\\S+/g)].some((word) => {
    const range = document.createRange();
    range.setStart(found.firstChild, word.index);
    range.setEnd(found.firstChild, word.index + word[0].length);
    return range.getClientRects().length > 1;
  });
  const controls = seen.filter((found) => found.matches("a, button, input, select, summary"));
  const faults = {
    wide: seen.filter((f) => !f.parentElement.closest(table))
      .filter((f) => box(f).right > edge || box(f).left < -1),
    scrolls: seen.filter((f) => f.matches(table) && !fits(f)),
    cut: seen.filter((f) => f.clientHeight && style(f).overflowX !== "visible" && !fits(f)
      && !f.matches(table)),
    button: seen.filter((f) => f.matches(".libfees-button") && !fits(f)),
    low: seen.filter((f) => f.matches(".libfees-button, input:not([type=radio])"))
      .filter((f) => box(f).height < 44),
    target: controls.filter((f) => !inSentence(f))
      .filter((f) => Math.min(box(target(f)).width, box(target(f)).height) < 23.5),
    broken: seen.filter((f) => f.matches("thead th:first-child"))
      .filter((f) => style(f).letterSpacing === "normal" && isBroken(f)),
    tiny: seen.filter((f) => parseFloat(style(f).fontSize) < 12),
    // What stands in a row or a grid is no list to the eye.
    bullet: seen.filter((f) => f.matches("li") && style(f.parentElement).display !== "block")
      .filter((f) => getComputedStyle(f, "::before").content !== "none"),
  };
  const found = Object.entries(faults).filter(([, all]) => all.length);
  return Object.fromEntries(found.map(([kind, all]) => [kind, all.map(name)]));
}"""


def dress(context, host: Host, css: str) -> None:
    """Let each page that `context` loads stand in `host`, also without scripts."""

    def with_host(route):
        if route.request.resource_type != "document":
            route.fallback()
            return
        response = route.fetch()
        route.fulfill(response=response, body=host.dressed(response.text()))

    context.route("**/*", with_host)
    styles = host.styles(css)
    context.route(SITE_CSS, lambda route: route.fulfill(body=styles, content_type="text/css"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("url")
    parser.add_argument("folder", type=Path)
    parser.add_argument("modules", type=Path)
    parser.add_argument("--scheme", choices=("light", "dark"), default="light")
    parser.add_argument("--forced-colors", action="store_true")
    parser.add_argument("--text", type=int, default=100, help="size of the text in per cent")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed(), args=["--no-sandbox"])
        for name, host in HOSTS.items():
            context = browser.new_context(
                base_url=options.url,
                color_scheme=options.scheme,
                forced_colors="active" if options.forced_colors else "none",
                locale="da-DK",
            )
            dress(context, host, (options.modules / host.css).read_text() if host.css else "")
            look_at(context.new_page(), name, options)
            context.close()
        browser.close()


def look_at(page, name: str, options) -> None:
    """Take the pictures of one host, and print what is wrong in them."""
    for title, path in PAGES.items():
        page.goto(path)
        page.evaluate(SCHEME, options.scheme)
        page.evaluate(ENLARGE, options.text)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            if faults := page.evaluate(FAULTS):
                print(name, title, width, faults)
            page.screenshot(path=options.folder / f"{name}-{title}-{width}.png", full_page=True)


if __name__ == "__main__":
    main()
