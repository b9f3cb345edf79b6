"""监督保障: short records of what was done for disclosure in a year, and what the text may say of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gongkai_web.annual.errors import AnnualError, ChangedError
from gongkai_web.annual.kinds import Work
from gongkai_web.annual.models import WorkRecord
from gongkai_web.annual.rules import may_state
from gongkai_web.audit.services import record
from gongkai_web.files.models import StoredFile
from gongkai_web.organs.models import Organ, Person


@dataclass(frozen=True, slots=True)
class WorkEntry:
    """`people` None: nobody was counted, which is not 0."""

    kind: Work
    on: date
    title: str
    people: int | None = None
    note: str = ""
    evidence: StoredFile | None = None


FIELDS = ("kind", "on", "title", "people", "note", "evidence")


@transaction.atomic
def note(*, by: Person, organ: Organ, entry: WorkEntry, now: datetime) -> WorkRecord:
    _require(by, organ, now)
    _check(entry, timezone.localdate(now))
    kept = WorkRecord.objects.create(organ=organ, by=by, at=now, **{name: getattr(entry, name) for name in FIELDS})
    _log("annual.work_noted", by, kept, title=kept.title)
    return kept


@transaction.atomic
def correct(*, by: Person, kept: WorkRecord, lock: int, entry: WorkEntry, now: datetime) -> WorkRecord:
    kept = _held(by, kept, lock, now)
    _check(entry, timezone.localdate(now))
    changed = {}
    for name in FIELDS:
        before, after = getattr(kept, name), getattr(entry, name)
        if before != after:
            changed[name] = [str(before) if before is not None else None, str(after) if after is not None else None]
            setattr(kept, name, after)
    kept.lock += 1
    kept.save()
    _log("annual.work_corrected", by, kept, changed=changed)
    return kept


@transaction.atomic
def strike(*, by: Person, kept: WorkRecord, lock: int, reason: str, now: datetime) -> WorkRecord:
    kept = _held(by, kept, lock, now)
    if not reason.strip():
        raise AnnualError("没有写明划去的原因", "请写明，例如“登记了两次”")
    kept.struck_at, kept.struck_by, kept.struck_reason = now, by, reason.strip()[:200]
    kept.lock += 1
    kept.save()
    _log("annual.work_struck", by, kept, reason=kept.struck_reason)
    return kept


def of_year(organ: Organ, year: int) -> list[WorkRecord]:
    found = WorkRecord.objects.filter(organ=organ, on__year=year, struck_at=None)
    return list(found.select_related("evidence", "by").order_by("on", "pk"))


def figures(records: Iterable[WorkRecord]) -> dict[str, int | None]:
    """What the text may name: how often, and how many people, unknown where a record does not say."""
    kept = list(records)
    found: dict[str, int | None] = {}
    for kind in Work:
        of_kind = [one for one in kept if one.kind == kind]
        found[kind.short] = len(of_kind)
        people = [one.people for one in of_kind]
        found[f"{kind.short}人次"] = None if any(one is None for one in people) else sum(one or 0 for one in people)
    return found


def _held(by: Person, kept: WorkRecord, lock: int, now: datetime) -> WorkRecord:
    row = WorkRecord.objects.select_for_update(of=("self",)).select_related("organ").get(pk=kept.pk)
    _require(by, row.organ, now)
    if row.lock != lock:
        raise ChangedError("您打开这一页以后，别人改动过这一条，您的修改没有存入", "请看一遍现在的内容再改")
    if row.struck_at:
        raise AnnualError("这一条已经划去", "要记的，请另记一条")
    return row


def _check(entry: WorkEntry, today: date) -> None:
    if not entry.title.strip():
        raise AnnualError("没有写是什么事", "例如“政务公开业务培训”")
    if entry.on > today:
        raise AnnualError("日期还没有到", "办完以后再记")


def _require(by: Person, organ: Organ, now: datetime) -> None:
    if not may_state(by, organ, timezone.localdate(now)):
        raise AnnualError("您没有登记工作记录的岗位", "请经办人或者站所（科室）的人员登记")


def _log(key: str, by: Person, kept: WorkRecord, **data: object) -> None:
    record(key=key, actor=by, organ=kept.organ.code, target=f"annual_work:{kept.pk}", **data)
