"""台账 of a year's disputes: one line each, on paper and as a workbook."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gongkai_web.channels.workbooks import Cell, to_xlsx
from gongkai_web.disputes.board import rows_of
from gongkai_web.disputes.facts import disputes_in
from gongkai_web.disputes.kinds import COUNTED
from gongkai_web.disputes.models import Act, Dispute
from gongkai_web.disputes.statistics import left_out
from gongkai_web.organs.models import Organ

Lines = list[list[Cell]]
HEADS = (
    "编号", "种类", "申请、起诉日期", "收到副本", "申请人、原告", "为了什么", "申请编号", "机关、法院", "案号", "程序",
    "答复期限", "提交答复", "结果", "审结日期", "责令重新答复", "本机关的地位", "归档号",
)  # fmt: skip
SHOWN = (0, 1, 2, 3, 4, 5, 7, 8, 10, 11, 12, 13)
"""The columns on paper, where all would not fit."""


def lines_of(organ: Organ, year: int, day: date, *, named: bool) -> Lines:
    """Those of table four, then the suits that count elsewhere. `named`: with the names of persons in the open."""
    counted = list(disputes_in(organ, year).select_related("organ", "request__applicant"))
    elsewhere = list(left_out(organ, year).select_related("organ", "request__applicant"))
    answers = _answered([*counted, *elsewhere])
    due = _due([*counted, *elsewhere], day)
    return [[*HEADS], *(_line(one, answers, due, named) for one in (*counted, *elsewhere))]


def workbook(organ: Organ, year: int, day: date, *, named: bool) -> bytes:
    return to_xlsx({"复议诉讼台账": lines_of(organ, year, day, named=named)})


def _line(one: Dispute, answers: dict[int, date], due: dict[int, date], named: bool) -> list[Cell]:
    result = f"{COUNTED[one.result]}（{one.ending_name}）" if one.result else "尚未审结"
    return [
        one.number,
        one.kind_label,
        _day(one.filed_on),
        _day(one.received_on),
        one.open_filer if named else one.masked_filer,
        one.about,
        one.request.number if one.request else "",
        one.body,
        one.file_number,
        one.get_track_display(),
        _day(due.get(one.pk)),
        _day(answers.get(one.pk)),
        result,
        _day(one.closed_on),
        _day(one.ordered_on),
        one.get_role_display(),
        one.archive_number,
    ]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _answered(disputes: Iterable[Dispute]) -> dict[int, date]:
    acts = Act.objects.filter(dispute__in=[one.pk for one in disputes], step="answer", voiding=None)
    return dict(acts.values_list("dispute_id", "on"))


def _due(disputes: list[Dispute], day: date) -> dict[int, date]:
    rows = rows_of(disputes, day, everything=True)
    return {row.dispute.pk: row.work.answer.due for row in rows if row.work.answer and row.work.answer.due}
