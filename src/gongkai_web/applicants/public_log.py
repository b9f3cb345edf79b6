"""What the organ chose to say of requests it answered: without applicants, and the only source of “以前有人申请过”."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from gongkai.proofing import proof
from gongkai_web.applicants.errors import ApplicantError
from gongkai_web.applicants.models import PublicAnswer
from gongkai_web.audit.services import record
from gongkai_web.organs.models import Organ, Person
from gongkai_web.requests.models import Applicant, Request
from gongkai_web.requests.rules import may_handle
from gongkai_web.vault.blind import normalized

_LOOKED_AT, _MOST, _ALIKE = 500, 3, 0.5
_PERSONAL = ("name", "identity_number", "representative", "contact", "phone", "email", "address", "agent_name")
_PERSONAL_RULES = ("PF-ID", "PF-PASSPORT", "PF-MOBILE", "PF-EMAIL", "PF-BANKCARD", "PF-ADDRESS", "PF-PLATE")


def shown(organ: Organ) -> QuerySet[PublicAnswer]:
    return PublicAnswer.objects.filter(organ=organ, withdrawn_at=None).select_related("organ")


def asked_before(organ: Organ, subject: str) -> list[PublicAnswer]:
    """Published answers whose titles share most of their pairs of characters with what is asked for."""
    wanted = _pairs(subject)
    if not wanted:
        return []
    scored = [(_likeness(wanted, _pairs(one.title)), one) for one in shown(organ)[:_LOOKED_AT]]
    alike = sorted((one for one in scored if one[0] >= _ALIKE), key=lambda one: -one[0])
    return [answer for _, answer in alike[:_MOST]]


def _pairs(text: str) -> set[str]:
    plain = normalized(text)
    return {plain[at : at + 2] for at in range(len(plain) - 1)}


def _likeness(one: set[str], other: set[str]) -> float:
    return len(one & other) / min(len(one), len(other)) if other else 0.0


@transaction.atomic
def publish(*, by: Person, request: Request, title: str, answer: str, now: datetime) -> PublicAnswer:
    """Raises ApplicantError for a request without a reply, and for words that name somebody."""
    _require(by, request, now)
    if not request.reply or request.is_open:
        raise ApplicantError("这件申请还没有答复", "作出答复以后再公布")
    if request.reply == "R_WITHDRAW":
        raise ApplicantError("这件申请已经撤回，没有答复可以公布", "只公布作出答复的申请")
    _refuse_personal(request.applicant, f"{title}\n{answer}")
    kept, _ = PublicAnswer.objects.update_or_create(
        request=request,
        defaults={
            "organ": request.organ,
            "title": title.strip(),
            "answer": answer.strip(),
            "answered_on": request.ended_on or timezone.localdate(now),
            "published_at": now,
            "by": by,
            "withdrawn_at": None,
        },
    )
    _log("request.answer_published", by, request)
    return kept


@transaction.atomic
def withdraw(*, by: Person, request: Request, now: datetime) -> None:
    _require(by, request, now)
    if PublicAnswer.objects.filter(request=request, withdrawn_at=None).update(withdrawn_at=now):
        _log("request.answer_withdrawn", by, request)


def _require(by: Person, request: Request, now: datetime) -> None:
    if not may_handle(by, request.organ, timezone.localdate(now)):
        raise ApplicantError("您没有办理依申请公开的岗位", "请经办人或者政府信息公开工作机构负责人办理")


def _refuse_personal(applicant: Applicant, text: str) -> None:
    """The applicant's own data word by word, and what looks like anybody's."""
    plain = normalized(text)
    for name in _PERSONAL:
        value = normalized(getattr(applicant, name))
        if len(value) > 1 and value in plain:
            raise ApplicantError("里面有申请人的姓名、证件、电话或者地址", "请删去能认出申请人的内容后再公布")
    found = [finding for finding in proof(text) if finding.rule.startswith(_PERSONAL_RULES)]
    if found:
        raise ApplicantError(f"里面可能有个人信息：{found[0].message}", "请删去后再公布")


def _log(key: str, by: Person, request: Request) -> None:
    record(key=key, actor=by, organ=request.organ.code, target=f"request:{request.pk}", number=request.number)
