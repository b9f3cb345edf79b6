"""What the annual report puts into 今天: a year's report that was begun, is not handed in yet, and when it must be public."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from gongkai.statute import department_deadline, government_deadline
from gongkai_web.annual.models import Report
from gongkai_web.annual.rules import may_keep
from gongkai_web.annual.standing import Standing, standing_of
from gongkai_web.frame.tasks import Task
from gongkai_web.organs.models import Kind, Level, Organ, Person
from gongkai_web.organs.selectors import held


def tasks(person: Person, day: date) -> Iterator[Task]:
    """Only of years that have ended; a later version is a correction, which has no day of its own."""
    organs = {one.organ_id for one in held(person, day)}
    begun = Report.objects.filter(organ__in=organs, year__lt=day.year, number=1).select_related(
        "organ", "revision", "item"
    )
    for report in begun.prefetch_related("organ__names").order_by("year"):
        if may_keep(person, report.organ, day) and not standing_of(report).is_frozen:
            due = deadline(report.organ, report.year)
            url = reverse("annual_report", args=[report.organ.code, report.year])
            yield Task(
                f"{report.year}年年报",
                url,
                report.organ,
                due,
                due < day,
                "年报待送签",
                standing_of(report).label,
                plain_days=True,
            )
    yield from _corrections(person, organs, day)


def _corrections(person: Person, organs: set[int], day: date) -> Iterator[Task]:
    """A further version that was begun, until it is handed in or given up."""
    begun = Report.objects.filter(organ__in=organs, number__gt=1).select_related("organ", "revision", "item")
    for report in begun.prefetch_related("organ__names").order_by("year"):
        standing = standing_of(report)
        if standing in (Standing.DRAFT, Standing.RETURNED) and may_keep(person, report.organ, day):
            url = reverse("annual_report", args=[report.organ.code, report.year])
            title = f"{report.year}年年报的更正（第 {report.number} 版）"
            yield Task(title, url, report.organ, None, False, "更正待送签", standing.label)


def deadline(organ: Organ, year: int) -> date:
    """《条例》第四十九条: 31 March for the government of a county or above, 31 January for everybody else; an office may be
    asked for it earlier."""
    of_a_region = organ.kind == Kind.GOVERNMENT and organ.level != Level.TOWNSHIP
    return government_deadline(year) if of_a_region else department_deadline(year)
