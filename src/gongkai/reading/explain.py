"""How a file was read, told step by step to whoever asks (`gongkai read --explain`). Where nobody asks, nothing is kept.

The steps of the reading call `tell` where they decide something; what they tell changes nothing of what they do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gongkai.report import Certainty

if TYPE_CHECKING:
    from gongkai.reading.lines import Line
    from gongkai.reading.match import MatchedRow
    from gongkai.reading.place import Placed

_LONGEST = 48
_CERTAINTY = {Certainty.READ: "确定", Certainty.REPAIRED: "由勾稽关系确定", Certainty.UNCERTAIN: "存疑，待核对"}
_SAME_LABEL = 0.98


@dataclass(slots=True)
class Story:
    """Part of the report ("文件", "表二", …) → sentences in Chinese, in the order in which things were decided."""

    parts: dict[str, list[str]] = field(default_factory=dict)

    def __str__(self) -> str:
        return "\n".join(line for part, told in self.parts.items() for line in (part, *(f"  {one}" for one in told)))


_STORY: ContextVar[Story | None] = ContextVar("story", default=None)


@contextmanager
def explaining() -> Iterator[Story]:
    """Inside, everything read in this thread tells how; outside, nothing does."""
    story = Story()
    token = _STORY.set(story)
    try:
        yield story
    finally:
        _STORY.reset(token)


def asked() -> bool:
    """Whether anybody listens: what is costly to tell is worked out only then."""
    return _STORY.get() is not None


def tell(part: str, sentence: str) -> None:
    story = _STORY.get()
    if story is not None:
        story.parts.setdefault(part, []).append(sentence)


@dataclass(frozen=True, slots=True)
class RowTold:
    """One row of the form: the lines it was matched with, and where its values went."""

    name: str
    row: MatchedRow
    placed: Placed | None


def tell_rows(part: str, rows: Iterable[RowTold], lines: Sequence[Line], count: int) -> None:
    """One sentence for all rows that need no word, one for each of the others."""
    if not asked():
        return
    rows = list(rows)
    plain = [told for told in rows if _is_plain(told)]
    tell(part, f"规定的 {count} 行找到 {len(rows)} 行，其中 {len(plain)} 行行名相符、数字各在其列")
    for told in rows:
        if told not in plain:
            tell(part, _row_sentence(told, lines))


def _is_plain(told: RowTold) -> bool:
    placed = told.placed
    if placed is None or placed.certainty is not Certainty.READ or placed.how:
        return False
    return told.row.label >= _SAME_LABEL


def _row_sentence(told: RowTold, lines: Sequence[Line]) -> str:
    row, placed = told.row, told.placed
    label = "、".join(f"“{printed_in(lines[i])}”" for i in row.label_lines) or "无"
    values = "、".join(f"“{printed_in(lines[i])}”" for i in row.lines) or "无"
    where = f"行名 {label}，数字 {values}" if row.label_lines else f"原文 {values}"
    fit = f"行名相符程度 {row.label:.2f}" if row.label else "没有行名，只按次序"
    if placed is None:
        return f"{told.name}：{where}；{fit}；没有数字"
    return f"{told.name}：{where}；{fit}；{placed.how or '按次序或列放置'}；{_CERTAINTY[placed.certainty]}"


def printed_in(line: Line) -> str:
    """What stands on a line, shortened; lines put together from several have their words only."""
    return shortened(line.text or " ".join(token.text for token in line.tokens))


def shortened(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _LONGEST else f"{one_line[:_LONGEST]}…"
