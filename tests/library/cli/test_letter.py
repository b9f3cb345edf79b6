"""gongkai letter."""

import json

import pytest

from gongkai.letters import LETTERS
from gongkai.letters.samples import sample_values
from tests.library.cli.running import gongkai

NAMES = ["--reviewer", "青石县人民政府", "--court", "青石县人民法院", "--dispatched", "2026-11-20"]


@pytest.fixture
def values(tmp_path):
    path = tmp_path / "值.json"
    path.write_text(json.dumps(sample_values(LETTERS["granted"]), ensure_ascii=False), "utf-8")
    return path


def test_the_letters_are_listed() -> None:
    assert f"文书 {len(LETTERS)} 种" in gongkai("letter", "list").stdout
    assert "延期工作日数" in gongkai("letter", "list", "extension").stdout
    listed = json.loads(gongkai("letter", "list", "--json").stdout)
    assert [one["code"] for one in listed] == list(LETTERS)


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_a_letter_is_filled(values, tmp_path, suffix: str) -> None:
    out = tmp_path / f"答复书.{suffix}"
    done = gongkai("letter", "fill", "granted", "--values", values, "-o", out, *NAMES)
    assert (done.returncode, done.stderr) == (0, "")
    assert out.read_bytes()[:4] in (b"PK\x03\x04", b"%PDF")


def test_the_default_template_comes_back_checked_and_filled(values, tmp_path) -> None:
    template, out = tmp_path / "模板.docx", tmp_path / "答复书.docx"
    assert gongkai("letter", "template", "granted", "-o", template).returncode == 0
    assert gongkai("letter", "check", "granted", template).returncode == 0
    assert gongkai("letter", "check", "refused", template).returncode == 1
    done = gongkai("letter", "fill", "granted", "--values", values, "-o", out, "--template", template, *NAMES)
    assert done.returncode == 0 and out.exists()


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["grant"], "没有“grant”这种文书"),
        (["granted", "--organ", "village"], "没有“village”这种机关"),
        (["granted"], "没有写明行政复议机关的名称"),
        (["granted", *NAMES, "--reply", "R37"], "没有“R37”这种答复"),
        (["extension"], "没有“补正收到日期”这个字段"),
    ],
)
def test_a_failure_is_one_line_and_exit_status_2(values, tmp_path, args: list[str], says: str) -> None:
    done = gongkai("letter", "fill", args[0], "--values", values, "-o", tmp_path / "a.docx", *args[1:])
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("gongkai: ") and done.stderr.count("\n") == 1
    assert says in done.stderr
