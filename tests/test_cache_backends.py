"""A cache server that is away, slow, or dies in the middle: every public page answers."""

import logging
import shutil
import socket
import subprocess
import threading
import time
from contextlib import contextmanager

import pytest
from django.core.cache import cache, caches
from django.test import Client, override_settings

from tests import factories
from wagtail_libfees import cache_backends, checks

REDIS = "wagtail_libfees.cache_backends.ForgivingRedisCache"


@pytest.fixture(autouse=True)
def unknown_servers(monkeypatch):
    """No server is known to be away, and its silence is no long wait."""
    monkeypatch.setattr(cache_backends, "_servers", {})
    monkeypatch.setattr(cache_backends, "TIME_OUT", 0.05)


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
    for connection in taken:
        connection.close()


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


@pytest.mark.skipif(not shutil.which("redis-server"), reason="needs a Redis server")
def test_a_server_that_answers_keeps_what_it_is_given(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
    command = ["redis-server", "--port", port, "--save", "", "--bind", "127.0.0.1"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL) as process:
        try:
            for _attempt in range(100):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", int(port))) == 0:
                        break
                time.sleep(0.05)
            with used(f"redis://127.0.0.1:{port}/0", OPTIONS={"socket_timeout": 5}):
                cache.set("key", {"a": 1})
                cache.set("count", 1)
                assert cache.get("key") == {"a": 1}
                assert cache.incr("count") == 2
                assert cache.add("key", 2) is False
                process.kill()
                process.wait()
                assert cache.get("key") is None
        finally:
            process.kill()


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
