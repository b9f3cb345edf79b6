"""What every service does first and last: hold the letter against others, and say what was done."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from gongkai_web.audit.services import Actor, record
from gongkai_web.mailbox.clock import clock
from gongkai_web.mailbox.errors import ChangedMeanwhileError, MailboxError
from gongkai_web.mailbox.kinds import Act, State
from gongkai_web.mailbox.models import Letter, Step
from gongkai_web.organs.models import Person, Unit
from gongkai_web.workflow.deadlines import working_calendar


def hold(letter: Letter, lock: int | None = None) -> Letter:
    """The row, until the transaction ends. `lock` is what the person's page was made of; None where it does not matter."""
    kept = Letter.objects.select_for_update(of=("self",)).select_related("organ", "unit").get(pk=letter.pk)
    if lock is not None and kept.lock != lock:
        last = kept.steps.select_related("by").last()
        what = f"{last.by or '写信人'}：{last.get_act_display()}" if last else "有改动"
        raise ChangedMeanwhileError(f"您打开这一页以后有了新的情况（{what}），您刚才的办理没有提交", "请看一遍再办理")
    return kept


def require_state(letter: Letter, *states: State) -> None:
    if letter.state not in states:
        raise MailboxError(f"这封信现在是“{letter.get_state_display()}”，不能这样办理", "请刷新页面，看看现在的情况")


def require(allowed: bool, remedy: str) -> None:
    if not allowed:
        raise MailboxError("这件事不由您办理", remedy)


def told(
    letter: Letter,
    act: Act,
    by: Person | None,
    now: datetime,
    *,
    text: str = "",
    unit: Unit | None = None,
    **data: object,
) -> Letter:
    """The end of every act: the letter is saved with a new lock, the step is in its story, the entry in the log.

    What was written stands in the story, sealed; the log says what was done.
    """
    letter.lock += 1
    letter.save()
    Step.objects.create(letter=letter, act=act, by=by, unit=unit, text=text, at=now)
    log(f"mail.{act.value}", by, letter, **({"unit": unit.name} if unit else {}), **data)
    return letter


def log(key: str, by: Actor | None, letter: Letter, **data: object) -> None:
    record(key=key, actor=by, organ=letter.organ.code, target=f"mailbox_letter:{letter.pk}", **data)


def set_clocks(letter: Letter) -> None:
    """From the periods it is kept under: until when it is to be taken up and answered."""
    calendar = working_calendar()
    answer = clock(letter.received_on, letter.reply_days, calendar, letter.extra_days)
    letter.accept_due = clock(letter.received_on, letter.accept_days, calendar, what="受理").on
    letter.due, letter.provisional = answer.on, answer.provisional


def day_of(now: datetime) -> date:
    return timezone.localdate(now)


def worded(text: str, missing: str, remedy: str, most: int = 2000) -> str:
    """What has to be written, or a clear refusal."""
    text = text.strip()
    if not text:
        raise MailboxError(missing, remedy)
    if len(text) > most:
        raise MailboxError(f"超过 {most} 个字（现有 {len(text)} 个字）", "请缩短后再提交")
    return text
