"""gongkai read, as a person or a program runs it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.library.cli.running import SAMPLES, gongkai


def test_one_file_is_one_object() -> None:
    done = gongkai("read", SAMPLES / "seed-001.txt")
    report = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert (report["schema"], report["agency"], report["year"]) == ("gongkai.report/1", "大峪镇人民政府", 2023)
    assert report["tables"]["proactive"]["penalties"]["value"] == 17
    assert report["source"]["file"] == "seed-001.txt"


def test_several_files_are_one_object_a_line_in_the_order_given() -> None:
    done = gongkai("read", SAMPLES / "seed-003.txt", SAMPLES / "seed-000.txt")
    assert [json.loads(line)["source"]["file"] for line in done.stdout.splitlines()] == ["seed-003.txt", "seed-000.txt"]


def test_the_findings_of_every_check_of_one_report_come_with_it() -> None:
    report = json.loads(gongkai("read", SAMPLES / "tab-separated.txt").stdout)
    assert {"T3-BALANCE"} <= {finding["rule"] for finding in report["findings"]}


def test_how_a_file_was_read_can_be_asked() -> None:
    done = gongkai("read", "--explain", SAMPLES / "seed-004.txt")
    assert done.returncode == 0
    assert "16 个数放 15 格" in done.stdout
    assert "READ-PLACE" in done.stdout


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    first = gongkai("read", SAMPLES / "seed-002.txt").stdout
    (tmp_path / "r.json").write_text(first, encoding="utf-8")
    again = json.loads(gongkai("read", tmp_path / "r.json").stdout)
    assert again["tables"] == json.loads(first)["tables"]
    assert [f["rule"] for f in again["findings"]] == [f["rule"] for f in json.loads(first)["findings"]]


def picture(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)


def bad_files(folder: Path) -> dict[str, Path]:
    paths = {name: folder / f"{name}.txt" for name in ("empty", "picture", "prose", "noise", "spaces", "gone", "zip")}
    paths["empty"].write_bytes(b"")
    picture(paths["picture"])
    paths["prose"].write_text("今天天气很好。\n" * 50, encoding="utf-8")
    paths["noise"].write_bytes(os.urandom(300_000))
    paths["spaces"].write_text(" \n\t\n" * 1000, encoding="utf-8")
    paths["zip"].write_bytes(b"PK\x03\x04" + bytes(500))
    return paths


@pytest.mark.parametrize("name", ["empty", "picture", "noise", "spaces", "gone", "zip"])
def test_a_file_that_is_no_report_is_one_clear_line(name: str, tmp_path: Path) -> None:
    done = gongkai("read", bad_files(tmp_path)[name])
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("gongkai: ")
    assert f"{name}.txt：" in done.stderr
    assert done.stderr.count("\n") == 1


def test_one_bad_file_harms_no_other(tmp_path: Path) -> None:
    bad = bad_files(tmp_path)
    done = gongkai("read", bad["noise"], SAMPLES / "seed-001.txt", bad["gone"], SAMPLES / "seed-000.txt")
    assert done.returncode == 2
    assert [json.loads(line)["source"]["file"] for line in done.stdout.splitlines()] == ["seed-001.txt", "seed-000.txt"]
    assert len(done.stderr.splitlines()) == 2


def test_a_file_over_the_limit_is_not_even_opened(tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(200_000_000)
    done = gongkai("read", tmp_path / "huge.txt")
    assert done.returncode == 2
    assert "--limit-mb" in done.stderr or "MB" in done.stderr


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    done = gongkai("read", tmp_path)
    assert done.returncode == 2
    assert "没有找到" in done.stderr


@pytest.mark.parametrize("command", ["read", "check", "convert", "build", "deadline", "fee"])
def test_every_command_explains_itself(command: str) -> None:
    done = gongkai(command, "--help")
    assert done.returncode == 0
    assert "Usage" in done.stdout


def test_a_closed_pipe_is_no_error() -> None:
    command = f"{sys.executable} -m gongkai read {SAMPLES / 'seed-000.txt'} | head -c 10"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["read"], "缺少 FILE…"),
        (["read", "--alle", "x"], "没有 --alle 这个选项，是不是 --all"),
        (["raed"], "没有 raed 这个命令"),
        (["read", "x", "--jobs", "many"], "--jobs 的值不对"),
        (["fee", "--items", "3", "4"], "多写了 4"),
    ],
)
def test_a_command_written_wrongly_is_one_chinese_line(args: list[str], said: str) -> None:
    done = gongkai(*args)
    assert done.returncode == 2
    assert said in done.stderr
    assert "--help" in done.stderr
    assert done.stderr.count("\n") == 1


def test_what_a_folder_holds_besides_is_said(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_bytes((SAMPLES / "seed-001.txt").read_bytes())
    (tmp_path / "会议.mp4").write_bytes(b"ftyp")
    done = gongkai("read", tmp_path)
    assert done.returncode == 0
    assert "会议.mp4" in done.stderr
