"""A file that belongs to a request: sealed, unless it is made to leave the office."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai_web.files.services import store
from gongkai_web.organs.models import Person
from gongkai_web.requests.kinds import LEAVES
from gongkai_web.requests.models import Paper, Request
from gongkai_web.requests.services.common import require_handler


@transaction.atomic
def keep_paper(*, by: Person, request: Request, name: str, content: bytes, kind: str, now: datetime) -> Paper:
    """Raises RequestError, FileError."""
    require_handler(by, request.organ, now)
    sealed = kind not in LEAVES
    file = store(by=by, organ=request.organ, name=name, content=content, sealed=sealed, now=now)
    return Paper.objects.create(request=request, file=file, kind=kind, by=by, at=now)
