"""gongkai-web facts: a year's facts of an organ as JSON, whole or not at all."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path

from gongkai.errors import system_reason
from gongkai_web.annual.collecting import Collected, collect
from gongkai_web.annual.kinds import years_until
from gongkai_web.organs.models import Organ


def facts(code: str, year: int, target: Path | None, now: datetime) -> int:
    """Exit status 0, or 2 with every trouble named on standard error and nothing written."""
    organ = Organ.objects.filter(code=code).first()
    if organ is None:
        return _fail([f"没有代码为 {code} 的机关"])
    if year not in years_until(now.date()):
        return _fail([f"{year} 年不能统计：只能是 {years_until(now.date())[-1]} 年到今年"])
    found = collect(organ, year, now)
    if not found.is_whole:
        return _fail(list(shortcomings(found)))
    text = text_of(found)
    if target is None:
        sys.stdout.write(text)
        return 0
    try:
        target.write_text(text, encoding="utf-8")
    except OSError as error:
        return _fail([f"写不了 {target}：{system_reason(error)}"])
    return 0


def text_of(found: Collected) -> str:
    return json.dumps(found.data, ensure_ascii=False, indent=2) + "\n"


def shortcomings(found: Collected) -> list[str]:
    """What stands in the way of facts that can be believed, each in one line."""
    lines = [str(trouble) for trouble in found.troubles]
    return lines + [f"{one.label}没有填：请在“年报—台账”里填，没有的填 0" for one in found.unfilled]


def _fail(lines: list[str]) -> int:
    for line in lines:
        print(f"gongkai-web: {line}", file=sys.stderr)  # noqa: T201
    return 2
