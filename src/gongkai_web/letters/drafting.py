"""Drafting a letter and changing it: every change is checked whole, and lets what was decided on it lapse."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.letters import letter as kind_of
from gongkai_web.audit.services import record, together
from gongkai_web.files.models import StoredFile
from gongkai_web.letters.doubting import refuse_false
from gongkai_web.letters.enclosing import require_free
from gongkai_web.letters.errors import ChangedError, SendingError
from gongkai_web.letters.filling import OWN_FIELDS, filled_of
from gongkai_web.letters.kinds import EDITABLE, OPEN, State
from gongkai_web.letters.models import Enclosure, OutgoingLetter
from gongkai_web.letters.rules import may_begin, may_write
from gongkai_web.organs.models import Organ, Person, Unit
from gongkai_web.vault.services import traces
from gongkai_web.workflow.selectors import running_round
from gongkai_web.workflow.services import supersede
from gongkai_web.workflow.subjects import Subject

KIND = "letter"
"""What approval calls a letter."""


@transaction.atomic
def draft(
    *,
    by: Person,
    organ: Organ,
    code: str,
    values: Mapping[str, Any],
    now: datetime,
    subject: tuple[str, int] | None = None,
    about: str = "",
    reply: str = "",
    grounds: Iterable[str] | None = None,
    electronic: bool = False,
    enclosures: Iterable[StoredFile] = (),
    unit: Unit | None = None,
) -> OutgoingLetter:
    """Begin a letter. `values` by the names of the fields, without those the organ always has (`filling.OWN_FIELDS`);
    `subject` (kind, id) and `about`, a name without persons, say what it is about. Raises LetterError for what is missing."""
    if not may_begin(by, organ, timezone.localdate(now)):
        raise SendingError("您不能起草本机关的文书", "请经办人起草")
    kind_of(code)
    letter = OutgoingLetter(
        organ=organ, unit=unit, code=code, about=about, drafted_by=by, created_at=now, dated=timezone.localdate(now)
    )
    letter.subject_kind, letter.subject_id = subject or ("", None)
    _put(letter, values, reply, grounds, electronic)
    filled_of(letter)
    refuse_false(letter)
    letter.save()
    _enclose(letter, enclosures)
    log("drafted", by, letter, **_traces(letter))
    return letter


@transaction.atomic
def save(
    *,
    by: Person,
    letter: OutgoingLetter,
    lock: int,
    values: Mapping[str, Any],
    now: datetime,
    reply: str = "",
    grounds: Iterable[str] | None = None,
    electronic: bool = False,
    dated: date | None = None,
    enclosures: Iterable[StoredFile] | None = None,
) -> OutgoingLetter:
    """Change a letter that has not gone out; a running approval or one that was given lapses. `lock` is what the person
    looked at. Raises ChangedError, LetterError."""
    letter = held(by, letter, lock, now)
    if letter.state not in OPEN:
        raise SendingError(f"这份文书{letter.get_state_display()}，不能修改", "要更正的，请另发一份文书")
    letter.dated = dated or letter.dated
    _put(letter, values, reply, grounds, electronic)
    filled_of(letter)
    refuse_false(letter)
    with together():
        reopened = reopen(letter, by, now)
        letter.writers = sorted({*letter.writers, by.pk})
        _changed(letter)
        if enclosures is not None:
            letter.enclosures.all().delete()
            _enclose(letter, enclosures)
        log("saved", by, letter, reopened=reopened, **_traces(letter))
    return letter


def _put(
    letter: OutgoingLetter, values: Mapping[str, Any], reply: str, grounds: Iterable[str] | None, electronic: bool
) -> None:
    own = sorted(OWN_FIELDS & set(values))
    if own:
        raise SendingError(f"“{own[0]}”不用填写，由系统填入", "请去掉这一项")
    plain = {name: value.isoformat() if isinstance(value, date) else str(value or "") for name, value in values.items()}
    letter.values = json.dumps(plain, ensure_ascii=False, sort_keys=True)
    letter.reply, letter.electronic = reply, electronic
    letter.grounds = list(grounds) if grounds is not None else None


def _enclose(letter: OutgoingLetter, files: Iterable[StoredFile]) -> None:
    for order, file in enumerate(files):
        if file.organ_id != letter.organ_id:
            raise SendingError("随文书发出的文件不是本机关的", "请重新上传")
        require_free(file)
        if file.sealed:
            raise SendingError(f"“{file.name}”已经封存，不能发出", "请选处理过、可以提供的文件")
        Enclosure.objects.create(letter=letter, file=file, name=file.name, order=order)


def reopen(letter: OutgoingLetter, by: Person, now: datetime) -> bool:
    """Back to a draft: what was decided was decided on another text."""
    round = running_round(Subject(KIND, letter.pk))
    if round:
        supersede(round_id=round.pk, now=now, by=by)
    reopened = letter.state not in EDITABLE
    letter.state, letter.digest, letter.approved_on = State.DRAFT, "", None
    letter.docx = letter.pdf = letter.template = None
    letter.printed, letter.failure, letter.told = "", "", []
    return reopened


@transaction.atomic
def void(*, by: Person, letter: OutgoingLetter, lock: int, reason: str, now: datetime) -> OutgoingLetter:
    """It will not be sent. Its number is not given again."""
    letter = held(by, letter, lock, now)
    if letter.state not in OPEN:
        raise SendingError(f"这份文书{letter.get_state_display()}，不能作废", "已经发出的，请另发一份文书更正")
    if not reason.strip():
        raise SendingError("没有写明作废的原因", "请写明，例如“申请人已撤回申请”")
    with together():
        round = running_round(Subject(KIND, letter.pk))
        if round:
            supersede(round_id=round.pk, now=now, by=by)
        letter.state, letter.void_reason = State.VOID, reason.strip()
        _changed(letter)
        log("void", by, letter, reason=letter.void_reason)
    return letter


def held(by: Person, letter: OutgoingLetter, lock: int, now: datetime) -> OutgoingLetter:
    """The letter's row until the transaction ends, for somebody who may write it and has seen its last state."""
    if not may_write(by, letter, timezone.localdate(now)):
        raise SendingError("您不能修改这份文书", "请经办人修改")
    kept = OutgoingLetter.objects.select_for_update(of=("self",)).select_related("organ").get(pk=letter.pk)
    if kept.lock != lock:
        raise ChangedError("您打开这一页以后，文书又改动过，您的改动还没有保存", "请看一遍现在的内容再办理")
    return kept


def _changed(letter: OutgoingLetter) -> None:
    letter.lock += 1
    letter.save()


def log(act: str, by: Person | None, letter: OutgoingLetter, **data: object) -> None:
    """No value of a field stands in the log: it may name a person."""
    said = {"code": letter.code, "number": letter.number, "subject": f"{letter.subject_kind}:{letter.subject_id}"}
    record(key=f"letter.{act}", actor=by, organ=letter.organ.code, target=f"letter:{letter.pk}", **said, **data)


def _traces(letter: OutgoingLetter) -> dict[str, object]:
    return {"fields": traces({name: str(value) for name, value in letter.given.items()}, purpose="letter")}
