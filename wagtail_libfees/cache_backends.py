"""Cache backends that a site outlives: a server that is away is an empty cache, not an error.

Wagtail asks the default cache before it answers any page, so with Django's own Redis backend a
cache that is down takes every page with it. `django-redis` can ignore errors too, but waits for a
dead server anew at each question.
"""

from __future__ import annotations

import logging
import threading
import time

from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.redis import RedisCache

logger = logging.getLogger(__name__)

# How long a server that failed is left alone, and how often that is logged, in seconds.
PAUSE = 5
LOG_EVERY = 60
# For each question, in seconds, unless OPTIONS of the cache says otherwise.
TIME_OUT = 0.5


class _Server:
    """What all threads of a process know of one server."""

    def __init__(self):
        self.lock = threading.Lock()
        self.left_alone_until = 0.0
        self.logged_at = float("-inf")

    def is_left_alone(self) -> bool:
        return time.monotonic() < self.left_alone_until

    def failed(self, error: Exception, location) -> None:
        """Leave it alone for a while, and say so at most once a minute."""
        now = time.monotonic()
        with self.lock:
            self.left_alone_until = now + PAUSE
            tell = now - self.logged_at >= LOG_EVERY
            if tell:
                self.logged_at = now
        if tell:
            logger.warning(
                "The cache at %s does not answer: %s", _without_password(location), error
            )


_servers: dict[str, _Server] = {}


def _without_password(location) -> str:
    """The server's address without what stands before its host."""
    return ", ".join(part.rpartition("@")[2] for part in str(location).split(","))


def _no_key(key, *args, **kwargs):
    raise ValueError(f"Key '{key}' not found")


# What each question is answered while the server is away: as an empty cache that forgets at once.
# `add` says that it stored: what waits for its turn by a key in the cache would wait for ever.
_AWAY = {
    "add": lambda *args, **kwargs: True,
    "get": lambda key, default=None, version=None: default,
    "set": lambda *args, **kwargs: None,
    "touch": lambda *args, **kwargs: False,
    "delete": lambda *args, **kwargs: False,
    "get_many": lambda *args, **kwargs: {},
    "has_key": lambda *args, **kwargs: False,
    "incr": _no_key,
    "set_many": lambda data, *args, **kwargs: list(data),
    "delete_many": lambda *args, **kwargs: None,
    "clear": lambda *args, **kwargs: None,
}


def _forgiving(name: str):
    """The method `name` of a cache, which asks the server unless it is left alone."""

    def ask(self, *args, **kwargs):
        if not self._server.is_left_alone():
            try:
                return getattr(super(ForgivingCacheMixin, self), name)(*args, **kwargs)
            except self.forgiven as error:
                self._server.failed(error, self._location)
        return _AWAY[name](*args, **kwargs)

    return ask


class ForgivingCacheMixin:
    """In front of one of Django's backends. `forgiven` has the errors of a server that is away."""

    forgiven: tuple[type[Exception], ...] = (OSError,)

    def __init__(self, location, params):
        super().__init__(location, params)
        self._location = location
        self._server = _servers.setdefault(f"{type(self).__name__} {location}", _Server())

    add = _forgiving("add")
    get = _forgiving("get")
    set = _forgiving("set")
    touch = _forgiving("touch")
    delete = _forgiving("delete")
    get_many = _forgiving("get_many")
    has_key = _forgiving("has_key")
    incr = _forgiving("incr")
    set_many = _forgiving("set_many")
    delete_many = _forgiving("delete_many")
    clear = _forgiving("clear")


class ForgivingRedisCache(ForgivingCacheMixin, RedisCache):
    """Django's Redis cache, which is empty while the server is away.

    Takes the same settings. `socket_timeout` and `socket_connect_timeout` are half a second unless
    `OPTIONS` says otherwise: redis-py waits for ever.
    """

    def __init__(self, server, params):
        from redis.exceptions import RedisError

        self.forgiven = (OSError, RedisError)
        waits = {"socket_timeout": TIME_OUT, "socket_connect_timeout": TIME_OUT}
        options = {**waits, **params.get("OPTIONS", {})}
        super().__init__(server, {**params, "OPTIONS": options})


class ForgivingFileBasedCache(ForgivingCacheMixin, FileBasedCache):
    """Django's cache of files, which is empty while the disk is full or away."""
