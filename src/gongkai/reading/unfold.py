"""Text that lost its line breaks: broken again before the words of the form, and cut between a label and its digits.

Some extractors put a whole report on one line, with one space or nothing at all between the cells. Only the words of the
form tell then where a row begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from gongkai.report import FORMS
from gongkai.report.forms import BALANCE_SENTENCE, GROUPS, REQUEST_LABELS, RESULTS_LABEL, Role

Span = tuple[int, int]
_FEWEST_ROWS = 3
_NUMBERING = re.compile(r"^(?:（[一二三四五六七]）|[一二三四]、|\d\.)")
_NUMBER = r"(?:[（(]\s?[一二三四五六七]\s?[）)]|[一二三四]\s?[、.．]|[1-8]\s?[.．、])\s?"
_MARKS = {"“": '["“”]?', "”": '["“”]?', "（": "[（(]", "）": "[）)]"}
_AMBIGUOUS = frozenset({"其他", "其他处理", "总计"})
"""Labels that are heads or groups as well: rows only with their number in front."""


def _pattern(label: str) -> str:
    """A label as extractors write it: without its numbering, perhaps with single spaces inside."""
    return r"\s?".join(_MARKS.get(sign, re.escape(sign)) for sign in _NUMBERING.sub("", label))


def _longest_first(labels: Iterator[str]) -> str:
    return "|".join(sorted(set(labels), key=len, reverse=True))


def _rows() -> Iterator[str]:
    yield from (_pattern(text) for text in REQUEST_LABELS.values() if _NUMBERING.sub("", text) not in _AMBIGUOUS)
    tables = (form.tables[0] for form in FORMS.values())
    yield from (_pattern(cell.text) for t in tables for row in t.rows for cell in row if cell.role is Role.LABEL)


def _heads() -> Iterator[str]:
    yield r"第二十条\s?第\s?[（(][一二三四五六七八九][）)]\s?项"
    yield from ("信息内容", _pattern(BALANCE_SENTENCE))
    yield r"(?<=\d)\s*[一二三四五六七]、(?=\D)"


def _titles() -> Iterator[str]:
    yield from (rf"\s*[一二三四五六]\s?、\s?{re.escape(title)}" for form in FORMS.values() for title in form.sections)


_GROUP = "|".join(_pattern(text) for text in GROUPS.values())


@cache
def _break() -> re.Pattern[str]:
    """Before what a line is broken: the words of the form. Made when the first such line comes; most files have none."""
    return re.compile(
        rf"(?P<row>(?:(?:三\s?、\s?)?{_pattern(RESULTS_LABEL)}\s?|{_NUMBER}(?:{_GROUP})\s?(?={_NUMBER}))*"
        rf"(?:(?:{_NUMBER})?(?:{_longest_first(_rows())})|{_NUMBER}(?:其\s?他\s?处\s?理|其\s?他|总\s?计)(?=\s*[-\d/])))"
        rf"|(?P<title>{_longest_first(_titles())})|{_longest_first(_heads())}"
    )


_LAST_HEAD = re.compile(r"(?<![）)、])总\s?计(?=\s?\d[\d\s]{4})")
_GLUED = re.compile(r"[\u4e00-\u9fff）)”\"]\d")


def unfolded(text: str) -> list[list[Span]]:
    """The rows of this line, each as spans that stand apart; one row of one span where the line is a line."""
    if not _may_be_folded(text):
        return [[(0, len(text))]]
    found = list(_break().finditer(text))
    rows = sum(match["row"] is not None for match in found)
    glued = [match.end() for match in found if match["row"] and text[match.end() : match.end() + 1].isdigit()]
    if rows < _FEWEST_ROWS and not _is_one_row(text, found, glued):
        return [[(0, len(text))]]
    behind = [
        match.end() for match in (*_LAST_HEAD.finditer(text), *(match for match in found if match.lastgroup == "title"))
    ]
    ends = sorted({0, *(match.start() for match in found), *behind, len(text)})
    return [_cut(a, b, glued) for a, b in pairwise(ends) if text[a:b].strip()]


def _may_be_folded(text: str) -> bool:
    """A cheap look: a long line with several spaces, or digits right behind a word."""
    return (len(text) > _LONG and text.count(" ") > _MANY_WORDS) or _GLUED.search(text) is not None


_LONG, _MANY_WORDS = 120, 20


def _is_one_row(text: str, found: list[re.Match[str]], glued: list[int]) -> bool:
    """A label with its digits right behind it, and nothing else."""
    alone = len(glued) == 1 and found[0].start() == len(text) - len(text.lstrip())
    return alone and re.fullmatch(r"[-\d.,\s]+", text[glued[0] :]) is not None


def _cut(start: int, end: int, at: list[int]) -> list[Span]:
    places = [start, *(place for place in at if start < place < end), end]
    return list(pairwise(places))
