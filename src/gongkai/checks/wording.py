"""What the text must say in words: five aspects, problems and improvements, the fee, the right year and organ."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from gongkai.checks.case import Case, part
from gongkai.checks.organs import OrganKind, kind_of, may_sign_for
from gongkai.checks.registry import MAIN, Found, Needs, rule
from gongkai.report import AnnualReport, Severity, Statement
from gongkai.report.phrases import FEE, SPEAKS_OF_FEE
from gongkai.report.prose import sentences

_ASPECTS = {
    "主动公开": r"主动公开|公开.{0,6}信息|发布.{0,10}信息",
    "依申请公开": r"依法?申请|信息公开.{0,2}申请|申请公开|公开.{0,4}申请|申请信息",
    "政府信息管理": r"信息.{0,6}管理|保密审查|信息审[查核]|审核|先审|三审|属性源头",
    "政府信息公开平台建设": r"平台|网站|栏目|专栏|公众号|新媒体|公开栏|专区|查阅[点场]",
    "监督保障": r"监督|保障|考核|培训|领导小组|组织领导|责任",
}
_GOVERNMENT_WORDS = {"工作考核": r"考核", "社会评议": r"评议", "责任追究": r"责任追究|追究责任|追责|问责"}
_PROBLEMS = re.compile(
    r"问题|不足|短板|差距|薄弱|有待|不够|还需|仍需|欠缺|不到位|难(?:以|把握|度|点)|不高|不强|不及时|滞后"
)
_MEASURES = re.compile(r"改进|下一步|措施|加强|进一步|今后|打算|整改|完善|将(?:继续|不断|严格|认真)?|强化|提升|提高")
_SHORTEST = 10
_NOTHING = re.compile(r"无|没有|暂无|无。|没有。")


@rule(
    "TX-1",
    Severity.WARNING,
    title="第一部分应写到五个方面；各级人民政府还应写考核、评议、追责",
    title_en="Section one covers the five aspects",
    description="总体情况应包括主动公开、依申请公开、政府信息管理、平台建设、监督保障；各级人民政府还应报告工作考核、社会评议和责任追究结果。",
    message={
        MAIN: "第一部分没有写到{missing}。请补写（没有的也请写明）。",
        "government": "全文没有写到{missing}。各级人民政府的报告应包括工作考核、社会评议和责任追究结果情况，请补写。",
    },
    basis="国办公开办函〔2021〕30号“总体情况”；《条例》第五十条第四项",
)
def five_aspects(case: Case) -> Iterator[Found]:
    """The aspects by any of their usual words; an aspect is missing only when none of them occurs."""
    if not case.has_section(1):
        return
    text = case.text(1)
    missing = [name for name, words in _ASPECTS.items() if not re.search(words, text)]
    if missing and case.report.format != "2019":
        yield Found({"missing": "、".join(missing)}, section="1")
    if kind_of(case.report.agency) in (OrganKind.TOWNSHIP, OrganKind.COUNTY, OrganKind.CITY_OR_PROVINCE):
        missing = [name for name, words in _GOVERNMENT_WORDS.items() if not re.search(words, case.text())]
        if missing:
            yield Found({"missing": "、".join(missing)}, section="1", template="government")


@rule(
    "TX-5",
    Severity.WARNING,
    title="第五部分应写明问题和改进情况",
    title_en="Section five names problems and improvements",
    description="第五部分不能是“无”或寥寥数字，应既有问题又有改进。",
    message={
        MAIN: "第五部分没有写{missing}。请补写。",
        "empty": "第五部分没有实际内容。请写明存在的主要问题和改进情况，不能写“无”。",
    },
    basis="《条例》第五十条第四项",
)
def problems_and_improvements(case: Case) -> Iterator[Found]:
    """Words that name a problem, and words that name what is done about it."""
    if not case.has_section(5):
        return
    text = case.text(5).strip()
    if len(text) < _SHORTEST:
        yield Found(section="5", template="empty")
        return
    lacks = [name for name, words in (("存在的问题", _PROBLEMS), ("改进情况", _MEASURES)) if not words.search(text)]
    if lacks:
        yield Found({"missing": "、".join(lacks)}, section="5")


@rule(
    "TX-FEE",
    Severity.WARNING,
    title="第六部分应报告收取信息处理费情况",
    title_en="Section six reports the information processing fee",
    description="第六部分应写明收取信息处理费的金额（元），没有收取也要写明；前后金额不能矛盾。与表二行政事业性收费无关。",
    message={
        MAIN: "第六部分没有写收取信息处理费情况。请写明金额，没有收取的写“未收取信息处理费”。",
        "contradiction": "{part}写“{quote}”（{amount} 元），第六部分却写没有收取。请核对。",
        "amounts": "信息处理费前后不一致：{amounts} 元。请核对。",
    },
    basis="国办公开办函〔2021〕30号附件第六项；国办函〔2020〕109号",
)
def fee_is_reported(case: Case) -> Iterator[Found]:
    """The hint in the form: 收取信息处理费情况在此处报告. Reports of 2019 had no such hint."""
    if not case.has_section(6):
        return
    fees = [statement for statement in case.report.narrative if statement.what == FEE]
    text = case.text(6).strip()
    denied = not text or bool(_NOTHING.fullmatch(text)) or any(s.section == "6" and s.value == 0 for s in fees)
    paid = [statement for statement in fees if statement.value]
    if paid and denied:
        yield _contradiction(paid[0])
    elif len({statement.value for statement in paid}) > 1:
        amounts = "、".join(str(statement.value) for statement in paid)
        yield Found({"amounts": amounts}, section="6", template="amounts")
    elif not SPEAKS_OF_FEE.search(text) and case.report.format != "2019":
        yield Found(section="6")


def _contradiction(paid: Statement) -> Found:
    fill = {"part": part(paid.section), "quote": paid.quote, "amount": paid.value}
    return Found(
        fill, actual=paid.value, severity=Severity.ERROR, quote=paid.quote, section="6", template="contradiction"
    )


_PERIOD = re.compile(
    r"(?:统计(?:期限|时限|时间|期间)|所列数据)[^。]{0,20}?(20\d\d)年1月1日[^。]{0,8}?(?:(20\d\d)年)?12月31日"
)
_OTHER_YEARS_MEANT = re.compile(r"比|较|同期|上年|去年|以来|截至|自20|印发|《|〔|规划|计划|修订")
_STARTS_WITH_YEAR = re.compile(
    r"(?:[（(][一二三四五六七八九][）)][^，。]{0,12}?)?(20\d\d)年度?(?:[，,]|[^\d，。]{0,12}(?:收到|接到|受理|收取|主动公开))"
)


@rule(
    "TX-YEAR",
    Severity.WARNING,
    title="标题、统计期限和正文的年份应是统计年度",
    title_en="Title, period and text name the report year",
    description="标题、统计期限写的年份应与统计年度一致；正文句首仍写上一年度的，可能是沿用了去年的文字。",
    message={
        MAIN: "{part}写“{quote}”，本报告的统计年度是 {year} 年。请核对是否沿用了去年的文字。",
        "title": "标题写的是 {printed} 年，统计年度是 {year} 年。请核对。",
        "period": "统计期限写的是 {printed} 年，统计年度是 {year} 年。请核对。",
    },
    basis="《条例》第四十九条",
)
def years_are_the_report_year(case: Case) -> Iterator[Found]:
    """A sentence that begins with last year and compares nothing is a leftover."""
    year = case.report.year
    if year is None:
        return
    titled = re.findall(r"(20\d\d)年", re.sub(r"\s", "", case.report.title or ""))
    if titled and str(year) not in titled:
        yield Found({"printed": titled[0], "year": year}, template="title")
    yield from _periods(case, year)
    yield from _leftovers(case, year)


def _periods(case: Case, year: int) -> Iterator[Found]:
    for section, prose in case.places():
        for match in _PERIOD.finditer(prose.text):
            wrong = [printed for printed in match.groups() if printed and int(printed) != year]
            if wrong:
                quote = prose.quote(match.start(), match.end())
                yield Found({"printed": wrong[0], "year": year}, quote=quote, section=section, template="period")


def _leftovers(case: Case, year: int) -> Iterator[Found]:
    for section, prose in case.places():
        for at, paragraph in prose.paragraphs():
            for start, sentence in sentences(paragraph):
                match = _STARTS_WITH_YEAR.match(sentence)
                if match and int(match[1]) == year - 1 and not _compares(sentence, year):
                    quote = prose.quote(at + start, at + start + match.end())
                    yield Found({"part": part(section), "quote": quote, "year": year}, quote=quote, section=section)


def _compares(sentence: str, year: int) -> bool:
    return str(year) in sentence or _OTHER_YEARS_MEANT.search(sentence) is not None


_ENDS_AS_AN_ORGAN = re.compile(r"[府局厅委办处室]\s*$")
_SELF = re.compile(r"(?<!自)我(乡|镇|街道|局|厅)(?![限部长路])")
_TOWNSHIPS = ("乡", "镇", "街道")
_ANOTHER = re.compile(r"([一-龥]{2})(乡|镇)人民政府|([一-龥]{2})(街道)办事处")


@rule(
    "TX-ORG",
    Severity.WARNING,
    title="全文应是同一个机关",
    title_en="One organ throughout",
    description="落款与标题的机关应一致；乡写成“我镇”、镇写成“我局”或出现别的乡镇名称的，可能套用了别处的文字。",
    message={
        MAIN: "{part}写“{quote}”，本报告是“{agency}”的报告。请核对是否套用了别处的文字。",
        "signature": "落款是“{signature}”，报告是“{agency}”的。请核对。",
    },
    basis="《条例》第四十九条；国办公开办函〔2021〕30号（四）明确责任",
)
def one_organ(case: Case) -> Iterator[Found]:
    """Superior organs are named by everyone, subordinate ones by counties; a township names no other township."""
    agency, signature = case.report.agency, case.report.signature
    if not agency:
        return
    if signature and _ENDS_AS_AN_ORGAN.search(signature) and not may_sign_for(signature, agency):
        yield Found({"signature": signature, "agency": agency}, template="signature")
    if kind_of(agency) in (OrganKind.TOWNSHIP, OrganKind.LOCAL_DEPARTMENT):
        yield from _borrowed(case, agency)


def _borrowed(case: Case, agency: str) -> Iterator[Found]:
    seen: set[str] = set()
    for section, prose in case.places():
        for match in (*_SELF.finditer(prose.text), *_ANOTHER.finditer(prose.text)):
            if match[0] not in seen and _is_another(match, agency):
                seen.add(match[0])
                quote = prose.quote(match.start(), match.end())
                yield Found({"part": part(section), "quote": quote, "agency": agency}, quote=quote, section=section)


def _is_another(match: re.Match[str], agency: str) -> bool:
    township = kind_of(agency) is OrganKind.TOWNSHIP
    if match.re is _SELF:
        return match[1] not in agency and (township or match[1] in _TOWNSHIPS)
    if not township:
        return False
    name, kind = match[1] or match[3], match[2] or match[4]
    return name[-1] not in "乡各本我该全" and f"{name}{kind}" not in agency


_BOILERPLATE = re.compile(r"[\d\s，。；：、（）“”《》〔〕%]|中华人民共和国政府信息公开条例")
_SHINGLE, _SHORTEST_COMPARED = 8, 120
_COMPARED = (1, 5, 6)


@rule(
    "TX-DUP",
    Severity.WARNING,
    title="文字不应与上年报告大量重复",
    title_en="The text is not last year's over again",
    description="第一、五、六部分去掉数字和套语后，与上年报告相同的部分超过一半（比例可调整）时报告。",
    message="第一、五、六部分约有 {share}% 与上年报告相同。请按今年的实际情况改写。",
    basis="国办公开办函〔2021〕30号（四）明确责任（内容雷同、敷衍塞责）",
    needs=Needs.PAIR,
)
def not_last_years_text(case: Case) -> Iterator[Found]:
    """One real assessment takes half a point for more than half repeated."""
    if case.previous is None:
        return
    share = repeated(case.report, case.previous, case.usual).share
    if share is not None and share > case.thresholds.duplicate:
        yield Found({"share": round(share * 100)})


@dataclass(frozen=True, slots=True)
class Repeated:
    """`share` of what was compared stood in last year's report too, None where that is too little to say;
    `sentences`: the section, the sentence, how much of it stood there (0 to 1), those alone that add to the share."""

    share: float | None
    sentences: tuple[tuple[int, str, float], ...]


def repeated(report: AnnualReport, previous: AnnualReport, usual: Collection[str] = ()) -> Repeated:
    """How much of sections one, five and six is last year's, sentence by sentence.

    `usual`: sentences everybody is given to begin with, without numbers and marks. They and unfilled places are not compared.
    """
    before, case = set(pieces(Case(previous).text(*_COMPARED))), Case(report)
    found, same, compared = [], 0, 0
    for number in _COMPARED:
        for own in _runs(case.text(number), usual):
            plain = without_numbers("".join(own))
            hits = [piece in before for piece in pieces(plain)]
            same, compared = same + sum(hits), compared + len(hits)
            found += [(number, sentence, share) for sentence, share in _shares(own, hits) if share]
    share = same / compared if compared >= _SHORTEST_COMPARED else None
    return Repeated(share, tuple(found))


def _runs(text: str, usual: Collection[str]) -> Iterator[list[str]]:
    """Sentences that follow one another, cut where one is left out."""
    run: list[str] = []
    for paragraph in text.split("\n"):
        for _, sentence in sentences(paragraph):
            if "【" in sentence or without_numbers(sentence) in usual:
                yield run
                run = []
            else:
                run.append(sentence)
    yield run


def _shares(run: Iterable[str], hits: list[bool]) -> Iterator[tuple[str, float]]:
    """Of each sentence the share of the runs of characters that begin in it."""
    at = 0
    for sentence in run:
        length = len(without_numbers(sentence))
        own, at = hits[at : at + length], at + length
        yield sentence, (sum(own) / len(own) if own else 0.0)


def pieces(text: str) -> list[str]:
    """Every run of a few characters of an even text, without numbers and marks."""
    plain = without_numbers(text)
    return [plain[at : at + _SHINGLE] for at in range(len(plain) - _SHINGLE + 1)]


def without_numbers(text: str) -> str:
    return _BOILERPLATE.sub("", text)
