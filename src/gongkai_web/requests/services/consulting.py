"""Opinions of third parties and other organs: who was asked is sealed, the acts know only a label."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.procedure import Role
from gongkai_web.organs.models import Person
from gongkai_web.requests.errors import RequestError
from gongkai_web.requests.kinds import ConsultedKind, Opinion
from gongkai_web.requests.models import Act, Consultation, Request
from gongkai_web.requests.services.taking import Step, take

_STEPS = {
    ConsultedKind.THIRD_PARTY: ("consult_third_party", "receive_third_party_opinion"),
    ConsultedKind.CO_MAKER: ("consult_organ", "receive_organ_opinion"),
    ConsultedKind.OTHER_ORGAN: ("consult_organ", "receive_organ_opinion"),
}
_ROLES = {ConsultedKind.CO_MAKER: Role.CO_MAKER.value, ConsultedKind.OTHER_ORGAN: Role.OTHER.value}


def next_label(request: Request, kind: ConsultedKind) -> str:
    """第三方1, 第三方2: by which letters, clocks and the log name a party without telling who it is."""
    taken = set(request.consultations.values_list("label", flat=True))
    name = "第三方" if kind is ConsultedKind.THIRD_PARTY else "机关"
    return next(label for number in range(1, 1000) if (label := f"{name}{number}") not in taken)


def asking_step(
    request: Request, kind: ConsultedKind, on: date, received: date | None, letter_number: str = "", note: str = ""
) -> Step:
    fields = {"party": next_label(request, kind), "received": received, "role": _ROLES.get(kind)}
    return Step(code=_STEPS[kind][0], on=on, fields=fields, letter_number=letter_number, note=note)


@transaction.atomic
def consult(
    *, by: Person, request: Request, version: int, kind: str, name: str, contact: str, step: Step, now: datetime
) -> Consultation:
    """`step` is what `asking_step` gives. Raises RequestError."""
    if not name.strip():
        raise RequestError("没有写向谁征求意见", "请写第三方或者机关的名称")
    act = take(by=by, request=request, version=version, step=step, now=now)
    return Consultation.objects.create(
        request=request, kind=kind, label=act.party, name=name.strip(), contact=contact.strip(), asked=act
    )


def answering_step(asked: Consultation, on: date, note: str = "") -> Step:
    code = _STEPS[ConsultedKind(asked.kind)][1]
    return Step(code=code, on=on, fields={"party": asked.label}, note=note)


@transaction.atomic
def file_opinion(
    *, by: Person, asked: Consultation, version: int, on: date, opinion: str, reasons: str, now: datetime
) -> Act:
    """What came back; silence is no opinion and is not filed (第三十二条、第三十四条)."""
    if opinion not in Opinion.values:
        raise RequestError("没有选意见", "同意、部分同意或者不同意公开")
    if opinion != Opinion.AGREES and not reasons.strip():
        raise RequestError("没有写理由", "不同意公开的，理由合理才不予公开；没有写理由的，写“未说明理由”")
    act = take(by=by, request=asked.request, version=version, step=answering_step(asked, on), now=now)
    asked.answered, asked.opinion, asked.reasons = act, opinion, reasons.strip()
    asked.save(update_fields=["answered", "opinion", "reasons"])
    return act
