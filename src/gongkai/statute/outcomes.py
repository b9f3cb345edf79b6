"""Grounds of refusal, kinds of reply, and the row of table three in which each is counted.

Codes of outcomes are those of the annual report's form. Source: 《条例》第十四条至第十六条、第三十条、第三十五条至第三十九条;
where the row is not evident from its label, it is practice.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gongkai.statute.laws import FEE_MEASURE, REGULATION, Footing


class Duty(StrEnum):
    """How far a ground binds: it forbids disclosure; forbids it unless the third party agrees or the public interest
    weighs more; leaves the choice, unless law, regulation or rules require disclosure."""

    MUST_REFUSE = "must_refuse"
    UNLESS_AGREED = "unless_agreed"
    MAY_REFUSE = "may_refuse"


@dataclass(frozen=True, slots=True)
class Exemption:
    """A ground on which information is refused (不予公开), and the outcome it is counted as."""

    code: str
    name: str
    article: str
    duty: Duty
    outcome: str


_EXEMPTIONS = (
    Exemption("14a", "国家秘密", REGULATION.cite(14), Duty.MUST_REFUSE, "denied_state_secret"),
    Exemption("14b", "法律、行政法规禁止公开", REGULATION.cite(14), Duty.MUST_REFUSE, "denied_by_law"),
    Exemption(
        "14c", "危及国家安全、公共安全、经济安全、社会稳定", REGULATION.cite(14), Duty.MUST_REFUSE, "denied_security"
    ),
    Exemption(
        "15", "商业秘密、个人隐私等第三方合法权益", REGULATION.cite(15), Duty.UNLESS_AGREED, "denied_third_party"
    ),
    Exemption("16a", "内部事务信息", REGULATION.cite(16, 1), Duty.MAY_REFUSE, "denied_internal"),
    Exemption("16b", "过程性信息", REGULATION.cite(16, 2), Duty.MAY_REFUSE, "denied_process"),
    Exemption("16c", "行政执法案卷信息", REGULATION.cite(16, 2), Duty.MAY_REFUSE, "denied_enforcement"),
)
EXEMPTIONS = {exemption.code: exemption for exemption in _EXEMPTIONS}


@dataclass(frozen=True, slots=True)
class Reply:
    """A kind of reply; `footing` says how sure its row of table three is."""

    code: str
    name: str
    article: str
    outcome: str
    footing: Footing = Footing.LAW


def _refusals() -> tuple[Reply, ...]:
    cited = REGULATION.cite(36, 0, 3)
    return tuple(
        Reply(f"R36_3_{ground.code}", f"不予公开：{ground.name}", f"{ground.article}、{cited}", ground.outcome)
        for ground in _EXEMPTIONS
    )


_REPLIES = (
    Reply("R36_1", "已经主动公开", REGULATION.cite(36, 0, 1), "granted", Footing.PRACTICE),
    Reply("R36_2", "予以公开", REGULATION.cite(36, 0, 2), "granted"),
    Reply("R37", "部分公开", REGULATION.cite(37), "partial"),
    *_refusals(),
    Reply(
        "R36_7",
        "依照有关法律、行政法规办理的行政查询事项",
        REGULATION.cite(36, 0, 7),
        "denied_inquiry",
        Footing.PRACTICE,
    ),
    Reply("R36_4", "政府信息不存在", REGULATION.cite(36, 0, 4), "unable_not_held", Footing.PRACTICE),
    Reply("R36_5", "不属于本机关负责公开", REGULATION.cite(36, 0, 5), "unable_not_held", Footing.PRACTICE),
    Reply("R38", "需要加工、分析", REGULATION.cite(38), "unable_not_ready_made", Footing.PRACTICE),
    Reply("R30b", "补正后申请内容仍不明确", REGULATION.cite(30), "unable_unclear"),
    Reply("R39_1", "信访、投诉、举报", REGULATION.cite(39, 1), "refused_petition"),
    Reply("R36_6", "重复申请", REGULATION.cite(36, 0, 6), "refused_repeat"),
    Reply("R39_2", "公开出版物", REGULATION.cite(39, 2), "refused_publication"),
    Reply("R35", "无正当理由大量反复申请", REGULATION.cite(35), "refused_excessive"),
    Reply("RX", "确认或者重新出具已获取的信息", "", "refused_reconfirm"),
    Reply("R30", "逾期不补正，视为放弃申请", REGULATION.cite(30), "other_not_corrected"),
    Reply("R109", "逾期不缴纳信息处理费，视为放弃申请", FEE_MEASURE.cite(6), "other_fee_unpaid"),
    Reply("R_WITHDRAW", "申请人撤回申请", "", "other_misc", Footing.PRACTICE),
    Reply("R_OTHER", "不属于政府信息等其他情形", REGULATION.cite(2), "other_misc", Footing.PRACTICE),
)
REPLIES = {reply.code: reply for reply in _REPLIES}

OUTCOMES = tuple(dict.fromkeys(reply.outcome for reply in _REPLIES))
"""The 21 outcomes, in the order of table three."""

REFUSALS = {exemption.outcome: exemption for exemption in _EXEMPTIONS}
"""The outcomes that are refusals under articles 14-16, with their ground."""


def articles_of(outcome: str) -> tuple[str, ...]:
    """The articles a reply with this outcome cites; empty where the law has none. KeyError for an unknown outcome."""
    if outcome not in OUTCOMES:
        raise KeyError(outcome)
    cited = (reply.article for reply in _REPLIES if reply.outcome == outcome)
    return tuple(article for article in cited if article)
