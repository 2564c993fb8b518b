"""The guard around every reading of a source: a budget of time and memory, and a sentence in place
of a traceback.

A watcher looks at the thread that reads and, when it has used up its budget, raises an exception in
it. That works in any thread, with reading in the same process, and needs no signal. What runs in C
without coming back (parsing by libxml2, one regular expression) is not interrupted: its bounds are
the limits on size that each reader has.
"""

from __future__ import annotations

import ctypes
import logging
import threading
import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from traceback import extract_tb
from typing import ParamSpec, TypeVar

from wagtail_libfees.text.messages import gettext_noop

from .errors import ImporterError, SourceError

# The promise is 10 s and 500 MB; what runs in C ends a little later.
SECONDS = 9.0
MEGABYTES = 400
_EVERY = 0.1
_STATM = Path("/proc/self/statm")
_PAGE = 4096
_state = threading.local()
logger = logging.getLogger(__name__)
_Params = ParamSpec("_Params")
_Result = TypeVar("_Result")


class OverTime(BaseException):
    """Raised in the thread that reads when its time is up. No `except Exception` of a library on
    the way may take it for an error of its own."""


class OverMemory(BaseException):
    """Raised in the thread that reads when the process has grown by too much."""


def guarded(reading: Callable[_Params, _Result]) -> Callable[_Params, _Result]:
    """A function that reads a source, inside the guard: it returns or raises an `ImporterError`.

    One that is called inside another shares its budget.
    """

    @wraps(reading)
    def inside(*args: _Params.args, **kwargs: _Params.kwargs) -> _Result:
        if getattr(_state, "watched", False):
            return reading(*args, **kwargs)
        _state.watched = True
        try:
            return _watched(lambda: reading(*args, **kwargs))
        finally:
            _state.watched = False

    return inside


def _watched(reading: Callable[[], _Result]) -> _Result:
    watcher = _Watcher(threading.get_ident())
    try:
        with watcher:
            return reading()
    except ImporterError:
        raise
    except OverTime as exc:
        raise SourceError(
            gettext_noop(
                "It takes more than %(seconds)s seconds to read; save only the part that is needed."
            ),
            seconds=int(SECONDS),
        ) from exc
    except (OverMemory, MemoryError) as exc:
        raise SourceError(
            gettext_noop("It takes too much memory to read; save only the part that is needed.")
        ) from exc
    except RecursionError as exc:
        raise SourceError(
            gettext_noop("It nests too deeply to be read; save only the part that is needed.")
        ) from exc
    except Exception as exc:
        # Its message may quote the source, and that may hold a person's number.
        where = [f"{Path(f.filename).name}:{f.lineno}" for f in extract_tb(exc.__traceback__)]
        logger.error("A source could not be read: %s at %s", type(exc).__name__, " ".join(where))
        raise SourceError(
            gettext_noop(
                "It cannot be read, for a reason that the importer does not know (%(kind)s); save "
                "it as text or HTML, and tell the developers."
            ),
            kind=type(exc).__name__,
        ) from exc


class _Watcher(threading.Thread):
    """Looks at a thread every tenth of a second. Used as a context in that thread."""

    def __init__(self, ident: int) -> None:
        super().__init__(daemon=True, name="libfees-import-guard")
        self.ident_read = ident
        self.clock = _clock_of(ident)
        self.done = threading.Event()
        self.lock = threading.Lock()

    def __enter__(self) -> None:
        self.start_time, self.start_size = self.clock(), _megabytes()
        self.start()

    def __exit__(self, *exc: object) -> None:
        # Behind the lock nothing is raised any more, also not in what comes after the reading.
        with self.lock:
            self.done.set()

    def run(self) -> None:
        while not self.done.wait(_EVERY):
            over = self._over()
            if over is None:
                continue
            with self.lock:
                if not self.done.is_set():
                    raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
                    raise_in(ctypes.c_ulong(self.ident_read), ctypes.py_object(over))
            return

    def _over(self) -> type[BaseException] | None:
        if self.clock() - self.start_time > SECONDS:
            return OverTime
        return OverMemory if _megabytes() - self.start_size > MEGABYTES else None


def _clock_of(ident: int) -> Callable[[], float]:
    """The processor time of a thread; where the system has no clock for it, the time of day."""
    if not hasattr(time, "pthread_getcpuclockid"):
        return time.monotonic
    clock = time.pthread_getcpuclockid(ident)
    return lambda: time.clock_gettime(clock)


def _megabytes() -> float:
    """What the process holds in memory; 0 where the system does not tell."""
    try:
        return int(_STATM.read_text("ascii").split()[1]) * _PAGE / 1024 / 1024
    except (OSError, ValueError, IndexError):
        return 0.0
