"""Pictures of the public pages inside the style sheets of other sites, at every width that counts.

`python scripts/host_pages.py URL FOLDER NODE_MODULES` opens the pages of a running example site at
URL, takes its own style sheet away and puts that of a host in its place, as npm installs it
(`npm install --ignore-scripts bootstrap govuk-frontend dkfds`). It writes a picture of each host,
page, width and scheme into FOLDER and tells where something is wider than the screen or a control
is too small. Look at the pictures.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright

from scripts.find_chromium import installed

ROOT = Path(__file__).resolve().parents[1]
TOKENS = ROOT / "wagtail_libfees" / "static" / "wagtail_libfees" / "tokens"
PAGES = {
    "takster": "/takster/",
    "answer": "/takster/?group=Voksne+fra+18+%C3%A5r&due=2026-10-01",
    "wrong": "/takster/?group=&due=",
    "faq": "/spoergsmaal-om-betaling/",
    "archive": "/servicemeddelelser/",
}
WIDTHS = (320, 360, 768, 1280)


@dataclass(frozen=True)
class Host:
    """A site that the components stand in: its style sheet, its tokens, and its classes."""

    css: str = ""
    tokens: str = ""
    html: str = ""
    body: str = ""
    main: str = ""


HOSTS = {
    "bare": Host(),
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
DRESS = """([css, tokens, host]) => {
  document.querySelectorAll(".site-header, .site-footer, .skip-link, wagtail-userbar")
    .forEach((found) => found.remove());
  document.querySelector("link[href*='example_site/site.css']").remove();
  document.querySelector("meta[name=color-scheme]").remove();
  const sheet = (text) => Object.assign(document.createElement("style"), { textContent: text });
  document.head.prepend(sheet(css));
  document.head.append(sheet(tokens));
  document.documentElement.className = host.html;
  document.body.className = host.body;
  document.querySelector("main").className = host.main;
}"""
FAULTS = """() => {
  const seen = [...document.querySelectorAll(".libfees *, .libfees-notices *")]
    .filter((found) => found.checkVisibility({ visibilityProperty: true }));
  const name = (found) => `${found.localName}.${found.className}`;
  const may = ".libfees-table, .libfees-sr, .libfees-notice-title, svg";
  const scrolls = (found) => found.closest(may);
  const wide = seen.filter((found) => !scrolls(found)
    && found.getBoundingClientRect().right > document.documentElement.clientWidth + 1);
  const small = seen.filter((found) => found.matches(".libfees-button, input:not([type=radio])")
    && found.getBoundingClientRect().height < 44);
  const tiny = seen.filter((found) => parseFloat(getComputedStyle(found).fontSize) < 13);
  return { wide: wide.map(name), small: small.map(name), tiny: tiny.map(name) };
}"""


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
                bypass_csp=True,
                color_scheme=options.scheme,
                forced_colors="active" if options.forced_colors else "none",
                locale="da-DK",
            )
            look_at(context.new_page(), name, host, options)
            context.close()
        browser.close()


def look_at(page, name: str, host: Host, options) -> None:
    """Take the pictures of one host, and print what is wrong in them."""
    css = (options.modules / host.css).read_text() if host.css else ""
    tokens = (TOKENS / host.tokens).read_text() if host.tokens else ""
    if options.scheme == "dark":
        tokens += ":root { color-scheme: light dark; }"
    if options.text != 100:
        # As a browser does that enlarges text alone: what is sized by the text grows with it.
        tokens += f"body {{ font-size: {options.text}%; }}"
    for title, path in PAGES.items():
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(path)
            page.evaluate(DRESS, [css, tokens, vars(host)])
            faults = {kind: found for kind, found in page.evaluate(FAULTS).items() if found}
            if faults:
                print(name, title, width, faults)
            page.screenshot(path=options.folder / f"{name}-{title}-{width}.png", full_page=True)


if __name__ == "__main__":
    main()
