"""Each test has a folder of its own for the pages' tables; the corpus of many is made once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.report import AnnualReport, Cell
from gongkai_web.research import shelf
from tests.library.corpus.making import corpus_of, made, with_cells

NEW = "requests.new.total"
SLIPPED = ("甲县小河镇人民政府", 2022)
"""Whose 上年结转 is not what it left over the year before."""
BLANK = ("甲县小河镇人民政府", 2021)
NAMES = ("甲县大河镇人民政府", "甲县小河镇人民政府", "甲县高山乡人民政府")


def many() -> list[AnnualReport]:
    """Three organs over four years, both forms; what is carried over fits but once, and one cell is blank."""
    reports = []
    for name in NAMES:
        left = None
        for year in (2020, 2021, 2022, 2023):
            report = made(name, year)
            if left is not None:
                report = with_cells(report, {f"requests.carried_in.{column}": value for column, value in left.items()})
            left = {column: report.value(f"requests.carried_out.{column}") for column in _COLUMNS}
            if (name, year) == SLIPPED:
                report = with_cells(
                    report, {"requests.carried_in.total": report.value("requests.carried_in.total") + 7}
                )
            if (name, year) == BLANK:
                report = with_cells(report, {NEW: Cell.blank()})
            reports.append(report)
    return reports


_COLUMNS = ("natural_person", "business", "research", "social_organization", "legal_service", "other", "total")


@pytest.fixture(scope="package")
def reports() -> list[AnnualReport]:
    return many()


@pytest.fixture(scope="package")
def corpus(reports: list[AnnualReport], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpus_of(tmp_path_factory.mktemp("many"), *reports)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings) -> Iterator[None]:
    settings.RESEARCH_DIR, settings.CORPUS_DIR, settings.CORPUS_ADDRESSES = tmp_path / "research", None, None
    shelf._KEPT.__init__()
    yield
    shelf._KEPT.__init__()


@pytest.fixture
def with_corpus(corpus: Path, settings) -> Path:
    settings.CORPUS_DIR = corpus
    return corpus
