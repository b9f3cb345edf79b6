"""gongkai catalogue: what was read, what was not, and how it ends."""

import json
from pathlib import Path

import pytest

from tests.library.catalogue.making import LEGEND, ROWS, line, standard, xlsx
from tests.library.cli.running import gongkai


@pytest.fixture
def good(tmp_path: Path) -> Path:
    file = tmp_path / "目录.xlsx"
    file.write_bytes(xlsx(standard().rows(ROWS).add(LEGEND)))
    return file


def test_text_says_how_many_and_what_to_look_at(good: Path) -> None:
    done = gongkai("catalogue", good)
    assert done.returncode == 0
    assert "社会救助" in done.stdout
    assert "？ 请核对  “社会救助” 第 8 行：公开时限“公示7个工作日”没有能计算的期限。请导入后由人确定期限" in done.stdout


def test_json_is_one_object_a_file(good: Path) -> None:
    first, second = map(json.loads, gongkai("catalogue", good, good, "--json").stdout.splitlines())
    assert first == second
    assert first["schema"] == "gongkai.catalogue/1"
    assert first["tables"][0]["rows"][0]["period"]["number"] == 20


def test_refused_rows_and_errors_of_the_catalogue_end_with_1(tmp_path: Path) -> None:
    file = tmp_path / "目录.xlsx"
    file.write_bytes(xlsx(standard().rows([ROWS[0], line("", "", "")])))
    assert gongkai("catalogue", file).returncode == 1


def test_a_file_that_cannot_be_read_ends_with_2(good: Path, tmp_path: Path) -> None:
    done = gongkai("catalogue", good, tmp_path / "gone.xlsx")
    assert done.returncode == 2
    assert "文件或文件夹不存在" in done.stderr
    assert "社会救助" in done.stdout
