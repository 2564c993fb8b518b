"""Facts in a text: `{portal}` stands for what the municipality has stated.

Only a lower-case name in single braces is one; `{"json": 1}`, `{ }`, `{{portal}}` and what stands
in code or in an attribute are left as they are. Pure Python.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from difflib import get_close_matches
from html import unescape

_FACT = re.compile(r"(?<!\{)\{([a-z][a-z0-9_]{1,49})\}(?!\})")
# With the full stop behind it, if it is one and no ellipsis.
_FACT_AND_STOP = re.compile(_FACT.pattern + r"(\.(?!\.)|)")
_ENDS_SENTENCE = re.compile(r"\.(?:</a>)?\Z")
# What somebody wrote who meant a fact, and did not hit the name.
_NEARLY = re.compile(r"(?<!\{)\{([^{}<>\n]{2,60})\}(?!\})")
# Words that are alike to this degree differ by a slip: a letter or an ending.
ALMOST = 0.85
# A tag, whose quoted attributes may hold anything.
_TAG = re.compile(r"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_TAG_NAME = re.compile(r"<(/?)([a-zA-Z0-9]+)")
_LITERAL = {"code", "pre", "script", "style", "textarea"}

# The text of a name, and whether it stands inside a link; None leaves the braces as they are.
ValueOf = Callable[[str, bool], str | None]


def has_facts(text: str) -> bool:
    """Whether there is anything in `text` (plain or HTML) that reads as a fact; quick."""
    return "{" in text and _FACT.search(text) is not None


def fact_names(text: str) -> list[str]:
    """The names of the facts in a plain text, in order."""
    return _FACT.findall(text)


def html_fact_names(html: str) -> list[str]:
    """The names of the facts in the text of `html`; not those in tags or code."""
    return [name for start, end, _link in _texts(html) for name in fact_names(html[start:end])]


def nearly_facts(
    text: str, names: Collection[str], words: Mapping[str, str]
) -> list[tuple[str, str]]:
    """(as written, name) of what `text`, plain or HTML, has in braces and is almost a fact.

    `{Portal}`, `{ exclusion-rule }` and `{Dage til bortkomet}` reach readers as they are typed.
    `words` has names by the `folded()` words of facts.
    """
    found = []
    for start, end, _link in _texts(text):
        for match in _NEARLY.finditer(text[start:end]):
            name = re.sub(r"[\s_-]+", "_", unescape(match[1]).strip().casefold())
            if name == match[1]:
                continue
            if name not in names:
                close = get_close_matches(folded(match[1]), words, n=1, cutoff=ALMOST)
                name = words[close[0]] if close else ""
            if name:
                found.append((unescape(match[0]), name))
    return found


def split_fact_names(html: str) -> list[str]:
    """Names that a reader sees in `html`, but whose braces formatting has torn apart."""
    seen = "".join(html[start:end] for start, end, _link in _texts(html))
    torn = Counter(fact_names(seen)) - Counter(html_fact_names(html))
    return list(torn)


def fill_text(text: str, value_of: ValueOf) -> str:
    """`text` with each fact replaced by what `value_of` says."""
    return _fill(text, value_of, in_link=False)


def fill_html(html: str, value_of: ValueOf) -> str:
    """`html` with the facts in its text replaced; `value_of` answers HTML."""
    return _changed(html, lambda text, in_link: _fill(text, value_of, in_link=in_link))


def folded(words: str) -> str:
    """The words of a fact as they are compared: in lower case, with single spaces."""
    return " ".join(unescape(words).split()).casefold()


def has_words(text: str) -> bool:
    """Whether `text` has something in braces that is no name and may be the words of a fact."""
    return "{" in text and any(not _FACT.fullmatch(m[0]) for m in _NEARLY.finditer(text))


def named_facts(text: str, names: Mapping[str, str]) -> str:
    """`text`, plain or HTML, with names in the place of words: `{Dage til bortkommet}`.

    `names` has the name of each fact by its `folded()` words.
    """

    def named(match: re.Match[str]) -> str:
        name = names.get(folded(match[1]))
        return f"{{{name}}}" if name else match[0]

    return _changed(text, lambda part, _in_link: _NEARLY.sub(named, part))


def _changed(html: str, change: Callable[[str, bool], str]) -> str:
    """`html` with `change(text, whether it is in a link)` in the place of each of its texts."""
    parts = []
    place = 0
    for start, end, in_link in _texts(html):
        parts += [html[place:start], change(html[start:end], in_link)]
        place = end
    return "".join([*parts, html[place:]])


def _fill(text: str, value_of: ValueOf, *, in_link: bool) -> str:
    def replaced(match: re.Match[str]) -> str:
        value, stop = value_of(match[1], in_link), match[2]
        if value is None:
            return match[0]
        # “200 kr.” ends the sentence itself.
        return value if stop and _ENDS_SENTENCE.search(value) else f"{value}{stop}"

    return _FACT_AND_STOP.sub(replaced, text)


def _texts(html: str) -> Iterator[tuple[int, int, bool]]:
    """Start and end of each text between tags, outside code, and whether it is in a link."""
    literal = links = place = 0
    for tag in _TAG.finditer(html):
        if tag.start() > place and not literal:
            yield place, tag.start(), links > 0
        place = tag.end()
        named = _TAG_NAME.match(tag.group())
        if named:
            step = -1 if named[1] else 1
            name = named[2].lower()
            literal = max(0, literal + step) if name in _LITERAL else literal
            links = max(0, links + step) if name == "a" else links
    if place < len(html) and not literal:
        yield place, len(html), links > 0
