"""The office's own Word file, filled: what of its title and text no longer fits the numbers that were put in."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from gongkai import checks
from gongkai.errors import GongkaiError
from gongkai.report import AnnualReport
from gongkai.writing.layout import chinese_date

NAMED = 8


class FitError(GongkaiError):
    """The file keeps words that belong to another report; it is given only to one who knows that."""


def require_fit(filled: AnnualReport, written: AnnualReport) -> None:
    """`filled` is the file read back with the numbers of `written` in it. Raises FitError naming what does not fit."""
    found = [*_frame(filled, written), *_text(filled)]
    if not found:
        return
    named = "".join(f"\n（{number}）{words}" for number, words in enumerate(found[:NAMED], 1))
    raise FitError(
        _("只换表格里的数字，下面 %(count)d 处不会改，与本报告不符：%(named)s")
        % {"count": len(found), "named": named + ("\n……" if len(found) > NAMED else "")},
        _("请换一份文件；确实要用这份，请勾选“这些地方我自己在 Word 里改”，再按“填数并下载”"),
        code="FIT",
    )


def _frame(filled: AnnualReport, written: AnnualReport) -> Iterator[str]:
    if filled.agency and written.agency and not checks.same_organ(filled.agency, written.agency):
        yield _("机关是“%(there)s”，本报告是“%(here)s”") % {"there": filled.agency, "here": written.agency}
    if filled.year and written.year and filled.year != written.year:
        yield _("年度是%(there)d年，本报告是%(here)d年") % {"there": filled.year, "here": written.year}
    if _plain(filled.title) != _plain(written.title):
        yield _("标题是“%(there)s”") % {"there": filled.title or ""}
    if filled.signed_on and filled.signed_on != written.signed_on:
        yield _("落款日期是%(there)s") % {"there": chinese_date(filled.signed_on)}


def _plain(title: str | None) -> str:
    return "".join((title or "").split())


def _text(filled: AnnualReport) -> Iterator[str]:
    """Sentences that state other numbers than the tables do now."""
    found = checks.checked(filled).findings
    yield from (
        finding.message.partition("。")[0] for finding in found if finding.rule.startswith("TX-") and finding.cells
    )
