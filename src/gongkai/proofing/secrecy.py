"""Marks of secret and internal papers: as marks, not as the subject of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.proofing import masks
from gongkai.proofing.case import Case
from gongkai.proofing.context import SECRECY_BASIS
from gongkai.proofing.registry import MAIN, Found, rule
from gongkai.report import Severity

_GRADE = r"(?:绝[ \u3000]*密|机[ \u3000]*密|秘[ \u3000]*密)"
_STARRED = re.compile(
    rf"{_GRADE}[ \u3000]*[★☆][ \u3000]*(?:[\d一二三四五六七八九十]+[ \u3000]*(?:年|个月|月|天|日)|长期|启封前?|解密前?)?"
)
_STATED = re.compile(rf"(?:密[ \u3000]*级|保密等级|涉密等级)[ \u3000]*[：:][ \u3000]*{_GRADE}")
_ALONE = re.compile(
    rf"{_GRADE}(?:[ \u3000]+(?:特[ \u3000]*急|加[ \u3000]*急|急[ \u3000]*件|平[ \u3000]*急|特[ \u3000]*提))?"
)
_HEAD_LINES = 15


@rule(
    "PF-SECRET",
    Severity.ERROR,
    title="密级标志",
    title_en="Mark of a state secret",
    description="“机密★1年”一类的标志、“密级：秘密”、单独成行的“绝密”“机密”“秘密”；“保守国家秘密”等讲到保密的文字不报告。",
    message={
        MAIN: "出现密级标志“{quote}”。标有密级的文件不得公开；已解密的请附解密手续并删除标志。",
        "alone": "单独写着“{quote}”，可能是密级标志。请核对；是密级标志的不得公开。",
    },
    basis=SECRECY_BASIS,
)
def secrecy_marks(case: Case) -> Iterator[Found]:
    if "密" not in case.text:
        return
    for pattern in (_STARRED, _STATED):
        for match in pattern.finditer(case.text):
            if not _is_an_example(case, match):
                yield Found(match[0].strip(), match.start())
    for number, (start, passage) in enumerate(case.lines):
        text = passage.text.strip()
        if _ALONE.fullmatch(text):
            certain = number < _HEAD_LINES and not passage.is_cell
            yield Found(text, start, template="alone", severity=None if certain else Severity.WARNING)


def _is_an_example(case: Case, match: re.Match[str]) -> bool:
    """“机密★1年” in quotation marks, in a text on how such marks are written."""
    before, after = case.before(match.start(), 1), case.after(match.end(), 1)
    return before in '“‘「《"' and before != "" and after in '”’」》"'


_INTERNAL = re.compile(
    r"内部(?:资料|文件|使用|参阅|参考|刊物|材料|掌握)|(?:不得|不宜|严禁|请勿)(?:对外)?(?:公开|外传|扩散|翻印|转发)|禁止(?:外传|扩散|翻印)|"
    r"注意(?:保存|保密|保管)|阅后(?:收回|销毁|即焚|退回)|工作秘密|仅供(?:内部|领导|工作)(?:参阅|参考|使用)|此件不公开|会后收回"
)
_BRACKETED = re.compile(r"[（(【\[〔][^（(【\[〔）)】\]〕\n]{0,16}$")
_CLOSED = re.compile(r"^[^（(【\[〔。；\n]{0,14}[）)】\]〕]")
_THIS_PAPER = re.compile(r"(?:本|此)(?:文件|资料|材料|件|表|通报|纪要|刊)[^。；\n]{0,6}$")
_SUBJECT = re.compile(
    r"保守|涉及|属于|涉密|制度|规定|泄露|办法|条例|管理|培训|审查|确定|清单|事项|应当|可以|的|是否|等|范围|信息|法律|法规|依法"
)
_TOPIC = re.compile(rf"[。；：:“”]|^\d|{_SUBJECT.pattern}")
_LONGEST_MARK, _FEW_WORDS = 16, 6


@rule(
    "PF-INTERNAL",
    Severity.ERROR,
    title="内部文件标志",
    title_en="Mark of an internal paper",
    description="单独成行或在括号里的“内部资料”“不得公开”“注意保存”“工作秘密”“此件不公开”等；句子里讲到这些词的不报告。",
    message="出现内部文件标志“{quote}”。请先确认公开属性；可以公开的，删除标志并补办审查手续。",
    basis=f"{SECRECY_BASIS}；《条例》第十六条",
)
def internal_marks(case: Case) -> Iterator[Found]:
    for match in _INTERNAL.finditer(case.text):
        passage = case.passage(match.start())
        if passage.is_cell and passage.text.strip() != match[0]:
            continue
        line = case.line(match.start()).strip()
        alone = _is_alone(line)
        if alone or _is_bracketed(case, match) or _THIS_PAPER.search(case.before(match.start(), 14)):
            severity = Severity.WARNING if passage.is_cell else None
            yield Found(masks.snippet(line if alone else match[0]), match.start(), severity=severity)


def _is_alone(line: str) -> bool:
    """A line of marks, with at most a few words more: 内部资料，免费交流."""
    rest = "".join(_INTERNAL.sub("", line).split())
    return len(line) <= _LONGEST_MARK and len(rest) <= _FEW_WORDS and not _TOPIC.search(rest)


def _is_bracketed(case: Case, match: re.Match[str]) -> bool:
    before = _BRACKETED.search(case.before(match.start(), 18))
    closed = _CLOSED.match(case.after(match.end(), 16))
    return bool(before and closed) and not (before and _SUBJECT.search(before[0]))


_NOT_PUBLIC = re.compile(
    r"(?:公开(?:属性|方式|类别|选项)|信息公开选项)[ \u3000]*[：:][ \u3000]*(不予公开|不公开|依申请公开)|"
    r"[（(]((?:此|本)件(?:不予公开|不公开|依申请公开))[）)]"
)


@rule(
    "PF-NOTPUBLIC",
    Severity.ERROR,
    title="文件写明不予公开或依申请公开",
    title_en="The paper itself says it is not to be published",
    description="正文印着“此件不公开”“公开属性：依申请公开”，而这里要主动公开。",
    message="正文写着“{quote}”，与主动公开不符。请先依程序改变公开属性。",
    basis="《条例》第十三条、第十六条、第十七条；公文公开属性源头认定",
)
def not_for_publication(case: Case) -> Iterator[Found]:
    if case.metadata and case.metadata.disclosure and case.metadata.disclosure != "主动公开":
        return
    for match in _NOT_PUBLIC.finditer(case.text):
        yield Found(match[1] or match[2], match.start())
