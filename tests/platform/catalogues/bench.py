"""A township with units, a catalogue taken in, and the shortest ways to what the tests are about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from gongkai_web.catalogues.models import Catalogue, Row
from gongkai_web.catalogues.services import Choice, receive, take_in
from gongkai_web.organs.models import Organ, Person, Unit
from gongkai_web.organs.roles import Role
from gongkai_web.publishing.models import Item
from tests.library.catalogue.making import LEGEND, Drawn, line, standard, xlsx
from tests.platform.kept import kept
from tests.platform.publishing.office import NOW, Office, person, published, township

TODAY = NOW.date()
ROWS = (
    line(1, "政策法规文件", "法律法规", "社会救助的法律、法规"),
    line(2, "政策法规文件", "监督检查", "投诉举报电话", "长期公开"),
    line(3, "最低生活保障", "办事指南", "申请材料", "10个工作日内"),
    line(4, "最低生活保障", "审核信息", "低保对象名单", "每季度结束后15日内"),
    line(5, "临时救助", "支出金额", "救助人数、资金", "公示7个工作日", ticks=("√", "", "√", "", "√", "")),
)


@dataclass
class Desk:
    office: Office
    civil: Unit
    farming: Unit
    civil_clerk: Person

    @property
    def organ(self) -> Organ:
        return self.office.organ

    @property
    def clerk(self) -> Person:
        return self.office.clerk


@kept
def desk(code: str = "T1", **other: Any) -> Desk:
    office = township(code, **other)
    civil = Unit.objects.create(organ=office.organ, name="民政所", order=1)
    farming = Unit.objects.create(organ=office.organ, name="农业站", order=2)
    contributor = person(f"{code}.civil", "孙民", Role.CONTRIBUTOR, office.organ, unit=civil)
    return Desk(office, civil, farming, contributor)


def workbook(*rows: list[str], title: str = "社会救助领域基层政务公开标准目录") -> bytes:
    drawn: Drawn = standard(title=title).rows(rows or ROWS)
    return xlsx(drawn.add(LEGEND))


def taken(at: Desk, data: bytes | None = None, now: datetime = NOW, **choice: Any) -> Catalogue:
    preview = receive(by=at.clerk, organ=at.organ, name="目录.xlsx", data=data or workbook(), now=now)
    choices = {
        one.index: Choice(
            one.field, one.name, choice.get("valid_from", date(2026, 1, 1)), choice.get("apart", frozenset())
        )
        for one in preview.tables
    }
    return take_in(by=at.clerk, file=preview.file, choices=choices, now=now)[0].catalogue


def row(catalogue: Catalogue, second: str) -> Row:
    return catalogue.rows.get(second=second)


def out(at: Desk, on: date = TODAY, **other: Any) -> Item:
    """A published item; made on that day unless said otherwise."""
    now = NOW - timedelta(days=(TODAY - on).days)
    return published(at.office, now=now, **({"formed_on": on} | other))
