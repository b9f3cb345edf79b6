"""How many pages of the portal a second, beside the same framework's bare page in the same run.

python -m benchmarks.platform.pages [--items 100000] [--rounds 5] [--seconds 4] [--postgres postgres://…] [--data FOLDER]

The bare page is a view that answers one word behind the same middleware. Between any two pages it is asked again, and each
ratio is to the bare pages before and after it. Rates are told by the clock, which says what else the machine does, and by
the seconds of a core that the web processes used, which does not. Kept: pages that were asked for before;
anew: the server keeps none, and makes every page. On SQLite in a folder of its own, and on PostgreSQL if a database is
named, which is filled.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.harness import machine
from benchmarks.platform import load

WANTED = 0.4
HOT, WARMING = 100, 8
PATIENCE = 120


@dataclass(frozen=True, slots=True)
class Kind:
    name: str
    paths: tuple[str, ...]


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    print("  ".join(f"{key}: {value}" for key, value in machine().items()), f"load by {load.by()}", sep="\n")
    worst: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        data = options.data or folder
        for url in filter(None, ("sqlite", options.postgres)):
            environment = {**os.environ, "GONGKAI_DATA_DIR": data, "GONGKAI_DATABASE_URL": url.replace("sqlite", "", 1)}
            _fill(environment, options.items)
            name = url.partition(":")[0]
            for kept in ("64", "0"):
                found = _database(name, {**environment, "GONGKAI_PAGE_CACHE_MB": kept}, options)
                worst[kept] = min(worst.get(kept, found), found)
    print(f"\nlowest ratio by core seconds: kept {worst['64']:.2f} (wanted {WANTED}), made anew {worst['0']:.2f}")
    return 0 if worst["64"] >= WANTED else 1


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.platform.pages")
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--postgres", default="", help="address of a database that may be filled")
    parser.add_argument("--data", default="", help="folder of the SQLite database, to be used again")
    return parser.parse_args(arguments)


def _fill(environment: dict[str, str], items: int) -> None:
    code = (
        "import django; django.setup(); from django.core.management import call_command as call;"
        "call('migrate', verbosity=0); call('collectstatic', interactive=False, verbosity=0);"
        f"from benchmarks.platform.filling import fill; fill({items})"
    )
    begun = time.perf_counter()
    settings = {"DJANGO_SETTINGS_MODULE": "gongkai_web.config.settings"}
    subprocess.run([sys.executable, "-c", code], env=environment | settings, check=True)
    print(f"filled with {items:,} items in {time.perf_counter() - begun:.0f} s")


@dataclass(frozen=True, slots=True)
class Measured:
    """Pages a second by the clock, and pages for each second of a core that the web processes used."""

    rate: float
    for_a_core_second: float


@dataclass
class Server:
    base: str
    process: subprocess.Popen[bytes]

    def measure(self, paths: Sequence[str], seconds: int) -> Measured:
        before = self._core_seconds()
        answered = load.ask(self.base, paths, seconds)
        return Measured(answered.rate, answered.pages / (self._core_seconds() - before))

    def _core_seconds(self) -> float:
        """Of the web processes, which are this one's children."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        fields = (Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split() for child in children)
        return sum(int(one[11]) + int(one[12]) for one in fields) / os.sysconf("SC_CLK_TCK")


def _database(name: str, environment: dict[str, str], options: argparse.Namespace) -> float:
    """The lowest ratio by core seconds."""
    how = "kept" if environment["GONGKAI_PAGE_CACHE_MB"] != "0" else "made anew"
    kinds = _kinds(options.items)
    found: dict[str, list[tuple[Measured, Measured]]] = {kind.name: [] for kind in kinds}
    with _served(environment) as server:
        if how == "kept":
            _ask_for(server.base, [path for kind in kinds for path in kind.paths])
        bare = server.measure(["/bare/"], options.seconds)
        for _ in range(options.rounds):
            for kind in kinds:
                page = server.measure(kind.paths, options.seconds)
                before, bare = bare, server.measure(["/bare/"], options.seconds)
                found[kind.name].append((page, _between(before, bare)))
    return _told(name, how, found)


def _between(one: Measured, other: Measured) -> Measured:
    return Measured((one.rate + other.rate) / 2, (one.for_a_core_second + other.for_a_core_second) / 2)


def _told(name: str, how: str, found: dict[str, list[tuple[Measured, Measured]]]) -> float:
    all_bare = [bare for pairs in found.values() for _, bare in pairs]
    print(
        f"\n{name}, {how}: bare page {median(one.rate for one in all_bare):,.0f} a second, "
        f"{median(one.for_a_core_second for one in all_bare):,.0f} for a core second"
    )
    lowest = 9.0
    for kind, pairs in found.items():
        by_clock = sorted(page.rate / bare.rate for page, bare in pairs)
        by_core = sorted(page.for_a_core_second / bare.for_a_core_second for page, bare in pairs)
        rate = median(page.rate for page, _ in pairs)
        core = median(page.for_a_core_second for page, _ in pairs)
        print(
            f"  {kind:<30} {rate:7,.0f} a second, ratio {median(by_clock):.2f} ({by_clock[0]:.2f} to {by_clock[-1]:.2f})"
            f"   {core:7,.0f} for a core second, ratio {median(by_core):.2f} ({by_core[0]:.2f} to {by_core[-1]:.2f})",
            flush=True,
        )
        lowest = min(lowest, median(by_core))
    return lowest


def _ask_for(base: str, paths: Sequence[str]) -> None:
    """Often enough that every process has made every page."""

    def ask(path: str) -> None:
        urllib.request.urlopen(base + path, timeout=PATIENCE).read()

    with ThreadPoolExecutor(load.CONNECTIONS) as pool:
        list(pool.map(ask, [*paths] * WARMING))


def _kinds(items: int) -> list[Kind]:
    draw = random.Random(7)
    organs = ["BENCH", *(f"BENCH-{number}" for number in range(1, 11))]
    columns = ("policies", "news", "notices", "budgets", "plans", "services")
    lists = [f"/open/{organ}/{column}/" for organ in organs for column in columns]
    return [
        Kind("first page of an organ", tuple(f"/open/{organ}/" for organ in organs)),
        Kind("list of a column", tuple(lists)),
        Kind(
            "list, later pages and years",
            tuple(f"{one}?year=2024&page=2" if n % 2 else f"{one}?page=9" for n, one in enumerate(lists)),
        ),
        Kind("documents by validity", tuple(f"/open/{organ}/documents/" for organ in organs)),
        Kind("items", tuple(f"/open/items/{draw.randint(1, items)}/" for _ in range(HOT))),
    ]


@contextmanager
def _served(environment: dict[str, str]) -> Iterator[Server]:
    """As `gongkai-web run` serves it, without the program that reads waiting files."""
    from tools.running import free_port

    from gongkai_web.serving import THREADS, WORKERS

    base = f"http://127.0.0.1:{free_port()}"
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "benchmarks.platform.served.wsgi",
        "--preload",
        "--log-level",
        "warning",
    ]
    command += ["-w", str(WORKERS), "--threads", str(THREADS), "-b", base.removeprefix("http://")]
    server = subprocess.Popen(command, env=environment)
    try:
        _wait(f"{base}/bare/", server)
        yield Server(base, server)
    finally:
        server.terminate()
        server.wait(PATIENCE)


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(PATIENCE * 10):
        assert server.poll() is None, "the server ended"
        try:
            urllib.request.urlopen(address, timeout=PATIENCE).read()
            return
        except urllib.error.URLError:
            time.sleep(0.1)
    raise TimeoutError(address)


if __name__ == "__main__":
    sys.exit(main())
