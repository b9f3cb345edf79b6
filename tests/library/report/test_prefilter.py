"""The quick look that spares most sentences the slow one must never pass over a sentence that states a number."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gongkai.reading import read
from gongkai.report import narrative
from gongkai.report.narrative import statements

SAMPLES = Path(__file__).parents[2] / "samples"
STATING = [
    *("收到申请3件", "收到申请三件", "受理申请１２件", "未收到申请", "没有收到申请", "申请为零", "申请0宗", "无申请"),
    *(
        "答复两件",
        "办结5条",
        "制发规范性文件6份",
        "行政复议1起",
        "行政诉讼十二例",
        "收取信息处理费380元",
        "收费0.5万元",
    ),
]


@pytest.mark.parametrize("sentence", STATING)
def test_a_sentence_with_a_count_is_looked_at(sentence: str) -> None:
    assert narrative.MAY_STATE.search(sentence)


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.glob("*.txt")))
def test_looking_at_every_sentence_finds_no_more(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    report = read(SAMPLES / name)
    quick = statements(report.opening, report.sections)
    monkeypatch.setattr(narrative, "MAY_STATE", re.compile(""))
    statements_of_everything = statements(report.opening, report.sections)
    assert quick == statements_of_everything
