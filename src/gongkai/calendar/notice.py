"""One arrangement of holidays, as a notice of the State Council's General Office (or a local government) makes it.

A notice names days: days of rest, under the name of their holiday, and days to be worked. Days it does not name are
ordinary: Monday to Friday worked, Saturday and Sunday not.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from gongkai.calendar.words import chinese_date
from gongkai.errors import GongkaiError

FESTIVALS = ("元旦", "春节", "清明", "劳动节", "端午", "中秋", "国庆")
"""The seven holidays of 《全国年节及纪念日放假办法》 that a notice for a whole year must arrange."""


class Status(StrEnum):
    """How far a year's days can be relied on, strongest first.

    `derived`: taken over from another table, no notice at hand; `provisional`: statutory days only, notice not out yet.
    """

    OFFICIAL = "official"
    DERIVED = "derived"
    PROVISIONAL = "provisional"
    MISSING = "missing"

    @property
    def label(self) -> str:
        return {"official": "正式", "derived": "推得", "provisional": "暂定", "missing": "没有"}[self.value]


class NoticeError(GongkaiError):
    """A notice that cannot be used: its days contradict each other, or the file is not a notice."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """The days of rest under one name, e.g. 春节, in their order."""

    name: str
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """What one notice says. `region` is set for days of one place only; they lie over the national ones."""

    year: int
    status: Status
    holidays: tuple[Holiday, ...]
    worked: tuple[date, ...] = ()
    number: str | None = None
    issued_on: date | None = None
    region: str | None = None

    def __post_init__(self) -> None:
        off = [day for holiday in self.holidays for day in holiday.days]
        if not off and not self.worked:
            raise self._wrong("没有写明任何放假或者上班的日子", "NOTICE_EMPTY")
        if self.status is Status.MISSING:
            raise self._wrong("“missing”不是通知的状态", "NOTICE_STATUS")
        for day in self.named_days():
            if day.year != self.year and (day.year, day.month) != (self.year - 1, 12):
                raise self._wrong(f"{chinese_date(day)}不在{self.year}年，也不在上一年12月", "NOTICE_DAY")
        for day in sorted(set(off) & set(self.worked)):
            raise self._wrong(f"{chinese_date(day)}既放假又上班", "NOTICE_BOTH")

    def named_days(self) -> Iterator[date]:
        yield from (day for holiday in self.holidays for day in holiday.days)
        yield from self.worked

    @property
    def title(self) -> str:
        """What a person calls it: its number, or the year."""
        return self.number or f"{self.year}年{self.region or ''}放假安排"

    def _wrong(self, text: str, code: str) -> NoticeError:
        return NoticeError(text, "请对照通知原文核对", self.title, code)


def to_json(notice: Notice) -> dict[str, Any]:
    """The notice as a data file; keys without a value are left out."""
    data = {
        "year": notice.year,
        "status": notice.status.value,
        "number": notice.number,
        "date": notice.issued_on.isoformat() if notice.issued_on else None,
        "region": notice.region,
        "off": {holiday.name: [day.isoformat() for day in holiday.days] for holiday in notice.holidays},
        "work": [day.isoformat() for day in notice.worked],
    }
    return {key: value for key, value in data.items() if value is not None}


def from_json(data: object, where: str = "") -> Notice:
    """Read what `to_json` wrote. Raises NoticeError naming `where`."""
    try:
        return _from_json(data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        reason = f"缺少或者写错了 {error.args[0]}" if isinstance(error, KeyError) else "内容不是放假通知的数据"
        raise NoticeError(reason, "至少要有 year、status、off、work", where, "NOTICE_JSON") from error
    except NoticeError as error:
        error.where = where or error.where
        raise


def _from_json(data: Any) -> Notice:
    issued = data.get("date")
    return Notice(
        year=int(data["year"]),
        status=Status(data.get("status", Status.OFFICIAL)),
        holidays=tuple(Holiday(name, _days(days)) for name, days in data["off"].items()),
        worked=_days(data.get("work", ())),
        number=data.get("number"),
        issued_on=date.fromisoformat(issued) if issued else None,
        region=data.get("region"),
    )


def _days(texts: Iterable[str]) -> tuple[date, ...]:
    return tuple(sorted({date.fromisoformat(text) for text in texts}))


def loads(text: str | bytes, where: str = "") -> Notice:
    """Read a notice's data file from its text."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NoticeError("不是有效的 JSON", "请检查文件是否完整", where, "NOTICE_JSON") from error
    return from_json(data, where)
