"""What somebody asks of the records: read from the address of the page, and put into every address that leads on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet

from gongkai_web.channels.kinds import Kind, Precision
from gongkai_web.channels.models import Record
from gongkai_web.publishing.models import Item

PORTAL = Kind.PORTAL.value
NONE = 0
"""Asked for by number: what has no unit; what has no month."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """`channel` is a number or `portal`; None and "" ask for all. `month` 0 is what is known by its year alone."""

    year: int | None = None
    month: int | None = None
    unit: int | None = None
    kind: str = ""
    channel: str = ""
    struck: bool = False
    batch: int | None = None
    nameless: bool = False

    @property
    def has_portal(self) -> bool:
        """Whether releases on the portal are asked for too."""
        only_records = self.struck or self.nameless or self.batch is not None
        return self.kind in ("", PORTAL) and self.channel in ("", PORTAL) and not only_records

    def but(self, **changes: Any) -> Wanted:
        return replace(self, **changes)

    @property
    def query(self) -> str:
        """As it stands in an address."""
        pairs = ((one.name, getattr(self, one.name)) for one in fields(self))
        said = {name: value for name, value in pairs if value not in (None, "") and value is not False}
        return urlencode({name: 1 if value is True else value for name, value in said.items()})

    def items(self, items: QuerySet[Item]) -> QuerySet[Item]:
        """Of these items those asked for, by the day of publication."""
        if self.year is not None:
            items = items.filter(year=self.year)
        if self.month is not None:
            items = items.filter(published_on__month=self.month) if self.month else items.none()
        if self.unit is not None:
            items = items.filter(unit=self.unit or None)
        return items

    def records(self, records: QuerySet[Record]) -> QuerySet[Record]:
        if self.year is not None:
            records = records.filter(on__year=self.year)
        if self.month is not None:
            records = self._of_month(records)
        if self.unit is not None:
            records = records.filter(unit=self.unit or None)
        if self.kind:
            records = records.filter(channel__kind=self.kind)
        if self.channel:
            records = records.filter(channel=int(self.channel)) if self.channel != PORTAL else records.none()
        return records.filter(batch=self.batch) if self.batch is not None else records

    def _of_month(self, records: QuerySet[Record]) -> QuerySet[Record]:
        if not self.month:
            return records.filter(precision=Precision.YEAR)
        return records.filter(on__month=self.month).exclude(precision=Precision.YEAR)


def asked(given: Mapping[str, str], **usual: Any) -> Wanted:
    """From the address of a page. What is no number is as if it were not there; `usual` holds where nothing is said."""
    numbers = {name: _number(given.get(name)) for name in ("year", "month", "unit", "batch")}
    said = {name: number for name, number in numbers.items() if number is not None}
    if given.get("kind") in Kind.values:
        said["kind"] = given["kind"]
    channel = given.get("channel", "")
    if channel == PORTAL or _number(channel):
        said["channel"] = channel
    said |= {name: bool(given.get(name)) for name in ("struck", "nameless")}
    left = {name: value for name, value in usual.items() if name not in given}
    return Wanted(**(left | said))


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
