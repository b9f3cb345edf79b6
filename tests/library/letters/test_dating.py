"""While a letter is decided on, a mark stands for its day; the day of the last signature takes its place, nothing else."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import docx
import pytest

from gongkai.letters import LETTERS, UNDATED, dated_blocks, dated_docx, default_template, fill, to_docx, undated
from gongkai.letters.samples import sample_occasion, sample_values

DAY = date(2026, 12, 1)


def text_of(data: bytes) -> list[str]:
    return [one.text for one in docx.Document(BytesIO(data)).paragraphs]


@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize("code", ["granted", "fee", "extension"])
def test_the_mark_gives_way_to_the_day(code: str, own: bool) -> None:
    kind = LETTERS[code]
    filled = undated(fill(kind, sample_values(kind), sample_occasion(kind)))
    made = to_docx(filled, default_template(kind) if own else None)
    before, after = text_of(made), text_of(dated_docx(made, DAY))
    assert [line for line in before if UNDATED in line] == [UNDATED]
    assert [line.replace(UNDATED, "2026年12月1日") for line in before] == after
    blocks = dated_blocks(filled.blocks, DAY)
    assert [one.text for one in blocks if one.part == "date"] == ["2026年12月1日"]
    assert "2026年11月20日" not in [one.text for one in blocks]


def test_a_mark_cut_into_runs_is_found() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("落款：（签发")
    paragraph.add_run("之日）")
    stream = BytesIO()
    document.save(stream)
    assert text_of(dated_docx(stream.getvalue(), DAY)) == ["落款：2026年12月1日"]
