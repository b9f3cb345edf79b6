"""What is done with a demand to correct: each one transaction, its rule first, in the log without anything personal."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.calendar import chinese_date
from gongkai.procedure.receipt import Channel
from gongkai_web.audit.services import record
from gongkai_web.files.services import store
from gongkai_web.letters.models import OutgoingLetter
from gongkai_web.organs.models import Organ, Person, Unit
from gongkai_web.publishing.numbering import count
from gongkai_web.requests.corrections.period import days_of, set_due
from gongkai_web.requests.errors import ChangedError, RequestError
from gongkai_web.requests.models import Applicant, Correction, CorrectionPaper, CorrectionStep
from gongkai_web.requests.services.common import not_later, require_handler
from gongkai_web.requests.services.registering import PERSONAL, PURPOSE, ApplicantData, applicant_fields
from gongkai_web.vault.services import traces

SUBJECT = "correction"
"""What letters call it."""
State, Outcome = Correction.State, Correction.Outcome
NEEDS_ORGAN = frozenset({Outcome.PASSED_ON, Outcome.DIRECTED})
MOST = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which record is wrong, how, and what shows it."""

    record: str
    wrong: str
    right: str
    evidence: str = ""


@transaction.atomic
def register(
    *,
    by: Person | None,
    organ: Organ,
    applicant: ApplicantData,
    wanted: Wanted,
    channel: Channel,
    arrived_on: date,
    now: datetime,
) -> Correction:
    """`by` None: by the form. Evidence may follow: what is not there yet is asked for, and no reason to turn it away."""
    require_handler(by, organ, now)
    _check(applicant, wanted)
    not_later(arrived_on, now)
    who = Applicant.objects.create(organ=organ, **applicant_fields(applicant))
    year = arrived_on.year
    made = Correction(
        organ=organ,
        number=f"{organ.code}-G{year}-{count(f'correction:{organ.code}:{year}'):04}",
        channel=channel.value,
        arrived_on=arrived_on,
        applicant=who,
        days=days_of(organ),
        by=by,
        at=now,
        **{name: value.strip() for name, value in asdict(wanted).items()},
    )
    set_due(made)
    made.save()
    CorrectionStep.objects.create(correction=made, act="register", on=arrived_on, by=by, at=now)
    personal = {name: getattr(applicant, name) for name in PERSONAL}
    fields = traces(personal, purpose=PURPOSE) | traces(asdict(wanted), purpose=SUBJECT)
    log("registered", by, made, channel=channel.value, arrived_on=arrived_on.isoformat(), fields=fields)
    return made


def _check(applicant: ApplicantData, wanted: Wanted) -> None:
    if not applicant.name.strip():
        raise RequestError("没有写姓名或者名称", "更正的是与本人（本单位）有关的记录，请写明是谁的")
    for text, said in ((wanted.record, "哪一份记录"), (wanted.wrong, "哪里不准确"), (wanted.right, "应当是什么")):
        if not text.strip():
            raise RequestError(f"没有写{said}", "请按材料写明，写不清的写大概")
        if len(text) > MOST:
            raise RequestError(f"{said}超过 {MOST} 个字（现有 {len(text)} 个字）", "请缩短，详细的作为证据附上")


@transaction.atomic
def add_paper(
    *, by: Person | None, correction: Correction, name: str, content: bytes, kind: str, now: datetime
) -> CorrectionPaper:
    """Sealed: read by those who handle it. Raises FileError."""
    require_handler(by, correction.organ, now)
    if kind not in CorrectionPaper.Kind.values:
        raise RequestError("没有选是什么材料", "例如证据、身份证明")
    file = store(by=by, organ=correction.organ, name=name, content=content, sealed=True, now=now)
    made = CorrectionPaper.objects.create(correction=correction, file=file, kind=kind, by=by, at=now)
    log("paper_added", by, correction, kind=kind, sm3=file.sm3)
    return made


@transaction.atomic
def assign(*, by: Person, correction: Correction, version: int, unit: Unit | None, now: datetime) -> Correction:
    """Its people see it then; the disclosure office goes on answering."""
    require_handler(by, correction.organ, now)
    kept = held(correction, version)
    require_open(kept)
    if unit is not None and unit.organ_id != kept.organ_id:
        raise RequestError("没有这个站所（科室）", "请重新选择")
    before, kept.unit = kept.unit, unit
    names = [one.name if one else "" for one in (before, unit)]
    return _told(kept, "assign", by, now, text=names[1] or "不指定", unit=names)


@transaction.atomic
def decide(
    *,
    by: Person,
    correction: Correction,
    version: int,
    outcome: str,
    answer: str,
    other: str,
    now: datetime,
) -> Correction:
    """更正, 转送, 告知 or 不予更正, with what the letter will say. It may be decided anew as long as no letter is under way."""
    require_handler(by, correction.organ, now)
    kept = held(correction, version)
    require_open(kept)
    if open_letter(kept):
        raise RequestError("答复书已经在起草或者审核", "要改决定，请先把那份文书作废")
    if outcome not in Outcome.values:
        raise RequestError("没有选怎样决定", "更正、转送、告知或者不予更正，选一项")
    _check_answer(Outcome(outcome), answer, other)
    before = kept.outcome
    kept.outcome, kept.answer, kept.other = outcome, answer.strip(), other.strip()
    kept.state, kept.decided_on = State.DECIDED, timezone.localdate(now)
    text = f"{Outcome(outcome).label}{f'（{kept.other}）' if kept.other else ''}"
    fields = traces({"answer": kept.answer}, purpose=SUBJECT)
    return _told(kept, "decide", by, now, text=text, outcome=[before, outcome], fields=fields)


def _check_answer(outcome: Outcome, answer: str, other: str) -> None:
    if outcome in NEEDS_ORGAN and not other.strip():
        raise RequestError("没有写有权更正的机关", "转送、告知都要写明是哪个机关")
    if outcome not in NEEDS_ORGAN and not answer.strip():
        what = "更正了什么" if outcome is Outcome.CORRECTED else "不予更正的理由"
        raise RequestError(f"没有写{what}", "答复书里要写，请写明")


@transaction.atomic
def answered(*, by: Person, correction: Correction, version: int, on: date, number: str, now: datetime) -> Correction:
    """The answer went out on paper elsewhere."""
    require_handler(by, correction.organ, now)
    kept = held(correction, version)
    if kept.state != State.DECIDED:
        raise RequestError("还没有作出决定" if kept.is_open else "已经办结", "请先选更正、转送、告知或者不予更正")
    if open_letter(kept):
        raise RequestError("答复书正在这里办理", "发出以后自动登记；不用它的，请先作废")
    if not number.strip():
        raise RequestError("没有写答复书的文号", "每份文书都要有文号和日期")
    not_later(on, now)
    if on < kept.arrived_on:
        raise RequestError(f"答复的日期早于{chinese_date(kept.arrived_on)}收到", "请核对日期")
    return close(kept, on, number.strip(), by, now)


def close(correction: Correction, on: date, number: str, by: Person, now: datetime) -> Correction:
    """For a row that is held: the answer has gone out on this day."""
    correction.state, correction.ended_on, correction.letter_number = State.ANSWERED, on, number
    return _told(correction, "answer", by, now, on=on, text=number, letter_number=number)


@transaction.atomic
def withdraw(*, correction: Correction, now: datetime, by: Person | None = None) -> Correction:
    """By whoever asked for it; `by` registers it for them."""
    require_handler(by, correction.organ, now)
    kept = held(correction)
    require_open(kept)
    kept.state, kept.ended_on = State.WITHDRAWN, timezone.localdate(now)
    return _told(kept, "withdraw", by, now)


def open_letter(correction: Correction) -> OutgoingLetter | None:
    """The answer that is being written or reviewed, or waits to be sent."""
    letters = OutgoingLetter.objects.filter(subject_kind=SUBJECT, subject_id=correction.pk).exclude(state="void")
    return letters.select_related("organ").first()


def held(correction: Correction, version: int | None = None) -> Correction:
    rows = Correction.objects.select_for_update(of=("self",)).select_related("organ", "applicant", "unit")
    kept = rows.get(pk=correction.pk)
    if version is not None and kept.version != version:
        raise ChangedError(version)
    return kept


def require_open(correction: Correction) -> None:
    if not correction.is_open:
        raise RequestError(f"这一件{correction.get_state_display()}", "已经办结的不能再办理")


def _told(
    correction: Correction,
    act: str,
    by: Person | None,
    now: datetime,
    *,
    on: date | None = None,
    text: str = "",
    **data: Any,
) -> Correction:
    """The end of every act: a new version, a step of the story, an entry of the log."""
    correction.version += 1
    correction.save()
    day = on or timezone.localdate(now)
    CorrectionStep.objects.create(correction=correction, act=act, on=day, text=text, by=by, at=now)
    log(act, by, correction, state=correction.state, **data)
    return correction


def log(act: str, by: Person | None, correction: Correction, **data: Any) -> None:
    said = {"number": correction.number, "version": correction.version}
    record(
        key=f"correction.{act}",
        actor=by,
        organ=correction.organ.code,
        target=f"correction:{correction.pk}",
        **said,
        **data,
    )
