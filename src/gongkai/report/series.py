"""The forms of 2019 and 2021 in one series: which cells of a report answer for a cell of the series.

Comparable across the break are table three (其他处理 is one row in 2019 and three in 2021), the number of decisions in table two
(处理决定数量), and table four. 对外公开总数量 is not 现行有效件数, and 项目数量 has no successor.
"""

from __future__ import annotations

from functools import lru_cache

from gongkai.report.forms import COLLAPSED_OTHER, FORMS, OTHER_OUTCOMES, PROACTIVE, REQUESTS

DECISIONS = ("licensing", "penalties", "compulsory_measures")


def decision_path(item: str, form: str | None) -> str:
    """Where a form has the number of decisions of 许可, 处罚 or 强制."""
    return f"{PROACTIVE}.{item}.decisions" if form == "2019" else f"{PROACTIVE}.{item}"


@lru_cache(maxsize=1024)
def members(path: str, form: str, *, collapsed_other: bool = False) -> tuple[str, ...]:
    """The cells of a report on this form whose sum is `path` of the series; none where the form has nothing comparable."""
    table, row, *column = path.split(".")
    if table == REQUESTS and row == "other" and form == "2021" and not collapsed_other:
        return tuple(f"{REQUESTS}.{name}.{column[0]}" for name in OTHER_OUTCOMES)
    if table == REQUESTS and row in OTHER_OUTCOMES and collapsed_other:
        return ()
    if table == PROACTIVE and row in DECISIONS and column in ([], ["decisions"]):
        return (decision_path(row, form),)
    own = FORMS[form].paths + (COLLAPSED_OTHER if collapsed_other else ())
    return (path,) if path in own else ()


@lru_cache(maxsize=1)
def series() -> tuple[str, ...]:
    """Every cell one can ask for over the years, in the order of the form of 2021; what only the form of 2019 has comes last."""
    known = dict.fromkeys((*FORMS["2021"].paths, *COLLAPSED_OTHER, *FORMS["2019"].paths))
    same = {decision_path(item, "2019") for item in DECISIONS}
    return tuple(path for path in known if path not in same)
