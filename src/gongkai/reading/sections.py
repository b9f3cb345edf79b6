"""The sections of a report: the chain of headings that fits best, against all that only look like headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gongkai.reading.labels import bare, likeness
from gongkai.reading.problem import Clock
from gongkai.report import FORMS
from gongkai.report.headings import section_number
from gongkai.report.script import simplified

_NUMERALS = "一二三四五六七八九十"
_TOP = re.compile(rf"^\s*([{_NUMERALS}]{{1,2}})\s*[、.．,，]\s*")
_LOOSE = re.compile(
    rf"^\s*(?:第\s*([{_NUMERALS}])\s*(?:部分|章)?\s*[、.．:：]?|[（(]\s*([{_NUMERALS}]|\d)\s*[)）]\s*[、.．]?|([{_NUMERALS}])(?:\s+|[:：])|(\d)\s*[、.．)）]|(\d)\s+)\s*"
)
_LONGEST_HEADING, _LONGEST_LINE = 45, 400
_KNOWN_TITLES: tuple[tuple[str, ...], ...] = tuple(
    tuple(bare(title).removesuffix("情况") for title in titles)
    for titles in zip(*(form.sections for form in FORMS.values()), strict=True)
)
_VARIANTS = {
    1: ("政府信息公开工作总体", "政府信息公开总体", "工作总体", "基本", "政府信息公开工作基本"),
    5: ("存在问题及改进", "存在的问题及改进措施", "存在的主要问题和改进措施"),
    6: ("其他需要报告事项", "需要报告的其他事项"),
}
_INNER = re.compile(
    rf"(?<![^\s。：:;；！!|])([{_NUMERALS}][、.．]\s*(?:"
    + "|".join(
        sorted({re.escape(t.removesuffix("情况")) for f in FORMS.values() for t in f.sections}, key=len, reverse=True)
    )
    + r")(?:情况)?)(?=\s|[（(][一1]|[。：:|]|$)"
)
_STATISTICS_HEAD = re.compile(r"统计指标(?:名称)?(?:单位)?(?:统计数)?|指标(?:名称)?(?:计量)?单位(?:数量|数值|统计数)?")
_STATISTICS_FOOT = re.compile(r"(?:单位)?负责人|填报|填表|审核人|联系电话")
_SHORTEST_WITH_INNER = 30
_BY_NUMBER, _BY_TITLE, _BY_WORDS, _TITLE_ALONE, _NUMBERED_OTHERWISE = 1.0, 4.0, 1.5, 3.5, 2.5
_ALIKE = 0.8
_CERTAIN = 2.0
_LINES_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Start:
    """A line that may begin a section: `number` as printed or None, `order` its place among the six, `rest` the text that
    follows on the same line, `score` how likely it is."""

    line: int
    number: int | None
    order: int
    title: str
    rest: str
    score: float


@dataclass(frozen=True, slots=True)
class _Chain:
    score: float
    starts: tuple[Start, ...]


def with_inner_headings(lines: Sequence[str]) -> list[str]:
    """Lines in which an official heading stands between other text, as in pages that lost their line breaks, cut there."""
    return [piece for line in lines for piece in _cut_at_headings(line)]


def _cut_at_headings(line: str) -> Iterator[str]:
    if len(line) < _SHORTEST_WITH_INNER:
        yield line
        return
    end = 0
    for match in _INNER.finditer(simplified(line)):
        if line[end : match.start()].strip():
            yield line[end : match.start()]
        yield line[match.start() : match.end()]
        end = match.end()
    if not end or line[end:].strip():
        yield line[end:].lstrip("：: \u3000") if end else line


def section_starts(lines: Sequence[str], clock: Clock) -> tuple[Start, ...]:
    """Headings in rising order; those repeated inside the text lose against the chain as a whole. Of equal chains the later
    one: what stands above it is a table of contents."""
    best: dict[int, _Chain] = {}
    statistics = _statistics(lines)
    for line, text in enumerate(lines):
        if line % _LINES_AT_ONCE == 0:
            clock.check()
        for start in _starts_at(line, text) if line not in statistics else ():
            before = max(
                (chain for order, chain in best.items() if order < start.order),
                key=lambda chain: chain.score,
                default=_Chain(0.0, ()),
            )
            chain = _Chain(before.score + start.score, (*before.starts, start))
            if start.order not in best or chain.score >= best[start.order].score:
                best[start.order] = chain
    starts = max(best.values(), key=lambda chain: chain.score, default=_Chain(0.0, ())).starts
    return starts if any(start.score > _CERTAIN for start in starts) else ()


def _statistics(lines: Sequence[str]) -> range:
    """The table of figures that reports before 2019 end with: its rows are numbered as sections are, and are none."""
    words = [re.sub(r"\s|\|", "", simplified(text)) if len(text) < _LONGEST_HEADING else "" for text in lines]
    head = next((i for i, text in enumerate(words) if _STATISTICS_HEAD.fullmatch(text)), len(words))
    foot = next((i for i in range(head, len(words)) if _STATISTICS_FOOT.match(words[i])), len(words))
    return range(head, foot)


def _starts_at(line: int, text: str) -> list[Start]:
    stripped = text.strip()
    if not stripped or len(stripped) > _LONGEST_LINE:
        return []
    top = _TOP.match(stripped)
    loose = None if top else _LOOSE.match(stripped)
    number = _number(top or loose)
    printed = top or loose
    title, rest = _title_and_rest(stripped[printed.end() :] if printed else stripped)
    if not 0 < len(title) <= _LONGEST_HEADING:
        return []
    order, like = _nearest_title(title)
    if top and number:
        return _numbered(line, number, (order, like), title, rest)
    if like < _ALIKE or rest or (number and number != order):
        return []
    return [Start(line, number, order, title, rest, like * (_NUMBERED_OTHERWISE if number else _TITLE_ALONE))]


def _number(match: re.Match[str] | None) -> int | None:
    """一 to 十 or a digit as printed; None where none is printed, or one beyond ten."""
    text = next(filter(None, match.groups()), "") if match else ""
    return int(text) if text.isdigit() else _NUMERALS.find(text) + 1 or None if len(text) == 1 else None


def _numbered(line: int, number: int, nearest: tuple[int, float], title: str, rest: str) -> list[Start]:
    """By its number, and where an official title stands behind another number, by its title as well."""
    order, like = nearest
    known = (
        _BY_TITLE * like
        if order == number
        else _BY_WORDS
        if like < _ALIKE and not rest and section_number(title)
        else 0.0
    )
    starts = [Start(line, number, number, title, rest, _BY_NUMBER + known)] if known or not rest else []
    if like >= _ALIKE and order != number:
        starts.append(Start(line, number, order, title, rest, like * _NUMBERED_OTHERWISE))
    return starts


def _title_and_rest(text: str) -> tuple[str, str]:
    """“其他需要报告的事项：无。” is a heading with its text on the same line."""
    match = re.search(r"[。：:]", text)
    if match and (len(text) > _LONGEST_HEADING or text[match.end() :].strip()):
        return text[: match.start()].strip(), text[match.end() :].strip()
    return text.rstrip("。：: ").strip(), ""


def _nearest_title(title: str) -> tuple[int, float]:
    """Which of the six titles this is most like, and how much; (0, 0) where it is like none."""
    return _nearest(bare(title).removesuffix("情况"))


@lru_cache(maxsize=2048)
def _nearest(words: str) -> tuple[int, float]:
    scores = {
        order: max(1.0 if words == known else likeness(words, known) for known in (*titles, *_VARIANTS.get(order, ())))
        for order, titles in enumerate(_KNOWN_TITLES, 1)
        if words
    }
    order = max(scores, key=lambda key: scores[key], default=0)
    return (order, scores[order]) if order and scores[order] >= 0.5 else (0, 0.0)
