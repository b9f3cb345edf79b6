"""A form half filled in: saved with every page, found by the browser that began it, erased after seven days."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta

from gongkai_web.applicants.models import Draft
from gongkai_web.organs.models import Organ

KEPT = timedelta(days=7)
TOKEN_BYTES = 24


def find(organ: Organ, token: str, now: datetime) -> Draft | None:
    if not token:
        return None
    return Draft.objects.filter(organ=organ, token_hash=_hash(token), saved_at__gt=now - KEPT).first()


def answers_of(draft: Draft | None) -> dict[str, str]:
    return dict(json.loads(draft.answers)) if draft else {}


def save(organ: Organ, token: str, answers: Mapping[str, str], now: datetime) -> str:
    """Put these answers over the earlier ones; returns the token, a new one where there was no draft."""
    draft = find(organ, token, now)
    if draft is None:
        token = secrets.token_urlsafe(TOKEN_BYTES)
        draft = Draft(organ=organ, token_hash=_hash(token))
    draft.answers = json.dumps(answers_of(draft) | dict(answers), ensure_ascii=False)
    draft.saved_at = now
    draft.save()
    return token


def discard(organ: Organ, token: str) -> None:
    Draft.objects.filter(organ=organ, token_hash=_hash(token)).delete()


def erase(now: datetime) -> Mapping[str, int]:
    """For the retention schedule: how many by organ."""
    old = Draft.objects.filter(saved_at__lte=now - KEPT)
    number = Counter(old.values_list("organ__code", flat=True))
    old.delete()
    return number


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
