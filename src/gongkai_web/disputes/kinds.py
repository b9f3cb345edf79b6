"""The short lists of this part: codes that never change, with the words people read."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from gongkai.statute import DISPUTE_ENDINGS, DisputeKind, Track
from gongkai.statute.laws import LITIGATION, RECONSIDERATION, REGULATION

KINDS = tuple((kind.value, kind.label) for kind in DisputeKind)
TRACKS = tuple((track.value, track.label) for track in Track)
ENDINGS = tuple((ending.code, ending.name) for ending in DISPUTE_ENDINGS.values())
COUNTED = {"upheld": "结果维持", "corrected": "结果纠正", "other": "其他结果"}


class Role(models.TextChoices):
    """What we are in it. A suit with two defendants counts once, at the organ whose act it is (国办公开办函〔2016〕201号)."""

    RESPONDENT = "respondent", "被申请人（被告）"
    JOINT = "joint", "被告，复议机关为共同被告"
    REVIEWER = "reviewer", "复议机关，作共同被告（不计入本机关年报）"


class Against(models.TextChoices):
    REPLY = "reply", "对答复不服"
    NO_REPLY = "no_reply", "逾期没有答复"
    THIRD_PARTY = "third_party", "第三方认为公开侵犯其权益"
    PROACTIVE = "proactive", "主动公开方面"
    OTHER = "other", "其他"


class State(models.TextChoices):
    ANSWERING = "answering", "待答复"
    HEARD = "heard", "审理中"
    ENDED = "ended", "已审结"
    ARCHIVED = "archived", "已归档"
    STRUCK = "struck", "已作废"


@dataclass(frozen=True, slots=True)
class Step:
    """`day` names the date its form asks for; `effect` is said before it is taken."""

    code: str
    name: str
    day: str
    effect: str
    article: str = ""


_STEPS = (
    Step(
        "answer",
        "登记提交答复（答辩）",
        "提交的日期",
        "答复期限停止计算",
        f"{RECONSIDERATION.cite(48)}，{LITIGATION.cite(67, 1)}",
    ),
    Step("evidence", "登记提交证据", "提交的日期", "不影响期限", LITIGATION.cite(34, 1)),
    Step(
        "track",
        "登记转换程序",
        "收到通知的日期",
        "答复期限按转换后的程序，自收到副本的次日起重新计算",
        f"{RECONSIDERATION.cite(55)}，{LITIGATION.cite(84)}",
    ),
    Step("limit", "登记另行指定的期限", "收到通知的日期", "答复期限改为指定的日期"),
    Step("hearing", "登记开庭、听证日期", "收到通知的日期", "前一天在“今天”里提醒"),
    Step("result", "登记结果", "决定书、判决书的日期", "审结，计入当年年报；申请转出复议诉讼状态"),
    Step("withdraw", "登记撤回（撤诉）", "终止决定、准许撤诉裁定的日期", "审结，年报计入“其他结果”"),
    Step(
        "order",
        "登记责令重新答复",
        "从哪天起算",
        "申请重新办理，自次日起按责令的期限计算；仍是同一件，年报不重复统计",
        REGULATION.cite(51),
    ),
    Step("replied_again", "登记已经重新答复", "重新答复的日期", "重新答复的期限停止计算"),
    Step("appeal", "登记上诉（二审）", "收到上诉状副本或者提起上诉的日期", "尚未审结，二审判决以后再登记结果"),
    Step("close", "归档", "归档的日期", "全部办完"),
)
STEPS = {step.code: step for step in _STEPS}


class Proof(models.TextChoices):
    """What a file of a dispute is."""

    NOTICE = "notice", "申请书、起诉状副本和通知"
    ANSWER = "answer", "答复书、答辩状"
    EVIDENCE = "evidence", "证据"
    DECISION = "decision", "决定书、判决书、裁定书"
    OTHER = "other", "其他材料"
