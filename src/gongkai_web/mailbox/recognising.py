"""What a letter may be besides a letter: a disclosure request, a petition, something urgent. Shown, never decided."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Likeness(StrEnum):
    REQUEST = "request"
    PETITION = "petition"
    DISCIPLINE = "discipline"
    URGENT = "urgent"


@dataclass(frozen=True, slots=True)
class Sign:
    """`words` are the writer's own, by which it was recognised."""

    like: Likeness
    words: tuple[str, ...]

    @property
    def said(self) -> str:
        return SAID[self.like]

    @property
    def remedy(self) -> str:
        return REMEDY[self.like]


SAID = {
    Likeness.REQUEST: "像是政府信息公开申请",
    Likeness.PETITION: "像是信访事项",
    Likeness.DISCIPLINE: "像是对公职人员违纪违法的检举控告",
    Likeness.URGENT: "像是紧急的事",
}
REMEDY = {
    Likeness.REQUEST: "请读一遍来信。确是申请的，征得写信人同意后转为政府信息公开申请；答复期限和救济按《条例》办理。",
    Likeness.PETITION: "请读一遍来信。确是信访事项的，按《信访工作条例》登记，并告知写信人接收情况和处理途径。",
    Likeness.DISCIPLINE: "由纪检监察机关受理（电话 12388）。请勿转给被反映的单位和个人，按本机关的保密要求处理。",
    Likeness.URGENT: "请马上打电话核实；危及人身、财产安全的，立即转有关部门。",
}

_PATTERNS: dict[Likeness, str] = {
    Likeness.REQUEST: (
        r"政府信息公开申请|申请(?:政府)?信息公开|信息公开申请|依申请公开|申请公开|请(?:求|依法|予以)?(?:向我)?公开"
        r"|(?:申请|要求|请求)(?:获取|查阅|复制|提供)[^，。；！？\n]{0,30}(?:文件|批复|批文|决定书|清单|名单|方案|合同|协议|记录|材料|信息|复印件)"
        r"|《?(?:中华人民共和国)?政府信息公开条例》?"
    ),
    Likeness.PETITION: r"信访|上访|申诉|复查复核|复核意见|不服[^，。\n]{0,20}(?:处理意见|答复意见)|依法维权|讨(?:个)?说法",
    Likeness.DISCIPLINE: (
        r"(?:检举|控告|举报)[^，。；\n]{0,20}(?:书记|主任|乡长|镇长|局长|所长|站长|干部|公职人员|工作人员)"
        r"|贪污|受贿|行贿|挪用(?:公款|资金)|违纪违法|以权谋私|优亲厚友"
    ),
    Likeness.URGENT: r"自杀|轻生|跳楼|同归于尽|塌方|垮塌|煤气泄漏|燃气泄漏|生命危险|马上(?:要)?(?:塌|垮|断)",
}
_KNOWN = {like: re.compile(pattern) for like, pattern in _PATTERNS.items()}
MOST_WORDS = 4


def signs(*texts: str) -> tuple[Sign, ...]:
    """Every likeness with the words that speak for it, in the order of `Likeness`."""
    whole = "\n".join(texts)
    found = ((like, tuple(dict.fromkeys(known.findall(whole)))[:MOST_WORDS]) for like, known in _KNOWN.items())
    return tuple(Sign(like, words) for like, words in found if words)
