"""gongkai deadline: the periods of one request, or of many as JSON lines."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import IO, Annotated, Any

import typer

from gongkai.calendar import Calendar, MissingYearError, chinese_date, chinese_date_with_weekday, office_calendar
from gongkai.cli.console import console, day_option, table, today_in_china
from gongkai.errors import GongkaiError
from gongkai.procedure import (
    Clock,
    Clocks,
    Event,
    EventType,
    HistoryError,
    answers,
    clocks_to_json,
    compute,
    event_from_json,
)

_NEXT_FIELD = re.compile(r",(?=[a-z_]+=)")
_EVENT_HELP = (
    "办理过程中的事项，可以多次给出，如 corrected=2026-02-25 或者 extended=2026-05-08,days=10,approved_by=某某。"
    f"事项有：{'，'.join(f'{kind.value} {kind.label}' for kind in EventType)}。"
)


def deadline(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE|-", help="与 --batch 同用：每行一个 JSON 对象的文件，- 为标准输入。"),
    ] = None,
    received: Annotated[str | None, typer.Option(metavar="DATE", help="收到申请之日，如 2026-01-20。")] = None,
    event: Annotated[list[str] | None, typer.Option(metavar="TYPE=DATE[,FIELD=VALUE…]", help=_EVENT_HELP)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。")] = False,
    batch: Annotated[bool, typer.Option("--batch", help="成批计算：每行一个 JSON 对象，输出也是每行一个。")] = False,
    today: Annotated[str | None, typer.Option(metavar="DATE", help="按哪一天计算还剩几个工作日；默认今天。")] = None,
) -> None:
    """计算政府信息公开申请的各项期限，并说明怎么算的。

    例：gongkai deadline --received 2026-01-20 --event corrected=2026-02-25
    """
    if batch and not (received or event):
        raise typer.Exit(_batch(file))
    if batch:
        raise GongkaiError("成批计算时，收到申请之日和事项写在文件里", "请去掉 --received 和 --event", code="USAGE")
    if file is not None or received is None:
        raise GongkaiError("没有给出收到申请之日", "请写 --received 2026-01-20，或者用 --batch 成批计算", code="USAGE")
    calendar = office_calendar()
    events = [event_from_option(text) for text in event or ()]
    clocks = compute(day_option(received, "--received"), events, calendar=calendar)
    if as_json:
        _print({"id": None, **clocks_to_json(clocks)})
        return
    _show(clocks, calendar, day_option(today, "--today") if today else today_in_china())


def event_from_option(text: str) -> Event:
    """An event written `extended=2026-05-08,days=10,approved_by=某某`. Raises HistoryError."""
    first, *others = _NEXT_FIELD.split(text)
    kind, _, day = first.partition("=")
    fields: dict[str, Any] = {"type": kind.strip(), "date": day.strip()}
    for other in others:
        name, _, value = other.partition("=")
        fields[name] = int(value) if name == "days" and value.isdecimal() else value
    try:
        return event_from_json(fields)
    except HistoryError as error:
        error.where = error.where or f"--event {text}"
        raise


def _batch(file: Path | None) -> int:
    """Print one answer a line; the exit status: 2 if any line was bad."""
    failed = False
    with _opened(file) as lines:
        for answer in answers(lines, calendar=office_calendar()):
            failed = failed or answer.failed
            _print(answer.data)
    return 2 if failed else 0


def _opened(file: Path | None) -> Any:
    if file is None or str(file) == "-":
        stream: IO[bytes] = sys.stdin.buffer
        return nullcontext(stream)
    try:
        return file.open("rb")
    except OSError as error:
        raise GongkaiError("读不了这个文件", "请检查文件名和权限", str(file), "FILE") from error


def _print(data: Any) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _show(clocks: Clocks, calendar: Calendar, today: date) -> None:
    out = console()
    out.print(f"答复期限：{_due(clocks)}{_left(clocks, calendar, today)}", style="bold")
    for note in _notes(clocks):
        out.print(note)
    steps = ((chinese_date(step.date), step.text, step.article or "") for step in clocks.steps)
    out.print()
    out.print(table("怎么算的", ("日期", "说明", "依据"), steps))
    out.print(table("各项期限", ("期限", "起算日", "届满日", "结束"), _clock_rows(clocks)))
    for caution in clocks.warnings:
        out.print(f"注意：{caution.text}。", style="yellow")


def _due(clocks: Clocks) -> str:
    if clocks.due is None:
        return "现在还不能确定"
    return chinese_date_with_weekday(clocks.due) + ("（暂定）" if clocks.provisional else "")


def _left(clocks: Clocks, calendar: Calendar, today: date) -> str:
    """How many working days are left or over, where that means something on this day."""
    if clocks.due is None or clocks.reply.ended_on or today < clocks.received:
        return ""
    try:
        left = calendar.count(today, clocks.due)
    except MissingYearError:
        return ""
    if left > 0:
        return f"，还剩 {left} 个工作日"
    return "，今天到期" if today <= clocks.due else f"，已经超过 {-left} 个工作日"


def _notes(clocks: Clocks) -> Iterable[str]:
    if clocks.provisional:
        yield "暂定：计算经过的年份还没有公布放假安排，公布以后请重新计算。"
    if clocks.assumed:
        yield "推定：有征求的意见尚未收到，按其期限届满计算；提前收到的，答复期限相应提前。"


def _clock_rows(clocks: Clocks) -> Iterable[tuple[str, str, str, str]]:
    named: list[tuple[str, Clock | None]] = [("补正告知", clocks.correction_notice)]
    named += [(f"第三方意见{_party(clock.party)}", clock) for clock in clocks.third_party]
    named += [(f"机关意见{_party(clock.party)}", clock) for clock in clocks.organ]
    named += [("缴费", clocks.payment), ("答复", clocks.reply)]
    for name, clock in named:
        if clock:
            unknown = "不能确定" if clock is clocks.reply else "没有期限"
            yield name, chinese_date(clock.start), _day(clock.due) or unknown, _day(clock.ended_on)


def _day(day: date | None) -> str:
    return chinese_date(day) if day else ""


def _party(name: str | None) -> str:
    return f"（{name}）" if name else ""
