"""gongkai calendar: which days are worked, and how an office adds next year's notice itself."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gongkai.calendar import (
    Calendar,
    Holiday,
    Notice,
    Status,
    chinese_date_with_weekday,
    chinese_range,
    import_notice,
    office_calendar,
    parse_notice,
)
from gongkai.calendar.notice import loads
from gongkai.cli.console import console, table
from gongkai.errors import GongkaiError

if TYPE_CHECKING:
    from rich.table import Table

calendar_app = typer.Typer(help="工作日历：查看放假安排，导入新一年的放假通知。", no_args_is_help=True)


@calendar_app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE|-", help="通知的文本或者 JSON 文件；- 为标准输入。")],
    year: Annotated[int | None, typer.Option(metavar="YEAR", help="哪一年的安排；通知标题里有的不必写。")] = None,
    number: Annotated[str | None, typer.Option(help="文号；通知里有的不必写。")] = None,
    region: Annotated[str | None, typer.Option(help="只在一个地区放假的，写地区名称。")] = None,
) -> None:
    """导入国务院办公厅的放假通知，以后的期限都按它计算。"""
    text = _text(file)
    before = office_calendar()
    if text.lstrip().startswith("{"):
        notice = loads(text, str(file))
    else:
        notice = parse_notice(text, year=year, number=number, region=region, amends=before)
    kept = import_notice(notice)
    _show_change(notice, before, office_calendar())
    console().print(f"已经保存：{kept}")


@calendar_app.command("show")
def show(year: Annotated[int | None, typer.Argument(metavar="[YEAR]", help="年份；不写时列出各年。")] = None) -> None:
    """列出各年放假安排的来历，或者一年的放假和调休上班日。"""
    calendar = office_calendar()
    if year is None:
        rows = [_year_row(calendar, known) for known in calendar.years]
        console().print(table("放假安排", ("年份", "状态", "工作日", "依据"), rows, right=(2,)))
        return
    _show_year(calendar, year)


def _text(file: Path) -> str:
    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise GongkaiError("读不了这个文件", "请检查文件名和权限", str(file), "FILE") from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise GongkaiError("不是文本文件", "请把通知的文字另存为 .txt 文件", str(file), "NOT_TEXT")


def _show_change(notice: Notice, before: Calendar, after: Calendar) -> None:
    out = console()
    out.print(notice.title, style="bold")
    out.print(_days_table(notice))
    was, now = before.status(notice.year), after.status(notice.year)
    out.print(f"{notice.year}年：{was.label} → {now.label}，工作日 {after.working_days_in(notice.year)} 天。")


def _days_table(notice: Notice) -> Table:
    rows = [(holiday.name, _range(holiday)) for holiday in notice.holidays]
    rows += [("调休上班", "、".join(chinese_date_with_weekday(day) for day in notice.worked))] if notice.worked else []
    return table("", ("名称", "日期"), rows)


def _range(holiday: Holiday) -> str:
    return chinese_range(holiday.days[0], holiday.days[-1])


def _year_row(calendar: Calendar, year: int) -> tuple[str, str, str, str]:
    numbers = "；".join(notice.number or "" for notice in calendar.notices_for(year))
    return str(year), calendar.status(year).label, str(calendar.working_days_in(year)), numbers


def _show_year(calendar: Calendar, year: int) -> None:
    out = console()
    label = calendar.status(year).label
    out.print(f"{year}年放假安排（{label}），工作日 {calendar.working_days_in(year)} 天", style="bold")
    for notice in calendar.notices_for(year):
        out.print(notice.title)
        out.print(_days_table(notice))
    if calendar.status(year) is Status.PROVISIONAL:
        out.print("正式通知还没有公布：只有法定节假日和周末，期限都是暂定的。")
