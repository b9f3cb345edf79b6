"""What every letter of an organ has, set by itself: in the log, and the last change can be undone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.statute import OUTCOMES, OrganKind
from gongkai_web.audit.services import record
from gongkai_web.letters.errors import SendingError
from gongkai_web.letters.filling import habits_of
from gongkai_web.letters.kinds import DatedBy
from gongkai_web.letters.models import Habits
from gongkai_web.letters.numbers import check_pattern
from gongkai_web.letters.rules import may_configure
from gongkai_web.organs.models import Organ, Person

SET = (
    "number_pattern",
    "mark",
    "organ_kind",
    "reviewer",
    "court",
    "website",
    "contact",
    "phone",
    "fee_ways",
    "dated_by",
    "untold",
)


@transaction.atomic
def set_habits(*, by: Person, organ: Organ, now: datetime, **given: Any) -> Habits:
    """Letters already submitted keep what they say. Raises SendingError."""
    if not may_configure(by, organ, timezone.localdate(now)):
        raise SendingError(f"您不能修改{organ}的文书设置", "请主要负责人或者政府信息公开工作机构修改")
    given = {name: getattr(habits_of(organ), name) for name in SET} | given
    check_pattern(given["number_pattern"])
    if given["dated_by"] not in DatedBy.values:
        raise SendingError("没有选落款日期怎样写", "请重新选择")
    if given["organ_kind"] not in ("", *(one.value for one in OrganKind)):
        raise SendingError("没有这种机关", "请重新选择")
    if set(given["untold"]) - set(OUTCOMES):
        raise SendingError("没有这种办理结果", "请重新选择")
    habits, _ = Habits.objects.get_or_create(organ=organ)
    before = {name: getattr(habits, name) for name in SET}
    changed = sorted(name for name in SET if before[name] != given[name])
    if not changed:
        return habits
    for name in changed:
        setattr(habits, name, given[name])
    habits.previous = before
    habits.save()
    told = {name: given[name] for name in changed}
    record(key="letter.habits_set", actor=by, organ=organ.code, target=f"organ:{organ.code}", **told)
    return habits


@transaction.atomic
def undo_habits(*, by: Person, organ: Organ, now: datetime) -> Habits:
    """Back to what was set before the last change; done twice, it is the last change again."""
    habits = Habits.objects.filter(organ=organ).first()
    if habits is None or habits.previous is None:
        raise SendingError("没有可以撤销的修改", "文书设置还没有改过")
    return set_habits(by=by, organ=organ, now=now, **habits.previous)
