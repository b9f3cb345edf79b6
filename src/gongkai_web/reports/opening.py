"""How a report begins in January: an empty form, or last year's report with what it hands on.

Handed on: 上年结转 is last year's 结转下年度 column by column. Nothing that was not read for certain is handed on.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from gongkai.checks import same_organ
from gongkai.errors import GongkaiError
from gongkai.report import (
    AnnualReport,
    Cell,
    CellState,
    Certainty,
    Section,
    cell_name,
    empty_tables,
    form_for_year,
)
from gongkai.report.forms import COLUMNS, REQUESTS
from gongkai.report.wording import opening_of, title_of


class OpeningError(GongkaiError):
    """A report cannot begin with what was given; `where` is the field it is about."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A report to be filled in, and what a person should know about what was handed on."""

    report: AnnualReport
    notes: tuple[str, ...] = ()


def begin(*, agency: str, year: int, previous: AnnualReport | None = None) -> Opening:
    """Raises OpeningError for a year without an official form or a report that is not last year's."""
    form = form_for_year(year)
    if form is None:
        raise OpeningError(
            _("%(year)d年还没有统一的表格") % {"year": year}, _("本系统可以编制2019年及以后的年度报告"), "year", "YEAR"
        )
    report = AnnualReport(
        agency=agency,
        year=year,
        format=form.code,
        title=title_of(agency, year),
        opening=opening_of(year, form),
        sections=[Section(number, title, "") for number, title in enumerate(form.sections, 1)],
        signature=agency,
        tables=empty_tables(form),
    )
    return _carried_over(report, previous) if previous else Opening(report)


def _carried_over(report: AnnualReport, previous: AnnualReport) -> Opening:
    if report.year is not None and previous.year != report.year - 1:
        found = _("是%(year)d年的") % {"year": previous.year} if previous.year else _("没有写明年度")
        raise OpeningError(
            _("要的是%(wanted)d年的报告，这份报告%(found)s") % {"wanted": report.year - 1, "found": found},
            _("请换一份文件；统计年度写错了，就改年度，不用再选文件；也可以从空白表格开始"),
            "file",
            "PREVIOUS",
        )
    pairs = [(f"{REQUESTS}.carried_out.{column}", f"{REQUESTS}.carried_in.{column}") for column in COLUMNS]
    doubtful = [out for out, _ in pairs if not _certain(previous.cell(out))]
    report.tables |= {
        into: Cell.number(value)
        for out, into in pairs
        if out not in doubtful and (value := previous.value(out)) is not None
    }
    return Opening(report, tuple(_notes(report, previous, doubtful, len(pairs))))


def _certain(cell: Cell) -> bool:
    return cell.state is CellState.NUMBER and cell.certainty is not Certainty.UNCERTAIN


def _notes(report: AnnualReport, previous: AnnualReport, doubtful: list[str], pairs: int) -> list[str]:
    notes = []
    if len(doubtful) < pairs:
        given = {"year": previous.year, "count": pairs - len(doubtful)}
        notes.append(_("已从%(year)s年报告带入“上年结转” %(count)d 格。") % given)
    if doubtful:
        names = "、".join(cell_name(path) for path in doubtful)
        notes.append(_("上年报告中这些格空着或者没有读准，没有带入，请自己填写：%(names)s。") % {"names": names})
    if previous.agency and not same_organ(previous.agency, report.agency):
        words = _("上年报告的机关是“%(agency)s”，与本机关名称不同，请确认没有选错文件。")
        notes.append(words % {"agency": previous.agency})
    if previous.format != report.format:
        notes.append(_("上年报告用的是旧版表格，没有“现行有效件数”，这一项请自己填写。"))
    return notes
