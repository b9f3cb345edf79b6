"""How a request ended, in words: the row of table three, and the reply where the row does not say it already."""

from __future__ import annotations

from gongkai.report.forms import outcome_in_full
from gongkai.statute import REPLIES


def told_besides(outcome: str, reply: str) -> str:
    """The name of the reply, "" where it is the row's own: 部分公开 is not said twice."""
    name = REPLIES[reply].name if reply else ""
    return "" if name in outcome_in_full(outcome) else name
