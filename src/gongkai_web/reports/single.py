"""One report where a page needs exactly one: last year's, or an office's own form."""

from __future__ import annotations

from gongkai import reading
from gongkai.report import AnnualReport
from gongkai_web.reports.intake import read_quickly, too_many
from gongkai_web.reports.queue.patience import read_in_turn
from gongkai_web.reports.state import plausible
from gongkai_web.reports.uploads import Upload


def read_one(upload: Upload) -> AnnualReport:
    """The one report of a file, unchecked. Raises GongkaiError, also where there are several."""
    try:
        reports = read_quickly(upload)
    except reading.SlowError:
        reports = [report.with_findings(report.reading_findings()) for report in read_in_turn(upload)]
    if len(reports) != 1:
        raise too_many(upload, len(reports))
    return plausible(reports[0])
