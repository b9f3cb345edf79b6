"""A county of 300 organs added up: from reports in memory, and from the JSON in which they are kept."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from statistics import median

from benchmarks.harness import RUNS, Row
from gongkai.checks import check_roll_up
from gongkai.report import FORM_2019, FORM_2021, AnnualReport, Cell, dumps, loads
from gongkai.report.rollup import Part, PartKind, roll_up, to_json

ORGANS, SEED, GOAL = 300, 1949, 1.0


def run() -> list[Row]:
    reports = _reports()
    texts = [dumps(report) for report in reports]
    parts = _parts(reports)
    sums = roll_up("甲县人民政府", 2024, parts)
    data = [json.loads(text)["tables"] for text in texts]
    note = f"{ORGANS} organs, one in ten on the form of 2019; goal {GOAL:g} s"
    return [
        _row("roll-up with every cell's parts", "gongkai", lambda: roll_up("甲县人民政府", 2024, parts), note),
        _row("roll-up with every cell's parts", "json and a loop, sums only", lambda: _loop(data)),
        _row("findings and differences of a roll-up", "gongkai", lambda: check_roll_up(sums, sums.report)),
        _row("reports from their JSON, roll-up, findings", "gongkai", lambda: _whole(texts), note),
        _row("the roll-up as JSON", "gongkai", lambda: json.dumps(to_json(sums))),
    ]


def _row(measure: str, who: str, work: Callable[[], object], note: str = "") -> Row:
    work()
    return Row(measure, who, median(_seconds(work) for _ in range(RUNS)), "s", who == "gongkai", False, note)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _reports() -> list[AnnualReport]:
    chance = random.Random(SEED)
    made = []
    for n in range(ORGANS):
        form = FORM_2019 if n % 10 == 9 else FORM_2021
        cells = {path: Cell.number(chance.randint(0, 40)) for path in form.paths if path not in form.money}
        made.append(AnnualReport(f"甲县第{n}局", 2024, form.code, "标题", tables=cells))
    return made


def _parts(reports: list[AnnualReport]) -> list[Part]:
    return [
        Part(str(n), report.agency or "", PartKind.OWN if n == 0 else PartKind.DEPARTMENT, report)
        for n, report in enumerate(reports)
    ]


def _whole(texts: list[str]) -> object:
    return check_roll_up(roll_up("甲县人民政府", 2024, _parts([loads(text) for text in texts])))


def _loop(data: list[dict[str, dict[str, dict[str, dict[str, int | None]]]]]) -> dict[tuple[str, str], int]:
    sums: dict[tuple[str, str], int] = {}
    for tables in data:
        for row, cells in tables["requests"].items():
            for column, cell in cells.items():
                sums[row, column] = sums.get((row, column), 0) + (cell["value"] or 0)
    return sums
