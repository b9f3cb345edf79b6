"""Which reports say the same, sentence by sentence: a map of the organs, the pairs, and what they share."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from gongkai.corpus.extract import asking
from gongkai.corpus.similar import SECTIONS, SHORTEST
from gongkai_web.research.asked import Asked
from gongkai_web.research.charts import matrix
from gongkai_web.research.pages.common import Row, report_cell
from gongkai_web.research.shown import Cell, Shown, Table, count, words

_MOST, _DRAWN, _TOLD = 50, 24, 12


def shown(asked: Asked) -> Shown:
    extract = asked.shelf.extract
    years = asking.years(extract)
    organ = asked.organ()
    year = asked.year(years)
    kinds = {"sister": _("同一年，不同机关"), "last_year": _("同一机关，与上一年")}
    kind = asked.one_of("set", list(kinds))
    rows = asking.alike(extract, kind=kind, year=year, organ=organ or None, most=_MOST)
    page = Shown(_("%(year)d年文字雷同的报告") % {"year": year}, "alike")
    page.extra = {"years": years, "year": year, "organ": organ, "sets": kinds, "set": kind}
    page.notes = _notes()
    if not asked.shelf.alike:
        page.empty = _("这一份数据没有比过文字。")
        return page
    if not rows:
        page.empty = _("没有找到一半以上相同的文字。请换一个年度或者机关。")
        return page
    pairs, organs = asking.alike_count(extract, kind=kind, year=year)
    page.extra["told"] = [
        _("共 %(pairs)d 对，涉及 %(organs)d 个机关；下面是最像的 %(n)d 对。")
        % {"pairs": pairs, "organs": organs, "n": len(rows)}
    ]
    reports = asking.reports_named(extract, [row[name] for row in rows for name in ("report", "other_report")])
    page.reports = len(reports)
    page.tables = [Table(page.title, _head(), [_line(asked, row, reports) for row in rows])]
    page.chart = _map(page.title, rows)
    page.extra["pairs"] = [_told(row) for row in rows[:_TOLD]]
    return page


def _head() -> list[str]:
    return [
        *(_("报告"), _("部分"), _("与哪一份"), _("相同程度"), _("占前一份"), _("相同的句子")),
        *(_("前一份"), _("后一份")),
    ]


def _notes() -> list[str]:
    return [
        _(
            "比较第 %(sections)s 部分的文字，去掉数字和标点，按八个字一段计：相同程度＝两份都有的段数÷两份合起来的段数，一半以上的列出。"
        )
        % {"sections": _("、").join(str(one) for one in SECTIONS)},
        _("“占前一份”是前一份里有多少在后一份也有。少于 %(n)d 段的文字不比。") % {"n": SHORTEST},
        _(
            "每份与同一机关上一年的、与同年最像的三个机关的相比；也可能有没有列出的。相同的文字不等于抄袭：转载上级的话也会相同。"
        ),
    ]


def _name(row: Row, prefix: str = "") -> str:
    return _("%(name)s（%(year)d年）") % {"name": row[f"{prefix}name"], "year": row[f"{prefix}year"]}


def _line(asked: Asked, row: Row, reports: dict[str, Row]) -> list[Cell]:
    return [
        words(_name(row)),
        words(_("第%(n)d部分") % {"n": row["section"]}),
        words(_name(row, "other_")),
        Cell(f"{row['similarity'] * 100:.1f}%", round(row["similarity"] * 100, 1)),
        Cell(f"{row['share'] * 100:.1f}%", round(row["share"] * 100, 1)),
        count(row["shared"]),
        report_cell(asked.shelf, reports.get(row["report"])),
        report_cell(asked.shelf, reports.get(row["other_report"])),
    ]


def _map(label: str, rows: list[Row]) -> dict[str, Any] | None:
    """The organs of the likest pairs against each other; of several parts of two reports the likest."""
    names: list[str] = []
    best: dict[tuple[int, int], float] = {}
    for row in rows:
        pair = [_name(row), _name(row, "other_")]
        fresh = [name for name in pair if name not in names]
        if len(names) + len(fresh) > _DRAWN:
            continue
        names += fresh
        a, b = sorted(names.index(name) for name in pair)
        best[a, b] = max(best.get((a, b), 0.0), round(row["similarity"] * 100, 1))
    return matrix(label, names, [(a, b, value) for (a, b), value in best.items()])


def _told(row: Row) -> dict[str, Any]:
    return {
        "one": _name(row),
        "other": _name(row, "other_"),
        "section": row["section"],
        "sentences": row["sentences"][:40],
    }
