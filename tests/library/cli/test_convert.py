"""gongkai convert and gongkai build."""

import json
from pathlib import Path

import pytest

from tests.library.cli.running import SAMPLES, gongkai


@pytest.mark.parametrize("suffix", ["docx", "html", "json", "xlsx", "pdf"])
def test_a_report_becomes_another_file_form(suffix: str, tmp_path: Path) -> None:
    out = tmp_path / f"out.{suffix}"
    done = gongkai("convert", SAMPLES / "seed-001.txt", "-o", out)
    assert (done.returncode, done.stderr) == (0, "")
    assert out.stat().st_size > 1000


def test_the_docx_says_what_the_text_said(tmp_path: Path) -> None:
    gongkai("convert", SAMPLES / "seed-001.txt", "-o", tmp_path / "out.docx")
    before, after = (json.loads(gongkai("read", f).stdout) for f in (SAMPLES / "seed-001.txt", tmp_path / "out.docx"))
    values = [
        {row: {c: cell["value"] for c, cell in cells.items()} for row, cells in report["tables"]["requests"].items()}
        for report in (before, after)
    ]
    assert values[0] == values[1]
    assert before["agency"] == after["agency"]


def test_what_could_not_be_read_is_said(tmp_path: Path) -> None:
    done = gongkai("convert", SAMPLES / "seed-004.txt", "-o", tmp_path / "out.docx")
    assert done.returncode == 0
    assert "没有读出" in done.stderr


def test_the_original_is_never_overwritten(tmp_path: Path) -> None:
    original = tmp_path / "report.docx"
    original.write_bytes((SAMPLES / "word.docx").read_bytes())
    done = gongkai("convert", original, "-o", original)
    assert done.returncode == 2
    assert original.read_bytes() == (SAMPLES / "word.docx").read_bytes()


@pytest.mark.parametrize("name", ["out.odt", "missing-folder/out.docx"])
def test_where_it_cannot_be_written_is_one_line(name: str, tmp_path: Path) -> None:
    done = gongkai("convert", SAMPLES / "seed-001.txt", "-o", tmp_path / name)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"schema": "gongkai.facts/1"}', "\x00"])
def test_facts_that_are_none_build_nothing(text: str, tmp_path: Path) -> None:
    facts = tmp_path / "facts.json"
    facts.write_text(text)
    done = gongkai("build", facts)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("gongkai: facts.json")
    assert done.stderr.count("\n") == 1
