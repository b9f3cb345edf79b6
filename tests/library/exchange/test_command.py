"""gongkai exchange: a form filled in and read back, a county packed, checked and taken twice."""

import json
import zipfile
from pathlib import Path

from gongkai.exchange import read_workbook
from gongkai.report import dumps
from tests.library.cli.running import gongkai
from tests.library.writing.reports import built


def test_a_blank_form_and_one_from_a_report(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(dumps(built()), "utf-8")
    assert gongkai("exchange", "form", "--agency", "大峪镇", "--year", 2024, "-o", tmp_path / "b.xlsx").returncode == 0
    assert read_workbook((tmp_path / "b.xlsx").read_bytes(), "b").agency == "大峪镇"
    done = gongkai(
        "exchange", "form", tmp_path / "a.json", "--previous", tmp_path / "a.json", "-o", tmp_path / "a.xlsx"
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(gongkai("exchange", "read", tmp_path / "a.xlsx").stdout)
    assert found["tables"]["requests"]["new"]["total"]["value"] == built().value("requests.new.total")
    assert gongkai("exchange", "form", "-o", tmp_path / "c.xlsx").returncode == 2


def test_a_county_is_packed_checked_and_taken_twice(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(dumps(built()), "utf-8")
    target, folder = tmp_path / "全县.zip", tmp_path / "收"
    done = gongkai("exchange", "write", tmp_path / "a.json", "-o", target, "--county", "青川县")
    assert done.returncode == 0 and "1 个机关，2023 年度" in done.stdout
    checked = gongkai("exchange", "check", target)
    assert (checked.returncode, checked.stderr) == (0, "") and "完整" in checked.stdout
    assert "收下" in gongkai("exchange", "read", target, "-o", folder).stdout
    again = gongkai("exchange", "read", target, "-o", folder)
    assert again.returncode == 0 and "相同" in again.stdout
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("../x", "x")
    refused = gongkai("exchange", "check", target)
    assert refused.returncode == 1 and "拒收 ../x" in refused.stdout
    assert gongkai("exchange", "read", tmp_path / "nowhere.zip").returncode == 2
