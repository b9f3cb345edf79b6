"""A year's facts (`gongkai.facts/1`) from the records of the platform, with the way back from every fact to its record.

What is wrong with a record is told with its place; all of it at once, and nothing is counted around it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone

from gongkai.errors import GongkaiError
from gongkai.report import facts as library
from gongkai.report.forms import APPLICANTS
from gongkai_web.annual import sources
from gongkai_web.annual.documents import documents_of
from gongkai_web.annual.kinds import Ledger
from gongkai_web.annual.models import Figure
from gongkai_web.channels.kinds import Kind as ChannelKind
from gongkai_web.channels.models import Record
from gongkai_web.mailbox import statistics
from gongkai_web.organs.models import Kind as OrganKind
from gongkai_web.organs.models import Level, Organ
from gongkai_web.publishing.gate import visible
from gongkai_web.requests.counting import Counted, counted, paid_fees, unconfirmed
from gongkai_web.requests.models import Fee

ZERO = Decimal("0.00")
UNNAMED = "未分栏目"
_CHANNELS = {
    ChannelKind.WEBSITE: "website",
    ChannelKind.WECHAT: "wechat",
    ChannelKind.WECHAT_VIDEO: "new_media",
    ChannelKind.NEW_MEDIA: "new_media",
    ChannelKind.GAZETTE: "gazette",
    ChannelKind.PRESS: "press",
    ChannelKind.NOTICE_BOARD: "bulletin_board",
    ChannelKind.HALL: "reading_room",
    ChannelKind.LIBRARY: "reading_room",
}
"""The channels by the codes of the facts; the others are called by their own names."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What stands in the way of counting: which record, what is wrong with it, what to do; `url` leads to it."""

    where: str
    text: str
    remedy: str
    url: str = ""

    def __str__(self) -> str:
        return f"{self.where}：{self.text}。{self.remedy}"


@dataclass(slots=True)
class Collected:
    """`facts` is None as long as there is a trouble. `blank`: cells for which nobody has said anything; in `facts` they are
    0 because it has no other way to say so, and whoever builds from them blanks them."""

    organ: Organ
    year: int
    data: dict[str, Any] = field(default_factory=dict)
    facts: library.Facts | None = None
    troubles: list[Trouble] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    blank: list[str] = field(default_factory=list)
    requests: dict[str, Counted] = field(default_factory=dict)
    documents: dict[str, Any] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    fees: list[Fee] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        return not self.troubles and not self.blank

    @property
    def unfilled(self) -> list[Ledger]:
        """Ledgers that nobody has filled in."""
        stated = {figure.ledger for figure in self.figures}
        return [one for one in Ledger if one.value not in stated]


def collect(organ: Organ, year: int, now: datetime) -> Collected:
    """Everything of the year, as the records are at this moment."""
    found = Collected(organ, year)
    today = timezone.localdate(now)
    requests = list(_requests(found))
    documents = list(_documents(found, now))
    found.figures = list(Figure.objects.filter(organ=organ, year=year, struck_at=None).select_related("unit"))
    found.fees = paid_fees(organ, year)
    letters = statistics.year(organ, year, today)
    found.data = {
        "schema": library.SCHEMA,
        "organ": organ_of(organ, year),
        "year": year,
        "documents": documents,
        "decisions": {one.value: _count(found, one) for one in Ledger if not one.is_money},
        "charges_yuan": f"{_charges(found):f}",
        "requests": requests,
        "disputes": sources.disputes_of(organ, year),
        "publications": list(_publications(organ, year, now)),
        "letters": {"received": letters.received, "answered": letters.answered},
        "information_fee_yuan": f"{_information_fee(found):f}",
    }
    found.blank += [one.path for one in found.unfilled]
    _read_back(found)
    return found


def organ_of(organ: Organ, year: int) -> dict[str, Any]:
    """By the name it bore on the last day of the year. 规章 may be made by governments of provinces and cities alone."""
    may_issue = organ.kind == OrganKind.GOVERNMENT and organ.level in (Level.PROVINCE, Level.CITY)
    return {"name": organ.name_on(date(year, 12, 31)), "level": organ.level, "may_issue_rules": may_issue}


def _read_back(found: Collected) -> None:
    """The library judges the facts once more, as it would those of a stranger."""
    if found.troubles:
        return
    try:
        found.facts = library.loads(json.dumps(found.data, ensure_ascii=False))
    except GongkaiError as error:
        found.troubles.append(Trouble(error.where or "台账", error.text, error.remedy))


def _requests(found: Collected) -> Iterator[dict[str, Any]]:
    for one in counted(found.organ, found.year):
        trouble = _wrong_request(one)
        if trouble:
            found.troubles.append(trouble)
            continue
        request, ending = one.request, one.ending
        found.requests[request.number] = one
        yield {
            "id": request.number,
            "applicant": request.applicant.category,
            "received_on": one.received_on.isoformat(),
            "outcome": ending.outcome if ending else None,
            "closed_on": ending.on.isoformat() if ending else None,
        }
    _note_unconfirmed(found)


def _wrong_request(one: Counted) -> Trouble | None:
    request, ending = one.request, one.ending
    where, url = f"申请 {request.number}", reverse("request", args=[request.organ.code, request.pk])
    if request.applicant.category not in APPLICANTS:
        return Trouble(where, "没有申请人类别", "请在“更正申请人”里选定", url)
    if ending and ending.outcome is None:
        return Trouble(where, f"{ending.on:%Y年%-m月%-d日}办结，没有写明结果", "请更正这一步，选定答复种类", url)
    if ending and ending.on < one.received_on:
        text = f"办结 {ending.on:%Y年%-m月%-d日} 早于收到申请之日 {one.received_on:%Y年%-m月%-d日}"
        return Trouble(where, text, "请核对两个日期", url)
    return None


def _note_unconfirmed(found: Collected) -> None:
    waiting = unconfirmed(found.organ, found.year)
    if waiting:
        numbers = "、".join(one.number for one in waiting[:5]) + ("等" if len(waiting) > 5 else "")
        found.notes.append(f"有 {len(waiting)} 件申请还没有确认收到申请之日，哪一行都没有计入：{numbers}")


def _documents(found: Collected, now: datetime) -> Iterator[dict[str, Any]]:
    listed = documents_of(found.organ, found.year, now)
    found.notes += listed.notes
    found.troubles += [Trouble(*wrong) for wrong in listed.wrong]
    for one in listed.documents:
        found.documents[one.key] = one
        yield {
            "kind": one.kind.value,
            "number": one.number,
            "issued_on": one.issued_on.isoformat(),
            "ended_on": one.ended_on.isoformat() if one.ended_on else None,
            "ended_by": one.ended_by or None,
        }


def _count(found: Collected, ledger: Ledger) -> int:
    return sum(one.count or 0 for one in found.figures if one.ledger == ledger)


def _charges(found: Collected) -> Decimal:
    """What was stated by hand, and 信息处理费, which is part of it."""
    stated = sum((one.yuan or ZERO for one in found.figures if one.ledger == Ledger.CHARGES), start=ZERO)
    return stated + _information_fee(found)


def _information_fee(found: Collected) -> Decimal:
    return sum((Decimal(fee.amount) for fee in found.fees), start=ZERO)


def _publications(organ: Organ, year: int, now: datetime) -> Iterable[dict[str, Any]]:
    """By day, channel and column; what the portal shows now, and what was recorded of other channels."""
    counts: Counter[tuple[date, str, str]] = Counter()
    shown = visible(now).filter(organ=organ, published_on__year=year)
    for day, column in shown.values_list("published_on", "column__name"):
        counts[day, "本平台", column or UNNAMED] += 1
    records = Record.objects.filter(organ=organ, on__year=year, struck_at=None)
    for day, kind, name, count in records.values_list("on", "channel__kind", "channel__name", "count"):
        counts[day, _CHANNELS.get(ChannelKind(kind), name), name] += count
    return (
        {"published_on": day.isoformat(), "channel": channel, "column": column, "count": count}
        for (day, channel, column), count in sorted(counts.items())
    )
