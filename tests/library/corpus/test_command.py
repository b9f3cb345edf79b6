"""gongkai corpus, as a person or a program runs it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from gongkai.cli.corpus import corpus_app
from gongkai.report import Cell

from ..cli.running import Ran, gongkai
from .making import SAMPLES, corpus_of, made, save, with_cells

ROOT = Path(__file__).parents[3]


def corpus(*args: object) -> Ran:
    return gongkai("corpus", *args)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two organs over two years; one blank, one wrong total."""
    reports = [made(organ, year) for organ in ("甲县大河镇人民政府", "甲县柳林乡人民政府") for year in (2020, 2023)]
    reports[1] = with_cells(reports[1], {"requests.new.total": 10**6, "requests.granted.total": Cell.blank()})
    return corpus_of(tmp_path_factory.mktemp("c"), *reports)


def test_a_folder_becomes_a_corpus_and_what_failed_is_a_table_and_a_file(tmp_path: Path) -> None:
    for name in ("seed-000.txt", "seed-003.txt"):
        (tmp_path / name).write_bytes((SAMPLES / name).read_bytes())
    (tmp_path / "=weather.txt").write_text("今天天气很好。", encoding="utf-8")
    (tmp_path / "tool.exe").write_bytes(b"MZ")
    done = corpus("read", tmp_path, "-o", tmp_path / "out", "-j", "2")
    assert done.returncode == 2
    assert "没有读出的文件 1 个" in done.stdout and "2 份报告" in done.stdout
    assert "tool.exe" in done.stderr
    with (tmp_path / "out" / "failures.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[0] == ["文件", "原因", "怎样补救"] and rows[1][0].endswith("=weather.txt") and all(rows[1])
    (tmp_path / "=weather.txt").unlink()
    (tmp_path / "=weather.txt").unlink(missing_ok=True)
    again = corpus("read", tmp_path, "-o", tmp_path / "out", "-j", "1")
    assert (again.returncode, (tmp_path / "out" / "failures.csv").exists()) == (0, False)


def test_two_different_reports_of_one_year_without_a_date_are_told(tmp_path: Path) -> None:
    save(tmp_path / "in", "1.json", made())
    save(tmp_path / "in", "2.json", with_cells(made(), {"proactive.penalties": 5}))
    done = corpus("read", tmp_path / "in", "-o", tmp_path / "out")
    assert "2 份数字不同的报告" in done.stderr and "2.json" in done.stderr and "清单" in done.stderr


def test_checking_ends_with_1_where_a_relation_fails(folder: Path) -> None:
    done = corpus("check", folder, "--rule", "T3-ROW", "--json")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert {row["place"] for row in rows} == {"本年新收政府信息公开申请数量"}
    assert rows[0]["actual"] == 10**6


def test_sql_as_json_and_as_csv(folder: Path) -> None:
    sql = "SELECT year, count(*) AS n FROM reports GROUP BY year ORDER BY year"
    assert [json.loads(line) for line in corpus("query", folder, sql, "--json").stdout.splitlines()] == [
        {"year": 2020, "n": 2},
        {"year": 2023, "n": 2},
    ]
    assert list(csv.reader(io.StringIO(corpus("query", folder, sql, "--csv").stdout))) == [
        ["year", "n"],
        ["2020", "2"],
        ["2023", "2"],
    ]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("query", "SELECT nothing FROM cells"), ("SQL", "docs/reference/corpus.md")),
        (("query", "--named", "nothing"), ("outcome-mix",)),
        (("query", "SELECT 1", "--named", "rates"), ("只能写一个",)),
        (("trend", "--organ", "乙县", "--cell", "new.total"), ("乙县",)),
        (("trend", "--organ", "没有这个", "--cell", "new.total"), ("--named organs",)),
        (("trend", "--organ", "大河镇", "--cell", "new.total"), ("是不是：甲县大河镇", "--named organs")),
        (("trend", "--organ", "甲县大河镇", "--cell", "new.totl"), ("new.totl", "是不是：", "new.total")),
        (("trend", "--organ", "甲县大河镇", "--cell", "zzz"), ("requests.new.total",)),
        (("trend", "--organ", "甲县大河镇"), ("--measure",)),
        (("compare", "--year", "2023", "--row", "nothing"), ("nothing",)),
        (("export", "-o", "x.pdf"), (".xlsx",)),
        (("export", "-o", "x.csv", "--table", "nothing"), ("cells",)),
    ],
)
def test_a_mistake_is_one_line_with_a_remedy(folder: Path, args: tuple[str, ...], words: tuple[str, ...]) -> None:
    done = corpus(args[0], folder, *args[1:])
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1 and all(word in done.stderr for word in words)


@pytest.mark.parametrize("command", ["check", "query", "similar"])
def test_a_folder_that_is_no_corpus_says_what_to_do(tmp_path: Path, command: str) -> None:
    done = corpus(command, tmp_path, *(["SELECT 1"] if command == "query" else []))
    assert done.returncode == 2 and "gongkai corpus read" in done.stderr


def test_a_trend_and_a_comparison_are_tables_for_people(folder: Path) -> None:
    shown = corpus("trend", folder, "--organ", "甲县大河镇", "--cell", "granted.total").stdout
    assert "没有这一年的报告" in shown and "空白" in shown
    shown = corpus("compare", folder, "--year", "2023", "--row", "granted").stdout
    assert "自然人" in shown and "占比" in shown and "甲县柳林乡人民政府" in shown


@pytest.mark.parametrize("suffix", ["csv", "json", "xlsx"])
def test_a_table_is_exported_whole(folder: Path, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"out.{suffix}"
    assert corpus("export", folder, "-o", out, "--year", "2023").returncode == 0
    if suffix == "csv":
        rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
    elif suffix == "json":
        rows = json.loads(out.read_text(encoding="utf-8"))
    else:
        from python_calamine import CalamineWorkbook

        heads, *lines = CalamineWorkbook.from_path(str(out)).get_sheet_by_index(0).to_python()
        rows = [dict(zip(heads, line, strict=True)) for line in lines]
    assert len(rows) == 400
    blank = next(r for r in rows if r["organ"] == "甲县大河镇人民政府" and r["path"] == "requests.granted.total")
    assert blank["value"] in ("", None) and blank["state"] == "blank"
    right = next(r for r in rows if r["organ"] == "甲县大河镇人民政府" and r["path"] == "requests.new.total")
    assert float(right["value"]) == 10**6


def test_dask_needs_the_address_of_its_scheduler(tmp_path: Path) -> None:
    save(tmp_path / "in", "1.json", made())
    done = corpus("read", tmp_path / "in", "-o", tmp_path / "out", "--engine", "dask")
    assert done.returncode == 2 and "--scheduler tcp://" in done.stderr


def test_every_command_and_option_is_explained_in_chinese() -> None:
    for command in ("read", "check", "query", "compare", "trend", "similar", "export"):
        shown = corpus(command, "--help").stdout
        assert shown.count("--") > 3 and any("一" <= char <= "鿿" for char in shown)
    assert len(corpus_app.registered_commands) == 7


def test_the_organs_of_a_corpus_are_listed(folder: Path) -> None:
    rows = [json.loads(line) for line in corpus("query", folder, "--named", "organs", "--json").stdout.splitlines()]
    assert {row["organ"] for row in rows} >= {"甲县柳林乡人民政府"}
    assert sum(row["reports"] for row in rows) == 4
