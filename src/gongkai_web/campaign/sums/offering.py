"""使用为本级政府年报的数据: the sums become the cells of the government's own annual report, each with where it is from."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from gongkai_web.annual import taking
from gongkai_web.annual.models import Change, Report
from gongkai_web.annual.rules import may_keep
from gongkai_web.annual.standing import current, standing_of
from gongkai_web.campaign.errors import CampaignError
from gongkai_web.campaign.sums.totals import Totals
from gongkai_web.organs.models import Person
from gongkai_web.reports.sheets import figure

_ROOM = 150
"""Characters for the names of those missing."""


def target(made: Totals) -> Report | None:
    """The government's report of the year on this platform, as far as somebody has begun it and it is not signed yet."""
    row = current(made.gathered.organ, made.campaign.year) if made.gathered.organ else None
    return row if row is not None and not standing_of(row).is_frozen else None


def may_use(person: Person, made: Totals, now: datetime) -> bool:
    return made.gathered.organ is not None and may_keep(person, made.gathered.organ, timezone.localdate(now))


def reason_of(made: Totals, now: datetime) -> str:
    """Kept with every cell: how many organs were counted, who was not."""
    missing = [part.name for part in made.sums.missing]
    said = f"缺 {len(missing)} 个（{_listed(missing)}）" if missing else "没有缺的"
    at = f"{timezone.localtime(now):%Y年%-m月%-d日 %H:%M}"
    return f"汇总：{at} 的数，计入 {len(made.sums.counted)} 个机关，{said}；{made.counts.label}"


def _listed(names: list[str]) -> str:
    """As many whole names as there is room for."""
    shown: list[str] = []
    for name in names:
        if len("、".join([*shown, name])) > _ROOM:
            return f"{'、'.join(shown)}等 {len(names)} 个"
        shown.append(name)
    return "、".join(shown)


def outdated(made: Totals) -> list[Change]:
    """Cells of the government's report that were taken from this sum when it was another number."""
    row = target(made)
    if row is None:
        return []
    taken = row.changes.filter(undone_at=None, origin__endswith=f"?counts={made.counts.value}").order_by("pk")
    return [one for one in taken if one.value != _figure(made, one.path)]


def _figure(made: Totals, path: str) -> str:
    cell = made.sums.cells.get(path)
    return figure(cell.value) if cell is not None and cell.value is not None else ""


def use(*, by: Person, made: Totals, lock: int, now: datetime) -> int:
    """Every cell of the sum that has a number. Cells that a person typed by hand in that report stay as typed."""
    row = target(made)
    if row is None:
        raise CampaignError("本级政府的年报还没有开始编制，或者已经送签", "请先在“年报”里开始编制；已经送签的，先撤回")
    if made.sums.one_row:
        raise CampaignError("“其他处理”分不出三项，不能放进本级政府的年报", "请先退回没有分项的机关，改好以后再用")
    values = {path: cell.value for path, cell in made.sums.cells.items() if cell.value is not None}
    code, pk = made.campaign.organ.code, made.campaign.pk
    origins = {
        path: f"{reverse('campaign_sums_cell', args=[code, pk, path])}?counts={made.counts.value}" for path in values
    }
    return taking.take(
        by=by, report=row, lock=lock, values=values, reason=reason_of(made, now), origins=origins, now=now
    )
