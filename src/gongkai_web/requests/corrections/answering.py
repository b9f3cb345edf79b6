"""The letter that answers a correction (更正答复书): drafted from the decision; its dispatch ends the case."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from gongkai_web.audit.services import together
from gongkai_web.letters.models import Dispatch, OutgoingLetter
from gongkai_web.letters.owners import About, Owner
from gongkai_web.letters.services import draft
from gongkai_web.organs.models import Person
from gongkai_web.requests.corrections.rules import may_see
from gongkai_web.requests.corrections.services import (
    SUBJECT,
    Outcome,
    State,
    close,
    held,
    open_letter,
)
from gongkai_web.requests.errors import RequestError
from gongkai_web.requests.models import Correction
from gongkai_web.requests.services.common import require_handler

LETTER = "record"
_FIELD = {
    Outcome.CORRECTED: "更正内容",
    Outcome.PASSED_ON: "转送机关",
    Outcome.DIRECTED: "有权更正机关",
    Outcome.REFUSED: "不予更正理由",
}


def values_of(correction: Correction) -> dict[str, object]:
    """What the letter says of the case. Nothing is made up."""
    who, outcome = correction.applicant, Outcome(correction.outcome)
    said = correction.answer if outcome in (Outcome.CORRECTED, Outcome.REFUSED) else correction.other
    asked = f"{correction.record}中，{correction.wrong}，更正为{correction.right}"
    return {
        "申请人": who.name,
        "称谓": "您" if who.is_person else "贵单位",
        "收到日期": correction.arrived_on,
        "登记编号": correction.number,
        "更正请求": asked.rstrip("。"),
        _FIELD[outcome]: said.rstrip("。"),
    }


@transaction.atomic
def write_letter(
    *, by: Person, correction: Correction, version: int, electronic: bool, now: datetime
) -> OutgoingLetter:
    """A draft that is reviewed and sent as every letter. Raises RequestError, LetterError."""
    require_handler(by, correction.organ, now)
    kept = held(correction, version)
    if kept.state != State.DECIDED:
        raise RequestError("还没有作出决定" if kept.is_open else "已经办结", "作出决定以后再起草答复书")
    if open_letter(kept):
        raise RequestError("答复书已经在办理", "请接着办理那一份，或者先把它作废")
    with together():
        return draft(
            by=by,
            organ=kept.organ,
            code=LETTER,
            values=values_of(kept),
            now=now,
            subject=(SUBJECT, kept.pk),
            about=kept.number,
            electronic=electronic,
            unit=kept.unit,
        )


def after_dispatch(letter: OutgoingLetter, dispatch: Dispatch, by: Person, now: datetime) -> None:
    """The answer went out. One that was withdrawn meanwhile keeps the letter from being recorded as sent."""
    kept = held(Correction(pk=letter.subject_id))
    if kept.state != State.DECIDED:
        raise RequestError(f"这一件{kept.get_state_display()}", "不用再发出，请把文书作废")
    close(kept, dispatch.on, letter.number, by, now)


class CorrectionOwner(Owner):
    """A letter of a correction is seen by whoever sees the correction."""

    def may_see(self, subject_id: int, person: Person, day: date) -> bool | None:
        found = Correction.objects.select_related("organ").filter(pk=subject_id).first()
        return found is not None and may_see(person, found, day)

    def about(self, subject_id: int) -> About | None:
        found = Correction.objects.select_related("organ").filter(pk=subject_id).first()
        return About(f"更正 {found}", reverse("correction", args=[found.organ.code, found.pk])) if found else None

    def needs(self, subject_id: int) -> bool:
        return Correction.objects.filter(pk=subject_id, applicant__erased_at=None).exists()
