"""A running ledger from a workbook: each row that can be is registered, each that cannot be is told with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from gongkai.errors import GongkaiError
from gongkai.procedure import EventType
from gongkai.procedure.events import CLOSINGS
from gongkai.procedure.receipt import Channel, receipt_rule
from gongkai.reading.loaders import xlsx
from gongkai.reading.loaders.sheets import Sheet
from gongkai.reading.problem import Clock, Limits, ReadingError
from gongkai.report.forms import OUTCOME_LABELS, outcome_in_full
from gongkai.statute import REPLIES
from gongkai_web.audit.services import record, together
from gongkai_web.channels.workbooks import Cell, to_xlsx
from gongkai_web.organs.models import Organ, Person
from gongkai_web.requests.errors import RequestError
from gongkai_web.requests.kinds import CATEGORIES, CHANNELS
from gongkai_web.requests.models import Act, Request
from gongkai_web.requests.services import ApplicantData, Content, Intake, register
from gongkai_web.requests.services.common import advance, require_handler

MOST_ROWS = 2000
LIMITS = Limits(seconds=20.0)

HEADS: Mapping[str, tuple[str, ...]] = {
    "number": ("登记编号", "受理编号", "编号", "受理号"),
    "arrived_on": ("收件日期", "收到日期", "申请日期", "登记日期", "提交日期"),
    "received_on": ("收到申请之日", "确认日期", "受理日期"),
    "channel": ("渠道", "申请方式", "受理方式", "提交方式"),
    "name": ("申请人", "申请人姓名", "姓名或者名称", "申请人姓名或者名称", "姓名"),
    "category": ("申请人类别", "申请人类型", "类别"),
    "identity_number": ("证件号码", "身份证号", "身份证号码", "统一社会信用代码"),
    "phone": ("联系电话", "电话", "手机"),
    "address": ("通信地址", "地址", "联系地址"),
    "subject": ("信息名称", "申请内容", "申请公开内容", "申请事项", "内容"),
    "replied_on": ("办结日期", "答复日期", "答复时间"),
    "outcome": ("办理结果", "答复结果", "答复类型", "答复种类", "年报统计行"),
    "letter_number": ("答复文号", "答复书文号"),
}
NEEDED = ("arrived_on", "name", "category", "subject")
_NAMES = {
    "number": "登记编号",
    "arrived_on": "收件日期",
    "name": "申请人",
    "category": "申请人类别",
    "subject": "信息名称",
}
_ALIASES = {"当面": "counter", "现场": "counter", "邮寄": "registered_post", "信函": "registered_post", "挂号信": "registered_post"} | {
    "平信": "ordinary_post", "网上": "portal", "网络": "portal", "在线": "portal", "邮件": "email", "口头": "oral",
}  # fmt: skip
_USUAL = {"granted": "R36_2", "other_misc": "R_OTHER"}
_DAY = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")
_EXCEL_ZERO = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    said: Mapping[str, str]


class _OnlyLookedError(Exception):
    """Takes back what was tried."""


@dataclass(slots=True)
class Report:
    """`refused`: (row, what is wrong, what to do)."""

    made: int = 0
    refused: list[tuple[Row, str, str]] = field(default_factory=list)


def read(data: bytes, name: str) -> list[Row]:
    """Raises RequestError for what holds no ledger."""
    try:
        sheets, _ = xlsx.sheets_in(data, Clock(LIMITS, name))
    except ReadingError as error:
        raise RequestError(error.text, error.remedy, name, error.code) from error
    rows = [row for sheet in sheets for row in _rows(sheet)]
    if not rows:
        wanted = "、".join(_NAMES[one] for one in NEEDED)
        raise RequestError("没有读到登记的行", f"表头要有：{wanted}，每件申请一行", name)
    if len(rows) > MOST_ROWS:
        raise RequestError(f"表里有 {len(rows)} 行，一次最多 {MOST_ROWS} 行", "请按年份拆成几份", name)
    return rows


def _rows(sheet: Sheet) -> Iterator[Row]:
    lines = sorted({y for y, _ in sheet.texts})
    for at in lines[:15]:
        columns = _columns(sheet, at)
        if all(name in columns for name in NEEDED):
            for y in lines:
                said = {name: sheet.texts.get((y, x), "").strip() for name, x in columns.items()}
                if y > at and any(said.values()):
                    yield Row(y + 1, said)
            return


def _columns(sheet: Sheet, y: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for (row, x), text in sorted(sheet.texts.items()):
        plain = "".join(text.split()).rstrip("*＊")
        name = next((name for name, words in HEADS.items() if plain in words), None) if row == y else None
        if name and name not in found:
            found[name] = x
    return found


def take_in(*, by: Person, organ: Organ, rows: list[Row], dry: bool, now: datetime) -> Report:
    """Each row by itself; `dry`: only look. Raises RequestError for somebody who may not."""
    require_handler(by, organ, now)
    report = Report()
    numbers: set[str] = set()
    for row in rows:
        try:
            if row.said.get("number") in numbers:
                raise RequestError("登记编号在表里重复", "请核对")
            with transaction.atomic(), together():
                _take(by, organ, row, now)
                if dry:
                    raise _OnlyLookedError
        except GongkaiError as error:
            report.refused.append((row, error.text, error.remedy))
            continue
        except _OnlyLookedError:
            pass
        report.made += 1
        numbers.add(row.said.get("number") or f"#{row.number}")
    if not dry and report.made:
        record(key="request.imported", actor=by, organ=organ.code, made=report.made, refused=len(report.refused))
    return report


def _take(by: Person, organ: Organ, row: Row, now: datetime) -> None:
    said = row.said
    number = said.get("number", "")
    if number and Request.objects.filter(number=number).exists():
        raise RequestError(f"登记编号 {number} 已经有了", "已经登记过的，不用再导入")
    channel = _channel(said.get("channel", ""))
    arrived, confirmed = _day(said, "arrived_on"), None
    if receipt_rule(channel).confirmed and said.get("received_on"):
        confirmed = _day(said, "received_on")
    request = register(
        by=by,
        organ=organ,
        applicant=ApplicantData(
            category=_category(said["category"]),
            name=said["name"],
            identity_number=said.get("identity_number", ""),
            phone=said.get("phone", ""),
            address=said.get("address", ""),
        ),
        content=Content(
            subject=said["subject"][:200], description=said["subject"] if len(said["subject"]) > 200 else ""
        ),
        intake=Intake(
            channel=channel, arrived_on=arrived, confirmed_on=confirmed, confirmed_how="phone" if confirmed else ""
        ),
        now=now,
    )
    request.imported = True
    request.number = number or request.number
    request.save(update_fields=["imported", "number"])
    if said.get("replied_on") or said.get("outcome"):
        _end(by, request, said, now)


def _end(by: Person, request: Request, said: Mapping[str, str], now: datetime) -> None:
    """How it ended, as the old ledger says: nothing is asked of it but that it can have happened."""
    if not said.get("outcome") or not said.get("replied_on"):
        raise RequestError("只写了办结日期或者办理结果中的一项", "两项都写，或者都不写")
    on, reply = _day(said, "replied_on"), _reply(said["outcome"])
    if on > timezone.localdate(now):
        raise RequestError("办结日期还没有到", "请核对日期")
    step, event = "reply", EventType.REPLIED
    if reply == "R_WITHDRAW":
        step, event, reply = "withdraw", EventType.WITHDRAWN, ""
    elif reply in CLOSINGS - {"R_OTHER"}:
        step, event = {"R30": "close_uncorrected", "R109": "close_unpaid"}[reply], EventType.CLOSED
    number, note = said.get("letter_number", "")[:60], f"导入的台账写：{said['outcome']}"[:500]
    act = Act(step=step, event=event.value, on=on, reply=reply, letter_number=number, note=note)
    advance(request, act, by, now)


def _day(said: Mapping[str, str], name: str) -> date:
    text = said.get(name, "")
    found = _DAY.search(text)
    try:
        if found:
            return date(*map(int, found.groups()))
        if re.fullmatch(r"\d{5}(\.0+)?", text):
            return _EXCEL_ZERO + timedelta(days=int(float(text)))
    except ValueError:
        pass
    raise RequestError(f"“{text}”不是日期", "日期写作 2026-01-20")


def _category(text: str) -> str:
    plain = "".join(text.split())
    for code, label in CATEGORIES:
        if plain in (code, label) or (plain == "公民" and code == "natural_person"):
            return code
    raise RequestError(f"没有“{text}”这种申请人类别", f"写：{'、'.join(label for _, label in CATEGORIES)}")


def _channel(text: str) -> Channel:
    plain = "".join(text.split())
    for code, label in CHANNELS:
        if plain in (code, label):
            return Channel(code)
    found = next((code for word, code in _ALIASES.items() if word in plain), None)
    if found:
        return Channel(found)
    raise RequestError(f"不认识“{text}”这种渠道", f"写：{'、'.join(label for _, label in CHANNELS)}")


def _reply(text: str) -> str:
    """By the name of a reply, or by the row of table three. A row that several replies fall into gives the usual one: it is
    counted right, and the act says in what words the ledger had it."""
    plain = "".join(text.split())
    for reply in REPLIES.values():
        if plain in (reply.code, reply.name):
            return reply.code
    for outcome, label in OUTCOME_LABELS.items():
        bare = label.split(".")[-1].split("）")[-1].split("（")[0]
        if plain in (outcome, label, bare, outcome_in_full(outcome).replace(" ", "")):
            return _USUAL.get(outcome) or next(one.code for one in REPLIES.values() if one.outcome == outcome)
    raise RequestError(f"不认识“{text}”这种办理结果", "写年度报告表三的行，例如“予以公开”“本机关不掌握相关政府信息”")


def refused_workbook(report: Report) -> bytes:
    """The rows that were not taken in, as they stood, with what is wrong: to be mended and handed in again."""
    names = [name for name in HEADS if any(row.said.get(name) for row, _, _ in report.refused)]
    lines: list[list[Cell]] = [[*(HEADS[name][0] for name in names), "原行号", "问题", "怎么办"]]
    for row, text, remedy in report.refused:
        lines.append([*(row.said.get(name, "") for name in names), row.number, text, remedy])
    return to_xlsx({"没有导入的行": lines})
