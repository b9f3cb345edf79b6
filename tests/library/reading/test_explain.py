"""What the reading tells of itself: which readings were tried and what decided; and that nobody asking costs nothing."""

from __future__ import annotations

from pathlib import Path

from gongkai.reading import read, read_bytes
from gongkai.reading.explain import explaining, tell

SAMPLES = Path(__file__).parents[2] / "samples"


def story_of(name: str) -> dict[str, list[str]]:
    with explaining() as story:
        read(SAMPLES / name)
    return story.parts


def test_every_table_says_where_it_was_found_and_how_many_rows_matched() -> None:
    parts = story_of("seed-001.txt")
    assert list(parts) == ["文件", "表二", "表三", "表四"]
    assert any("规定的 25 行找到 25 行" in told for told in parts["表三"])
    assert any("“大峪镇人民政府”" in told for told in parts["文件"])


def test_a_number_too_many_tells_how_many_ways_there_were_to_leave_one_out() -> None:
    assert "16 个数放 15 格：16 种取法中 16 种满足合计" in story_of("seed-004.txt")["表四"]


def test_glued_digits_tell_that_one_way_to_part_them_satisfies_the_sum() -> None:
    text = (SAMPLES / "tab-separated.txt").read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if "本年新收" in line)
    label, *values = row.split("\t")
    with explaining() as story:
        read_bytes(text.replace(row, label + "\t" + "".join(values)).encode(), "glued.txt")
    told = "\n".join(story.parts["表三"])
    assert "种拆法" in told


def test_outside_nothing_is_kept() -> None:
    with explaining() as story:
        pass
    tell("表二", "没有人听")
    assert story.parts == {}
