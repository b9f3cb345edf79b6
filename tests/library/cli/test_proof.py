"""gongkai proof: exit status, forms, metadata and an office's settings."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.library.cli.running import gongkai
from tests.library.proofing.texts import ID


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    file = tmp_path / "公示.txt"
    file.write_text(f"关于某事的公示\n张三，身份证号{ID}\n值班手机13812345678\n", "utf-8")
    return file


@pytest.fixture
def good(tmp_path: Path) -> Path:
    file = tmp_path / "通知.txt"
    file.write_text("关于某事的通知\n各科室：\n现通知如下。\n", "utf-8")
    return file


def test_the_exit_status_is_the_worst_of_all(good: Path, bad: Path, tmp_path: Path) -> None:
    assert gongkai("proof", good).returncode == 0
    assert gongkai("proof", good, bad).returncode == 1
    gone = gongkai("proof", bad, tmp_path / "gone.txt")
    assert gone.returncode == 2
    assert "文件或文件夹不存在" in gone.stderr


def test_text_says_where_and_what_to_do_and_shows_no_number(bad: Path, good: Path) -> None:
    done = gongkai("proof", bad, good)
    assert "✗ 错误 PF-ID  第 2 行：出现居民身份证号码" in done.stdout
    assert "共 2 个文件：1 个没有错误；错误 1 处" in done.stdout
    assert ID not in done.stdout


def test_json_is_one_object_a_line(bad: Path, tmp_path: Path) -> None:
    done = gongkai("proof", bad, tmp_path / "gone.txt", "--format", "json")
    first, second = map(json.loads, done.stdout.splitlines())
    assert first["findings"][0]["rule"] == "PF-ID"
    assert first["findings"][0]["at"] == {"line": 2, "offset": 7}
    assert second["error"]["code"] == "READ_OPEN"


def test_sarif_and_workbook(bad: Path, tmp_path: Path) -> None:
    run = json.loads(gongkai("proof", bad, "-f", "sarif").stdout)["runs"][0]
    result = next(result for result in run["results"] if result["ruleId"] == "PF-ID")
    assert result["level"] == "error"
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 2
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == {"PF-ID", "PF-MOBILE"}
    out = tmp_path / "结果.xlsx"
    gongkai("proof", bad, "-o", out)
    rows = CalamineWorkbook.from_filelike(BytesIO(out.read_bytes())).get_sheet_by_index(0).to_python()
    assert [row[2] for row in rows[1:]] == ["PF-ID", "PF-MOBILE"]


def test_metadata_are_checked_where_they_are_given(good: Path) -> None:
    dates = ("--formed-on", "2024-03-04", "--published-on", "2024-04-02", "--organ", "滨海县人民政府")
    assert "PF-LATE" in gongkai("proof", good, *dates).stdout
    assert "PF-META" not in gongkai("proof", good, *dates).stdout
    assert "PF-META" in gongkai("proof", good, *dates, "--complete").stdout
    assert gongkai("proof", good, "--formed-on", "4.3.2024").returncode == 2


def test_an_office_tells_its_numbers_and_words(bad: Path, tmp_path: Path) -> None:
    file = tmp_path / "office.json"
    file.write_text(
        '{"own_numbers": ["13812345678"], "wrong_words": {"公示": "公告"}, "off": {"PF-ID": "试用"}}', "utf-8"
    )
    done = gongkai("proof", bad, "--settings", file)
    assert "PF-MOBILE" not in done.stdout
    assert "应为“公告”" in done.stdout
    assert "规则 PF-ID（居民身份证号码）已关闭。理由：试用" in done.stdout


@pytest.mark.parametrize("content", ["[]", "{", '{"own_number": []}', '{"own_numbers": [1]}', '{"wrong_words": []}'])
def test_settings_written_wrongly_are_named(good: Path, tmp_path: Path, content: str) -> None:
    file = tmp_path / "office.json"
    file.write_text(content, "utf-8")
    done = gongkai("proof", good, "--settings", file)
    assert done.returncode == 2
    assert "设置文件" in done.stderr
