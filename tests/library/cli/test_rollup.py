"""gongkai rollup."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from gongkai.reading import read
from gongkai.report import FORM_2021, AnnualReport, Cell, dumps
from tests.library.cli.running import Ran, gongkai

COUNTY = ("--agency", "甲县人民政府")
NEW = "requests.new.total"


def rolled(*args: object) -> Ran:
    return gongkai("rollup", "-j", "1", *args)


def filed(folder: Path, agency: str, new: int | None = 1, *, year: int = 2024, name: str = "") -> Path:
    tables = {path: Cell.number(0) for path in FORM_2021.paths}
    tables[NEW] = Cell.blank() if new is None else Cell.number(new)
    file = folder / f"{name or agency}.json"
    file.write_text(dumps(AnnualReport(agency, year, "2021", f"{agency}{year}年报告", tables=tables)), "utf-8")
    return file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for agency, new in (("甲县公安局", 2), ("甲县甲镇人民政府", 3)):
        filed(tmp_path / "in", agency, new)
    return tmp_path / "in"


def test_a_folder_is_added_up_with_its_parts(folder: Path, tmp_path: Path) -> None:
    done = rolled(folder, *COUNTY, "-o", tmp_path / "county.json")
    assert done.returncode == 0 and "计入 2 个机关，缺 0 个" in done.stdout
    data = json.loads((tmp_path / "county.json").read_text("utf-8"))
    assert [one["value"] for one in data["rollup"]["cells"][NEW]["parts"]] == [2, 3]
    assert [one["kind"] for one in data["rollup"]["parts"]] == ["department", "township"]
    assert read(tmp_path / "county.json").value(NEW) == 5


def test_who_is_on_the_list_and_has_no_report_is_named(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "organs.csv").write_text("机关,类别\n公安局,部门\n甲镇人民政府,\n乙镇人民政府,乡镇街道\n", "utf-8")
    done = rolled(folder, *COUNTY, "--organs", tmp_path / "organs.csv")
    assert done.returncode == 0
    assert "1 个机关没有计入：乙镇人民政府（没有报送）" in done.stdout


def test_a_typed_report_is_compared_and_not_added(folder: Path, tmp_path: Path) -> None:
    typed = filed(folder, "甲县人民政府", 6)
    done = rolled(folder, "--typed", typed, "-o", tmp_path / "county.xlsx")
    assert "计入 2 个机关" in done.stdout and "总计填 6，之和 5，多 1" in done.stdout
    assert (tmp_path / "county.xlsx").stat().st_size > 5000
    assert read(tmp_path / "county.xlsx").value(NEW) == 5


def test_the_governments_own_name_is_counted_only_when_asked(folder: Path) -> None:
    filed(folder, "甲县人民政府", 6)
    told = rolled(folder, *COUNTY)
    assert "计入 2 个机关" in told.stdout and "--own 甲县人民政府" in told.stderr
    assert "计入 3 个机关" in rolled(folder, *COUNTY, "--own", "甲县人民政府").stdout


def test_joint_matters_are_counted_once(folder: Path, tmp_path: Path) -> None:
    record = {"cells": [NEW], "organs": ["甲县公安局", "甲县甲镇人民政府"], "count": 1, "reason": "联合办理"}
    (tmp_path / "joint.json").write_text(json.dumps([record]), "utf-8")
    rolled(folder, *COUNTY, "--joint", tmp_path / "joint.json", "-o", tmp_path / "county.json")
    assert read(tmp_path / "county.json").value(NEW) == 4


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"cells": ["requests.gone.total"]}, "不是表中的格子"),
        ({"organs": ["甲县公安局", "乙局"]}, "不在汇总的机关里"),
        ({"organs": ["甲县公安局"]}, "不完整"),
        ({"count": 0}, "不完整"),
        ({"reason": ""}, "不完整"),
    ],
)
def test_a_bad_joint_record_is_one_clear_error(
    folder: Path, tmp_path: Path, change: dict[str, object], says: str
) -> None:
    record = {"cells": [NEW], "organs": ["甲县公安局", "甲县甲镇人民政府"], "count": 1, "reason": "联合办理"} | change
    (tmp_path / "joint.json").write_text(json.dumps([record]), "utf-8")
    done = rolled(folder, *COUNTY, "--joint", tmp_path / "joint.json")
    assert done.returncode == 2 and says in done.stderr and "第 1 条" in done.stderr


def test_one_organ_with_two_reports_is_refused_unless_they_are_the_same(folder: Path) -> None:
    filed(folder, "甲县公安局", 2, name="副本")
    assert "只计一次" in rolled(folder, *COUNTY).stderr
    filed(folder, "甲县公安局", 9, name="另一份")
    done = rolled(folder, *COUNTY)
    assert done.returncode == 2 and "有两份报告" in done.stderr


def test_reports_of_several_years_need_a_year(folder: Path) -> None:
    filed(folder, "甲县教育局", year=2023)
    done = rolled(folder, *COUNTY)
    assert done.returncode == 2 and "2023 年度 1 份、2024 年度 2 份" in done.stderr
    assert "甲县教育局（所报的是 2023 年度的报告）" in rolled(folder, *COUNTY, "--year", "2024").stdout


def test_a_file_that_cannot_be_read_is_missing(folder: Path) -> None:
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 not a document")
    done = rolled(folder, *COUNTY)
    assert done.returncode == 2 and "缺 1 个" in done.stdout and "坏（文件没有读出）" in done.stdout


def test_a_blank_is_told(folder: Path) -> None:
    filed(folder, "甲县教育局", None)
    assert "甲县教育局有 1 格没有填数字" in rolled(folder, *COUNTY).stdout


def test_a_report_without_a_name_is_not_added(folder: Path) -> None:
    file = filed(folder, "甲县教育局")
    file.write_text(dumps(replace(read(file), agency=None)), "utf-8")
    done = rolled(folder, *COUNTY)
    assert done.returncode == 2 and "没有读到机关名称" in done.stderr and "计入 2 个" in done.stdout
