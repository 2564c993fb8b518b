"""What public pages cost while the cache server is away, beside what they cost while it is there.

Run from the root of the repository: `python -m benchmarks.bench_dead_cache`; needs redis-server.
Whole requests in processor time of one process. Each round asks every page once; the rounds of a
server that is there come first, then it is killed. What the first round without it makes anew is
in the mean. Exits with 1 where that is more than BOUND times as much.
"""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.pages_site")

BOUND = 1.5
# Rounds without the server go on over several of the pauses in which it is left alone.
SECONDS = 30
OPEN_DATA = [
    f"/libfees/{name}"
    for name in ("rates.json", "settings.json", "answers.json", "fees.md", "notices.atom")
]


def main() -> int:
    """Print the table and return the exit code."""
    import django

    django.setup()
    from django.core.cache import cache
    from django.core.management import call_command
    from django.test import Client, override_settings

    from benchmarks import bench_pages
    from benchmarks.rows import tell

    if not shutil.which("redis-server"):
        print("redis-server is not installed.")
        return 0
    bench_pages.CLIENT = Client()
    call_command("migrate", verbosity=0)
    urls = [page.url for page in bench_pages.make_pages()] + OPEN_DATA
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    default = {
        "BACKEND": "wagtail_libfees.cache_backends.ForgivingRedisCache",
        "LOCATION": f"redis://127.0.0.1:{port}/0",
    }
    with tempfile.TemporaryDirectory() as folder, override_settings(CACHES={"default": default}):
        command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
        server = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
        time.sleep(1)
        cache.set("there", 1)
        assert cache.get("there") == 1
        there = bench_pages.measured(urls)
        server.kill()
        server.wait()
        away: dict[str, list[float]] = {url: [] for url in urls}
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            for url in urls:
                start = time.process_time()
                bench_pages.get(url)
                away[url].append((time.process_time() - start) * 1000)
    passed = True
    print(f"{'mean, ms':60} {'there':>7} {'away':>7} {'of it':>6} {'first':>7}")
    for url in urls:
        before, after = statistics.mean(there[url]), statistics.mean(away[url])
        ratio = after / before
        print(f"{url:60} {before:7.2f} {after:7.2f} {ratio:6.2f} {away[url][0]:7.2f}")
        passed &= tell(f"{url} without cache", f"{ratio:.2f}", f"{BOUND}", ratio, BOUND)
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
