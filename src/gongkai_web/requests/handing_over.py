"""移送到平台上的机关: after the step and its letter, the request is registered with the competent organ, once.

It comes there as over the internet does: that organ confirms the receipt with the applicant, and its own clocks begin with
that day (第三十一条第三项). Who applied, what for and the papers go along.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from gongkai.procedure.receipt import Channel
from gongkai_web.audit.services import together
from gongkai_web.files.services import content, store
from gongkai_web.organs.models import Organ, Person
from gongkai_web.requests.errors import RequestError
from gongkai_web.requests.kinds import Proof
from gongkai_web.requests.models import Act, Applicant, Handover, Paper, Request
from gongkai_web.requests.recomputing import holding_acts
from gongkai_web.requests.services.common import held, log, require_handler
from gongkai_web.requests.services.registering import ApplicantData, Content, Intake, register

_GO_ALONG = (Proof.LETTER, Proof.IDENTITY, Proof.AUTHORITY, Proof.CORRECTION, Proof.OTHER)

Heard = Callable[[Handover, datetime], object]
_heard: list[Heard] = []


def register_heard(heard: Heard) -> Heard:
    """Called from an app's `ready`: told in the same transaction; the same twice is once."""
    if heard not in _heard:
        _heard.append(heard)
    return heard


def transfer_of(request: Request) -> Act | None:
    """The step that holds, and has ended the request here."""
    found = [act for act in holding_acts(request) if act.step == "transfer"]
    return found[-1] if found and not request.is_open else None


def offered(organ: Organ, day: date) -> QuerySet[Organ]:
    """Every other organ of the platform that has not ended."""
    return Organ.objects.exclude(pk=organ.pk).exclude(ended_on__lte=day).order_by("code").prefetch_related("names")


def meant(act: Act, organs: QuerySet[Organ]) -> Organ | None:
    """The one organ that bears the name that was written; None where none or several do. It is proposed, and chosen by a person."""
    said = str(act.data.get("to", "")).strip()
    bearing = [one for one in organs if any(said in (name.full, name.short) for name in one.names.all())]
    ending = [one for one in organs if any(name.full.endswith(said) for name in one.names.all())]
    for found in (bearing, ending):
        if said and len(found) == 1:
            return found[0]
    return None


@transaction.atomic
def hand_over(*, by: Person, request: Request, version: int, to: Organ, now: datetime) -> Handover:
    """Raises RequestError, ChangedError."""
    require_handler(by, request.organ, now)
    kept = held(request, version)
    before = Handover.objects.filter(request=kept).select_related("to", "arrived").first()
    if before:
        raise RequestError(f"已经登记到{before.to.name}，编号 {before.arrived.number}", "不用再登记，由该机关办理")
    if transfer_of(kept) is None:
        raise RequestError("还没有登记移送", "先办“移送有权机关”，告知书发出以后再登记到该机关")
    if not offered(kept.organ, timezone.localdate(now)).filter(pk=to.pk).exists():
        raise RequestError("没有选平台上的另一个机关", "请从名单里选")
    if kept.applicant.erased_at:
        raise RequestError("申请人的个人信息已按保存期限清除，不能再登记到别的机关", "请申请人直接向该机关申请")
    with together():
        arrived = _registered(kept, to, now)
        made = Handover.objects.create(request=kept, to=to, arrived=arrived, by=by, at=now)
        for paper in kept.papers.filter(kind__in=_GO_ALONG).select_related("file"):
            _along(paper, arrived, now)
        log("handed_over", by, kept, None, to=to.code, arrived=arrived.number)
        log("handed_in", None, arrived, None, sender=kept.organ.code, was=kept.number)
        for heard in _heard:
            heard(made, now)
    return made


def _registered(kept: Request, to: Organ, now: datetime) -> Request:
    note = f"{kept.organ.name}移送，原编号 {kept.number}，{kept.arrived_on:%Y-%m-%d} 收到"
    wanted = {one.name: getattr(kept, one.name) for one in fields(Content)} | {"note": note}
    intake = Intake(channel=Channel.PORTAL, arrived_on=timezone.localdate(now), submitted_at=now)
    who = data_of(kept.applicant)
    return register(by=None, organ=to, applicant=who, content=Content(**wanted), intake=intake, now=now)


def data_of(applicant: Applicant) -> ApplicantData:
    return ApplicantData(**{one.name: getattr(applicant, one.name) for one in fields(ApplicantData)})


def _along(paper: Paper, arrived: Request, now: datetime) -> None:
    """A row of its own: the file is then read by those who work for the organ it went to."""
    file = store(by=None, organ=arrived.organ, name=paper.file.name, content=content(paper.file), sealed=True, now=now)
    Paper.objects.create(request=arrived, file=file, kind=paper.kind, at=now)
