"""Writing the letter of a step, and taking the step on the day the letter goes out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from gongkai.letters import letter as kind_of
from gongkai.procedure.steps import State
from gongkai_web.audit.services import together
from gongkai_web.files.models import StoredFile
from gongkai_web.letters.models import Dispatch, OutgoingLetter
from gongkai_web.letters.services import draft
from gongkai_web.organs.models import Person
from gongkai_web.requests.errors import RequestError
from gongkai_web.requests.kinds import LETTERS_SUBJECT
from gongkai_web.requests.merging import grounds_for, letter_code
from gongkai_web.requests.models import Planned, Request
from gongkai_web.requests.services.common import held, require_handler
from gongkai_web.requests.services.deciding import lacking
from gongkai_web.requests.services.taking import preview_of
from gongkai_web.requests.stepping import perform, step_of

ORDER = "重新答复的依据"
SUBJECT = LETTERS_SUBJECT
NOT_BY_DISPATCH = frozenset({"notify_fee", "confirm"})
"""Steps whose day is not that of dispatch: of a fee notice it is the day the applicant has it (`serving`)."""
_DAYS = ("on", "until", "received")


@transaction.atomic
def write_letter(
    *,
    by: Person,
    request: Request,
    version: int,
    step: str,
    given: Mapping[str, Any],
    values: Mapping[str, Any],
    now: datetime,
    electronic: bool = False,
    enclosures: Iterable[StoredFile] = (),
) -> OutgoingLetter:
    """A letter for a step that may be taken; the step itself waits until the letter is dispatched. Raises RequestError,
    LetterError for fields that are missing."""
    require_handler(by, request.organ, now)
    kept = held(request, version)
    if step == "reply" and lacking(kept):
        raise RequestError("；".join(lacking(kept)), "请在“五问”里补齐")
    preview_of(kept, step_of(step, kept, given))
    code = letter_code(kept, step, given)
    if code is None:
        raise RequestError("这一步没有文书", "请直接登记")
    if kept.planned.filter(step=step, taken=None).exclude(letter__state="void").exists():
        raise RequestError("这一步的文书已经在起草", "请接着办理那一份，或者先把它作废")
    kind = kind_of(code)
    if step == "reply" and kept.state == State.REPLYING_AGAIN and not values.get(ORDER):
        raise RequestError(f"没有写“{ORDER}”", "重新答复要写明根据哪一份复议决定、判决：谁、哪天、文号")
    reply = kept.decision.reply if step == "reply" and len(kind.replies) > 1 else ""
    with together():
        made = draft(
            by=by,
            organ=kept.organ,
            code=code,
            values=values,
            now=now,
            subject=(SUBJECT, kept.pk),
            about=kept.number,
            reply=reply,
            grounds=grounds_for(kept, kind),
            electronic=electronic,
            enclosures=enclosures,
            unit=kept.unit,
        )
        Planned.objects.create(request=kept, step=step, given=_written(given), letter=made, by=by, at=now)
    return made


def after_dispatch(letter: OutgoingLetter, dispatch: Dispatch, by: Person, now: datetime) -> None:
    """The letter went out: its step is taken on that day, with its number. What the procedure refuses keeps the letter from
    being recorded as sent."""
    planned = Planned.objects.filter(letter=letter, taken=None).select_related("request__organ").first()
    if planned is None or planned.step in NOT_BY_DISPATCH:
        return
    # A letter that hands something out does not go out before its review.
    reviewed = f"随文书{letter.number}审查"
    given = given_of(planned) | {"on": dispatch.on, "letter_number": letter.number, "secrecy_review": reviewed}
    given |= _terms(planned.step, letter)
    case = planned.request
    perform(planned.step, by=by, request=case, version=case.version, given=given, now=now)
    planned.taken = case.acts.filter(step=planned.step, voiding=None).order_by("pk").last()
    planned.save(update_fields=["taken"])


def _terms(step: str, letter: OutgoingLetter) -> dict[str, Any]:
    """The period that the letter itself gives, in whatever way its step was begun: what the applicant reads counts."""
    days = str(letter.given.get("补正工作日数", "")).strip() if step == "request_correction" else ""
    return {"working_days": int(days), "until": None} if days.isdecimal() else {}


def _written(given: Mapping[str, Any]) -> str:
    plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in given.items()}
    return json.dumps(plain, ensure_ascii=False)


def given_of(planned: Planned) -> dict[str, Any]:
    """As the step's form gave it."""
    given: dict[str, Any] = json.loads(planned.given)
    return {
        name: date.fromisoformat(value) if name in _DAYS and isinstance(value, str) else value
        for name, value in given.items()
    }
