"""What a page holds and nobody sees: parts that are switched off, or kept for another time.

A panel that a click opens is hidden, too, and is content: one that an accordion or a tab names,
and one right behind what could open it.
"""

from __future__ import annotations

import re
from itertools import islice

from lxml.etree import _Element

from ._accordions import HEADINGS, Accordions
from ._surroundings import INLINE
from ._xpath import elements

_MARKED = (
    "descendant::*[@hidden or @aria-hidden='true' or contains(@style, 'none')"
    " or contains(@style, 'hidden')]"
)
_SWITCHED_OFF = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE
)
_OPENS = HEADINGS | {"dt", "summary", "button", "a", "label", "legend"}
# What stands there is listed as a whole.
_LISTED = frozenset({"nav", "footer", "form"})
_DEPTH = 60
# With more of the words than this it is the page behind a dialogue that was open when it was saved.
_MOST = 0.5


def hidden_parts(body: _Element, accordions: Accordions) -> list[_Element]:
    """The outermost elements under `body` that no reader of the page can bring to sight."""
    found: list[_Element] = []
    inside: set[_Element] = set()
    shown = _around(body, {*accordions.labels, *accordions.tabs})
    for element in elements(body, _MARKED):
        if element in inside or not _is_switched_off(element) or _is_opened(element, shown):
            continue
        if not any(parent.tag in _LISTED for parent in islice(element.iterancestors(), _DEPTH)):
            found.append(element)
            inside.update(element.iter())
    most = _MOST * _length(body) if found else 0
    return [element for element in found if _length(element) <= most]


def _length(element: _Element) -> int:
    return sum(len(text) for text in element.itertext())


def _around(body: _Element, panels: set[_Element]) -> set[_Element]:
    """Those panels, and all that they stand in."""
    found: set[_Element] = set()
    for panel in panels:
        current: _Element | None = panel
        while current is not None and current is not body and current not in found:
            found.add(current)
            current = current.getparent()
    return found


def _is_switched_off(element: _Element) -> bool:
    hidden = element.get("hidden")
    if hidden is not None and hidden != "until-found":
        return True
    # What is hidden from screen readers within a line is a sign or a number that others see.
    spoken = element.get("aria-hidden") == "true" and element.tag not in INLINE
    return spoken or bool(_SWITCHED_OFF.search((element.get("style") or "")[:500]))


def _is_opened(element: _Element, shown: set[_Element]) -> bool:
    """Whether a click can bring it to sight."""
    before = element.getprevious()
    if before is not None and (before.tag in _OPENS or before.get("role") in ("button", "tab")):
        return True
    return element.get("role") == "tabpanel" or element in shown


def leave_out(element: _Element) -> None:
    """Take an element off its page; the words behind it stay."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)
