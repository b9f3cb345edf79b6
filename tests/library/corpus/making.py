"""Small corpora for tests: reports whose numbers hold, saved as `gongkai.report/1`, and what stands in the tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.corpus.numbers import report as random_case

from gongkai.corpus import TABLES, Entry, Local, listing, opened, read_corpus
from gongkai.report import FORM_2021, FORMS, AnnualReport, Cell, Section, dumps

SAMPLES = Path(__file__).parents[2] / "samples"


def made(organ: str = "甲县大河镇人民政府", year: int = 2023, size: str = "county", **changes: Any) -> AnnualReport:
    """A report whose relations hold, the same for the same organ and year; `changes` are fields of the report."""
    code = "2019" if year < 2021 else "2021"
    case = random_case(Random(f"{organ} {year}"), size, code)
    cells = {path: Cell.number(value) for path, value in case.values.items()}
    sections = [Section(n, title, "本年度工作。") for n, title in enumerate(FORMS[code].sections, 1)]
    title = f"{organ}{year}年政府信息公开工作年度报告"
    report = AnnualReport(organ, year, code, title, sections=sections, tables=cells)
    return replace(report, **changes)


def with_cells(report: AnnualReport, cells: Mapping[str, Cell | int]) -> AnnualReport:
    new = {path: Cell.number(cell) if isinstance(cell, int) else cell for path, cell in cells.items()}
    return replace(report, tables={**report.tables, **new})


def zeros(organ: str = "甲县大河镇人民政府", year: int = 2023) -> AnnualReport:
    return made(organ, year, size="zeros", tables={path: Cell.number(0) for path in FORM_2021.paths})


def save(folder: Path, name: str, report: AnnualReport) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(dumps(report), encoding="utf-8")
    return file


def corpus_of(folder: Path, *reports: AnnualReport) -> Path:
    """A corpus of these reports; returns its folder."""
    for number, report in enumerate(reports):
        save(folder / "in", f"{number:03}.json", report)
    read_corpus(folder / "corpus", entries(folder / "in"), engine=Local(2))
    return folder / "corpus"


def entries(folder: Path) -> tuple[Entry, ...]:
    return listing(folder).entries


def ask(corpus: Path, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with opened(corpus) as open_corpus:
        return open_corpus.ask(sql, values).rows


def contents(corpus: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, in order."""
    return {name: ask(corpus, f"FROM {name}") for name in TABLES}


def tables_bytes(corpus: Path) -> dict[str, bytes]:
    return {name: (corpus / f"{name}.parquet").read_bytes() for name in TABLES}
