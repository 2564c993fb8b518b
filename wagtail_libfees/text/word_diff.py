"""The difference between two wordings, word by word."""

from __future__ import annotations

import difflib
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

# Above this many words, word by word would take seconds; then it is line by line.
MOST_WORDS = 4000
# Pieces without any word that stands once: so many pairs are compared in the old way, and so many
# steps are looked for.
_SHORT, _MOST_STEPS = 2500, 300
# A fact in braces is one word: half of its name is nothing that a person can read.
_TOKENS = re.compile(r"\s+|\{[a-z][a-z0-9_]*\}|[\w@.:/%&?=#+-]*\w|[^\w\s]")


@dataclass(frozen=True)
class Part:
    """A run of text: on both sides ("same"), or on one ("deleted", "inserted")."""

    how: str
    text: str


def word_diff(before: str, after: str) -> list[Part]:
    """The parts that two texts share, and those that only one has, in reading order.

    It takes n log n for texts as people write them: words that stand once in both are the
    anchors (a patience diff), and only what lies between them is compared word by word.
    """
    old, new = _tokens(before), _tokens(after)
    pairs = [*_matches(old, new, 0, len(old), 0, len(new)), (len(old), len(new))]
    parts: list[Part] = []
    i = j = 0
    for at, to in pairs:
        _add(parts, "deleted", old[i:at])
        _add(parts, "inserted", new[j:to])
        _add(parts, "same", old[at : at + 1])
        i, j = at + 1, to + 1
    return parts


def _add(parts: list[Part], how: str, tokens: list[str]) -> None:
    """Append tokens, joined to the last part if it is of the same kind."""
    if not tokens:
        return
    text = "".join(tokens)
    if parts and parts[-1].how == how:
        parts[-1] = Part(how, parts[-1].text + text)
    else:
        parts.append(Part(how, text))


def _matches(
    old: list[str], new: list[str], i: int, i_end: int, j: int, j_end: int
) -> Iterator[tuple[int, int]]:
    """The positions of the tokens that both sides share, between the given bounds, in order."""
    while i < i_end and j < j_end and old[i] == new[j]:
        yield i, j
        i, j = i + 1, j + 1
    tail = 0
    while i < i_end - tail and j < j_end - tail and old[i_end - tail - 1] == new[j_end - tail - 1]:
        tail += 1
    i_end, j_end = i_end - tail, j_end - tail
    if i < i_end and j < j_end:
        anchors = _anchors(old, new, range(i, i_end), range(j, j_end))
        if anchors:
            for at, to in [*anchors, (i_end, j_end)]:
                yield from _matches(old, new, i, at, j, to)
                if at < i_end:
                    yield at, to
                i, j = at + 1, to + 1
        else:
            yield from _close_match(old[i:i_end], new[j:j_end], i, j)
    yield from ((i_end + step, j_end + step) for step in range(tail))


def _anchors(old: list[str], new: list[str], left: range, right: range) -> list[tuple[int, int]]:
    """The words that stand once on both sides, as far as they are in the same order on both."""
    counts = Counter(old[i] for i in left)
    once = {old[i]: i for i in left if counts[old[i]] == 1}
    others = Counter(new[j] for j in right)
    pairs = [(once[new[j]], j) for j in right if others[new[j]] == 1 and new[j] in once]
    # The longest run of them that rises on the left, too.
    ends: list[int] = []
    last: list[int] = []
    before = [-1] * len(pairs)
    for index, (at, _) in enumerate(pairs):
        length = bisect_left(ends, at)
        before[index] = last[length - 1] if length else -1
        if length == len(ends):
            ends.append(at)
            last.append(index)
        else:
            ends[length], last[length] = at, index
    run = []
    index = last[-1] if last else -1
    while index >= 0:
        run.append(pairs[index])
        index = before[index]
    return run[::-1]


def _close_match(old: list[str], new: list[str], i: int, j: int) -> Iterator[tuple[int, int]]:
    """Tokens that repeat on both sides: the longest runs where the pieces are short, else as
    few steps as there may be, up to `_MOST_STEPS`; pieces that differ more share nothing."""
    if len(old) * len(new) <= _SHORT:
        matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
        for at, to, size in matcher.get_matching_blocks():
            yield from ((i + at + step, j + to + step) for step in range(size))
        return
    yield from ((i + at, j + to) for at, to in _fewest_steps(old, new))


def _fewest_steps(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Myers' greedy algorithm: the matches of the shortest way from one side to the other."""
    reached = {1: 0}
    history: list[dict[int, int]] = []
    for steps in range(_MOST_STEPS + 1):
        history.append(dict(reached))
        for k in range(-steps, steps + 1, 2):
            down = k == -steps or (k != steps and reached[k - 1] < reached[k + 1])
            x = reached[k + 1] if down else reached[k - 1] + 1
            while x < len(old) and x - k < len(new) and old[x] == new[x - k]:
                x += 1
            reached[k] = x
            if x >= len(old) and x - k >= len(new):
                return _way_back(history, len(old), len(new))
    return []


def _way_back(history: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int]]:
    matches: list[tuple[int, int]] = []
    for steps in range(len(history) - 1, -1, -1):
        reached, k = history[steps], x - y
        down = k == -steps or (k != steps and reached[k - 1] < reached[k + 1])
        previous = k + 1 if down else k - 1
        x0 = reached[previous]
        y0 = x0 - previous
        start = (x0, y0 + 1) if down else (x0 + 1, y0)
        while x > max(start[0], 0) and y > max(start[1], 0):
            x, y = x - 1, y - 1
            matches.append((x, y))
        x, y = x0, y0
    return matches[::-1]


def _tokens(text: str) -> list[str]:
    words = _TOKENS.findall(text)
    return words if len(words) <= MOST_WORDS else text.splitlines(keepends=True)


def plain_diff(before: str, after: str) -> str:
    """The difference for a terminal: [-gone-] and {+new+}."""
    marks = {"same": "%s", "deleted": "[-%s-]", "inserted": "{+%s+}"}
    return "".join(marks[part.how] % part.text for part in word_diff(before, after))
