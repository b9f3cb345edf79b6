"""What came of a file, as text: its reports with what stands beside them, or the one thing that went wrong."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from gongkai import checks
from gongkai.errors import GongkaiError
from gongkai_web.reports import pictures, source, state
from gongkai_web.reports.intake import Taken


def packed(taken: Sequence[Taken]) -> str:
    reports = [_packed(one) for one in taken]
    return json.dumps({"reports": reports}, ensure_ascii=False)


def _packed(one: Taken) -> dict[str, str]:
    return {
        "report": state.packed(one.report),
        "source": source.packed(one.source),
        "pictures": pictures.packed(one.pictures),
    }


def packed_error(error: GongkaiError) -> str:
    told = {"text": error.text, "remedy": error.remedy, "where": error.where, "code": error.code}
    return json.dumps({"error": told}, ensure_ascii=False)


def unpacked(text: str) -> list[Taken]:
    """The reports, checked anew. Raises the GongkaiError where there are none."""
    data = json.loads(text)
    if "error" in data:
        raise GongkaiError(**data["error"])
    return [_taken(one) for one in data["reports"]]


def _taken(one: dict[str, Any]) -> Taken:
    report = checks.checked(state.unpacked(one["report"]))
    return Taken(report, source.unpacked(one["source"]), pictures.unpacked(one["pictures"], report.paths()))
