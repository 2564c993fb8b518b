"""How much work a call is, without a clock that a busy machine bends."""

from __future__ import annotations

import time
from collections.abc import Callable


def effort(call: Callable[[], object]) -> float:
    """Processor time of `call`, in times that of a fixed piece of work done before and after it.

    The piece takes about a tenth of a second of a machine of today, so ten are about one of its
    seconds. A machine that is slow, or busy with something else, is so for both.
    """
    before = _seconds(_piece)
    taken = _seconds(call)
    return taken / max(before, _seconds(_piece))


def _seconds(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


def _piece() -> None:
    words = [f"ord{number % 97} er {number}" for number in range(60_000)]
    counted: dict[str, int] = {}
    for text in words:
        for word in text.split():
            counted[word] = counted.get(word, 0) + len(word)
    sorted(counted)
