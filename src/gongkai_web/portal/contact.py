"""How to reach the office that discloses, as it has stated it for its 指南."""

from __future__ import annotations

from gongkai_web.organs.guide import particulars_of
from gongkai_web.organs.models import Organ, Particulars


def contact_of(organ: Organ) -> Particulars | None:
    return particulars_of(organ)
