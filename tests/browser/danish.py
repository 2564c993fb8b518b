"""English words on a screen that is to be Danish.

`english_words.txt` has the words of Wagtail's texts that are no Danish words. What is read is all
that the page says, hidden menus, dialogs and the names for screen readers too; what editors have
written is taken out.
"""

import re
from pathlib import Path

WORDS = set((Path(__file__).parent / "english_words.txt").read_text().split())

# What no catalogue reaches: Wagtail and wagtail-localize do not pass it through gettext. See
# docs/danish.md; a newer version may say it in Danish.
HARD_CODED = re.compile(
    # The name of a menu in the translation editor.
    r"More actions"
    # A button of the calendar that Wagtail never shows.
    r"|Save Selected"
    # The translation editor, and what a report counts.
    r"|\w+ to \w+ translation|\d+ translations?"
    # The name of a page type in Python, which its report shows.
    r"|[a-z_]+\.[a-z]+"
)

# What the page says: texts, also of what is folded or kept in a template, and names of controls.
READ = """() => {
  const skipped = "script, noscript, style, svg, iframe, textarea, select[name*=time_zone], "
    + "[lang]:not(html), [contenteditable]";
  const said = [];
  const read = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.closest(skipped)) continue;
      for (const name of ["aria-label", "title", "placeholder", "alt"]) {
        if (element.hasAttribute(name)) said.push(element.getAttribute(name));
      }
      for (const node of element.childNodes) {
        if (node.nodeType === Node.TEXT_NODE && node.data.trim()) said.push(node.data.trim());
      }
      if (element.tagName === "TEMPLATE") read(element.content);
      if (element.shadowRoot) read(element.shadowRoot);
    }
  };
  read(document.documentElement);
  return said;
}"""


def english_words(page, written):
    """The texts of a page that hold an English word, each with its words."""
    content = re.compile("|".join(map(re.escape, sorted(written, key=len, reverse=True))))
    said = [text for text in page.evaluate(READ) if not HARD_CODED.fullmatch(text)]
    return [
        (text, words)
        for text in dict.fromkeys(content.sub("", text) for text in said)
        if (words := [w for w in re.findall(r"[^\W\d_]+", text.lower()) if w in WORDS])
    ]
