"""The law of remedies as dated rows: what must come first, who reconsiders, which court, within what time.

A row holds from `since` until the day before `until`. Rows that are disputed or not verified say so in `footing`; an
office that is told otherwise by its superior or court changes a row by its `id` with `RemedyLaw.changed`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from gongkai.statute.laws import (
    LITIGATION,
    LITIGATION_1989,
    RECONSIDERATION,
    RECONSIDERATION_1999,
    Footing,
    Law,
)


class OrganKind(StrEnum):
    """What kind of organ replied; it decides who reconsiders and which court hears the suit."""

    DEPARTMENT = "department"
    TOWNSHIP = "township"
    LOCAL_GOVERNMENT = "local_government"
    PROVINCIAL_GOVERNMENT = "provincial_government"
    STATE_DEPARTMENT = "state_department"
    VERTICAL = "vertical"
    JUSTICE = "justice"
    SUBDISTRICT = "subdistrict"
    FIELD_OFFICE = "field_office"
    AUTHORISED = "authorised"

    @property
    def label(self) -> str:
        return _ORGAN_LABELS[self]


_ORGAN_LABELS = {
    OrganKind.DEPARTMENT: "县级以上地方人民政府工作部门",
    OrganKind.TOWNSHIP: "乡镇人民政府",
    OrganKind.LOCAL_GOVERNMENT: "县级、设区的市级人民政府",
    OrganKind.PROVINCIAL_GOVERNMENT: "省级人民政府",
    OrganKind.STATE_DEPARTMENT: "国务院部门",
    OrganKind.VERTICAL: "海关、金融、外汇管理、税务、国家安全等垂直领导机关",
    OrganKind.JUSTICE: "司法行政部门",
    OrganKind.SUBDISTRICT: "街道办事处等派出机关",
    OrganKind.FIELD_OFFICE: "工作部门的派出机构",
    OrganKind.AUTHORISED: "法律、法规、规章授权的组织",
}


class Scope(StrEnum):
    """What a rule on reconsideration first is about: a refusal of the whole, or the refused part of a partial reply."""

    WHOLE = "whole"
    PART = "part"


class Remedy(StrEnum):
    """The three ways against a reply, each with its period."""

    RECONSIDERATION = "reconsideration"
    SUIT = "suit"
    SUIT_AFTER_RECONSIDERATION = "suit_after_reconsideration"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    id: str
    since: date
    until: date | None = None
    article: str
    footing: Footing = Footing.LAW


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconsiderationFirst(_Row):
    """Refusals on these grounds (codes of exemptions) must go to reconsideration before a suit."""

    scope: Scope
    grounds: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewer(_Row):
    """Who reconsiders an act of this kind of organ; several: the applicant chooses."""

    kind: OrganKind
    organs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Period(_Row):
    """How long a remedy is open after one learnt of the act, in natural days or in months."""

    remedy: Remedy
    days: int = 0
    months: int = 0

    @property
    def text(self) -> str:
        return f"{self.days}日" if self.days else f"{self.months}个月"


@dataclass(frozen=True, slots=True, kw_only=True)
class Court(_Row):
    """Which court hears a first suit against these kinds of organ."""

    kinds: frozenset[OrganKind]
    court: str


_AnyRow = TypeVar("_AnyRow", bound=_Row)
_TABLES = ("reconsideration_first", "reviewers", "periods", "courts")


@dataclass(frozen=True, slots=True)
class RemedyLaw:
    """All rows. `in_force` filters any of them by the day of dispatch.

    `untold`: outcomes for which this office gives no remedies in the reply, where courts do not hear a suit against it
    alone (36(六), 39). A refusal under articles 14-16 always carries them.
    """

    reconsideration_first: tuple[ReconsiderationFirst, ...]
    reviewers: tuple[Reviewer, ...]
    periods: tuple[Period, ...]
    courts: tuple[Court, ...]
    untold: frozenset[str] = frozenset()

    def changed(self, row_id: str, **changes: Any) -> RemedyLaw:
        """This law with one row changed, e.g. `changed("first-part", until=date(2024, 1, 1))` to switch it off.

        Raises KeyError for an unknown row.
        """
        for table in _TABLES:
            rows: Sequence[_Row] = getattr(self, table)
            if any(row.id == row_id for row in rows):
                new: Any = tuple(replace(row, **changes) if row.id == row_id else row for row in rows)
                return replace(self, **{table: new})
        raise KeyError(row_id)


def in_force(rows: Iterable[_AnyRow], day: date) -> list[_AnyRow]:
    """The rows that hold on `day`."""
    return [row for row in rows if row.since <= day and (row.until is None or day < row.until)]


_NEW = RECONSIDERATION.in_force
_ALL_GROUNDS = frozenset({"14a", "14b", "14c", "15", "16a", "16b", "16c"})


def _reviewers(
    law: Law, until: date | None, rows: Iterable[tuple[OrganKind, tuple[str, ...], str, Footing]]
) -> tuple[Reviewer, ...]:
    return tuple(
        Reviewer(
            id=f"reviewer-{kind}-{law.in_force.year}",
            since=law.in_force,
            until=until,
            article=article,
            footing=footing,
            kind=kind,
            organs=organs,
        )
        for kind, organs, article, footing in rows
    )


_OWN_GOVERNMENT, _SUPERIOR, _ITSELF = "本级人民政府", "上一级主管部门", "本机关"

_REVIEWERS_2024 = _reviewers(
    RECONSIDERATION,
    None,
    (
        (OrganKind.DEPARTMENT, (_OWN_GOVERNMENT,), RECONSIDERATION.cite(24, 1), Footing.LAW),
        (OrganKind.TOWNSHIP, ("县级人民政府",), RECONSIDERATION.cite(24, 1), Footing.LAW),
        (OrganKind.LOCAL_GOVERNMENT, ("上一级人民政府",), RECONSIDERATION.cite(24, 1), Footing.LAW),
        (OrganKind.PROVINCIAL_GOVERNMENT, (_ITSELF,), RECONSIDERATION.cite(24, 2), Footing.LAW),
        (OrganKind.STATE_DEPARTMENT, (_ITSELF,), RECONSIDERATION.cite(25), Footing.LAW),
        (OrganKind.VERTICAL, (_SUPERIOR,), RECONSIDERATION.cite(27), Footing.LAW),
        (OrganKind.JUSTICE, (_OWN_GOVERNMENT, "上一级司法行政部门"), RECONSIDERATION.cite(28), Footing.LAW),
        (OrganKind.SUBDISTRICT, ("设立该派出机关的人民政府",), RECONSIDERATION.cite(24, 1), Footing.UNVERIFIED),
        (OrganKind.FIELD_OFFICE, ("所属部门的本级人民政府",), RECONSIDERATION.cite(24, 4), Footing.LAW),
        (OrganKind.AUTHORISED, ("管理该组织的人民政府",), RECONSIDERATION.cite(24, 1), Footing.UNVERIFIED),
    ),
)

_REVIEWERS_1999 = _reviewers(
    RECONSIDERATION_1999,
    _NEW,
    (
        (OrganKind.DEPARTMENT, (_OWN_GOVERNMENT, _SUPERIOR), RECONSIDERATION_1999.cite(12, 1), Footing.LAW),
        (OrganKind.TOWNSHIP, ("县级人民政府",), RECONSIDERATION_1999.cite(13, 1), Footing.LAW),
        (OrganKind.LOCAL_GOVERNMENT, ("上一级人民政府",), RECONSIDERATION_1999.cite(13, 1), Footing.LAW),
        (OrganKind.PROVINCIAL_GOVERNMENT, (_ITSELF,), RECONSIDERATION_1999.cite(14), Footing.LAW),
        (OrganKind.STATE_DEPARTMENT, (_ITSELF,), RECONSIDERATION_1999.cite(14), Footing.LAW),
        (OrganKind.VERTICAL, (_SUPERIOR,), RECONSIDERATION_1999.cite(12, 2), Footing.LAW),
        (OrganKind.JUSTICE, (_OWN_GOVERNMENT, _SUPERIOR), RECONSIDERATION_1999.cite(12, 1), Footing.UNVERIFIED),
        (OrganKind.SUBDISTRICT, ("设立该派出机关的人民政府",), RECONSIDERATION_1999.cite(15, 1), Footing.UNVERIFIED),
        (
            OrganKind.FIELD_OFFICE,
            ("设立该派出机构的部门", "该部门的本级人民政府"),
            RECONSIDERATION_1999.cite(15, 1),
            Footing.UNVERIFIED,
        ),
        (OrganKind.AUTHORISED, ("直接管理该组织的机关",), RECONSIDERATION_1999.cite(15, 1), Footing.UNVERIFIED),
    ),
)

_HEARD_HIGHER = frozenset({OrganKind.LOCAL_GOVERNMENT, OrganKind.PROVINCIAL_GOVERNMENT, OrganKind.STATE_DEPARTMENT})

REMEDY_LAW = RemedyLaw(
    reconsideration_first=(
        ReconsiderationFirst(
            id="first-whole",
            since=_NEW,
            article=RECONSIDERATION.cite(23, 1, 4),
            scope=Scope.WHOLE,
            grounds=_ALL_GROUNDS,
        ),
        ReconsiderationFirst(
            id="first-part",
            since=_NEW,
            article=RECONSIDERATION.cite(23, 1, 4),
            footing=Footing.DISPUTED,
            scope=Scope.PART,
            grounds=_ALL_GROUNDS,
        ),
    ),
    reviewers=(*_REVIEWERS_1999, *_REVIEWERS_2024),
    periods=(
        Period(
            id="reconsideration-1999",
            since=RECONSIDERATION_1999.in_force,
            until=_NEW,
            article=RECONSIDERATION_1999.cite(9, 1),
            remedy=Remedy.RECONSIDERATION,
            days=60,
        ),
        Period(
            id="reconsideration-2024",
            since=_NEW,
            article=RECONSIDERATION.cite(20, 1),
            remedy=Remedy.RECONSIDERATION,
            days=60,
        ),
        Period(
            id="suit-1990",
            since=LITIGATION_1989.in_force,
            until=LITIGATION.in_force,
            article=LITIGATION_1989.cite(39),
            footing=Footing.UNVERIFIED,
            remedy=Remedy.SUIT,
            months=3,
        ),
        Period(
            id="suit-2015",
            since=LITIGATION.in_force,
            article=LITIGATION.cite(46, 1),
            remedy=Remedy.SUIT,
            months=6,
        ),
        Period(
            id="suit-after-reconsideration",
            since=LITIGATION_1989.in_force,
            article=LITIGATION.cite(45),
            remedy=Remedy.SUIT_AFTER_RECONSIDERATION,
            days=15,
        ),
    ),
    courts=(
        Court(
            id="court-intermediate",
            since=LITIGATION.in_force,
            article=LITIGATION.cite(15),
            footing=Footing.UNVERIFIED,
            kinds=_HEARD_HIGHER,
            court="中级人民法院",
        ),
        Court(
            id="court-basic",
            since=LITIGATION_1989.in_force,
            article=LITIGATION.cite(14),
            footing=Footing.UNVERIFIED,
            kinds=frozenset(OrganKind) - _HEARD_HIGHER,
            court="基层人民法院",
        ),
        Court(
            id="court-basic-1990",
            since=LITIGATION_1989.in_force,
            until=LITIGATION.in_force,
            article=LITIGATION_1989.cite(13),
            footing=Footing.UNVERIFIED,
            kinds=_HEARD_HIGHER,
            court="人民法院",
        ),
    ),
)
"""The rows as this version knows them. `first-part` rests on the revised 《行政复议法实施条例》, reported but not read."""
