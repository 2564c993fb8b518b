"""A cache server that is away, slow, or dies in the middle: every public page answers."""

import logging
import shutil
import socket
import subprocess
import threading
import time
from contextlib import contextmanager, suppress

import pytest
from django.core.cache import cache, caches
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from tests import factories
from wagtail_libfees import cache_backends, checks

REDIS = "wagtail_libfees.cache_backends.ForgivingRedisCache"


@pytest.fixture(autouse=True)
def unknown_servers(monkeypatch):
    """No server is known to be away, and its silence is no long wait."""
    monkeypatch.setattr(cache_backends, "_servers", {})
    monkeypatch.setattr(cache_backends, "TIME_OUT", 0.05)
    monkeypatch.setattr(cache_backends, "SLOW", 5)


@contextmanager
def listening(answer):
    """A server on a free port, with `answer` for each connection: its address, those it took."""
    taken = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            while True:
                try:
                    connection, _address = server.accept()
                except OSError:
                    return
                taken.append(connection)
                answer(connection)

        threading.Thread(target=serve, daemon=True).start()
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0", taken
    for each in taken:
        each.close()


def dead():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    return f"redis://someone:secret@127.0.0.1:{port}/0"


@contextmanager
def used(location, backend=REDIS, **more):
    with override_settings(CACHES={"default": {"BACKEND": backend, "LOCATION": location, **more}}):
        yield


def ask_everything():
    """What each question is answered by an empty cache."""
    assert cache.get("key") is None
    assert cache.get("key", "other") == "other"
    assert cache.get_many(["a", "b"]) == {}
    assert cache.get_or_set("key", lambda: "made") == "made"
    assert cache.set("key", 1) is None
    assert cache.set_many({"a": 1}) == ["a"]
    assert cache.add("key", 1) is True
    assert cache.touch("key") is False
    assert cache.delete("key") is False
    assert cache.delete_many(["key"]) is None
    assert "key" not in cache
    assert cache.clear() is None
    with pytest.raises(ValueError, match="not found"):
        cache.incr("key")
    with pytest.raises(ValueError, match="not found"):
        cache.decr("key")


def test_a_dead_server_is_an_empty_cache(caplog):
    with used(dead()), caplog.at_level(logging.WARNING, cache_backends.__name__):
        ask_everything()
    [told] = caplog.messages
    assert "does not answer" in told
    assert "secret" not in told


def test_a_slow_server_is_asked_once_and_then_left_alone():
    with listening(lambda connection: None) as (location, taken), used(location):
        ask_everything()
        assert len(taken) == 1


def test_after_the_pause_it_is_asked_again(monkeypatch):
    with listening(lambda connection: None) as (location, taken), used(location):
        monkeypatch.setattr(cache_backends, "PAUSE", 0)
        cache.get("key")
        cache.get("key")
        # The server may not have looked yet at who knocked.
        for _look in range(100):
            if len(taken) == 2:
                return
            time.sleep(0.02)
        pytest.fail(f"asked {len(taken)} times")


@pytest.mark.parametrize("last_words", [b"", b"$5\r\nab", b"-LOADING not yet\r\n", b"\x00\xff\r\n"])
def test_a_server_that_dies_in_the_middle_is_an_empty_cache(last_words):
    def die(connection):
        connection.recv(100)
        connection.sendall(last_words)
        connection.close()

    with listening(die) as (location, _taken), used(location):
        ask_everything()


@pytest.mark.parametrize(
    "words",
    [b"+OK\r\n", b":abc\r\n", b"*2\r\n:1\r\n", b"%1\r\n+proto\r\n:3\r\n", b"HTTP/1.1 400\r\n\r\n"],
)
def test_a_server_that_is_none_of_redis_is_an_empty_cache(words):
    def chatter(connection):
        with suppress(OSError):
            while connection.recv(1000):
                connection.sendall(words)

    with listening(chatter) as (location, _taken), used(location):
        cache.get("key")
        cache.get_many(["a", "b"])
        cache.set_many({"a": 1})
        cache.add("key", 1)
        cache.touch("key")
        cache.delete("key")
        cache.clear()


def test_all_of_an_answer_comes_in_time(monkeypatch):
    """Not each byte of it: a page would wait as long as the server likes."""
    monkeypatch.setattr(cache_backends, "TIME_OUT", 0.3)
    sent = []

    def trickle(connection):
        with suppress(OSError):
            for byte in b"$1000000\r\n" + b"x" * 1000:
                connection.sendall(bytes([byte]))
                sent.append(byte)
                time.sleep(0.01)

    with listening(trickle) as (location, _taken), used(location):
        assert cache.get("key") is None
        assert cache._server.is_away
    assert len(sent) < 500


class Redis:
    """A server that can be killed, and started again with what it held."""

    def __init__(self, folder):
        with socket.create_server(("127.0.0.1", 0)) as server:
            self.port = server.getsockname()[1]
        self.folder = folder
        self.location = f"redis://127.0.0.1:{self.port}/0"
        self.start()

    def start(self):
        always = ["--save", "", "--appendonly", "yes", "--appendfsync", "always"]
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", *always]
        self.process = subprocess.Popen(command, cwd=self.folder, stdout=subprocess.DEVNULL)
        for _attempt in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        pytest.fail("redis-server does not start")

    def kill(self):
        self.process.kill()
        self.process.wait()


@pytest.fixture
def redis(tmp_path):
    if not shutil.which("redis-server"):
        pytest.skip("needs a Redis server")
    server = Redis(tmp_path)
    with used(server.location, OPTIONS={"socket_timeout": 5}):
        yield server
    server.kill()


def test_a_server_that_answers_keeps_what_it_is_given(redis):
    cache.set("key", {"a": 1})
    cache.set("count", 1)
    assert cache.get("key") == {"a": 1}
    assert cache.incr("count") == 2
    assert cache.add("key", 2) is False
    redis.kill()
    assert cache.get("key") is None


@contextmanager
def slowed(port, seconds, size):
    """Before the server on `port`, one that hands on `size` bytes at a time, each time late."""

    def hand_on(connection):
        behind = socket.create_connection(("127.0.0.1", port))

        def there():
            while data := connection.recv(65536):
                behind.sendall(data)

        def back():
            while data := behind.recv(size):
                time.sleep(seconds)
                connection.sendall(data)

        for way in (there, back):
            threading.Thread(target=way, daemon=True).start()

    with listening(hand_on) as (location, _taken):
        yield location


@pytest.mark.parametrize(("seconds", "size"), [(0.1, 65536), (0.01, 1)])
def test_a_server_that_answers_slowly_is_left_alone(redis, monkeypatch, seconds, size):
    """Each answer is in time, but a page asks for thirty."""
    monkeypatch.setattr(cache_backends, "SLOW", 0.05)
    options = {"socket_timeout": 5}
    with slowed(redis.port, seconds, size) as location, used(location, OPTIONS=options):
        cache.set("key", 1)
        began_at = time.monotonic()
        for _ask in range(100):
            cache.get("key")
        assert cache._server.is_away
        # What it missed is told in little time too, however much it is.
        for number in range(100):
            cache.delete(f"key{number}")
        cache._server.left_alone_until = 0
        cache.get("key")
        assert 50 < len(cache._server.owed) < 100
        assert time.monotonic() - began_at < 5


def test_slow_answers_count_only_in_a_row(redis):
    cache._server.waited = 0.4
    cache.get("key")
    assert (cache._server.waited, cache._server.is_away) == (0, False)


def test_a_value_that_cannot_be_read_is_none(redis):
    """A site may have kept it by another backend, or with a class that is gone."""
    import redis as client

    cache.set_many({"key": 1, "other": 2})
    with client.Redis(port=redis.port) as raw:
        for key in raw.keys("*key"):
            raw.set(key, b"\x80\x05garbage")
        assert cache.get_many(["key", "other"]) == {"other": 2}
        raw.set(":1:key", b"\x78\x9c")
        assert cache.get("key", "else") == "else"
        raw.set(":1:key", b"cgone.away\nThing\n.")
        assert cache.get_or_set("key", 3) == 3
    assert cache.get("key") == 3


@pytest.mark.parametrize(
    ("change", "after"),
    [
        (lambda: cache.delete("key"), [None, 1, 1]),
        (lambda: cache.delete("key", 1), [None, 1, 1]),
        (lambda: cache.delete("key", version=2), [1, None, 1]),
        (lambda: cache.delete_many(["key", "other"]), [None, 1, None]),
        (lambda: cache.set("key", 2), [None, 1, 1]),
        (lambda: cache.set("key", 2, 60, 2), [1, None, 1]),
        (lambda: cache.set_many({"key": 2}, version=2), [1, None, 1]),
        (lambda: cache.set(key="key", value=2), [None, 1, 1]),
        (lambda: cache.clear(), [None, None, None]),
        (lambda: cache.get("key"), [1, 1, 1]),
    ],
)
def test_a_server_that_is_back_has_nothing_that_was_changed_meanwhile(
    redis, monkeypatch, change, after
):
    """Else a session that was ended meanwhile would be open again."""

    def held():
        return [cache.get("key"), cache.get("key", version=2), cache.get("other")]

    cache.set("key", 1)
    cache.set("key", 1, version=2)
    cache.set("other", 1)
    monkeypatch.setattr(cache_backends, "PAUSE", 0)
    redis.kill()
    change()
    # Still away when it is looked for the first time.
    assert held() == [None, None, None]
    redis.start()
    assert held() == after


def test_what_a_dead_server_is_remembered_by():
    """The package's own and what Wagtail asks for each page, of this process, for seconds."""
    with used(dead()):
        cache.set("wagtail_libfees:text", "html", 60)
        cache.set("wagtail_site_root_paths", [1], 3600, version=2)
        cache.set("session", "open")
        assert cache.get("wagtail_libfees:text") == "html"
        assert cache.get("wagtail_site_root_paths") is None
        assert cache.get("wagtail_site_root_paths", version=2) == [1]
        assert cache.get("session") is None
        assert cache.add("wagtail_libfees:once", 1, 60) is True
        assert cache.add("wagtail_libfees:once", 1, 60) is False
        assert cache.incr("wagtail_libfees:once") == 2
        assert cache.set_many({"wagtail_libfees:a": 1, "b": 1}) == ["b"]
        assert cache.get_many(["wagtail_libfees:a", "b"]) == {"wagtail_libfees:a": 1}
        cache.delete("wagtail_libfees:text")
        cache.set("wagtail_libfees:a", 2, 0)
        assert cache.get_many(["wagtail_libfees:text", "wagtail_libfees:a"]) == {}
        cache.clear()
        assert "wagtail_libfees:once" not in cache
        for number in range(1000):
            cache.set(f"wagtail_libfees:{number}", number)
        left = cache.get_many(f"wagtail_libfees:{number}" for number in range(1000))
        assert 0 < len(left) <= cache_backends.MOST_REMEMBERED


def test_addresses_of_sites_are_remembered_for_seconds(monkeypatch):
    monkeypatch.setitem(cache_backends.REMEMBERED, "wagtail_site_root_paths", 0.05)
    with used(dead()):
        cache.set("wagtail_site_root_paths", [1], 3600)
        cache.set("wagtail_site_root_paths_for_ever", [1], None)
        time.sleep(0.1)
        assert cache.get("wagtail_site_root_paths") is None
        assert cache.get("wagtail_site_root_paths_for_ever") is None


def test_what_was_remembered_is_forgotten_when_the_server_is_back(redis, monkeypatch):
    monkeypatch.setattr(cache_backends, "PAUSE", 0)
    redis.kill()
    cache.set("wagtail_libfees:text", "of the outage", 60)
    redis.start()
    assert cache.get("wagtail_libfees:text") is None
    redis.kill()
    assert cache.get("wagtail_libfees:text") is None


@pytest.mark.django_db
def test_a_page_asks_no_more_while_the_cache_is_down(site):
    factories.fee_settings(site, portal="Kassen")
    page = factories.takster_page(site.root_page, factories.overdue())
    factories.fee_settings(site, fee_page=page)
    factories.notice(factories.notice_index(site.root_page))

    def queries(location, backend):
        with used(location, backend):
            Client().get(page.url)
            with CaptureQueriesContext(connection) as captured:
                assert Client().get(page.url).status_code == 200
        return len(captured)

    alive = queries("alive", "django.core.cache.backends.locmem.LocMemCache")
    assert queries(dead(), REDIS) == alive


def test_a_disk_that_is_full_is_an_empty_cache(tmp_path, monkeypatch):
    backend = "wagtail_libfees.cache_backends.ForgivingFileBasedCache"
    with used(str(tmp_path), backend):
        caches["default"].set("key", 1)
        assert cache.get("key") == 1

        def full(*args, **kwargs):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("django.core.cache.backends.filebased.tempfile.mkstemp", full)
        assert cache.set("other", 1) is None


@pytest.mark.django_db
def test_public_pages_answer_while_the_cache_is_down(site):
    factories.fee_settings(site, portal="Kassen")
    page = factories.takster_page(site.root_page, factories.overdue())
    factories.fee_settings(site, fee_page=page)
    index = factories.notice_index(site.root_page)
    notice = factories.notice(index)
    addresses = [page.url, index.url, notice.url, "/sitemap.xml"]
    addresses += [f"/libfees/{name}" for name in ("rates.json", "settings.json", "notices.atom")]
    with used(dead()):
        for address in addresses:
            assert Client().get(address).status_code == 200, address


@pytest.mark.parametrize(
    ("backend", "told"),
    [
        ("django.core.cache.backends.redis.RedisCache", True),
        (REDIS, False),
        ("django.core.cache.backends.locmem.LocMemCache", False),
    ],
)
def test_a_default_cache_that_takes_the_pages_with_it_is_told(backend, told):
    with used("redis://127.0.0.1:1/0", backend):
        assert bool(checks.check_default_cache(None)) == told
