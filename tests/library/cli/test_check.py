"""gongkai check: exit status, formats, predecessors, switched-off rules."""

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from tests.library.cli.running import SAMPLES, gongkai


@pytest.mark.parametrize(
    ("names", "status"),
    [
        (["seed-001.txt"], 0),
        (["tab-separated.txt"], 1),
        (["seed-001.txt", "tab-separated.txt"], 1),
        (["seed-001.txt", "gone.txt"], 2),
        (["tab-separated.txt", "gone.txt"], 2),
    ],
)
def test_the_exit_status_is_the_worst_of_all(names: list[str], status: int) -> None:
    done = gongkai("check", *(SAMPLES / name for name in names))
    assert done.returncode == status, done.stdout + done.stderr


def test_text_shows_the_row_as_printed_and_the_numbers_that_do_not_add_up() -> None:
    text = gongkai("check", SAMPLES / "word.docx").stdout
    assert "T3-ROW" in text
    assert "1362" in text
    assert "1372" in text
    assert "自然人" in text


def test_json_is_one_object_a_line_and_names_the_file_that_failed() -> None:
    done = gongkai("check", SAMPLES / "seed-002.txt", SAMPLES / "gone.txt", "--output-format", "json")
    first, second = map(json.loads, done.stdout.splitlines())
    assert first["agency"] == "同仁市年都乎乡人民政府"
    assert {"rule", "severity", "cells", "message"} <= set(first["findings"][0])
    assert second["error"]["text"]


def test_sarif_names_rules_places_and_files_that_failed() -> None:
    done = gongkai("check", SAMPLES / "tab-separated.txt", SAMPLES / "gone.txt", "--output-format", "sarif")
    run = json.loads(done.stdout)["runs"][0]
    result = next(result for result in run["results"] if result["ruleId"] == "T3-BALANCE")
    location = result["locations"][0]
    assert result["level"] == "error"
    assert location["physicalLocation"]["artifactLocation"]["uri"].endswith("tab-separated.txt")
    assert location["physicalLocation"]["region"]["startLine"] > 1
    assert "T3-BALANCE" in {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert run["invocations"][0]["executionSuccessful"] is False


def test_a_workbook_has_one_row_a_finding(tmp_path: Path) -> None:
    out = tmp_path / "findings.xlsx"
    gongkai("check", SAMPLES / "tab-separated.txt", "-f", "xlsx", "-o", out)
    rows = CalamineWorkbook.from_filelike(BytesIO(out.read_bytes())).get_sheet_by_index(0).to_python()
    assert rows[0][:6] == ["文件", "机关", "年度", "级别", "规则", "说明"]
    assert sum(row[4] == "T3-BALANCE" for row in rows) == 2


def last_year(tmp_path: Path, name: str = "last.json", **changes) -> Path:
    report = json.loads(gongkai("read", SAMPLES / "seed-001.txt").stdout)
    report |= {"year": 2022, **changes}
    report["tables"]["requests"]["carried_out"]["total"]["value"] = 3
    path = tmp_path / name
    path.write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
    return path


def test_last_year_is_compared(tmp_path: Path) -> None:
    done = gongkai("check", SAMPLES / "seed-001.txt", "--previous", last_year(tmp_path))
    assert done.returncode == 1
    assert "T3-CARRY" in done.stdout


def test_a_folder_of_last_year_is_paired_by_organ_and_year_and_the_rest_is_listed(tmp_path: Path) -> None:
    last_year(tmp_path)
    last_year(tmp_path, "other.json", agency="别的镇人民政府")
    done = gongkai("check", SAMPLES / "seed-001.txt", "--previous", tmp_path)
    assert "T3-CARRY" in done.stdout
    assert "other.json" in done.stderr
    assert "last.json" not in done.stderr


def test_a_rule_is_switched_off_or_lowered_only_with_a_reason_that_is_printed() -> None:
    off = gongkai("check", SAMPLES / "tab-separated.txt", "--off", "T3-BALANCE=本级已说明")
    assert off.returncode == 0
    assert "本级已说明" in off.stdout
    lowered = gongkai("check", SAMPLES / "tab-separated.txt", "--lower", "T3-BALANCE=warning:数据迁移")
    assert lowered.returncode == 0
    assert "T3-BALANCE" in lowered.stdout
    assert gongkai("check", SAMPLES / "seed-001.txt", "--off", "T3-BALANCE").returncode == 2


def test_an_unknown_rule_is_an_error() -> None:
    done = gongkai("check", SAMPLES / "seed-001.txt", "--off", "T3-BALANZE=手误")
    assert done.returncode == 2
    assert "T3-BALANCE" in done.stderr


def test_the_files_of_an_archive_are_checked_each_for_itself(tmp_path: Path) -> None:
    archive = tmp_path / "all.zip"
    with ZipFile(archive, "w") as packed:
        for name in ("seed-000.txt", "seed-001.txt"):
            packed.write(SAMPLES / name, name)
    done = gongkai("check", archive, "-f", "json")
    assert done.returncode == 0
    assert [json.loads(line)["agency"] for line in done.stdout.splitlines()] == ["青山口乡", "大峪镇人民政府"]
    assert "READ-SEVERAL" not in done.stdout
    assert "2 份" in gongkai("convert", archive, "-o", tmp_path / "out.docx").stderr


def test_a_report_without_predecessor_is_named(tmp_path: Path) -> None:
    last_year(tmp_path)
    done = gongkai("check", SAMPLES / "seed-000.txt", "--previous", tmp_path)
    assert "seed-000.txt：没有找到上年报告" in done.stderr


def test_the_suffix_of_the_output_says_its_format(tmp_path: Path) -> None:
    gongkai("check", SAMPLES / "seed-001.txt", "-o", tmp_path / "out.sarif")
    assert json.loads((tmp_path / "out.sarif").read_text())["version"] == "2.1.0"


def test_errors_stand_before_doubts() -> None:
    text = gongkai("check", SAMPLES / "word.docx").stdout
    assert text.index("错误") < text.index("疑点")
