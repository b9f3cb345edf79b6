"""Requests of one office: the board, one case, and counting all clocks anew, on the database that is named.

python -m benchmarks.platform.requests [--cases 10000] [--postgres postgres://…]

The board is asked for beside the framework's bare page behind the same middleware, the clocks are counted beside a plain
count of working days by `chinesecalendar`, which knows no event and explains nothing, in the same run; medians of several.
A PostgreSQL database that is named is filled. `python -m benchmarks requests` runs this for both.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from benchmarks.harness import Row, table

CASES, RUNS = 10_000, 9
WANTED = {"board": 0.2, "recount": 1.0}
"""Seconds, for 10,000 open requests on 2 cores."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.platform.requests")
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--postgres", default="", help="address of an empty database that may be filled")
    parser.add_argument("--here", action="store_true", help="measure on the database of the environment, as JSON")
    options = parser.parse_args(arguments)
    if options.here:
        print(json.dumps(_measured(options.cases)))
        return 0
    rows = rows_of(options.cases, options.postgres)
    print(table(rows))
    ours = {row.measure: row.value for row in rows if row.ours}
    late = [
        name for name, value in ours.items() for key, wanted in WANTED.items() if key in name and value > wanted * 1000
    ]
    print(f"\nslower than wanted: {'; '.join(late)}" if late else "\nall as fast as wanted")
    return 0


def rows_of(cases: int, postgres: str) -> list[Row]:
    rows: list[Row] = []
    for name, url in (("SQLite", ""), ("PostgreSQL", postgres)):
        if name == "SQLite" or url:
            found = _apart(cases, url)
            rows += [row for one in found["rows"] for row in [Row(**one | {"measure": f"{one['measure']}, {name}"})]]
    return rows


def _apart(cases: int, url: str) -> dict[str, list[dict[str, object]]]:
    """In a process of its own, with its own data folder."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")},
            "GONGKAI_DATA_DIR": folder,
            "GONGKAI_DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "benchmarks.platform.served.settings",
        }
        command = [sys.executable, "-m", "benchmarks.platform.requests", "--here", "--cases", str(cases)]
        done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _measured(cases: int) -> dict[str, list[dict[str, object]]]:
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    from benchmarks.platform.cases import fill

    today = timezone.localdate()
    clerk = fill(cases, today)
    return {"rows": [*_clocks(cases, today), *_pages(clerk)]}


def _clocks(cases: int, today: date) -> list[dict[str, object]]:
    from gongkai_web.requests.recomputing import recompute_open

    (first, written), done = _once(lambda: recompute_open(today))
    if done.failed or done.requests != cases:
        raise SystemExit(f"{len(done.failed)} of {done.requests} requests cannot be counted: {done.failed[:3]}")
    again, core = _median(lambda: recompute_open(today))
    # Once: it takes ten times as long as all the rest, and is not what is measured.
    (peer, _), _ = _once(lambda: _plain(cases, today))
    measure = f"recount all clocks of {cases:,} open requests"
    return [
        _row(measure, "gongkai: database, events, all clocks", again, ours=True, note=_core(core)),
        _row(measure, "chinesecalendar: 20 working days, no events", peer, note="once"),
        _row("the same, and every one written", "gongkai", first, ours=True, note=f"{_core(written)}; once"),
    ]


def _plain(cases: int, today: date) -> None:
    """What is left when everything is left out: the twentieth working day after some day, for each."""
    import chinese_calendar

    # Its data ends with the last year announced: days of that year, as many as asked for.
    start = date(today.year, 1, 4)
    for number in range(cases):
        day, left = start + timedelta(days=number % 40), 20
        while left:
            day += timedelta(days=1)
            left -= chinese_calendar.is_workday(day)


def _pages(clerk: object) -> list[dict[str, object]]:
    from django.conf import settings
    from django.db import connection, reset_queries
    from django.test import Client

    from benchmarks.platform.cases import CODE
    from gongkai_web.requests.models import Request

    settings.ALLOWED_HOSTS.append("testserver")
    client = Client()
    client.force_login(clerk, "allauth.account.auth_backends.AuthenticationBackend")  # type: ignore[arg-type]
    board = f"/office/{CODE}/requests/"
    case = f"{board}{Request.objects.order_by('pk').first().pk}/"  # type: ignore[union-attr]

    def asked(where: str) -> Callable[[], object]:
        def ask() -> object:
            answer = client.get(where)
            if answer.status_code != 200:
                raise SystemExit(f"{where}: {answer.status_code}")
            return answer

        return ask

    def queries(where: str) -> str:
        connection.force_debug_cursor = True
        reset_queries()
        asked(where)()
        count = len(connection.queries)
        connection.force_debug_cursor = False
        return f"{count} queries"

    rows = []
    bare, bare_core = _median(asked("/bare/"))
    for name, where in (("board", board), ("board, what is overdue", f"{board}?tab=overdue"), ("one case", case)):
        (first, _), _ = _once(asked(where))
        seconds, core = _median(asked(where))
        note = f"{_core(core)}; the first time {first * 1000:.0f} ms; {queries(where)}"
        rows.append(_row(name, "gongkai", seconds, ours=True, note=note))
        rows.append(_row(name, "the framework's bare page, same middleware", bare, note=_core(bare_core)))
    return rows


def _row(measure: str, who: str, seconds: float, *, ours: bool = False, note: str = "") -> dict[str, object]:
    value = seconds * 1000
    return {
        "measure": measure, "who": who, "value": value, "unit": "ms", "ours": ours, "higher_is_better": False, "note": note
    }  # fmt: skip


def _core(seconds: float) -> str:
    """What other programs on the machine hardly touch; the database's own program is not in it."""
    return f"{seconds * 1000:.0f} ms of a core"


def _once(work: Callable[[], Any]) -> tuple[tuple[float, float], Any]:
    """Seconds by the clock, seconds of a core, and what came out."""
    begun, core = time.perf_counter(), time.process_time()
    result = work()
    return (time.perf_counter() - begun, time.process_time() - core), result


def _median(work: Callable[[], object]) -> tuple[float, float]:
    """By the clock and of a core, after one to warm up."""
    work()
    clock, core = zip(*(_once(work)[0] for _ in range(RUNS)), strict=True)
    return statistics.median(clock), statistics.median(core)


if __name__ == "__main__":
    sys.exit(main())
