"""Picture files: where they were taken."""

from __future__ import annotations

from gongkai.proofing.case import Behind, Trace
from gongkai.proofing.inspection.exif import has_position
from gongkai.reading import Limits


def inspect(data: bytes, name: str, limits: Limits) -> Behind:
    return Behind(traces=[Trace("PF-GPS", part="图片")] if has_position(data) else [])
