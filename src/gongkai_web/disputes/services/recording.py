"""A reconsideration or a suit is recorded; the request it is about learns of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from gongkai.calendar import chinese_date
from gongkai.statute import DisputeKind, Track
from gongkai_web.audit.services import together
from gongkai_web.disputes.errors import DisputeError
from gongkai_web.disputes.kinds import Against, Role
from gongkai_web.disputes.models import Act, Dispute
from gongkai_web.disputes.ordering import Contradiction, attacked_of, contradictions
from gongkai_web.disputes.services.common import log, not_later, plain, require_handler, settled
from gongkai_web.disputes.services.linking import tell_opened
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.numbering import count
from gongkai_web.requests.models import Request
from gongkai_web.vault.services import traces

PURPOSE = "dispute"
PERSONAL = ("filer", "contact")
_TRIES = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """What is known of a dispute from its papers. `filer` "": the applicant of the request."""

    kind: str
    against: str
    role: str
    body: str
    filed_on: date
    received_on: date | None
    track: str
    about: str = ""
    after_reconsideration: bool = False
    file_number: str = ""
    filer: str = ""
    filer_is_person: bool = True
    contact: str = ""
    note: str = ""


@transaction.atomic
def record(
    *,
    by: Person,
    organ: Organ,
    filing: Filing,
    now: datetime,
    request: Request | None = None,
    earlier: Dispute | None = None,
) -> Dispute:
    """`earlier`: the reconsideration that a suit follows. Raises DisputeError."""
    require_handler(by, organ, now)
    if request is not None and request.organ_id != organ.pk:
        raise DisputeError("这件申请不是本机关的", "请从本机关的申请登记")
    check(filing, request, earlier, now)
    refuse_contradiction(against_days(filing, request, earlier), ())
    _refuse_twice(organ, filing)
    with together():
        dispute = Dispute.objects.create(
            organ=organ,
            number=next_number(organ, filing.filed_on.year),
            request=request,
            earlier=earlier,
            by=by,
            at=now,
            **_columns(filing, request),
        )
        act = Act.objects.create(
            dispute=dispute, step="record", on=filing.received_on or filing.filed_on, version=1, by=by, at=now
        )
        settled(dispute, now)
        tell_opened(dispute, act, by, now)
        log("recorded", by, dispute, {}, request=request.number if request else "", **told(filing))
    return dispute


def _columns(filing: Filing, request: Request | None) -> dict[str, Any]:
    values = {name: value.strip() if isinstance(value, str) else value for name, value in asdict(filing).items()}
    values["about"] = values["about"] or (request.subject if request else "")
    return values


def told(filing: Filing) -> dict[str, Any]:
    """For the log: everything but what names people, of which only digests."""
    values = asdict(filing)
    personal = {name: values.pop(name) for name in PERSONAL}
    values.pop("note")
    return {**plain(values), "personal": traces(personal, purpose=PURPOSE)}


@transaction.atomic
def next_number(organ: Organ, year: int) -> str:
    for _ in range(_TRIES):
        given = f"{organ.code}-FS-{year}-{count(f'dispute:{organ.code}:{year}'):03}"
        if not Dispute.objects.filter(number=given).exists():
            return given
    raise DisputeError("找不到没有用过的编号", "请联系系统管理员")


def check(filing: Filing, request: Request | None, earlier: Dispute | None, now: datetime) -> None:
    """What can be known to be wrong from the papers alone."""
    if filing.kind not in set(DisputeKind) or filing.track not in set(Track):
        raise DisputeError("没有选是复议还是诉讼、适用什么程序", "请看通知书")
    if filing.against not in Against.values or filing.role not in Role.values:
        raise DisputeError("没有选针对什么、本机关是什么地位", "请看申请书、起诉状")
    if not filing.body.strip():
        raise DisputeError("没有写行政复议机关、人民法院", "请写全称")
    if not (filing.about.strip() or request):
        raise DisputeError("没有写为了什么", "例如“要求公开某项目的预算”")
    not_later(filing.filed_on, now)
    if filing.received_on:
        not_later(filing.received_on, now)
        if filing.received_on < filing.filed_on:
            text = f"收到副本的{chinese_date(filing.received_on)}早于申请、起诉的{chinese_date(filing.filed_on)}"
            raise DisputeError(text, "请核对两个日期")
    _check_suit(filing, request, earlier)


def against_days(filing: Filing | Dispute, request: Request | None, earlier: Dispute | None) -> list[Contradiction]:
    """What the day of filing contradicts in the records it answers."""
    attacked = attacked_of(request, request.acts.filter(voiding=None)) if request else None
    decided = earlier.closed_on if earlier else None
    return contradictions(against=filing.against, filed=filing.filed_on, attacked=attacked, decided=decided)


def refuse_contradiction(found: Collection[Contradiction], known: Collection[Contradiction]) -> None:
    """What stood so before shows among the risks, and stops nobody."""
    new = [one for one in found if one not in known]
    if new:
        raise DisputeError(new[0].text, new[0].remedy)


def _check_suit(filing: Filing, request: Request | None, earlier: Dispute | None) -> None:
    suit = filing.kind == DisputeKind.LITIGATION
    if not suit and (filing.after_reconsideration or earlier or filing.role != Role.RESPONDENT):
        raise DisputeError("行政复议没有复议后起诉、共同被告", "这一件是诉讼的，改选行政诉讼")
    if filing.role in (Role.JOINT, Role.REVIEWER) and not filing.after_reconsideration:
        raise DisputeError("与复议机关作共同被告的，一定经过复议", "请勾选“复议后起诉”，或者改选本机关的地位")
    if earlier and (earlier.is_suit or not filing.after_reconsideration):
        raise DisputeError("选了先前的复议，却没有勾选“复议后起诉”", "请勾选，或者不选先前的复议")


def _refuse_twice(organ: Organ, filing: Filing) -> None:
    """A case that two clerks record would count twice."""
    number = filing.file_number.strip()
    same = Dispute.objects.filter(organ=organ, kind=filing.kind, file_number=number, struck_reason="")
    kept = same.filter(body=filing.body.strip()).first() if number else None
    if kept:
        raise DisputeError(f"案号{number}已经登记为 {kept.number}", "请打开那一件接着办理；不是同一件的，核对案号")
