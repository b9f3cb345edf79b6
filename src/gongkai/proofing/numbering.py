"""Document numbers (发文字号): 滨政办发〔2024〕15号 — organ code, year in hexagonal brackets, serial number without zeros."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gongkai.proofing.case import Case
from gongkai.proofing.registry import MAIN, Found, rule
from gongkai.report import Severity

_NUMBER = re.compile(
    r"([〔\[（(【［﹝])[ \u3000]*((?:19|20)\d\d)[ \u3000]*([〕\]）)】］﹞])[ \u3000]*(第?)[ \u3000]*(\d{1,5})[ \u3000]*号"
)
_CODE = re.compile(r"[\u4e00-\u9fff]{2,16}$")
_STOPS = re.compile(
    r".*(?:根据|按照|依据|关于|印发|执行|以及|贯彻|落实|转发|的|和|与|及|见|为|经|以|按|号|据|由|对|文件|通知)"
)
_HEAD_LINES = 15
_FORM_BASIS = "GB/T 9704—2012《党政机关公文格式》；《党政机关公文处理工作条例》第九条"


class DocumentNumber(NamedTuple):
    """`text` as it stands at `start`; `code` the organ's, `year` and `serial` as numbers."""

    text: str
    start: int
    code: str
    year: int
    serial: int

    @property
    def normal(self) -> str:
        """As the standard has it: hexagonal brackets, no leading zeros, no 第."""
        return f"{self.code}〔{self.year}〕{self.serial}号"


def document_numbers(text: str) -> Iterator[DocumentNumber]:
    """Every number with an organ's code before it. The number of a judgment has none behind its year and is none."""
    for match in _NUMBER.finditer(text):
        before = text[max(0, match.start() - 16) : match.start()].rstrip(" \u3000")
        chinese = _CODE.search(before)
        code = _STOPS.sub("", chinese[0]) if chinese else ""
        if 2 <= len(code) <= 12:
            start = match.start() - (len(text[max(0, match.start() - 16) : match.start()]) - before.rindex(code))
            yield DocumentNumber(text[start : match.end()], start, code, int(match[2]), int(match[5]))


def normal_number(text: str) -> str:
    """The first document number of a text as the standard writes it; the text itself where there is none."""
    found = next(document_numbers(text), None)
    return found.normal if found else "".join(text.split())


def own_numbers(case: Case) -> list[DocumentNumber]:
    """Numbers that stand alone on a line of the head: the text's own. Each once."""
    found: dict[str, DocumentNumber] = {}
    for start, passage in case.lines[:_HEAD_LINES]:
        line = case.text[start : start + len(passage.text)]
        # 发文字号：… is a label; 签发人：… may stand on the same line.
        bare = re.sub(r"^.*?(?:发文字号|文号|文件编号)[ \u3000]*[：:]|签发人[：:].*$", "", line).strip()
        number = next(document_numbers(bare), None)
        if number and number.text == bare:
            found.setdefault(number.normal, number._replace(start=start + max(0, line.find(bare))))
    return list(found.values())


@rule(
    "PF-DOCNO-FORM",
    Severity.INFO,
    title="发文字号的写法",
    title_en="Form of a document number",
    description="年份用六角括号〔〕，序号不编虚位（不写 01），不加“第”字。法院案号不报告。",
    message="发文字号“{quote}”应写成“{right}”。请改正。",
    basis=_FORM_BASIS,
)
def number_form(case: Case) -> Iterator[Found]:
    seen: set[str] = set()
    for number in document_numbers(case.text):
        plain = "".join(number.text.split())
        if plain != number.normal and plain not in seen:
            seen.add(plain)
            yield Found(plain, number.start, fill={"right": number.normal})


@rule(
    "PF-DOCNO-TEXT",
    Severity.ERROR,
    title="页面文号与正文文号应一致",
    title_en="The number on the page is that of the text",
    description="元数据里的发文字号与正文开头单独成行的发文字号比较，括号和序号写法不同的不算不同。",
    message="页面的发文字号是“{given}”，正文是“{quote}”。请核对改正。",
    basis="《条例》第六条（准确）；发布要素应与正文一致",
)
def number_is_the_texts(case: Case) -> Iterator[Found]:
    given = case.metadata.document_number if case.metadata else None
    own = own_numbers(case)
    if given and own and normal_number(given) not in {number.normal for number in own}:
        yield Found(own[0].text, own[0].start, fill={"given": given})


@rule(
    "PF-DOCNO-YEAR",
    Severity.WARNING,
    title="文号年份应是成文年份",
    title_en="The number's year is that of the date",
    description="发文字号的年份与成文日期的年份比较。",
    message="发文字号“{quote}”是 {year} 年的，成文日期在 {formed} 年。请核对。",
    basis=_FORM_BASIS,
)
def number_year(case: Case) -> Iterator[Found]:
    if case.metadata is None or case.metadata.formed_on is None:
        return
    formed = case.metadata.formed_on.year
    given = next(document_numbers(case.metadata.document_number or ""), None)
    numbers = own_numbers(case)[:1] or ([given] if given else [])
    for number in numbers:
        if number.year != formed:
            start = None if number is given else number.start
            yield Found(number.text, start, fill={"year": number.year, "formed": formed})


@rule(
    "PF-DOCNO-SEVERAL",
    Severity.WARNING,
    title="正文开头有几个文号",
    title_en="Several numbers at the head of the text",
    description="正文开头有两个以上单独成行的发文字号。联合行文只用主办机关的一个字号。",
    message="正文开头有 {count} 个发文字号：{quote}。请确认哪一个是本文的。",
    basis=_FORM_BASIS,
)
def several_numbers(case: Case) -> Iterator[Found]:
    own = own_numbers(case)
    if len(own) > 1:
        yield Found("、".join(number.text for number in own), own[1].start, fill={"count": len(own)})


@rule(
    "PF-DOCNO-ORGAN",
    Severity.WARNING,
    title="机关代字应是本机关的",
    title_en="The number's code is the organ's",
    description="在设置里登记了本机关的机关代字时，正文文号的代字应以其中之一开头。",
    message={
        MAIN: "发文字号“{quote}”的机关代字不是本机关的（{codes}）。转发的文件请由制作机关公开，或核对文号。",
    },
    basis="《条例》第十条（谁制作谁公开）",
)
def number_code(case: Case) -> Iterator[Found]:
    codes = case.options.organ_codes
    for number in own_numbers(case)[:1] if codes else ():
        if not number.code.startswith(codes):
            yield Found(number.text, number.start, fill={"codes": "、".join(codes)})
