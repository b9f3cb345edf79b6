"""Made-up values for every letter: for previews, examples and tests. Nobody and nothing in them exists."""

from __future__ import annotations

from datetime import date

from gongkai.letters.fields import FIELDS
from gongkai.letters.grounds import foreign_fields
from gongkai.letters.letter import Letter
from gongkai.letters.occasion import Occasion, grounds_of
from gongkai.statute import OrganKind

_OTHER_CHOICE = {"granted": frozenset({"获取途径", "获取时间"})}
"""Optional fields that belong to a choice the example does not take."""
_SECOND_REPLY = frozenset({"重新答复的依据"})
"""The example is a first reply."""
_CALLED = {"third_party": "贵公司", "third_party_told": "贵公司", "co_maker": "贵单位", "organ_opinion": "贵单位"}
_REASONS = {
    "not_held": "青石县自2026年起才按季度编制该明细",
    "not_responsible": "该信息由青石县财政局制作",
    "needs_processing": "本机关只有各机构的逐笔发放记录，没有按乡镇汇总的数据",
    "still_unclear": "补正后的申请仍未写明年度和补贴的种类",
    "excessive": "所述理由与各件申请的内容没有关联",
    "reconfirm": "该信息已于2026年6月12日以信函邮寄的方式向您提供",
    "transferred": "申请公开的信息由青石县财政局制作和保存，信封上写明寄给该局",
    "not_information": "您提出的是对补贴政策的咨询",
}
_GROUNDS = {
    "R36_3_14a": "该信息载于标注“秘密”并在保密期限内的文件",
    "R36_3_14b": "该信息属于能够推断单个统计调查对象身份的资料",
    "R36_3_14c": "该信息包括供水设施的准确位置和防护措施，公开后可能被用于破坏活动",
    "R36_3_16a": "该信息为本机关工作人员的考核情况",
    "R36_3_16b": "该信息为补贴办法制定过程中的会议讨论记录",
    "R36_3_16c": "该信息为本机关正在办理的行政处罚案件的案卷材料",
}


def sample_values(letter: Letter, *, reply: str = "") -> dict[str, object]:
    """A value for every field of the letter that may be filled on the occasion of `sample_occasion`."""
    left = _OTHER_CHOICE.get(letter.code, frozenset()) | _SECOND_REPLY
    for names in letter.one_of:
        left |= set([one for one in letter.fields if one in names][1:])
    if not letter.hands_out:
        left |= {"附件"}
    occasion = sample_occasion(letter, reply=reply)
    if letter.states_ground:
        left |= foreign_fields(grounds_of(letter, occasion))
    values: dict[str, object] = {
        name: FIELDS[name].sample for name in letter.fields if not FIELDS[name].by_law and name not in left
    }
    reason = _GROUNDS.get(occasion.reply) or _REASONS.get(letter.code)
    return values | _where("称谓", _CALLED.get(letter.code)) | _where("理由", reason if "理由" in values else None)


def _where(name: str, value: str | None) -> dict[str, object]:
    return {name: value} if value else {}


def sample_occasion(letter: Letter, *, reply: str = "") -> Occasion:
    """An occasion for the letter; `reply` chooses one of several."""
    chosen = reply or (letter.replies[0] if letter.replies else "")
    return Occasion(
        dispatched=date(2026, 11, 20),
        organ=OrganKind.DEPARTMENT,
        reply=chosen,
        grounds=("15",) if "R37" in letter.replies else None,
        reviewer="青石县人民政府",
        court="青石县人民法院",
    )
