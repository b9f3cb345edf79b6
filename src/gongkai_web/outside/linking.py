"""A link that opens one filing's page in one browser, once: made by the collecting office, followed without an account."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from gongkai_web.campaign.common import held, log, require_leader
from gongkai_web.campaign.copies import decision_on, latest
from gongkai_web.campaign.models import Filing
from gongkai_web.organs.models import Person
from gongkai_web.outside.errors import ClosedError, OutsideError
from gongkai_web.outside.kinds import LINK_DAYS, TOKEN_BYTES, State
from gongkai_web.outside.limits import GUESS, count, refuse_too_many
from gongkai_web.outside.models import Handing, Link
from gongkai_web.outside.registering import outsider_of
from gongkai_web.vault import blind

_LINK, _KEY = "outside.link", "outside.key"


@transaction.atomic
def issue(*, by: Person, filing: Filing, days: int, now: datetime) -> str:
    """The token, which is kept nowhere. Any earlier link of the filing ends, and what was begun with it and not handed in."""
    filing = held(filing, None)
    require_leader(by, filing.campaign.organ, now)
    if filing.organ_id is not None:
        raise OutsideError("这个机关在本平台上", "请它在自己的“年报报送”里报送")
    if days not in LINK_DAYS:
        raise OutsideError("有效期不对", f"请在 {'、'.join(map(str, LINK_DAYS))} 天里选")
    outsider = outsider_of(filing)
    if outsider is None or not outsider.telephone:
        raise OutsideError("没有这个机关的登记电话", "请先在名单里登记电话：链接报送的，要打登记电话核对")
    if filing.handings.filter(state=State.WAITING).exists():
        raise OutsideError("这个机关已经填好，正等着打电话核对", "请先打登记电话核对，或者作废那一次")
    require_free(filing)
    _end_all(filing, now)
    token = secrets.token_hex(TOKEN_BYTES)
    made = Link.objects.create(
        filing=filing,
        token_hash=blind.digest(token, purpose=_LINK),
        by=by,
        at=now,
        expires_at=now + timedelta(days=days),
    )
    log("outside.link_made", by, filing, link=made.pk, days=days)
    return token


@transaction.atomic
def take_back(*, by: Person, filing: Filing, now: datetime) -> int:
    """No link of the filing opens anything any more; how many that were."""
    filing = held(filing, None)
    require_leader(by, filing.campaign.organ, now)
    ended = _end_all(filing, now)
    if ended:
        log("outside.link_ended", by, filing, count=ended)
    return ended


def require_free(filing: Filing) -> None:
    """Nothing is filed over what the office has not decided yet: better said before somebody fills it in."""
    last = latest(filing)
    if last is not None and decision_on(last) is None:
        raise OutsideError(f"第 {last.number} 次报送还没有办完", "请先接受或者退回，再请它重新报送")


def _end_all(filing: Filing, now: datetime) -> int:
    filing.handings.filter(state__in=(State.FILLING, State.WAITING), by=None).update(state=State.DROPPED, code="")
    return filing.links.filter(ended_at=None).update(ended_at=now)


def unopened(token: str, *, source: str, now: datetime) -> Link:
    """The link of a token, if it can still be opened. A wrong one is counted, whatever is wrong with it."""
    refuse_too_many(GUESS, source, now)
    rows = Link.objects.select_related("filing__campaign__organ")
    found = rows.filter(token_hash=blind.digest(token, purpose=_LINK), opened_at=None, ended_at=None).first()
    if found is None or found.expires_at <= now or found.filing.excused:
        count(GUESS, source, now)
        raise closed()
    return found


def open_(token: str, *, source: str, now: datetime) -> str:
    """Uses the link up; the key that the browser keeps from now on. Of two browsers at once the second finds it used."""
    found = unopened(token, source=source, now=now)
    key = secrets.token_hex(TOKEN_BYTES)
    with transaction.atomic():
        if not Link.objects.filter(pk=found.pk, opened_at=None, ended_at=None).update(opened_at=now):
            raise closed()
        Handing.objects.create(filing=found.filing, link=found, key_hash=blind.digest(key, purpose=_KEY), at=now)
        log("outside.link_opened", None, found.filing, link=found.pk)
    return key


def handing_of(key: str, now: datetime) -> Handing | None:
    """What the browser with this key hands in, as long as its link holds."""
    digest = blind.digest(key, purpose=_KEY)
    rows = Handing.objects.select_related("filing__campaign__organ", "link", "file", "submission")
    found = rows.filter(key_hash=digest).exclude(state=State.DROPPED).first() if digest else None
    if found is None or found.link is None or found.link.expires_at <= now:
        return None
    return None if found.link.ended_at and found.state != State.FILED else found


def closed() -> ClosedError:
    return ClosedError("这个链接不能用", "它可能用过了、过期了，或者被收回了。请打电话给收报机关，请对方重新发一个")
