"""Making dossiers, by the program beside the web server: a few seconds at a time, so that others have their turn.

Each document's pages are kept on the disk until the whole is bound: a program that is killed goes on where it was.
"""

from __future__ import annotations

import hashlib
import logging
import time
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from gongkai.dossier import Bound, Cover, LeftOut, Piece, bind, left_file_sheet, pages_of
from gongkai.errors import GongkaiError
from gongkai_web.dossiers import storage
from gongkai_web.dossiers.contents import Document, contents, notes_of
from gongkai_web.dossiers.kinds import LATER, NOT_CHOSEN, ORIGINAL, PROVES, Purpose, State
from gongkai_web.dossiers.models import Dossier
from gongkai_web.dossiers.ordering import KEPT, log
from gongkai_web.files.digests import sm3
from gongkai_web.files.kinds import KINDS
from gongkai_web.files.models import StoredFile
from gongkai_web.files.services import content
from gongkai_web.requests.retention import YEARS

logger = logging.getLogger(__name__)
_SECONDS = 3.0
_SILENT = timedelta(minutes=5)
_MOST_ATTEMPTS = 3


def work(now: datetime) -> int:
    """Go on with the dossier that has waited longest; how many were finished."""
    dossier = _claim(now)
    if dossier is None:
        return 0
    try:
        return int(_go_on(dossier, time.monotonic() + _SECONDS))
    except Exception:
        logger.exception("dossier %s", dossier.pk)
        _failed(dossier, now)
        return 0


def _claim(now: datetime) -> Dossier | None:
    """One that nobody is at; what a program left when it died is taken up after a while."""
    free = Q(beat_at=None) | Q(beat_at__lt=now - _SILENT)
    waiting = Dossier.objects.filter(free, state__in=(State.WAITING, State.RUNNING))
    for pk in waiting.order_by("pk").values_list("pk", flat=True)[:5]:
        if waiting.filter(pk=pk).update(state=State.RUNNING, beat_at=now, attempts=F("attempts") + 1):
            return Dossier.objects.select_related("request__organ", "request__applicant").get(pk=pk)
    return None


def _failed(dossier: Dossier, now: datetime) -> None:
    if dossier.attempts < _MOST_ATTEMPTS:
        Dossier.objects.filter(pk=dossier.pk).update(beat_at=None)
        return
    storage.erase(dossier.token)
    with transaction.atomic():
        Dossier.objects.filter(pk=dossier.pk).update(state=State.FAILED, beat_at=None, erased_at=now)
        log("failed", None, dossier)


def _go_on(dossier: Dossier, end: float) -> bool:
    everything = contents(dossier.request, outside=dossier.purpose != Purpose.ARCHIVE)
    chosen = [one for one in everything if one.key in set(dossier.chosen)]
    for done, document in enumerate(chosen, 1):
        name = _file_name(document, dossier)
        if not storage.has(dossier.token, name):
            storage.write(dossier.token, name, _pages(document))
        Dossier.objects.filter(pk=dossier.pk).update(parts_done=done, beat_at=timezone.now())
        if time.monotonic() > end and done < len(chosen):
            # In order, so it does not count as an attempt.
            Dossier.objects.filter(pk=dossier.pk).update(beat_at=None, attempts=0)
            return False
    _finish(dossier, _bound(dossier, everything, chosen))
    return True


def _file_name(document: Document, dossier: Dossier) -> str:
    """By what the document is and holds: one that changes meanwhile is made anew."""
    holds = document.file.sm3 if document.file else str(dossier.request.version)
    return f"{hashlib.sha256(f'{document.key} {holds}'.encode()).hexdigest()[:32]}.pdf"


def _pages(document: Document) -> bytes:
    if document.sheet is not None:
        return document.sheet()
    assert document.file is not None  # noqa: S101
    try:
        return pages_of(content(document.file), document.file.name)
    except GongkaiError as error:
        return _in_its_place(document.title, document.file, error.text)


def _in_its_place(title: str, file: StoredFile, why: str) -> bytes:
    kind = KINDS[file.kind].label
    return left_file_sheet(title=title, name=file.name, kind=kind, size=file.size, sm3=file.sm3, why=why)


def _bound(dossier: Dossier, everything: list[Document], chosen: list[Document]) -> Bound:
    reasons = dossier.reasons
    pieces = [
        Piece(
            title=one.title,
            pages=storage.read(dossier.token, _file_name(one, dossier)),
            number=one.number,
            author=one.author,
            on=one.on,
            remark=one.remark,
            proves=reasons.get(one.key, PROVES.get(one.group, "")),
        )
        for one in chosen
    ]
    return bind(
        _cover(dossier),
        pieces,
        left_out=_left_out(dossier, everything),
        evidence=dossier.purpose != Purpose.ARCHIVE,
        # What is told to whoever has it made is the organ's own affair; the archive keeps it with the dossier.
        notes=notes_of(dossier.request) if dossier.purpose == Purpose.ARCHIVE else (),
    )


def _left_out(dossier: Dossier, everything: list[Document]) -> list[LeftOut]:
    """Each document of the case that is not in it, by name."""
    chosen = set(dossier.chosen)
    return [
        LeftOut(title=one.title, number=one.number, on=one.on, why=_why(one, dossier))
        for one in everything
        if one.key not in chosen
    ]


def _why(document: Document, dossier: Dossier) -> str:
    if document.original and dossier.purpose != Purpose.ARCHIVE:
        return ORIGINAL
    if document.made_at and document.made_at > dossier.at:
        return LATER
    return document.stays_behind or NOT_CHOSEN


def _cover(dossier: Dossier) -> Cover:
    request = dossier.request
    who = request.applicant.masked_name if request.applicant.erased_at else request.applicant.name
    return Cover(
        organ=request.organ.name_on(request.arrived_on),
        title=f"{who}申请公开“{request.subject or request.document_number or request.description[:40]}”",
        number=request.number,
        archive_number=request.archive_number,
        began=request.arrived_on,
        ended=request.ended_on,
        retention=f"定期{YEARS}年",
        purpose=Purpose(dossier.purpose).label,
        to=dossier.to,
        made_on=timezone.localdate(dossier.at),
    )


@transaction.atomic
def _finish(dossier: Dossier, bound: Bound) -> None:
    now = timezone.now()
    storage.write(dossier.token, storage.WHOLE, bound.pdf)
    storage.drop_parts(dossier.token)
    dossier.state, dossier.pages, dossier.size = State.DONE, bound.pages, len(bound.pdf)
    dossier.sm3, dossier.parts_done, dossier.expires_at = sm3(bound.pdf), dossier.parts, now + KEPT
    dossier.beat_at = None
    dossier.save()
    log("made", None, dossier, pages=bound.pages, sm3=dossier.sm3)
