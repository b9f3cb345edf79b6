"""What the worker does for the catalogues every so often."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from gongkai_web.catalogues.services import fall_due, settle_published


def settle(now: datetime) -> int:
    return settle_published()


def make_duties(now: datetime) -> int:
    return len(fall_due(timezone.localdate(now)))
