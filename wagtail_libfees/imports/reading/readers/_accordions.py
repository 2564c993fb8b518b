"""Finding accordion labels and their panels in HTML, whatever ties them together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from lxml.etree import _Element

from ..audience import audience_of_heading
from ..document import Line
from ..page_furniture import GLYPHS
from ..questions import asks
from ..records import Audience
from ._xpath import line_of

_NAME = (
    "(?:accordion|akkordeon|harmonica|faq|qa|collapse|collapsible|toggle|expand|expander|fold"
    "|foldable|foldout|disclosure)"
)
_LABEL_TOKEN = re.compile(
    rf"(?:.*[-_])?{_NAME}s?(?:[-_]+|item)*(?:question|title|header|heading|label|trigger|toggle"
    r"|button|headline|summary|link|control)|(?:faq-)?(?:question|spoergsmaal|sporgsmal)",
    re.IGNORECASE,
)
_PANEL_TOKEN = re.compile(
    r"(?:.*[-_])?(?:answer|svar|content|panel|body|text|pane|inner|collapse|details|target)\d*",
    re.IGNORECASE,
)
# Labels that say what a click does and not what the panel is about.
_MEANINGLESS = re.compile(
    r"\W*(?:(?:vis|se|læs|fold|klap|åbn|luk|show|read|open|close|expand|collapse|toggle|hide|skjul)?"
    r"\s*(?:mere|mindre|more|less|ud|ind|op|svar(?:et)?|answer|indhold|content|afsnit|section"
    r"|panel|details|detaljer|alle|all)?|next|previous|næste|forrige|menu|søg|search"
    r"|icon description)\W*",
    re.IGNORECASE,
)
_NO_DISCLOSURE = re.compile(
    r"\W*(?:menu|søg|search|luk|close|næste|forrige|next|previous|slide.*|vis alle|åbn alle"
    r"|fold alle.*|show all|expand all|open all|close all)\W*",
    re.IGNORECASE,
)
_UNSEEN = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|hide-visually|element-invisible|screen-reader-text)"
    r"(?:\s|$)"
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LABEL_TAGS = HEADINGS | {"dt", "summary"}


@dataclass(frozen=True)
class Accordions:
    """`labels`: panel -> label element or None when lost. `skip`: read as a label already.

    `tabs`: panel -> the tab that opens it; tabs are no questions.
    """

    labels: dict[_Element, _Element | None]
    spoken: dict[_Element, str]
    skip: frozenset[_Element]
    tabs: dict[_Element, _Element]


def find_accordions(root: _Element) -> Accordions:
    """Pair the panels under `root` with their labels. Every element is looked at once."""
    by_id: dict[str, _Element] = {}
    triggers: list[tuple[_Element, str]] = []
    by_class: list[_Element] = []
    microdata: list[_Element] = []
    for element in root.iter("*"):
        if ident := element.get("id"):
            by_id.setdefault(ident, element)
        if target := _target_of(element):
            triggers.append((element, target))
        elif any(_LABEL_TOKEN.fullmatch(token) for token in _classes(element)):
            by_class.append(element)
        if _is_question(element):
            microdata.append(element)
    found = _Pairs({by_id[target] for _, target in triggers if target in by_id})
    for trigger, target in triggers:
        panel = by_id.get(target)
        if panel is not None and not _NO_DISCLOSURE.fullmatch(text_of(trigger) or "x"):
            found.add(panel, trigger, by_id)
    for label in by_class:
        found.add_by_class(label)
    for question in microdata:
        found.add_microdata(question)
    tabs = _tabs(root, by_id) if root.find(".//*[@role='tab']") is not None else {}
    skip = found.skip | set(tabs.values())
    return Accordions(found.labels, found.spoken, frozenset(skip), tabs)


def _tabs(root: _Element, by_id: dict[str, _Element]) -> dict[_Element, _Element]:
    """The panels that tabs open, each with its tab."""
    tabs: dict[_Element, _Element] = {}
    for tab in root.iterfind(".//*[@role='tab']"):
        panel = by_id.get((tab.get("aria-controls") or "").strip())
        if panel is not None and not _names_staff(tab) and text_of(tab) and panel is not tab:
            tabs.setdefault(panel, tab)
    return tabs


class _Pairs:
    def __init__(self, panels: set[_Element]) -> None:
        self.panels = panels
        self.labels: dict[_Element, _Element | None] = {}
        self.spoken: dict[_Element, str] = {}
        self.skip: set[_Element] = set()

    def add(self, panel: _Element, trigger: _Element, by_id: dict[str, _Element]) -> None:
        if panel in self.labels or _contains(panel, trigger) or panel.tag in ("ul", "nav", "form"):
            return
        label = _label_for(trigger, panel, by_id)
        label = self._beside(trigger, panel) if label is None else label
        self.labels[panel] = label
        self.skip.add(_outermost_label(trigger))
        if label is not None:
            self.skip.add(label)
        elif spoken := trigger.get("aria-label") or trigger.get("title") or "":
            self.spoken[panel] = "" if _MEANINGLESS.fullmatch(spoken) else spoken

    def _beside(self, trigger: _Element, panel: _Element) -> _Element | None:
        """The sibling that holds the words when the trigger is only an icon."""
        for element in (trigger, trigger.getparent()):
            if element is None or (element is not trigger and _has_more_children(element, 3)):
                continue
            for sibling in (element.getprevious(), element.getnext()):
                if sibling is None or sibling in self.skip or self._holds_panel(sibling):
                    continue
                # A large heading names the topic of all that follows, unless it asks.
                if sibling.tag in ("h1", "h2") and asks(text_of(sibling)) < 0.55:
                    continue
                if _can_be_label(sibling, panel):
                    return _outermost_label(sibling)
        return None

    def _holds_panel(self, element: _Element) -> bool:
        """Whether it is another accordion, or too large for words that stand beside an icon."""
        parts = list(islice(element.iter(), 31))
        return len(parts) > 30 or any(p in self.panels or p.get("aria-controls") for p in parts)

    def add_microdata(self, question: _Element) -> None:
        """A question of schema.org, where the markup itself does not pair it already."""
        label, panel = _property(question, "name"), _property(question, "acceptedAnswer")
        if label is None or panel is None or panel in self.labels:
            return
        label = _outermost_label(label)
        # Headings, terms and disclosures are read as such.
        marked = question.tag in _SAID_ITSELF or panel.tag in _SAID_ITSELF
        if marked or label in self.skip or label.tag in _LABEL_TAGS or _contains(label, panel):
            return
        self.labels[panel] = label
        self.skip.add(label)

    def add_by_class(self, label: _Element) -> None:
        label = _outermost_label(label)
        if label in self.skip or label.tag in ("summary", "details", "body") or not text_of(label):
            return
        panel = label.getnext()
        parent = label.getparent()
        if panel is None and parent is not None and not _has_more_children(parent, 1):
            panel = parent.getnext()
        if panel is None or panel in self.labels or not isinstance(panel.tag, str):
            return
        if any(_PANEL_TOKEN.fullmatch(token) for token in (panel.get("class") or "").split()):
            self.labels[panel] = label
            self.skip.add(label)


_SAID_ITSELF = ("details", "summary", "dt", "dd")


def _is_question(element: _Element) -> bool:
    """Whether it is a question of schema.org, as microdata or RDFa."""
    kind = element.get("itemtype") or element.get("typeof")
    return kind is not None and kind.rsplit("/", 1)[-1].rsplit(":", 1)[-1] == "Question"


def _property(element: _Element, name: str) -> _Element | None:
    """The first descendant that is that property."""
    found = (e for e in element.iterdescendants() if isinstance(e.tag, str))
    return next((e for e in found if name in (e.get("itemprop"), e.get("property"))), None)


def _target_of(element: _Element) -> str:
    """The id that an element opens, or "". Fields control other things, and tabs are no
    questions; but what a tab for staff opens is theirs."""
    role = element.get("role")
    if role in ("combobox", "listbox", "menuitem") or element.tag in ("input", "select"):
        return ""
    if role == "tab" and not _names_staff(element):
        return ""
    target = element.get("aria-controls") or ""
    if not target and (element.get("data-toggle") or element.get("data-bs-toggle")) == "collapse":
        target = (
            element.get("data-bs-target") or element.get("data-target") or element.get("href") or ""
        )
    target = target.strip().removeprefix("#")
    return "" if " " in target else target


def _names_staff(element: _Element) -> bool:
    named = audience_of_heading(text_of(element, 120))
    return named in (Audience.STAFF, Audience.WORKFLOW)


def _label_for(trigger: _Element, panel: _Element, by_id: dict[str, _Element]) -> _Element | None:
    """The element with the words: the trigger, its heading, or what aria-labelledby names."""
    named = by_id.get((panel.get("aria-labelledby") or "").split(" ")[0])
    own = by_id.get((trigger.get("aria-labelledby") or "").split(" ")[0])
    for candidate in (trigger, _outermost_label(trigger), named, own):
        if candidate is not None and _can_be_label(candidate, panel):
            return _outermost_label(candidate)
    return None


def _can_be_label(element: _Element, panel: _Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in (
        "ul",
        "ol",
        "table",
        "script",
        "details",
    ):
        return False
    if (
        _contains(element, panel)
        or element.get("role") == "region"
        or element.get("hidden") is not None
    ):
        return False
    text = text_of(element)
    return bool(text) and len(text) <= 320 and not _MEANINGLESS.fullmatch(text)


def _outermost_label(element: _Element) -> _Element:
    """The heading around a trigger, if the trigger is all that it holds."""
    best, current = element, element
    for _ in range(3):
        parent = current.getparent()
        if parent is None or parent.tag in ("body", "div", "section", "li", "main", "article"):
            break
        current = parent
        if current.tag in _LABEL_TAGS:
            best = current
    return best


def _classes(element: _Element) -> list[str]:
    value = element.get("class")
    return value.split() if value and len(value) < 500 else []


def _has_more_children(element: _Element, count: int) -> bool:
    """Like `len(element) > count`, which in lxml walks over all the children."""
    return next(islice(element, count, None), None) is not None


def _contains(outer: _Element, inner: _Element) -> bool:
    current: _Element | None = inner
    for _ in range(2100):
        if current is None:
            return False
        if current is outer:
            return True
        current = current.getparent()
    return False


def text_of(element: _Element, limit: int = 2000) -> str:
    """The words of an element, spaces collapsed; cut with an ellipsis after `limit` characters."""
    parts: list[str] = []
    length = 0
    for part in element.itertext():
        parts.append(str(part))
        length += len(part)
        if length > limit:
            return " ".join("".join(parts)[:limit].split()) + " …"
    return " ".join("".join(parts).split())


def label_of(accordions: Accordions, panel: _Element) -> Line:
    """The label of a panel as a line; empty where the page lost it. Not masked yet."""
    label = accordions.labels[panel]
    if label is None:
        return Line.of(accordions.spoken.get(panel, ""))
    seen = _seen_text(label) or text_of(label)
    return Line.of(GLYPHS.sub("", seen).strip(), line_of(label))


def _seen_text(label: _Element) -> str:
    """The words without those only a screen reader gets ("open", "close") and icons."""
    parts: list[str] = []
    stack = [(label, False)]
    while stack:
        element, leaving = stack.pop()
        if leaving:
            parts.append(element.tail or "")
            continue
        stack.append((element, True)) if element is not label else None
        if not isinstance(element.tag, str) or (element is not label and is_unseen(element)):
            continue
        parts.append(element.text or "")
        stack.extend((child, False) for child in reversed(element))
    return " ".join("".join(parts).split())


def is_unseen(element: _Element) -> bool:
    """Whether only a screen reader gets it ("open", "close"), or nobody."""
    classes = (element.get("class") or "")[:300]
    return element.get("aria-hidden") == "true" or bool(_UNSEEN.search(classes))
