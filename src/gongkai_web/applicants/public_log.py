"""What the organ chose to say of requests it answered: without applicants, and the only source of “以前有人申请过”."""

from __future__ import annotations

from gongkai_web.organs.models import Organ


def asked_before(organ: Organ, subject: str) -> list[object]:
    return []
