"""Ordering a dossier, and fetching what was made: both stand in the log."""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.statute import DisputeKind
from gongkai_web.audit.services import record, together
from gongkai_web.disputes.kinds import State as DisputeState
from gongkai_web.dossiers import storage
from gongkai_web.dossiers.contents import Document, contents
from gongkai_web.dossiers.errors import ChangedError, DossierError
from gongkai_web.dossiers.kinds import Purpose, State
from gongkai_web.dossiers.models import Dossier
from gongkai_web.organs.models import Person
from gongkai_web.requests.models import Request
from gongkai_web.requests.rules import may_handle
from gongkai_web.vault.services import reveal

KEPT = timedelta(hours=24)
_AT_ONCE = 5
LONGEST_TO = 100


def offered(request: Request, purpose: Purpose) -> list[Document]:
    """What a dossier for this purpose may hold: the original of a redacted document is for the archive alone."""
    outside = purpose != Purpose.ARCHIVE
    return [one for one in contents(request, outside=outside) if not (outside and one.original)]


def addressee(request: Request, purpose: Purpose) -> str:
    """Who decides the dispute that it is for, with the number of the case there; the latest one, an open one first."""
    kind = {Purpose.RECONSIDERATION: DisputeKind.RECONSIDERATION, Purpose.COURT: DisputeKind.LITIGATION}.get(purpose)
    kept = request.disputes.filter(kind=kind).exclude(state=DisputeState.STRUCK)
    found = kept.order_by("-is_open", "-filed_on", "-pk").first() if kind else None
    if found is None:
        return ""
    whole = f"{found.body}（{found.file_number}）" if found.file_number else found.body
    return whole if len(whole) <= LONGEST_TO else found.body


def usual(document: Document, purpose: Purpose) -> bool:
    """Whether it is in where nobody says otherwise."""
    return purpose == Purpose.ARCHIVE or not document.stays_behind


@transaction.atomic
def order(
    *,
    by: Person,
    request: Request,
    version: int,
    purpose: Purpose,
    to: str,
    chosen: Collection[str],
    proves: Mapping[str, str],
    now: datetime,
) -> Dossier:
    """Have it made. `chosen` are keys of `offered`; for the archive all are taken. Raises DossierError, ChangedError."""
    if not may_handle(by, request.organ, timezone.localdate(now)):
        raise DossierError("您不能制作这一件的卷宗", "请经办人或者政府信息公开工作机构负责人制作")
    kept = Request.objects.select_for_update(of=("self",)).select_related("organ", "applicant").get(pk=request.pk)
    if kept.version != version:
        raise ChangedError("这一件在您打开以后有新的办理", "请看一下材料的清单，再制作一次")
    if Dossier.objects.filter(request=kept, state__in=(State.WAITING, State.RUNNING)).count() >= _AT_ONCE:
        raise DossierError("这一件已经有几份卷宗在排队", "请等制作好以后再来")
    keys = _keys(kept, purpose, to.strip(), chosen)
    reasons = {key: words.strip() for key, words in proves.items() if key in keys}
    made = Dossier.objects.create(
        request=kept,
        purpose=purpose,
        to=to.strip(),
        chosen=sorted(keys),
        proves=json.dumps(reasons, ensure_ascii=False),
        token=secrets.token_urlsafe(24),
        parts=len(keys) + 1,
        by=by,
        at=now,
    )
    with together():
        said = f"{purpose.label}{f'（{made.to}）' if made.to else ''}"
        reveal(actor=by, what="整件卷宗", reason=said, organ=kept.organ.code, target=f"request:{kept.pk}")
        log("ordered", by, made, documents=len(keys))
    return made


def _keys(request: Request, purpose: Purpose, to: str, chosen: Collection[str]) -> set[str]:
    there = {one.key for one in offered(request, purpose)}
    if purpose == Purpose.ARCHIVE:
        return there
    if not to:
        raise DossierError("没有写送给哪个机关", "请写复议机关或者人民法院的名称")
    keys = there & set(chosen)
    if not keys:
        raise DossierError("一份材料也没有选", "请勾选要装入的材料")
    return keys


@transaction.atomic
def take(*, by: Person, dossier: Dossier, now: datetime) -> bytes:
    """What was made, as long as it is kept; each time in the log. Raises DossierError."""
    if not may_handle(by, dossier.request.organ, timezone.localdate(now)):
        raise DossierError("您不能下载这份卷宗", "请经办人下载")
    expired = dossier.expires_at is None or dossier.expires_at <= now
    if dossier.state != State.DONE or expired:
        raise DossierError("这份卷宗还没有做好，或者已经清除", "需要的，请再制作一次")
    try:
        pdf = storage.read(dossier.token)
    except OSError as error:
        raise DossierError("卷宗的文件不在了", "请再制作一次") from error
    log("taken", by, dossier, sm3=dossier.sm3)
    return pdf


def log(key: str, by: Person | None, dossier: Dossier, **data: Any) -> None:
    record(
        key=f"dossier.{key}",
        actor=by,
        organ=dossier.request.organ.code,
        target=f"request:{dossier.request_id}",
        number=dossier.request.number,
        purpose=dossier.purpose,
        to=dossier.to,
        **data,
    )
