"""How long the static export of an organ takes: everything, nothing new, after one publication, after one recall.

python -m benchmarks.platform.export [--items 10000] [--files 500] [--postgres postgres://…] [--rounds 3]

Each run is a process of its own, from its start to its end, as the command is used. On SQLite in a folder of its own, and
on PostgreSQL if a database is named, which is filled.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.harness import machine

WANTED = 60.0
"""Seconds for 10,000 items on 2 cores."""
ORGAN = "BENCH-1"


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    print("  ".join(f"{key}: {value}" for key, value in machine().items()))
    worst = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for url in filter(None, ("sqlite", options.postgres)):
            name = url.partition(":")[0]
            environment = {
                **os.environ,
                "GONGKAI_DATA_DIR": str(Path(folder) / name),
                "GONGKAI_DATABASE_URL": url.replace("sqlite", "", 1),
                "DJANGO_SETTINGS_MODULE": "gongkai_web.config.settings",
            }
            _fill(environment, options.items, options.files)
            worst = max(worst, _database(name, environment, Path(folder) / f"{name}-out", options.rounds))
    print(f"\nslowest whole export: {worst:.1f} s; wanted: {WANTED:.0f} s for 10,000 items")
    return 0 if worst <= WANTED * options.items / 10_000 else 1


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.platform.export")
    parser.add_argument("--items", type=int, default=10_000)
    parser.add_argument("--files", type=int, default=500, help="items with an attachment of 40 KB")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--postgres", default="", help="address of a database that may be filled")
    return parser.parse_args(arguments)


def _fill(environment: dict[str, str], items: int, files: int) -> None:
    _python(
        environment,
        "import django; django.setup(); from django.core.management import call_command as call;"
        f"call('migrate', verbosity=0); from benchmarks.platform.export import prepare; prepare({items}, {files})",
    )


def prepare(items: int, files: int) -> None:
    """Everything belongs to one township, and some of it has a file. Run where Django is set up."""
    from benchmarks.platform.filling import fill
    from gongkai_web.files.services import store
    from gongkai_web.organs.models import Organ
    from gongkai_web.publishing.models import Attachment, Item, Revision

    fill(items)
    organ = Organ.objects.get(code=ORGAN)
    Item.objects.update(organ=organ)
    for number, revision in enumerate(Revision.objects.order_by("pk")[:files]):
        words = f"第{number}份附件。".encode() * 2000
        file = store(by=None, organ=organ, name=f"附件{number}.txt", content=words[:40_000])
        Attachment.objects.create(revision=revision, file=file, name=file.name, order=1)


def _database(name: str, environment: dict[str, str], out: Path, rounds: int) -> float:
    seconds: dict[str, list[tuple[float, float]]] = {}
    for _ in range(rounds):
        shutil.rmtree(out, ignore_errors=True)
        for act, code in ACTS.items():
            if code:
                _python(
                    environment,
                    f"import django; django.setup(); from benchmarks.platform.export import act; act('{code}')",
                )
            seconds.setdefault(act, []).append(_export(environment, out))
    print(f"\n{name}")
    for act, found in seconds.items():
        wall, core = median(one[0] for one in found), median(one[1] for one in found)
        print(f"  {act:<28} {wall:6.1f} s   {core:6.1f} s of one core")
    return max(wall for wall, _ in seconds["everything"])


ACTS = {"everything": "", "nothing new": "", "after one publication": "publish", "after one recall": "recall"}


def act(what: str) -> None:
    """What an office does between two exports, as the log tells it."""
    from django.utils import timezone

    from gongkai_web.audit.services import record
    from gongkai_web.publishing.models import Item

    items, now = Item.objects.filter(organ__code=ORGAN), timezone.now()
    chosen = items.filter(public="recalled").first() if what == "publish" else items.filter(public="published").last()
    chosen = chosen or items.first()
    chosen.public, chosen.recalled_at = ("published", None) if what == "publish" else ("recalled", now)
    chosen.save(update_fields=["public", "recalled_at"])
    key = "item.published" if what == "publish" else "item.recalled"
    record(key=key, actor=None, organ=ORGAN, target=f"item:{chosen.pk}")


def _export(environment: dict[str, str], out: Path) -> tuple[float, float]:
    """Seconds by the clock, and of one core."""
    before, begun = _used(), time.perf_counter()
    command = [sys.executable, "-m", "gongkai_web", "export-site", ORGAN, str(out)]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun, _used() - before


def _used() -> float:
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime


def _python(environment: dict[str, str], code: str) -> None:
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)


if __name__ == "__main__":
    sys.exit(main())
