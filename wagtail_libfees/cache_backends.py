"""Cache backends that a site outlives: a server that is away is no error.

Wagtail asks the default cache before it answers any page, so with Django's own Redis backend a
cache that is down takes every page with it. `django-redis` can ignore errors too, but waits for a
dead server anew at each question.

While a server is away, the process remembers a little by itself, since a page that is rendered
anew for every reader costs many times what it costs otherwise. docs/install.md says what.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from functools import cache
from inspect import signature

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache, RedisSerializer

logger = logging.getLogger(__name__)

# How long a server that failed is left alone, and how often that is logged, in seconds.
PAUSE = 5
LOG_EVERY = 60
# For each question, in seconds, unless OPTIONS of the cache says otherwise.
TIME_OUT = 0.5
# A server whose answers come, but each of them later than `SLOW`, is left alone too when they have
# taken `MOST_WAITED` in a row, in seconds: a page asks for thirty.
SLOW = 0.05
MOST_WAITED = 0.5
# How many values a process remembers while the server is away.
MOST_REMEMBERED = 300
# How many keys it notes whose value on the server is old; of more, the oldest are forgotten.
MOST_OWED = 10_000
# The beginnings of the keys that it remembers, and for how many seconds at most. Another process
# cannot outdate them: the package's own hold a mark of the database, are of a second or count what
# one visitor does; Wagtail's are the addresses of the sites and the names of the languages. A
# session, a lock or what a site keeps itself might be of yesterday, and is not remembered.
REMEMBERED = {
    "wagtail_libfees:": float("inf"),
    "wagtail_site_root_paths": PAUSE,
    "wagtail_locales_display_name": PAUSE,
}


class _StandIn(LocMemCache):
    """Answers while the server is away: what may be remembered, else as an empty cache."""

    def __init__(self, params):
        names = ("TIMEOUT", "KEY_PREFIX", "VERSION", "KEY_FUNCTION")
        same = {name: params[name] for name in names if name in params}
        BaseCache.__init__(self, {**same, "OPTIONS": {"MAX_ENTRIES": MOST_REMEMBERED}})
        # Its own, and not those of a cache in memory that a site names.
        self._cache: OrderedDict = OrderedDict()
        self._expire_info: dict = {}
        self._lock = threading.Lock()

    def _seconds(self, key, timeout) -> float | None:
        """How long `key` may be remembered; 0 if it may not, None for ever."""
        most = next((most for begin, most in REMEMBERED.items() if key.startswith(begin)), 0)
        asked = self.default_timeout if timeout == DEFAULT_TIMEOUT else timeout
        if asked is None:
            return None if most == float("inf") else most
        return min(asked, most)

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        """Says that it stored what it forgets: who waits for a key would wait for ever."""
        seconds = self._seconds(key, timeout)
        return True if seconds == 0 else super().add(key, value, seconds, version)

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        seconds = self._seconds(key, timeout)
        if seconds == 0:
            self.delete(key, version)
        else:
            super().set(key, value, seconds, version)

    def set_many(self, data, timeout=DEFAULT_TIMEOUT, version=None):
        super().set_many(data, timeout, version)
        return [key for key in data if not self.has_key(key, version)]


class _Server:
    """What all threads of a process know of one server."""

    def __init__(self, params):
        self.lock = threading.Lock()
        self.is_away = False
        self.left_alone_until = 0.0
        # How long the last answers have taken, if each was slow.
        self.waited = 0.0
        self.logged_at = float("-inf")
        self.stand_in = _StandIn(params)
        # What it was not told: keys with their versions, and whether to forget everything.
        self.owed: OrderedDict = OrderedDict()
        self.owes_clear = False

    def may_be_asked(self) -> bool:
        """Whether it is there, or has been left alone long enough for one to look again."""
        if not self.is_away:
            return True
        with self.lock:
            now = time.monotonic()
            if now < self.left_alone_until:
                return False
            self.left_alone_until = now + PAUSE
            return True

    def is_too_slow(self, seconds: float) -> bool:
        """Whether an answer that took so long is one too many."""
        self.waited = self.waited + seconds if seconds >= SLOW else 0.0
        return bool(self.waited) and (self.is_away or self.waited >= MOST_WAITED)

    def failed(self, error: Exception, location) -> None:
        """Leave it alone for a while, and say so at most once a minute."""
        now = time.monotonic()
        with self.lock:
            self.is_away = True
            self.waited = 0.0
            self.left_alone_until = now + PAUSE
            tell = now - self.logged_at >= LOG_EVERY
            if tell:
                self.logged_at = now
        if tell:
            logger.warning(
                "The cache at %s does not answer: %s", _without_password(location), error
            )

    def owe(self, keys, version) -> None:
        """Note that what the server has under `keys` is old."""
        with self.lock:
            for key in keys:
                self.owed[key, version] = True
            while len(self.owed) > MOST_OWED:
                self.owed.popitem(last=False)

    def take_owed(self) -> tuple | None:
        """A key, and its version, that the server has yet to forget."""
        with self.lock:
            return self.owed.popitem()[0] if self.owed else None

    def answered(self) -> None:
        """It is back, unless something was changed while it was told what it had missed."""
        with self.lock:
            self.left_alone_until = 0.0
            self.is_away = bool(self.owed) or self.owes_clear
        if not self.is_away:
            self.stand_in.clear()


_servers: dict[str, _Server] = {}

TOO_SLOW = "it answers too slowly"


def _without_password(location) -> str:
    """The server's address without what stands before its host."""
    return ", ".join(part.rpartition("@")[2] for part in str(location).split(","))


def _forgiving(name: str):
    """The method `name` of a cache, which asks the server unless it is left alone."""

    def ask(self, *args, **kwargs):
        if self._server.may_be_asked():
            try:
                self._tell_what_it_missed()
                asked_at = time.monotonic()
                answer = getattr(super(ForgivingCacheMixin, self), name)(*args, **kwargs)
                if self._server.is_too_slow(time.monotonic() - asked_at):
                    self._server.failed(TimeoutError(TOO_SLOW), self._location)
                elif self._server.is_away:
                    self._server.answered()
                return answer
            except self.forgiven as error:
                self._server.failed(error, self._location)
        self._note(name, *args, **kwargs)
        return getattr(self._server.stand_in, name)(*args, **kwargs)

    return ask


class ForgivingCacheMixin:
    """In front of one of Django's backends. `forgiven` has the errors of a server that is away."""

    forgiven: tuple[type[Exception], ...] = (OSError,)

    def __init__(self, location, params):
        super().__init__(location, params)
        self._location = location
        name = f"{type(self).__name__} {location} {self.key_prefix} {self.version}"
        if name not in _servers:
            _servers.setdefault(name, _Server(params))
        self._server = _servers[name]

    def _note(self, name: str, *args, **kwargs) -> None:
        """Note what the server has to forget when it is back, since it was not told of this."""
        if name == "clear":
            self._server.owes_clear = True
        elif name in ("set", "delete", "touch", "incr", "set_many", "delete_many"):
            given = signature(getattr(BaseCache, name)).bind(self, *args, **kwargs).arguments
            first = list(given.values())[1]
            keys = first if name.endswith("_many") else [first]
            self._server.owe(keys, given.get("version"))

    def _tell_what_it_missed(self) -> None:
        """Have a server that is back forget what was changed or deleted meanwhile."""
        server = self._server
        began_at = time.monotonic()
        if server.owes_clear:
            super().clear()
            server.owes_clear = False
        while owed := server.take_owed():
            key, version = owed
            try:
                super().delete(key, version=version)
            except self.forgiven:
                server.owe([key], version)
                raise
            if server.owed and time.monotonic() - began_at >= MOST_WAITED:
                raise TimeoutError(TOO_SLOW)

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


class _UnreadableError(Exception):
    """A value of another backend, or of a class that is no more."""


class _Serializer(RedisSerializer):
    def loads(self, data):
        try:
            return super().loads(data)
        except Exception as error:
            raise _UnreadableError from error


class _InTime:
    """The socket of a connection: all of an answer comes within its time-out, and not each byte."""

    def __init__(self, plain):
        self._plain = plain
        self._most = plain.gettimeout()
        self._until = float("inf")

    def __getattr__(self, name):
        return getattr(self._plain, name)

    def sendall(self, *args):
        """A new question."""
        self._until = float("inf") if self._most is None else time.monotonic() + self._most
        self._plain.settimeout(self._most)
        return self._plain.sendall(*args)

    def recv(self, *args):
        self._hurry()
        return self._plain.recv(*args)

    def recv_into(self, *args):
        self._hurry()
        return self._plain.recv_into(*args)

    def _hurry(self):
        """Wait no longer than is left. What is there already is looked for without waiting."""
        asked = self._plain.gettimeout()
        if asked != 0 and self._until != float("inf"):
            left = self._until - time.monotonic()
            if left <= 0:
                raise TimeoutError(TOO_SLOW)
            self._plain.settimeout(min(left, self._most))


@cache
def _pool_class():
    """The connections of redis-py, with answers that come in time and can be read."""
    from redis import ConnectionPool
    from redis.exceptions import ConnectionError as NoConnectionError
    from redis.exceptions import RedisError

    def readable(connection, name):
        ask = getattr(connection, name)

        def asked(*args, **kwargs):
            try:
                return ask(*args, **kwargs)
            except (OSError, RedisError):
                raise
            except Exception as error:
                # No server of Redis: redis-py meets what it does not expect.
                connection.disconnect()
                raise NoConnectionError("its answer cannot be read") from error

        setattr(connection, name, asked)

    class Pool(ConnectionPool):
        def make_connection(self):
            connection = super().make_connection()
            open_socket = connection._connect
            connection._connect = lambda: _InTime(open_socket())
            readable(connection, "connect")
            readable(connection, "read_response")
            return connection

    return Pool


class ForgivingRedisCache(ForgivingCacheMixin, RedisCache):
    """Django's Redis cache, which is empty while the server is away.

    A value that cannot be read is none: a site may have kept it by another backend. Takes the same
    settings. `socket_timeout` and `socket_connect_timeout` are half a second unless `OPTIONS` says
    otherwise, for the whole of an answer: redis-py waits for ever, and so long for each byte.
    """

    def __init__(self, server, params):
        from redis.exceptions import RedisError

        self.forgiven = (OSError, RedisError)
        waits = {"socket_timeout": TIME_OUT, "socket_connect_timeout": TIME_OUT}
        ours = {"serializer": _Serializer, "pool_class": _pool_class(), **waits}
        options = {**ours, **params.get("OPTIONS", {})}
        super().__init__(server, {**params, "OPTIONS": options})

    def get(self, key, default=None, version=None):
        try:
            return super().get(key, default, version)
        except _UnreadableError:
            self.delete(key, version)
            return default

    def get_many(self, keys, version=None):
        keys = list(keys)
        try:
            return super().get_many(keys, version)
        except _UnreadableError:
            none = object()
            found = {key: self.get(key, none, version) for key in keys}
            return {key: value for key, value in found.items() if value is not none}


class ForgivingFileBasedCache(ForgivingCacheMixin, FileBasedCache):
    """Django's cache of files, which is empty while the disk is full or away."""
