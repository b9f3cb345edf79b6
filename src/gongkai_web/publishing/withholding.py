"""不公开登记: what was decided not to be disclosed of its own accord, looked at again at intervals (《条例》第十八条)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from gongkai_web.audit.services import record, together
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.codes import Disclosure
from gongkai_web.publishing.drafting import further_revision
from gongkai_web.publishing.errors import PublishingError
from gongkai_web.publishing.models import Item, Reassessment, Revision, Withholding
from gongkai_web.publishing.months import months_after
from gongkai_web.publishing.practice import practice_of
from gongkai_web.publishing.rules import may_release

Result = Reassessment.Result
_BECOMES = {Result.ACTIVE: Disclosure.ACTIVE, Result.ON_REQUEST: Disclosure.ON_REQUEST}


def withheld(organ: Organ) -> QuerySet[Withholding]:
    """What the organ withholds now, the next to be looked at first."""
    rows = Withholding.objects.filter(item__organ=organ, ended_on=None)
    return rows.select_related("item__unit", "revision__column").order_by("review_on", "pk")


def enter(revision: Revision, day: date) -> Withholding:
    """Called in the transaction that approves a revision which is not to be disclosed; another takes an earlier's place."""
    end(revision.item, day)
    review_on = _next(revision.item.organ, day)
    return Withholding.objects.create(item=revision.item, revision=revision, filed_on=day, review_on=review_on)


def end(item: Item, day: date) -> None:
    """Called where the item is disclosed after all."""
    for one in Withholding.objects.filter(item=item, ended_on=None).select_related("revision"):
        Withholding.objects.filter(pk=one.pk).update(ended_on=day)
        Revision.objects.filter(pk=one.revision_id).update(state=Revision.State.SUPERSEDED)


@transaction.atomic
def reassess(*, by: Person, withholding: Withholding, result: Result, reason: str, now: datetime) -> Reassessment:
    """Say whether it still has to be withheld. If not, a correction is begun, and reviewed as any other."""
    item, day = withholding.item, timezone.localdate(now)
    if not may_release(by, item.organ, day):
        raise PublishingError("您没有评估不公开信息的岗位", "请经办人或者政府信息公开工作机构负责人评估")
    held = Withholding.objects.select_for_update(of=("self",)).filter(pk=withholding.pk, ended_on=None).first()
    if held is None:
        raise PublishingError("这条信息已经不在登记中", "请刷新页面")
    if not reason.strip():
        raise PublishingError("没有写评估的理由", "请写明为什么继续不公开，或者什么情况变了")
    if result is Result.ON_REQUEST and withholding.revision.disclosure == Disclosure.ON_REQUEST:
        raise PublishingError("这条信息现在就是依申请公开", "请选“继续不公开”或者“转为主动公开”")
    done = Reassessment.objects.create(withholding=held, by=by, at=now, result=result, reason=reason.strip()[:300])
    held.review_on = _next(item.organ, day)
    held.save(update_fields=["review_on"])
    said = {"organ": item.organ.code, "target": f"item:{item.pk}", "result": result.value, "reason": done.reason}
    with together():
        record(key="item.reassessed", actor=by, **said)
        if result in _BECOMES:
            _reopen(by, item, _BECOMES[result], now)
    return done


def _reopen(by: Person, item: Item, disclosure: Disclosure, now: datetime) -> None:
    lifted = {"ground": "", "ground_reason": ""} if disclosure is Disclosure.ACTIVE else {}
    further_revision(by, item, now, disclosure=disclosure.value, **lifted)


def _next(organ: Organ, day: date) -> date:
    return months_after(day, practice_of(organ).review_months)
