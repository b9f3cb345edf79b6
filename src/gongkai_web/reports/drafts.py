"""Drafts that a writer asked to keep: saved, opened, deleted, expired. The token is shown once and kept only as a hash."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from gongkai_web.reports.models import SavedReport

TOKEN_BYTES = 24
"""192 bits: nobody finds a draft by guessing."""


class DraftConflictError(Exception):
    """The draft was saved from another window since this one was opened; saving would overwrite that work."""


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def find(*, token: str, now: datetime) -> SavedReport | None:
    """The draft this token opens; None for a wrong, deleted or expired one, which nobody may tell apart."""
    return SavedReport.objects.filter(token_hash=_hash(token), expires_at__gt=now).first()


@transaction.atomic
def save_new(*, content: str, now: datetime) -> tuple[str, SavedReport]:
    purge(now=now)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    draft = SavedReport.objects.create(
        token_hash=_hash(token), content=content, created_at=now, changed_at=now, expires_at=_expiry(now)
    )
    return token, draft


@transaction.atomic
def save_again(*, token: str, revision: int, content: str, now: datetime) -> SavedReport | None:
    """Replace what is kept. None if the draft is gone; DraftConflictError if another window saved in between."""
    drafts = SavedReport.objects.filter(token_hash=_hash(token), expires_at__gt=now)
    changed = drafts.filter(revision=revision).update(
        content=content, revision=revision + 1, changed_at=now, expires_at=_expiry(now)
    )
    draft = drafts.first()
    if draft is not None and not changed:
        raise DraftConflictError
    return draft


def delete(*, token: str) -> bool:
    return bool(SavedReport.objects.filter(token_hash=_hash(token)).delete()[0])


def purge(*, now: datetime) -> int:
    """Delete what has expired; how many."""
    return SavedReport.objects.filter(expires_at__lte=now).delete()[0]


def _expiry(now: datetime) -> datetime:
    return now + timedelta(days=settings.DRAFT_DAYS)
