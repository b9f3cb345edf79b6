"""Reconsideration and suits over openness, as dated data: how long we have to answer, and what each ending counts as.

Sources: 《行政复议法》 (2023) 第三十条至第七十四条、第八十八条, 《行政诉讼法》第六十条至第八十五条. The row of table four
that an ending counts in is practice: no published note says it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.statute.laws import (
    LITIGATION,
    LITIGATION_1989,
    RECONSIDERATION,
    RECONSIDERATION_1999,
    Footing,
)


class DisputeKind(StrEnum):
    RECONSIDERATION = "reconsideration"
    LITIGATION = "litigation"

    @property
    def label(self) -> str:
        return "行政复议" if self is DisputeKind.RECONSIDERATION else "行政诉讼"


class Track(StrEnum):
    """The procedure it is heard in."""

    ORDINARY = "ordinary"
    SIMPLIFIED = "simplified"

    @property
    def label(self) -> str:
        return "普通程序" if self is Track.ORDINARY else "简易程序"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPeriod:
    """How long we have to answer after the copy reached us, from `since` to the day before `until`.

    `working`: in working days; otherwise natural days, whose last day moves on from a day of rest. `at_most`: the court sets
    the period, and this is the longest it may set.
    """

    id: str
    kind: DisputeKind
    track: Track
    since: date
    until: date | None = None
    days: int
    working: bool
    article: str
    at_most: bool = False
    footing: Footing = Footing.LAW

    @property
    def text(self) -> str:
        return f"{self.days}个工作日" if self.working else f"{self.days}日"


_COUNTED = "第八十八条第二款"

ANSWER_PERIODS = (
    AnswerPeriod(
        id="answer-reconsideration-1999",
        kind=DisputeKind.RECONSIDERATION,
        track=Track.ORDINARY,
        since=RECONSIDERATION_1999.in_force,
        until=RECONSIDERATION.in_force,
        days=10,
        working=False,
        article=RECONSIDERATION_1999.cite(23, 1),
        footing=Footing.UNVERIFIED,
    ),
    AnswerPeriod(
        id="answer-reconsideration-ordinary",
        kind=DisputeKind.RECONSIDERATION,
        track=Track.ORDINARY,
        since=RECONSIDERATION.in_force,
        days=10,
        working=True,
        article=f"{RECONSIDERATION.cite(48)}、{_COUNTED}",
    ),
    AnswerPeriod(
        id="answer-reconsideration-simplified",
        kind=DisputeKind.RECONSIDERATION,
        track=Track.SIMPLIFIED,
        since=RECONSIDERATION.in_force,
        days=5,
        working=True,
        article=f"{RECONSIDERATION.cite(54)}、{_COUNTED}",
    ),
    AnswerPeriod(
        id="answer-litigation-1990",
        kind=DisputeKind.LITIGATION,
        track=Track.ORDINARY,
        since=LITIGATION_1989.in_force,
        until=LITIGATION.in_force,
        days=10,
        working=False,
        article=LITIGATION_1989.cite(43),
        footing=Footing.UNVERIFIED,
    ),
    AnswerPeriod(
        id="answer-litigation-ordinary",
        kind=DisputeKind.LITIGATION,
        track=Track.ORDINARY,
        since=LITIGATION.in_force,
        days=15,
        working=False,
        article=LITIGATION.cite(67, 1),
    ),
    AnswerPeriod(
        id="answer-litigation-simplified",
        kind=DisputeKind.LITIGATION,
        track=Track.SIMPLIFIED,
        since=LITIGATION.in_force,
        days=15,
        working=False,
        article=LITIGATION.cite(67, 1),
        at_most=True,
        footing=Footing.UNVERIFIED,
    ),
)

CHANGED_TRACK_ARTICLES = {
    DisputeKind.RECONSIDERATION: RECONSIDERATION.cite(55),
    DisputeKind.LITIGATION: LITIGATION.cite(84),
}
SAME_AGAIN_ARTICLES = {
    DisputeKind.RECONSIDERATION: RECONSIDERATION.cite(64, 2),
    DisputeKind.LITIGATION: LITIGATION.cite(71),
}
"""Ordered to act again, one may not act the same or nearly so on the same facts and reasons; an act revoked for a breach of
procedure alone may stand again (《行政诉讼法》: 法释〔2018〕1号第九十条第二款)."""
LATE_ANSWER_ARTICLES = {
    DisputeKind.RECONSIDERATION: RECONSIDERATION.cite(70),
    DisputeKind.LITIGATION: LITIGATION.cite(34, 2),
}
"""An answer without evidence in time counts as an act without evidence."""


def answer_period(kind: DisputeKind, track: Track, received: date) -> AnswerPeriod | None:
    """The period of a copy received on this day; None where the law of that day knew none in this procedure."""
    for row in ANSWER_PERIODS:
        in_force = row.since <= received and (row.until is None or received < row.until)
        if row.kind is kind and row.track is track and in_force:
            return row
    return None


@dataclass(frozen=True, slots=True)
class Ending:
    """How a dispute ends. `counted`: the result of table four (upheld, corrected, other)."""

    code: str
    name: str
    kinds: frozenset[DisputeKind]
    counted: str
    article: str
    footing: Footing = Footing.PRACTICE


_RV, _LT = DisputeKind.RECONSIDERATION, DisputeKind.LITIGATION


def _both(code: str, counted: str, rv_name: str, rv_article: int, lt_name: str, lt_article: int) -> tuple[Ending, ...]:
    return (
        Ending(f"rv_{code}", rv_name, frozenset({_RV}), counted, RECONSIDERATION.cite(rv_article)),
        Ending(f"lt_{code}", lt_name, frozenset({_LT}), counted, LITIGATION.cite(lt_article)),
    )


_ENDINGS = (
    Ending("rv_upheld", "维持", frozenset({_RV}), "upheld", RECONSIDERATION.cite(68)),
    *_both("claim_dismissed", "upheld", "驳回行政复议请求", 69, "驳回诉讼请求", 69),
    *_both("revoked", "corrected", "撤销、部分撤销", 64, "撤销、部分撤销", 70),
    *_both("changed", "corrected", "变更", 63, "变更", 77),
    *_both("unlawful", "corrected", "确认违法", 65, "确认违法", 74),
    *_both("invalid", "corrected", "确认无效", 67, "确认无效", 75),
    *_both("ordered", "corrected", "责令履行", 66, "责令履行", 72),
    *_both("withdrawn", "other", "撤回申请，终止", 41, "撤诉", 62),
    *_both("mediated", "other", "调解", 73, "调解", 60),
    *_both("not_accepted", "other", "不予受理", 30, "不予立案", 51),
    *_both("rejected", "other", "驳回行政复议申请", 33, "驳回起诉", 49),
    *_both("terminated", "other", "其他终止", 41, "终结诉讼", 61),
)
ENDINGS = {ending.code: ending for ending in _ENDINGS}


def endings_of(kind: DisputeKind) -> tuple[Ending, ...]:
    """In the order of table four: upheld, corrected, other."""
    return tuple(ending for ending in _ENDINGS if kind in ending.kinds)
