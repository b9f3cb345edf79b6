"""A report that travels in the page. The server keeps nothing, so what comes back is a stranger's: it is read anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from gongkai.errors import GongkaiError
from gongkai.report import AnnualReport, Number, ReportJsonError, dumps, loads, to_json

LARGEST_NUMBER = 10**15
YEARS = range(1990, 2101)
MOST_FINDINGS = 2000
LONGEST_TEXT = 300_000
"""Characters of running text in one report: ten times the longest real ones."""

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class StateError(GongkaiError):
    """What came as a report is not one this program could have written."""


def packed(report: AnnualReport) -> str:
    return dumps(report)


def unpacked(text: str) -> AnnualReport:
    """The report; its computed findings are gone and are to be computed again. Raises StateError."""
    try:
        return plausible(loads(text))
    except ReportJsonError as error:
        raise _altered(f"{error.where} {error.text}".strip()) from error


def plausible(report: AnnualReport) -> AnnualReport:
    """The same report. Raises StateError for what no report holds and no page or document could show."""
    texts = (report.title, report.opening, report.signature, *(section.text for section in report.sections))
    if sum(len(text or "") for text in texts) > LONGEST_TEXT:
        raise _altered(_("正文太长，超过 %(most)d 字") % {"most": LONGEST_TEXT})
    if any(_UNPRINTABLE.search(words) for words in _strings(to_json(report))):
        raise _altered(_("有无法显示的字符"))
    if report.year is not None and report.year not in YEARS:
        raise _altered(_("年度不在合理范围"))
    if not all(-LARGEST_NUMBER <= number <= LARGEST_NUMBER for number in _numbers(report)):
        raise _altered(_("有数字大得不合理"))
    if len(report.findings) > MOST_FINDINGS:
        raise _altered(_("待核事项太多"))
    return report


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for item in data.values() if isinstance(data, dict) else data:
            yield from _strings(item)


def _altered(what: str) -> StateError:
    return StateError(_("报告的内容不对：%(what)s") % {"what": what}, _("请重新上传文件"), code="STATE")


def _numbers(report: AnnualReport) -> Iterator[Number]:
    yield from (cell.value for cell in report.tables.values() if cell.value is not None)
    yield from (statement.value for statement in report.narrative)
    for finding in report.findings:
        yield from (number for number in (finding.expected, finding.actual) if number is not None)
