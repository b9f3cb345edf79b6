"""协办 by a unit, and the consent to an extension: what goes on inside the organ and moves no clock of the law."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gongkai.calendar import chinese_date
from gongkai.procedure.steps import option
from gongkai.statute import regime_on
from gongkai_web.organs.models import Person, Unit
from gongkai_web.organs.roles import Role
from gongkai_web.organs.selectors import holders
from gongkai_web.requests.deriving import history_of
from gongkai_web.requests.errors import RequestError
from gongkai_web.requests.models import Act, CoHandling, Consent, Request
from gongkai_web.requests.recomputing import holding_acts
from gongkai_web.requests.rules import may_answer_for, may_consent
from gongkai_web.requests.services.common import advance, held, log, require_handler
from gongkai_web.workflow.deadlines import working_calendar


@transaction.atomic
def ask_unit(
    *, by: Person, request: Request, version: int, unit: Unit, what: str, due: date, now: datetime
) -> CoHandling:
    """The unit's last day lies before the law's, so that there is time left to decide."""
    require_handler(by, request.organ, now)
    kept = held(request, version)
    today = timezone.localdate(now)
    if not kept.is_open:
        raise RequestError("已经办结", "不用再请协办")
    if unit.organ_id != kept.organ_id:
        raise RequestError("这个站所（科室）不是本机关的", "请重新选择")
    if not what.strip():
        raise RequestError("没有写请协办什么", "例如“提供2025年公路养护资金明细，并说明能否公开”")
    if due < today or (kept.due and due >= kept.due):
        last = f"，早于答复期限{chinese_date(kept.due)}" if kept.due else ""
        raise RequestError("协办的期限不对", f"应当在今天以后{last}")
    made = CoHandling.objects.create(request=kept, unit=unit, what=what.strip(), asked_on=today, due=due, by=by, at=now)
    advance(kept, Act(step="ask_unit", on=today, until=due, data={"unit": unit.name}), by, now)
    log("unit_asked", by, kept, None, unit=unit.name, due=due.isoformat())
    return made


@transaction.atomic
def answer_for_unit(*, by: Person, part: CoHandling, answer: str, now: datetime) -> CoHandling:
    """Anybody of the unit; one answer, which others may no longer change."""
    part = CoHandling.objects.select_for_update(of=("self",)).select_related("request__organ", "unit").get(pk=part.pk)
    today = timezone.localdate(now)
    if not may_answer_for(by, part.request.organ, part.unit_id, today):
        raise RequestError("这件协办不由您办理", "请该站所（科室）的人员办理")
    if part.answered_on:
        raise RequestError("已经答复过", "要补充的，请与承办人联系")
    if not answer.strip():
        raise RequestError("没有写协办的结果", "有没有这项信息、能不能公开、理由是什么")
    part.answer, part.answered_on, part.answered_by = answer.strip(), today, by
    part.save()
    kept = Request.objects.select_for_update(of=("self",)).select_related("organ").get(pk=part.request_id)
    advance(kept, Act(step="unit_answered", on=today, data={"unit": part.unit.name}), by, now)
    log("unit_answered", by, kept, None, unit=part.unit.name)
    return part


@transaction.atomic
def ask_consent(*, by: Person, request: Request, version: int, days: int, reason: str, now: datetime) -> Consent:
    """第三十三条第二款: 经政府信息公开工作机构负责人同意."""
    require_handler(by, request.organ, now)
    kept = held(request, version)
    today = timezone.localdate(now)
    history = history_of(kept.received_on, holding_acts(kept))
    refusal = option("extend", history, today, calendar=working_calendar()).refusal
    if refusal:
        raise RequestError(refusal, "请在期限内答复")
    most = regime_on(kept.received_on or today).extension_days
    if not 1 <= days <= most:
        raise RequestError("延长的天数不对", f"1 至 {most} 个工作日")
    if not reason.strip():
        raise RequestError("没有写延长的理由", "例如“涉及多个部门，正在核对”")
    if not holders(Role.DISCLOSURE_HEAD, kept.organ, today):
        raise RequestError(
            "本机关还没有人担任政府信息公开工作机构负责人，报请了没有人办理",
            "请先任命；或者凭纸面的同意，直接办理“延长答复期限”",
        )
    if kept.consents.filter(agreed=None).exists():
        raise RequestError("已经报请过，还没有答复", "请负责人在“今天”里办理")
    made = Consent.objects.create(request=kept, days=days, reason=reason.strip(), by=by, at=now)
    advance(kept, Act(step="ask_consent", on=today, days=days, reason=reason.strip()), by, now)
    log("consent_asked", by, kept, None, days=days)
    return made


@transaction.atomic
def decide_consent(*, by: Person, consent: Consent, agreed: bool, words: str, now: datetime) -> Consent:
    consent = Consent.objects.select_for_update(of=("self",)).select_related("request__organ").get(pk=consent.pk)
    today = timezone.localdate(now)
    if not may_consent(by, consent.request.organ, today):
        raise RequestError("延长答复期限不由您同意", "请政府信息公开工作机构负责人办理")
    if consent.agreed is not None:
        raise RequestError("已经办理过", "请看经过")
    if not agreed and not words.strip():
        raise RequestError("没有写不同意的理由", "请写一句，让承办人知道怎么办")
    consent.agreed, consent.decided_by, consent.decided_at, consent.words = agreed, by, now, words.strip()
    consent.save()
    kept = Request.objects.select_for_update(of=("self",)).select_related("organ").get(pk=consent.request_id)
    data = {"agreed": agreed, "days": consent.days}
    advance(kept, Act(step="consent", on=today, days=consent.days, reason=words.strip(), data=data), by, now)
    log("consent_decided", by, kept, None, **data)
    return consent


def consent_for(request: Request) -> Consent | None:
    """The one that still holds for an extension: given, after the last extension was asked for."""
    found = request.consents.select_related("decided_by").first()
    return found if found and found.agreed else None
