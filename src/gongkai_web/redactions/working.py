"""The long part, done by the program beside the web server: making pages of an original, burning the boxes in.

A turn is short: pages are burned a second at a time, so that other files are read in between. What is half done is in the
memory of this program alone; where it is killed, nothing is left, and another begins anew after a while of silence.
"""

from __future__ import annotations

import json
import logging
import secrets
import time
from collections.abc import Generator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import Error, transaction
from django.db.models import Q
from django.utils import timezone

from gongkai.errors import GongkaiError
from gongkai.redaction import Redacted, redact_by_pages, source_of
from gongkai_web.files.models import StoredFile
from gongkai_web.files.names import with_suffix
from gongkai_web.files.services import content, store
from gongkai_web.redactions.boxes import current
from gongkai_web.redactions.guessing import guesses_on
from gongkai_web.redactions.models import Redaction, State
from gongkai_web.redactions.rules import WORKING
from gongkai_web.redactions.services import log

logger = logging.getLogger(__name__)

TURN_SECONDS = 1.0
SILENT_AFTER = timedelta(seconds=150)
"""Longer than a document may take in LibreOffice, during which nothing is heard."""
MOST_ATTEMPTS = 3

Steps = Generator[int, None, None]


@dataclass(slots=True)
class Work:
    """What this program has under way. `row` is as it was claimed."""

    row: Redaction
    steps: Steps


_under_way: Work | None = None


def work(now: datetime) -> None:
    """One turn: go on with what is under way, or take up what waits."""
    global _under_way
    if _under_way is None:
        _under_way = _taken_up(now)
    if _under_way is not None and not _went_on(_under_way):
        _under_way = None


def is_idle() -> bool:
    """Whether this program has nothing under way, and nothing waits."""
    return _under_way is None and not Redaction.objects.filter(state__in=WORKING).exists()


def _taken_up(now: datetime) -> Work | None:
    """The one that waits longest, claimed; one that fell silent is taken up again, a few times."""
    waiting = Redaction.objects.filter(state__in=WORKING).filter(Q(beat_at=None) | Q(beat_at__lt=now - SILENT_AFTER))
    with transaction.atomic():
        row = waiting.select_for_update(of=("self",)).select_related("request__organ", "original", "pages").first()
        if row is None:
            return None
        if row.attempts >= MOST_ATTEMPTS:
            _failed(row, "办理这个文件时，后台程序几次中断", "请拆成几份，或者另存为 PDF 再试")
            return None
        row.claim, row.beat_at, row.attempts, row.done = secrets.token_hex(16), now, row.attempts + 1, 0
        row.save(update_fields=["claim", "beat_at", "attempts", "done"])
    return Work(row, _prepared(row) if row.state == State.PREPARING else _burned(row))


def _went_on(under: Work) -> bool:
    """Whether there is more to do. Raises Error where the database is away: then it is tried again."""
    end = time.monotonic() + TURN_SECONDS
    try:
        for done in under.steps:
            if not _beat(under.row, done):
                return False
            if time.monotonic() > end:
                return True
    except Error:
        raise
    except GongkaiError as error:
        _give_up(under.row, error.text, error.remedy)
    except Exception:
        logger.exception("the redaction %s failed", under.row.pk)
        _give_up(under.row, "生成时出错", "请告诉系统管理员")
    return False


def _beat(row: Redaction, done: int) -> bool:
    """False where it was called off, or is another program's by now."""
    mine = Redaction.objects.filter(pk=row.pk, claim=row.claim)
    return bool(mine.update(beat_at=timezone.now(), done=done))


def _mine(row: Redaction) -> Redaction | None:
    """The row, held until the transaction ends, if it is still this program's."""
    rows = Redaction.objects.select_for_update(of=("self",)).select_related("request__organ", "original")
    return rows.filter(pk=row.pk, claim=row.claim).first()


def _give_up(row: Redaction, text: str, remedy: str) -> None:
    with transaction.atomic():
        kept = _mine(row)
        if kept is not None:
            _failed(kept, text, remedy)


def _failed(row: Redaction, text: str, remedy: str) -> None:
    """An original that cannot be opened stays failed; boxes that could not be burned can be changed."""
    row.failure = f"{text}。{remedy}"[:300]
    row.state = State.FAILED if row.state == State.PREPARING else State.DRAWING
    row.claim = ""
    row.save(update_fields=["failure", "state", "claim"])
    log("failed", None, row, what_failed=text)


def _prepared(row: Redaction) -> Steps:
    original = row.original
    data = content(original)
    source = source_of(data, original.name)
    yield 0
    texts = source.letters()
    guesses = []
    for page in texts:
        guesses += list(guesses_on(page))
        yield page.number
    with transaction.atomic():
        kept = _mine(row)
        if kept is None:
            return
        kept.pages = original if source.data == data else _stored_pages(kept, source.data)
        kept.page_count, kept.guesses = source.pages, guesses
        kept.has_text = any(page.text.strip() for page in texts)
        kept.state, kept.claim = State.DRAWING, ""
        kept.save()
        log("prepared", None, kept, pages=source.pages, guesses=len(guesses))


def _stored_pages(row: Redaction, pdf: bytes) -> StoredFile:
    """As sealed as the original, and of nothing that a gate knows: only the pictures of its pages are seen."""
    name = with_suffix(row.original.name, "pdf")
    return store(by=None, organ=row.request.organ, name=name, content=pdf, sealed=True)


def _burned(row: Redaction) -> Steps:
    shown = row.pages or row.original
    boxes = [one.box for one in current(row)]
    result: Redacted = yield from redact_by_pages(content(shown), boxes, name=shown.name)
    with transaction.atomic():
        kept = _mine(row)
        if kept is None:
            return
        kept.result = store(by=None, organ=kept.request.organ, name=_result_name(kept), content=result.pdf)
        kept.result_of, kept.proven_by = kept.version, list(result.proven_by)
        kept.elsewhere = json.dumps(result.elsewhere, ensure_ascii=False) if result.elsewhere else ""
        kept.state, kept.claim = State.BURNT, ""
        kept.save()
        log("burnt", None, kept, result=kept.result.sm3, version=kept.version, proven_by=kept.proven_by)


def _result_name(row: Redaction) -> str:
    """会议纪要（遮盖后）.pdf; a later one is counted, so that two in one case are told apart."""
    stem = with_suffix(row.original.name, "x").removesuffix(".x")
    for number in range(1, 1000):
        name = f"{stem}（遮盖后{number if number > 1 else ''}）.pdf"
        if not row.request.papers.filter(file__name=name).exists():
            break
    return name
