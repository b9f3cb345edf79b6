"""Stating, correcting and striking out what no record of the platform gives. Every act leaves its entry; nothing is deleted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from gongkai_web.annual.errors import AnnualError, ChangedError
from gongkai_web.annual.kinds import DocumentKind, Ledger, years_until
from gongkai_web.annual.models import Figure, OtherDocument, Report, Stated
from gongkai_web.annual.rules import may_change, may_keep, may_state, units_of
from gongkai_web.annual.standing import frozen_in
from gongkai_web.audit.services import record, together
from gongkai_web.files.models import StoredFile
from gongkai_web.organs.models import Organ, Person, Unit

S = TypeVar("S", bound=Stated)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line as typed. `amount` is a number of decisions, or yuan."""

    ledger: Ledger
    label: str
    amount: Decimal
    source: str
    vouched_by: str
    unit: Unit | None = None
    note: str = ""
    evidence: StoredFile | None = None

    def columns(self) -> dict[str, Any]:
        money = self.ledger.is_money
        return {
            "ledger": self.ledger.value,
            "label": self.label.strip(),
            "unit": self.unit,
            "count": None if money else int(self.amount),
            "yuan": self.amount if money else None,
            "source": self.source.strip(),
            "vouched_by": self.vouched_by.strip(),
            "note": self.note.strip(),
            "evidence": self.evidence,
        }


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    kind: DocumentKind
    title: str
    number: str
    issued_on: date
    source: str
    vouched_by: str
    ended_on: date | None = None
    ended_by: str = ""
    note: str = ""
    evidence: StoredFile | None = None


@transaction.atomic
def state(*, by: Person, organ: Organ, year: int, entry: Entry, now: datetime, batch: str = "") -> Figure:
    """Another line of a ledger. 0 is a number like any other, and says that there were none."""
    _require_stater(by, organ, entry.unit, now)
    _require_open(organ, year, now)
    _check(entry)
    figure = Figure.objects.create(organ=organ, year=year, by=by, at=now, batch=batch, **entry.columns())
    _log("annual.figure_stated", by, figure, **_plain(figure))
    return figure


@transaction.atomic
def state_many(
    *, by: Person, organ: Organ, year: int, entries: Iterable[Entry], now: datetime, batch: str
) -> list[Figure]:
    """All of them, or none."""
    with together():
        return [state(by=by, organ=organ, year=year, entry=one, now=now, batch=batch) for one in entries]


@transaction.atomic
def correct(*, by: Person, figure: Figure, lock: int, entry: Entry, now: datetime) -> Figure:
    figure = _held(figure, lock)
    _require_changer(by, figure, now)
    _require_stater(by, figure.organ, entry.unit, now)
    _require_open(figure.organ, figure.year, now)
    _check(entry)
    before = _plain(figure)
    for name, value in entry.columns().items():
        setattr(figure, name, value)
    figure.lock += 1
    figure.save()
    after = _plain(figure)
    _log(
        "annual.figure_corrected",
        by,
        figure,
        changed={k: [before[k], after[k]] for k in after if before[k] != after[k]},
    )
    return figure


@transaction.atomic
def strike(*, by: Person, figure: Figure, lock: int, reason: str, now: datetime) -> Figure:
    figure = _held(figure, lock)
    _require_changer(by, figure, now)
    _require_open(figure.organ, figure.year, now)
    _strike(by, figure, reason, now)
    _log("annual.figure_struck", by, figure, reason=reason.strip())
    return figure


@transaction.atomic
def add_document(*, by: Person, organ: Organ, entry: DocumentEntry, now: datetime) -> OtherDocument:
    """A document that holds and is not on the platform."""
    _require_keeper(by, organ, now)
    _check_document(entry)
    kept = OtherDocument.objects.create(organ=organ, by=by, at=now, **_columns(entry))
    _log("annual.document_added", by, kept, number=kept.number)
    return kept


@transaction.atomic
def correct_document(
    *, by: Person, document: OtherDocument, lock: int, entry: DocumentEntry, now: datetime
) -> OtherDocument:
    document = _held(document, lock)
    _require_keeper(by, document.organ, now)
    _check_document(entry)
    changed = {}
    for name, value in _columns(entry).items():
        if getattr(document, name) != value:
            changed[name] = [str(getattr(document, name) or ""), str(value or "")]
            setattr(document, name, value)
    document.lock += 1
    document.save()
    _log("annual.document_corrected", by, document, changed=changed)
    return document


@transaction.atomic
def strike_document(*, by: Person, document: OtherDocument, lock: int, reason: str, now: datetime) -> OtherDocument:
    document = _held(document, lock)
    _require_keeper(by, document.organ, now)
    _strike(by, document, reason, now)
    _log("annual.document_struck", by, document, reason=reason.strip())
    return document


def _columns(entry: DocumentEntry) -> dict[str, Any]:
    """The columns of the row; a file stays the file it is."""
    given = {name: getattr(entry, name) for name in entry.__slots__}
    return {name: value.strip() if type(value) is str else value for name, value in given.items()}


def _held(row: S, lock: int) -> S:
    """The row, held until the transaction ends, as long as nobody has saved it since the page was opened."""
    kept = type(row)._default_manager.select_for_update(of=("self",)).select_related("organ").get(pk=row.pk)
    if kept.lock != lock:
        raise ChangedError("您打开这一页以后，别人改动过这一条，您的修改没有存入", "请看一遍现在的内容再改")
    if kept.struck_at:
        raise AnnualError("这一条已经划去", "要改的，请另填一条")
    return kept


def _strike(by: Person, row: Stated, reason: str, now: datetime) -> None:
    if not reason.strip():
        raise AnnualError("没有写明划去的原因", "请写明，例如“与农业站所填重复”")
    row.struck_at, row.struck_by, row.struck_reason = now, by, reason.strip()[:200]
    row.lock += 1
    row.save()


def _check(entry: Entry) -> None:
    if not (entry.label.strip() and entry.source.strip() and entry.vouched_by.strip()):
        raise AnnualError("事项、来源、核实人都要写明", "来源写数据从哪里来，核实人写对这个数负责的人")
    if entry.amount < 0:
        raise AnnualError("数不能小于 0", "请核对")
    if not entry.ledger.is_money and entry.amount != entry.amount.to_integral_value():
        raise AnnualError(f"{entry.ledger.label}要填整数", "请填件数")


def _check_document(entry: DocumentEntry) -> None:
    if bool(entry.ended_on) != bool(entry.ended_by):
        raise AnnualError("失去效力的日期和方式要么都写，要么都不写", "仍然有效的，两项都留空")
    if entry.ended_on and entry.ended_on < entry.issued_on:
        raise AnnualError("失去效力的日期早于成文日期", "请核对两个日期")


def _require_stater(by: Person, organ: Organ, unit: Unit | None, now: datetime) -> None:
    day = timezone.localdate(now)
    if may_keep(by, organ, day):
        return
    mine = units_of(by, organ, day) or {None}
    if not may_state(by, organ, day) or (unit.pk if unit else None) not in mine:
        raise AnnualError("您只能填自己站所（科室）的数", "请在“站所（科室）”里选自己的，或者请经办人填")


def _require_changer(by: Person, figure: Figure, now: datetime) -> None:
    if not may_change(by, figure, timezone.localdate(now)):
        raise AnnualError("您不能改这一条", "请填报的站所（科室）或者经办人改")


def _require_keeper(by: Person, organ: Organ, now: datetime) -> None:
    if not may_keep(by, organ, timezone.localdate(now)):
        raise AnnualError("您不能登记规范性文件", "请经办人或者政府信息公开工作机构负责人登记")


def _require_open(organ: Organ, year: int, now: datetime) -> None:
    if year not in years_until(timezone.localdate(now)):
        raise AnnualError(f"{year} 年的年报不在这里编制", "请从年报页面选一个年度")
    # Held until the transaction ends: nothing is stated while somebody is handing the year's report in.
    list(Report.objects.select_for_update().filter(organ=organ, year=year).values_list("pk", flat=True))
    if frozen_in(organ, year):
        raise AnnualError(
            "这一年的年报已经送签或者公布，数字不能再改", "要改，请先撤回审核；已经公布的，请在年报页面办理更正"
        )


def _plain(figure: Figure) -> dict[str, Any]:
    names = ("year", "ledger", "label", "unit_id", "count", "source", "vouched_by", "note", "evidence_id")
    return {name: getattr(figure, name) for name in names} | {
        "yuan": str(figure.yuan) if figure.yuan is not None else None
    }


def _log(key: str, by: Person, row: Figure | OtherDocument, **data: object) -> None:
    kind = "annual_figure" if isinstance(row, Figure) else "annual_document"
    record(key=key, actor=by, organ=row.organ.code, target=f"{kind}:{row.pk}", **data)
