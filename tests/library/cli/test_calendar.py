"""gongkai calendar: an office adds next year's notice itself, and its deadlines know it at once."""

import json
from pathlib import Path

import pytest

from gongkai.calendar.store import FOLDER_VARIABLE
from tests.library.calendar.test_office_folder import TEXT_2027
from tests.library.cli.running import Ran, gongkai


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "calendar"))
    return tmp_path / "calendar"


def imported(folder: Path, text: str, *options: str, encoding: str = "utf-8", name: str = "notice.txt") -> Ran:
    (folder.parent / name).write_text(text, encoding=encoding)
    return gongkai("calendar", "import", folder.parent / name, *options)


def due_of(received: str) -> tuple[str, bool]:
    data = json.loads(gongkai("deadline", "--received", received, "--json").stdout)
    return data["due"], data["provisional"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_after_the_import_next_year_is_official(folder: Path, encoding: str) -> None:
    assert due_of("2027-01-15") == ("2027-02-18", True)
    done = imported(folder, TEXT_2027, encoding=encoding)
    assert done.returncode == 0 and "暂定 → 正式" in done.stdout
    assert due_of("2027-01-15") == ("2027-02-19", False)


def test_json_is_taken_too(folder: Path) -> None:
    imported(folder, TEXT_2027)
    kept = next(folder.glob("*.json")).read_text(encoding="utf-8")
    assert imported(folder, kept, name="again.json").returncode == 0


def test_a_region(folder: Path) -> None:
    done = imported(folder, "开斋节：3月20日放假1天。", "--year", "2026", "--region", "宁夏")
    assert done.returncode == 0
    assert due_of("2026-03-19") == ("2026-04-20", False)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (TEXT_2027.replace("（周六）", "（周一）"), "星期六"),
        (TEXT_2027[:100], "没有写"),
        ("没有日期的文字。", "--year"),
        ("{}", "year"),
    ],
)
def test_what_is_wrong_is_one_line_and_nothing_is_kept(folder: Path, text: str, says: str) -> None:
    done = imported(folder, text)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert says in done.stderr
    assert not folder.exists()


def test_a_file_that_is_gone_or_no_text(folder: Path) -> None:
    assert "gone.txt" in gongkai("calendar", "import", "gone.txt").stderr
    (folder.parent / "noise").write_bytes(b"\xff\x00\x80\xfe" * 99)
    assert gongkai("calendar", "import", folder.parent / "noise").returncode == 2


def test_show_lists_the_years_with_their_standing() -> None:
    rows = [line.split() for line in gongkai("calendar", "show").stdout.splitlines()]
    assert ["2018", "推得", "250"] in [row[:3] for row in rows]
    assert ["2026", "正式", "248", "国办发明电〔2025〕7号"] in rows
    assert ["2027", "暂定", "248"] in rows


def test_show_a_year() -> None:
    text = gongkai("calendar", "show", "2026").stdout
    assert "春节" in text and "2026年2月15日至23日" in text and "2026年2月14日（星期六）" in text
    assert "暂定" in gongkai("calendar", "show", "2027").stdout
    assert "2030年" in gongkai("calendar", "show", "2030").stderr
