"""Regular expressions that are compiled when they are first used.

Compiled when their modules are imported, those that only an editor's checks need would make every
start of a site wait; `benchmarks/bench_startup.py` measures it.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _LazyPattern:
    """Stands in for a compiled pattern, and has its attributes."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        # `re` keeps what it compiled; the attribute is kept here, so that it is asked for once.
        value = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, value)
        return value


def lazy_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern `source`, with the flags of `re`. A fault in it is told when it is first used."""
    return cast("re.Pattern[str]", _LazyPattern(source, flags))
