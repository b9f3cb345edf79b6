"""Whose information it is: the metadata that must be there, the organ of the title, of the signature and of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongkai.calendar import chinese_date
from gongkai.checks.organs import may_sign_for, same_organ
from gongkai.proofing.case import Case
from gongkai.proofing.dates import date_alone
from gongkai.proofing.model import FIELDS
from gongkai.proofing.registry import Found, rule
from gongkai.report import Severity

_ORGAN = (
    r"[\u4e00-\u9fff（）()]{2,30}?(?:人民政府(?:办公厅|办公室)?|办事处|委员会|办公厅|办公室|管理局|"
    r"[局厅委部院署行社办]|指挥部|领导小组|管委会|大队|支队|中心)"
)
_TITLE_ORGANS = re.compile(rf"^((?:{_ORGAN})(?:[ \u3000、]+{_ORGAN}){{0,5}})(?:关于|印发|转发|通告|公告|决定|通知)")
_ENDS_AS_ORGAN = re.compile(rf"^{_ORGAN}$")
_WARN_ONLY = ("index_number", "subject")
_LAST_LINES = 30
_HEAD_LINES = 12


@rule(
    "PF-META",
    Severity.ERROR,
    title="元数据应填写完整",
    title_en="Metadata are complete",
    description="名称、发布机构、成文日期、发布日期、公开属性没有填写的为错误；索引号、主题分类没有填写的为疑点。",
    message="没有填写{name}。请补填。",
    basis="《条例》第十二条第三款（目录包括索引、名称、内容概述、生成日期等）",
)
def metadata_missing(case: Case) -> Iterator[Found]:
    for name in case.options.required if case.metadata else ():
        if not getattr(case.metadata, name):
            yield Found(fill={"name": FIELDS[name]}, severity=Severity.WARNING if name in _WARN_ONLY else None)


@rule(
    "PF-TITLE-ORGAN",
    Severity.WARNING,
    title="标题里的机关应是发布机构",
    title_en="The title's organ is the publisher",
    description="标题在“关于”前面写明机关的，与发布机构比较；有没有“人民政府”、有没有写上级名称的不算不同。联合行文有一个相同即可。",
    message="标题里的机关是“{quote}”，发布机构是“{organ}”。请核对；转载上级文件的，应写明来源。",
    basis="《条例》第十条",
)
def title_organ(case: Case) -> Iterator[Found]:
    if case.metadata is None or not case.metadata.organ:
        return
    found = _TITLE_ORGANS.match("".join((case.metadata.title or _first_title(case)).split("\n")).strip())
    if found and not any(_is_publisher(organ, case) for organ in re.split(r"[ \u3000、]+", found[1])):
        yield Found(found[1], fill={"organ": case.metadata.organ})


@rule(
    "PF-SIGNATURE-ORGAN",
    Severity.WARNING,
    title="落款机关应是发布机构",
    title_en="The organ that signs is the publisher",
    description="最后一个单独成行的日期前面几行是机关名称的，与发布机构比较。",
    message="落款是“{quote}”，发布机构是“{organ}”。请核对是谁制作的信息。",
    basis="《条例》第十条",
)
def signature_organ(case: Case) -> Iterator[Found]:
    if case.metadata is None or not case.metadata.organ:
        return
    signed = _signature(case)
    if signed and signed[1] and not any(_is_publisher(name, case) for name, _ in signed[1]):
        name, start = signed[1][-1]
        yield Found(name, start, fill={"organ": case.metadata.organ})


@rule(
    "PF-SIGNATURE-DATE",
    Severity.WARNING,
    title="成文日期应是落款日期",
    title_en="The date of making is that of the signature",
    description="落款处单独成行的日期与填写的成文日期比较。",
    message="落款日期是{quote}，填写的成文日期是{formed}。请核对改正。",
    basis="GB/T 9704—2012 7.3.5.4；《党政机关公文处理工作条例》第九条第十一项",
)
def signature_date(case: Case) -> Iterator[Found]:
    formed = case.metadata.formed_on if case.metadata else None
    signed = _signature(case) if formed else None
    if formed and signed and signed[1] and signed[0] != formed:
        yield Found(chinese_date(signed[0]), signed[2], fill={"formed": chinese_date(formed)})


def _is_publisher(name: str, case: Case) -> bool:
    organ = (case.metadata.organ if case.metadata else None) or ""
    return any(same_organ(name, own) or may_sign_for(name, own) for own in (organ, *case.options.organ_names))


def _first_title(case: Case) -> str:
    return next((p.text for _, p in case.lines[:_HEAD_LINES] if "关于" in p.text and not p.is_cell), "")


def _signature(case: Case) -> tuple[date, list[tuple[str, int]], int] | None:
    """The first date alone on a line near the end with an organ above it: its day, the organs, its offset."""
    lines = case.lines[-_LAST_LINES:]
    for number, (start, passage) in enumerate(lines):
        day = None if passage.is_cell else date_alone(case.line(start))
        if day is None:
            continue
        organs: list[tuple[str, int]] = []
        for above, one in reversed(lines[max(0, number - 6) : number]):
            name = re.sub(r"[\s（(]*(?:盖章|章|公章)?[)）]?$", "", re.sub(r"[ \u3000]", "", one.text))
            if not _ENDS_AS_ORGAN.match(name) or one.is_cell:
                break
            organs.append((name, above))
        if organs:
            return day, organs, start
    return None
