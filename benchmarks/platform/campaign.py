"""A campaign of many organs: its board, the table that is taken away, one copy with its checks and likenesses, 今天.

python -m benchmarks.platform.campaign [--organs 300] [--postgres postgres://…]

Beside the framework's bare page behind the same middleware, in the same run; medians of several. A PostgreSQL database that
is named is filled. `python -m benchmarks campaign` runs this for both.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.harness import Row, table
from benchmarks.platform.requests import _core, _median, _once, _row

ORGANS = 300
WANTED = 200.0
"""Milliseconds for the board of 300 organs on 2 cores."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.platform.campaign")
    parser.add_argument("--organs", type=int, default=ORGANS)
    parser.add_argument("--postgres", default="", help="address of an empty database that may be filled")
    parser.add_argument("--here", action="store_true", help="measure on the database of the environment, as JSON")
    options = parser.parse_args(arguments)
    if options.here:
        print(json.dumps(_measured(options.organs)))
        return 0
    rows = rows_of(options.organs, options.postgres)
    print(table(rows))
    late = [row.measure for row in rows if row.ours and row.measure.startswith("board") and row.value > WANTED]
    print(f"\nslower than wanted: {'; '.join(late)}" if late else "\nall as fast as wanted")
    return 0


def rows_of(organs: int, postgres: str) -> list[Row]:
    rows: list[Row] = []
    for name, url in (("SQLite", ""), ("PostgreSQL", postgres)):
        if name == "SQLite" or url:
            rows += [Row(**one | {"measure": f"{one['measure']}, {name}"}) for one in _apart(organs, url)]
    return rows


def _apart(organs: int, url: str) -> list[dict[str, Any]]:
    """In a process of its own, with its own data folder."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")},
            "GONGKAI_DATA_DIR": folder,
            "GONGKAI_DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "benchmarks.platform.served.settings",
        }
        command = [sys.executable, "-m", "benchmarks.platform.campaign", "--here", "--organs", str(organs)]
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return list(json.loads(done.stdout.splitlines()[-1]))


def _measured(organs: int) -> list[dict[str, object]]:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    from benchmarks.platform.county import fill

    leader, campaign, copy = fill(organs)
    return _pages(leader, organs, f"/office/C/campaigns/{campaign}/", f"/office/C/campaigns/copies/{copy}/")


def _pages(leader: object, organs: int, board: str, copy: str) -> list[dict[str, object]]:
    from django.conf import settings
    from django.db import connection, reset_queries
    from django.test import Client

    settings.ALLOWED_HOSTS.append("testserver")
    client = Client()
    client.force_login(leader, "allauth.account.auth_backends.AuthenticationBackend")  # type: ignore[arg-type]

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

    pages = {
        f"board of {organs} organs": board,
        f"board of {organs} organs, what is late": f"{board}?tab=late",
        f"board of {organs} organs as a table to take away": f"{board}board.xlsx",
        f"今天 of who collects from {organs} organs": "/office/",
        "one copy: the paper, all rules, likeness with every sister organ": copy,
    }
    rows = []
    bare, bare_core = _median(asked("/bare/"))
    for name, where in pages.items():
        (first, _), _ = _once(asked(where))
        seconds, core = _median(asked(where))
        note = f"{_core(core)}; the first time {first * 1000:.0f} ms; {queries(where)}"
        rows.append(_row(name, "gongkai", seconds, ours=True, note=note))
        rows.append(_row(name, "the framework's bare page, same middleware", bare, note=_core(bare_core)))
    return rows


if __name__ == "__main__":
    sys.exit(main())
