"""What a step of a dispute would do to its periods, before it is taken: derived again with the act added. Writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gongkai.calendar import chinese_date
from gongkai_web.disputes.deriving import work_of
from gongkai_web.disputes.models import Act, Dispute
from gongkai_web.disputes.services.common import said
from gongkai_web.disputes.services.linking import order_step
from gongkai_web.requests.services.taking import preview_of
from gongkai_web.workflow.deadlines import working_calendar

SHOWN_FIRST = frozenset({"track", "limit", "order"})
"""Steps that move a last day: nothing is taken whose consequence was not shown."""


def effects(dispute: Dispute, acts: Sequence[Act], act: Act, today: date) -> list[str]:
    """In words. Raises GongkaiError for what cannot be counted."""
    if act.step == "order":
        return _of_order(dispute, act)
    calendar = working_calendar()
    before = work_of(dispute, acts, today, calendar)
    after = work_of(dispute, [*acts, act], today, calendar)
    if after.problem:
        raise said(after.problem)
    was, now = (one.answer.due if one.answer else None for one in (before, after))
    if was == now:
        return [f"答复（答辩）的期限不变，仍到{_day(now)}"]
    late = ["新的期限已经过了，请核对日期"] if now and now < today else []
    return [f"答复（答辩）的期限由{_day(was)}变为{_day(now)}", *late]


def _of_order(dispute: Dispute, act: Act) -> list[str]:
    if dispute.request:
        found = preview_of(dispute.request, order_step(dispute, act))
        changes = [f"申请的{one.text}" for one in found.changes]
        return [*changes, f"申请的状态变为“{found.after.state.label}”", *(one.text for one in found.warnings)]
    due = working_calendar().add(act.on, act.days or 0)
    return [f"重新答复的期限：{chinese_date(due)}"]


def _day(day: date | None) -> str:
    return chinese_date(day) if day else "还不能确定的一天"
