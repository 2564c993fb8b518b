"""Days that are told from the day of writing: tomorrow they mean another one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .lazy_pattern import lazy_pattern

_WEEKDAY = "(?:mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag)"
_ENGLISH_WEEKDAY = "(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_RELATIVE = lazy_pattern(
    r"\b(?:(?<!den dag )i dag|i morgen|i overmorgen|i går|i aften|i nat"
    r"|(?:i )?(?:næste|denne) (?:uge|måned|weekend)|næste år|i weekenden"
    rf"|(?:nu |først)?(?:på|kommende|næste) {_WEEKDAY}"
    r"|today|tomorrow|yesterday|tonight|(?:next|this) (?:week|month|weekend)|next year"
    rf"|(?:on|next|this) {_ENGLISH_WEEKDAY}"
    r")(?![\w'’-])",
    re.IGNORECASE,
)
# "på mandag den 4. januar 2027", "on Monday, 4 January 2027", "on Monday January 4".
_DAY_FOLLOWS = lazy_pattern(
    r"\s?,?\s?\(?(?:den |d\. |the )?(?:\d|(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\b)"
)


def relative_days(words: str) -> Iterator[str]:
    """Each day in the prose `words` that means another day tomorrow: `i morgen`, `på mandag`."""
    for found in _RELATIVE.finditer(words):
        if not _DAY_FOLLOWS.match(words, found.end()):
            yield found.group()
