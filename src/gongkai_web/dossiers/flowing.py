"""What stands in a request's 办理流程图: what was done, what it waits for, what is still to come."""

from __future__ import annotations

from datetime import date

from gongkai.calendar import chinese_date
from gongkai.letters.sheets import Stage
from gongkai.report.forms import outcome_in_full
from gongkai_web.requests.clockwork import clockwork
from gongkai_web.requests.models import Request
from gongkai_web.requests.story import story


def stages_of(request: Request, today: date) -> tuple[list[Stage], list[str]]:
    """Steps that do not hold any more are left out. No person is named besides those of the office."""
    done = [
        Stage(one.title, chinese_date(one.on), tuple(word for word in one.details if word))
        for one in story(request)
        if not one.wrong
    ]
    ahead = _ahead(request) if request.is_open else [_end(request)]
    return [*done, *ahead], _foot(request, today)


def _ahead(request: Request) -> list[Stage]:
    now = Stage(request.get_state_display(), state="now")
    if request.due is None:
        return [now]
    day = f"{'暂定' if request.provisional else ''}不迟于{chinese_date(request.due)}"
    return [now, Stage("答复申请人", day, state="ahead"), Stage("送达、归档", state="ahead")]


def _end(request: Request) -> Stage:
    row = outcome_in_full(request.outcome) if request.outcome else ""
    when = chinese_date(request.ended_on) if request.ended_on else ""
    return Stage(request.get_state_display(), when, (f"年报统计：{row}",) if row else ())


def _foot(request: Request, today: date) -> list[str]:
    work = clockwork(request, today)
    counted = [
        f"{chinese_date(one.date)}　{one.text}{f'（{one.article}）' if one.article else ''}" for one in work.lines
    ]
    return ["期限的计算：", *counted] if counted else []
