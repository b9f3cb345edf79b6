"""What must be settled before a report becomes a document: on paper, a guess and a figure look the same."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from gongkai.errors import GongkaiError
from gongkai.report import AnnualReport, Certainty, cell_name

DOCUMENTS = frozenset({"docx", "pdf"})
"""Forms that show figures only. A workbook lists what is uncertain beside them, JSON says it of each cell."""

NAMED = 5


class UnfinishedError(GongkaiError):
    """Something typed or read is not settled yet; nothing is written."""


def require_settled(report: AnnualReport, suffix: str, *, slips: Sequence[str] = (), typed_day: str = "") -> None:
    """Raises UnfinishedError for what was typed and cannot be understood, and for guesses that would look like figures."""
    if slips:
        raise UnfinishedError(
            _("有 %(count)d 格填的不是数：%(names)s") % _named(slips), _("请改成数字后再下载"), code="SLIPS"
        )
    if typed_day:
        raise UnfinishedError(
            _("落款日期“%(day)s”看不懂") % {"day": typed_day}, _("请写成 2026年1月12日 这样"), code="DAY"
        )
    guesses = guessed_cells(report)
    if guesses and suffix in DOCUMENTS:
        raise UnfinishedError(
            _("还有 %(count)d 格没有核对：%(names)s") % _named(guesses),
            _("Word 和 PDF 里看不出哪些是猜测，所以先不写。请核对后再下载；Excel 和 JSON 标明了待核对的格，可以先下载"),
            code="GUESSES",
        )


def guessed_cells(report: AnnualReport) -> list[str]:
    """Cells that hold a figure which nobody has confirmed."""
    cells = ((path, report.cell(path)) for path in report.paths())
    return [path for path, cell in cells if cell.certainty is Certainty.UNCERTAIN and cell.value is not None]


def _named(paths: Sequence[str]) -> dict[str, object]:
    names = "、".join(cell_name(path) for path in paths[:NAMED])
    return {"count": len(paths), "names": names + ("……" if len(paths) > NAMED else "")}
