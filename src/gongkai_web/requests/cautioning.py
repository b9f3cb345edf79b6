"""What stands against the reply that was chosen, without forbidding it: shown with the five questions. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gongkai.calendar import Calendar, chinese_date
from gongkai.errors import GongkaiError
from gongkai.procedure import EventType
from gongkai.procedure.steps import reply_options
from gongkai.statute import SAME_AGAIN_ARTICLES, DisputeKind
from gongkai_web.requests.deriving import history_of
from gongkai_web.requests.models import Act, Decision, Request

_REFUSAL, _GRANTED = "R36_3_", "R36_2"


def cautions_of(case: Request, decision: Decision, acts: Sequence[Act], today: date, calendar: Calendar) -> list[str]:
    """`acts`: those of the request that hold, in the order they were recorded."""
    codes = [decision.reply]
    if "15" in decision.grounds and decision.reply == "R37":
        codes.append(f"{_REFUSAL}15")
    try:
        options = reply_options(history_of(case.received_on, acts, calendar), today, calendar=calendar)
    except GongkaiError:
        options = ()
    return [
        *(text for one in options if one.reply.code in codes for text in one.cautions),
        *_same_again(decision.reply, decision.grounds, acts),
    ]


def _same_again(reply: str, grounds: Sequence[str], acts: Sequence[Act]) -> list[str]:
    """《行政复议法》第六十四条第二款, 《行政诉讼法》第七十一条."""
    events = [act.event for act in acts]
    if EventType.REPLY_ORDERED not in events:
        return []
    last = len(events) - 1 - events[::-1].index(EventType.REPLY_ORDERED)
    order, before = acts[last], acts[:last]
    again = any(act.event == EventType.REPLIED for act in acts[last:])
    same = [act for act in before if act.event == EventType.REPLIED and _alike(act, reply, grounds)]
    if again or not same:
        return []
    kind = str(order.data.get("kind", ""))
    cited = (
        SAME_AGAIN_ARTICLES[DisputeKind(kind)] if kind in set(DisputeKind) else "、".join(SAME_AGAIN_ARTICLES.values())
    )
    return [
        f"{chinese_date(same[-1].on)}按同样的理由作出的答复，经复议、诉讼后被责令重新答复。"
        f"不得以同一的事实和理由，作出与原答复相同或者基本相同的答复（{cited}）；因违反法定程序被撤销的除外。"
        "请对照决定书、判决书，仍这样答复的，要有新的事实或者理由"
    ]


def _alike(act: Act, reply: str, grounds: Sequence[str]) -> bool:
    """On the same ground where one refuses, wholly or in part; else the same reply, unless it gives all."""
    mine, theirs = _grounds(reply, grounds), _grounds(act.reply, act.data.get("grounds") or ())
    if mine or theirs:
        return bool(mine & theirs)
    return reply == act.reply != _GRANTED


def _grounds(reply: str, partial: Sequence[str]) -> set[str]:
    return {reply.removeprefix(_REFUSAL)} if reply.startswith(_REFUSAL) else set(partial if reply == "R37" else ())
