"""Databases that are made once, and a running example site with a database of its own.

`made_once` shares a file among the workers of a run. `SiteProcess` is the example site in a process
of its own, as a visitor meets it. Run as a module, this file is that process: it starts Django once
and forks a fresh child for each server and for each piece of code. So every server begins with
empty caches, code runs beside the server and not in it, and neither waits for Django to start.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MIGRATE = "from django.core.management import call_command; call_command('migrate', verbosity=0)"


def shared_folder(factory) -> Path:
    """The temporary folder of this run, common to all workers."""
    folder = factory.getbasetemp()
    return folder.parent if os.environ.get("PYTEST_XDIST_WORKER") else folder


def made_once(factory, name: str, make) -> Path:
    """The file `name` of this run; the first that asks lets `make(path)` write it."""
    folder = shared_folder(factory)
    path = folder / name
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            unfinished = folder / f"{name}.unfinished"
            make(unfinished)
            unfinished.rename(path)
    return path


def migrated(factory) -> Path:
    """An SQLite database after all migrations."""

    def make(path):
        folder = path.parent / "migrating"
        with SiteProcess(folder) as site:
            site.run(MIGRATE)
            site.copy_to(path)
        shutil.rmtree(folder)

    return made_once(factory, "migrated.sqlite3", make)


def copy_database(source: str | Path, target: str | Path) -> None:
    """Copy an SQLite database over another as one transaction: who has it open sees the copy."""
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as write:
        read.backup(write)


def run_sql(url: str, statement: str) -> None:
    """Run one statement on the PostgreSQL server at `url`."""
    import dj_database_url
    import psycopg

    config = dj_database_url.parse(url)
    with psycopg.connect(
        host=config["HOST"],
        port=config["PORT"] or 5432,
        user=config["USER"],
        password=config["PASSWORD"] or None,
        dbname=config["NAME"],
        autocommit=True,
    ) as connection:
        connection.execute(statement)


def environment_of(folder: Path, url: str) -> dict[str, str]:
    """The environment of an example site that writes into `folder`."""
    return {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "example_site.settings",
        "LIBFEES_VAR": str(folder),
        "PYTHONPATH": str(ROOT),
        "SECRET_KEY": "only-for-tests",
    }


class SiteProcess:
    """The example site on a database of its own: SQLite in `folder`, or the one at `url`."""

    def __init__(self, folder: Path, url: str = ""):
        folder.mkdir(parents=True, exist_ok=True)
        self.database = folder / "site.sqlite3"
        self.environment = environment_of(folder, url or f"sqlite:///{self.database}")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.sites"],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.url = self._answer()

    def _answer(self) -> str:
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("The process of the example site ended.")
        answer = json.loads(line)
        if answer["status"]:
            raise RuntimeError(answer["text"])
        return answer["text"]

    def _ask(self, **request) -> str:
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        return self._answer()

    def run(self, code: str) -> str:
        """Run code in a fresh process of the site; returns what it printed."""
        return self._ask(do="run", code=code)

    def serve(self) -> None:
        """Serve the site at `url` from a fresh process; one that served it before ends."""
        self._ask(do="serve")

    def stop(self) -> None:
        """End the server."""
        self._ask(do="stop")

    def copy_to(self, path: Path) -> None:
        """Copy the site's SQLite database to a file."""
        copy_database(self.database, path)

    def restore(self, path: Path) -> None:
        """Make the site's SQLite database what that file says."""
        copy_database(path, self.database)

    def close(self) -> None:
        """End the process and its server."""
        self.process.stdin.close()
        self.process.wait(timeout=10)
        self.process.stdout.close()

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()


# What follows runs in the process of the site.


def fork(work) -> int:
    """Do `work()` in a child with no database connection of its parent; returns its number."""
    from django.db import connections

    connections.close_all()
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        work()
        status = 0
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def run_code(code: str) -> tuple[int, str]:
    """The status of a child that ran `code`, and what it printed."""
    read, write = os.pipe()

    def work():
        os.dup2(write, 1)
        os.dup2(write, 2)
        exec(code, {"__name__": "code"})

    child = fork(work)
    os.close(write)
    with os.fdopen(read, errors="replace") as printed:
        text = printed.read()
    return os.waitpid(child, 0)[1], text


def end(child: int | None) -> None:
    """End a child, if there is one."""
    if child:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def main() -> None:
    """Answer requests, each a line of JSON, until there are no more."""
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    class Quiet(WSGIRequestHandler):
        def log_message(self, *args):
            pass

    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    url = f"http://127.0.0.1:{server.server_address[1]}"
    os.environ["BASE_URL"] = url
    import django

    django.setup()
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.wsgi import get_wsgi_application
    from django.urls import get_resolver

    # Imports the views, so that no child has to.
    assert get_resolver().url_patterns
    server.set_app(StaticFilesHandler(get_wsgi_application()))
    requests = os.fdopen(os.dup(0))
    answers = os.fdopen(os.dup(1), "w")
    # Children read nothing, and print nothing among the answers.
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)

    def answer(status, text):
        print(json.dumps({"status": status, "text": text}), file=answers, flush=True)

    answer(0, url)
    serving = None
    for line in requests:
        request = json.loads(line)
        if request["do"] == "run":
            answer(*run_code(request["code"]))
            continue
        end(serving)
        serving = fork(server.serve_forever) if request["do"] == "serve" else None
        answer(0, "")
    end(serving)


if __name__ == "__main__":
    main()
