"""What several pages say alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from gongkai.corpus.extract import asking
from gongkai_web.research.shelf import Shelf
from gongkai_web.research.shown import Cell

Row = dict[str, Any]
BOTH_FORMS = "both forms"


def report_cell(shelf: Shelf, report: Row | None) -> Cell:
    """The link from a number to the report it stands in."""
    if report is None:
        return Cell(_("没有报告"), kind="none")
    name, link = shelf.link(report)
    return Cell(name or _("看报告"), link=link)


def reports_by_key(shelf: Shelf, organs: Sequence[str]) -> dict[tuple[str, int], Row]:
    return {(row["organ"], row["year"]): row for row in asking.reports_of(shelf.extract, organs)}


def doubts(report: Row) -> list[str]:
    """What a reader should know of a report before using a number of it."""
    said = []
    if report["errors"]:
        said.append(_("检查出 %(n)d 处错误") % {"n": report["errors"]})
    if report["unsure"]:
        said.append(_("%(n)d 格没有读准") % {"n": report["unsure"]})
    if report["unread"]:
        said.append(_("%(n)d 格没有读到") % {"n": report["unread"]})
    if report["versions"] > 1:
        said.append(_("同一年度有 %(n)d 份，取用一份") % {"n": report["versions"]})
    return said


def joined(said: Iterable[str]) -> str:
    return _("；").join(one for one in said if one)


def short_names(extract: Any, organs: Sequence[str]) -> dict[str, str]:
    """The name; with its region where two have one name."""
    known = asking.organs_of(extract, organs)
    names = [row["name"] for row in known.values()]
    return {
        key: f"{row['name']}（{row['region']}）" if names.count(row["name"]) > 1 and row["region"] else row["name"]
        for key, row in known.items()
    }


def always() -> list[str]:
    """What holds for every page."""
    return [
        _("空白、“/”、没有读到的不是 0：不计入，也不补数。"),
        _("“待核”是读取时没有把握的数；“有误”是那一格被检查点名，数字照报告所印。"),
    ]
