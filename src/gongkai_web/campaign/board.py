"""The board of a campaign: every organ with its state, its days and what was found. As many queries for 300 as for one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max
from django.utils import timezone

from gongkai_web.campaign.copies import decision_on, filings_with_copies
from gongkai_web.campaign.kinds import State
from gongkai_web.campaign.models import Campaign, Filing
from gongkai_web.campaign.own import own_reports
from gongkai_web.campaign.standing import Standing, standing
from gongkai_web.channels.workbooks import to_xlsx

TABS: Mapping[str, str] = {"all": "全部", "late": "逾期", "soon": "快到期"} | {one.value: one.label for one in State}
SORTS: Mapping[str, str] = {
    "due": "最急的在前",
    "order": "按机关顺序",
    "findings": "问题多的在前",
    "filed": "最近报送的在前",
}


@dataclass(frozen=True, slots=True)
class Row:
    filing: Filing
    standing: Standing
    reminded_at: datetime | None

    @property
    def state(self) -> State:
        return self.standing.state

    @property
    def is_reminded(self) -> bool:
        """Whether a reminder of all that are late is for it: what it has to do itself next should have been done."""
        days = self.standing.days
        return days is not None and days < 0 and self.state is not State.SUBMITTED

    @property
    def findings(self) -> int:
        """What the checks found when the copy that counts was filed: errors and doubts, not notes."""
        copy = self.standing.submission
        return copy.errors + copy.warnings if copy else 0


@dataclass(frozen=True, slots=True)
class Asked:
    tab: str = "all"
    sort: str = "due"
    words: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the picture: `x` and `width` in percent."""

    state: State
    count: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Board:
    """`rows` are those asked for; the counts and the picture are of all."""

    rows: list[Row]
    counts: dict[str, int]
    to_remind: int
    picture: list[Segment]


def rows_of(campaign: Campaign, day: date) -> list[Row]:
    """In the order of the campaign."""
    filings = list(filings_with_copies(campaign).select_related("organ").annotate(reminded=Max("reminders__at")))
    own = own_reports([one.organ_id for one in filings if one.organ_id], campaign.year)
    return [
        Row(one, standing(one, own.get(one.organ_id) if one.organ_id else None, day), one.reminded) for one in filings
    ]


def board(campaign: Campaign, asked: Asked, day: date) -> Board:
    rows = rows_of(campaign, day)
    counts = {name: sum(is_in(row) for row in rows) for name, is_in in _IN.items()}
    is_in, words = _IN[asked.tab], asked.words.strip()
    shown = [row for row in rows if is_in(row) and words in row.filing.name]
    return Board(sorted(shown, key=_KEYS[asked.sort]), counts, sum(row.is_reminded for row in rows), picture(counts))


def _in_state(state: State) -> Callable[[Row], bool]:
    return lambda row: row.state is state


_IN: dict[str, Callable[[Row], bool]] = {
    "all": lambda row: True,
    "late": lambda row: row.standing.is_late,
    "soon": lambda row: row.standing.is_soon,
    **{state.value: _in_state(state) for state in State},
}
_KEYS: dict[str, Callable[[Row], tuple[float, int]]] = {
    "due": lambda row: (row.standing.urgency, row.filing.order),
    "order": lambda row: (0, row.filing.order),
    "findings": lambda row: (-row.findings, row.filing.order),
    "filed": lambda row: (
        -(row.standing.submission.at.timestamp() if row.standing.submission else 0),
        row.filing.order,
    ),
}


def picture(counts: Mapping[str, int]) -> list[Segment]:
    """One bar of the states, from done to not begun; those excused are not part of it."""
    order = (
        State.PUBLISHED,
        State.ACCEPTED,
        State.SUBMITTED,
        State.RETURNED,
        State.SIGNED,
        State.DRAFTING,
        State.NOT_BEGUN,
    )
    total = sum(counts[state.value] for state in order)
    found, at = [], 0.0
    for state in order:
        width = counts[state.value] / total * 100 if total else 0.0
        if width:
            found.append(Segment(state, counts[state.value], round(at, 3), round(width, 3)))
        at += width
    return found


HEADS = (
    *("机关", "状态", "报送期限", "公布期限", "报送次数", "最近报送", "首次报送", "报送逾期天数", "错误", "疑点"),
    *("接受日期", "公布日期", "公布逾期天数", "最近催办", "办理"),
)


def workbook(campaign: Campaign, day: date) -> bytes:
    """The whole board as a table, in the order of the campaign."""
    return to_xlsx({"年报报送": [list(HEADS), *(_line(row) for row in rows_of(campaign, day))]})


def _line(row: Row) -> list[str | int]:
    filing, now = row.filing, row.standing
    copy = now.submission
    taken = decision_on(now.accepted)
    return [
        filing.name,
        f"{now.state.label}（{filing.excused}）" if filing.excused else str(now.state.label),
        _day(filing.submit_by),
        _day(filing.publish_by),
        copy.number if copy else 0,
        _day(copy.at) if copy else "",
        _day(now.first.at) if now.first else "",
        now.filed_late if copy else "",
        copy.errors if copy else "",
        copy.warnings if copy else "",
        _day(taken.at) if taken else "",
        _day(now.published_on),
        now.published_late if now.published_on else "",
        _day(row.reminded_at),
        now.words,
    ]


def _day(at: date | datetime | None) -> str:
    on = timezone.localdate(at) if isinstance(at, datetime) else at
    return f"{on:%Y-%m-%d}" if on else ""
