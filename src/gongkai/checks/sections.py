"""The six sections: all there, in order, numbered, under their titles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checks.case import Case
from gongkai.checks.registry import FORM_NOTICES, MAIN, Found, rule
from gongkai.report import FORM_2021, FORMS, Severity
from gongkai.report.script import simplified

_NUMERALS = "一二三四五六七八九十"


@rule(
    "FORM-SECTION",
    Severity.WARNING,
    title="六个部分齐全、顺序和编号正确",
    title_en="Six sections, complete, in order, numbered",
    description="年度报告应有六个部分，按“一、”至“六、”编号，不增不减。",
    message={
        MAIN: "没有读到{missing}。年度报告应有六个部分，请补上。",
        "none": "没有读到六个部分的标题，只有表格。请补上总体情况、存在的主要问题、其他需要报告的事项等文字部分。",
        "order": "各部分的顺序是{order}，应为一至六。请调整顺序。",
        "number": "{title}的编号{printed}，应为“{right}、”。请改正编号。",
        "extra": "多出了六个部分以外的标题：{titles}。请并入相应部分。",
        "twice": "{title}出现了不止一次。请合并。",
    },
    basis=FORM_NOTICES,
)
def six_sections(case: Case) -> Iterator[Found]:
    """Only what is read as a heading of a section is looked at; headings inside a text are the text's own."""
    numbers = [number for number, _ in case.sections if number]
    if not case.report.sections:
        yield Found(template="none")
        return
    missing = [n for n in range(1, 7) if n not in numbers]
    if missing:
        yield Found({"missing": "、".join(_title(case, n) for n in missing)})
    if numbers != sorted(numbers):
        yield Found({"order": "、".join(_NUMERALS[n - 1] for n in numbers)}, template="order")
    yield from _headings(case, numbers)


def _headings(case: Case, numbers: list[int]) -> Iterator[Found]:
    extra = [section.title for number, section in case.sections if number is None]
    if extra:
        yield Found({"titles": "、".join(f"“{title}”" for title in extra)}, template="extra")
    for twice in sorted({n for n in numbers if numbers.count(n) > 1}):
        yield Found({"title": _title(case, twice)}, section=str(twice), template="twice")
    for number, section in case.sections:
        if number and section.number != number:
            printed = "没有写" if section.number is None else f"写成了“{_numeral(section.number)}、”"
            fill = {"title": f"“{section.title}”", "printed": printed, "right": _NUMERALS[number - 1]}
            yield Found(fill, section=str(number), template="number")


def _numeral(number: int) -> str:
    return _NUMERALS[number - 1] if 1 <= number <= len(_NUMERALS) else str(number)


def _title(case: Case, number: int) -> str:
    form = case.report.form or FORM_2021
    return f"“{_NUMERALS[number - 1]}、{form.sections[number - 1]}”"


@rule(
    "FORM-HEADING",
    Severity.INFO,
    title="各部分的标题与格式一致",
    title_en="Section titles are worded as in the form",
    description="标题与格式文本不完全相同时提示；2019、2021 两种格式的标题都可以，有无“情况”二字不论。",
    message="第{number}部分标题写作“{printed}”，格式文本是“{right}”。建议统一。",
    basis=FORM_NOTICES,
)
def headings_are_official(case: Case) -> Iterator[Found]:
    """Real reports shorten them; that is no fault of substance."""
    for number, section in case.sections:
        if number and _words(section.title) not in _official(number):
            right = (case.report.form or FORM_2021).sections[number - 1]
            fill = {"number": _NUMERALS[number - 1], "printed": section.title.strip(), "right": right}
            yield Found(fill, section=str(number))


def _words(title: str) -> str:
    plain = re.sub(r"\s|[：:。]", "", simplified(title))
    return re.sub(r"情况$|行政机关|的主要|政府信息公开工作", "", plain)


def _official(number: int) -> set[str]:
    return {_words(form.sections[number - 1]) for form in FORMS.values()}
