"""The collecting office calls the registered telephone: only then what came through a link is a submission."""

from __future__ import annotations

import hmac
from datetime import datetime

from django.db import transaction

from gongkai_web.campaign.common import log, require_leader
from gongkai_web.campaign.kinds import Source
from gongkai_web.campaign.models import Submission
from gongkai_web.organs.models import Person
from gongkai_web.outside.errors import ChangedError, OutsideError
from gongkai_web.outside.handing import file_it
from gongkai_web.outside.kinds import MOST_TRIES, Outcome, State
from gongkai_web.outside.models import Call, Handing
from gongkai_web.outside.registering import outsider_of
from gongkai_web.vault.blind import normalized


def confirm(*, by: Person, handing: Handing, lock: int, code: str, spoken_to: str, now: datetime) -> Submission:
    """The code that was heard on the telephone is the one on the organ's page. A wrong one is kept as a call, too."""
    with transaction.atomic():
        kept, telephone = _held(by, handing, lock, now)
        spoken = _spoken(spoken_to)
        if not kept.code:
            raise OutsideError("这个确认码已经作废", "请对方在页面上按“换一个确认码”，再核对")
        if hmac.compare_digest(normalized(code).encode(), kept.code.encode()):
            _note(by, kept, telephone, spoken, Outcome.CONFIRMED, now)
            return file_it(kept, source=Source.LINK, by=None, now=now)
        left = _heard_wrong(by, kept, telephone, spoken, now)
    raise OutsideError(
        "确认码不对" if left else f"确认码 {MOST_TRIES} 次都不对，已经作废",
        f"请对方再念一遍，还可以试 {left} 次"
        if left
        else "请确认打的是登记电话；请对方在页面上按“换一个确认码”，再核对",
    )


def _heard_wrong(by: Person, kept: Handing, telephone: str, spoken: str, now: datetime) -> int:
    kept.tries += 1
    if kept.tries >= MOST_TRIES:
        kept.code = ""
    _note(by, kept, telephone, spoken, Outcome.WRONG_CODE, now)
    _save(kept)
    return max(0, MOST_TRIES - kept.tries)


@transaction.atomic
def unreached(*, by: Person, handing: Handing, lock: int, now: datetime) -> Call:
    kept, telephone = _held(by, handing, lock, now)
    made = _note(by, kept, telephone, "", Outcome.UNREACHED, now)
    _save(kept)
    return made


@transaction.atomic
def denied(*, by: Person, handing: Handing, lock: int, spoken_to: str, now: datetime) -> Call:
    """The organ says it did not hand this in: nothing of it counts, and the link is dead."""
    kept, telephone = _held(by, handing, lock, now)
    made = _note(by, kept, telephone, _spoken(spoken_to), Outcome.DENIED, now)
    kept.state, kept.code = State.DROPPED, ""
    _save(kept)
    if kept.link:
        kept.link.ended_at = now
        kept.link.save(update_fields=["ended_at"])
    return made


def _held(by: Person, handing: Handing, lock: int, now: datetime) -> tuple[Handing, str]:
    rows = Handing.objects.select_for_update(of=("self",)).select_related("filing__campaign__organ", "link", "file")
    kept = rows.get(pk=handing.pk)
    require_leader(by, kept.filing.campaign.organ, now)
    if kept.lock != lock or kept.state != State.WAITING:
        raise ChangedError("您打开这一页以后，这次填报又有变动，刚才的操作没有生效", "请看一遍现在的情况再办")
    outsider = outsider_of(kept.filing)
    if outsider is None or not outsider.telephone:
        raise OutsideError("没有这个机关的登记电话", "请先在名单里登记电话，再核对")
    return kept, outsider.telephone


def _spoken(name: str) -> str:
    said = name.strip()[:40]
    if not said:
        raise OutsideError("没有写接电话的是谁", "请写姓名和职务")
    return said


def _note(by: Person, kept: Handing, telephone: str, spoken: str, outcome: Outcome, now: datetime) -> Call:
    made = Call.objects.create(handing=kept, telephone=telephone, spoken_to=spoken, outcome=outcome, by=by, at=now)
    log("outside.called", by, kept.filing, outcome=outcome.value, call=made.pk)
    return made


def _save(kept: Handing) -> None:
    kept.lock += 1
    kept.save()
