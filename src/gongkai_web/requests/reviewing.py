"""不予公开的定期评估审查 (《条例》第十八条): each year every refused request and everything withheld is looked at again.

The article says 定期 and no interval: once a year by the end of it is the platform's suggestion. Nothing is decided by the
machine; what may be published is drafted, reviewed and released as everything else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from gongkai.report.forms import OUTCOME_LABELS
from gongkai.statute import REFUSALS
from gongkai_web.audit.services import record
from gongkai_web.channels.workbooks import Cell, to_xlsx
from gongkai_web.frame.tasks import Task
from gongkai_web.organs.models import Organ, Person
from gongkai_web.organs.selectors import held
from gongkai_web.publishing.models import Reassessment, Withholding
from gongkai_web.requests.errors import RequestError
from gongkai_web.requests.models import RefusalReview, Request, ToPublish
from gongkai_web.requests.rules import HANDLERS
from gongkai_web.requests.services.common import require_handler

BASIS = "《条例》第十八条要求定期评估审查，没有规定间隔；每年一次、年底以前完成是本系统的建议"
REFUSED = (*sorted(REFUSALS), "partial")
"""Refused in whole under 第十四、十五、十六条, or in part (第三十七条)."""
_FROM_MONTH = 11
"""From when on it stands in 今天."""
Result = RefusalReview.Result


@dataclass(frozen=True, slots=True)
class Line:
    """A refused request, or what is withheld of one's own accord; `done` in words, "" while nobody has looked."""

    title: str
    number: str
    since: date | None
    ground: str
    done: str
    reason: str
    request: Request | None = None
    withholding: Withholding | None = None
    item: int | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    year: int
    lines: list[Line]

    @property
    def reviewed(self) -> int:
        return sum(bool(line.done) for line in self.lines)

    @property
    def open(self) -> int:
        return len(self.lines) - self.reviewed


def refused(organ: Organ, year: int) -> QuerySet[Request]:
    """Refused by the end of the year, and not published since before it."""
    found = Request.objects.filter(organ=organ, outcome__in=REFUSED, ended_on__lte=date(year, 12, 31))
    earlier = ToPublish.objects.filter(at__date__lt=date(year, 1, 1), item__public="published")
    return found.exclude(pk__in=earlier.values("request")).order_by("ended_on", "pk")


def sheet(organ: Organ, year: int) -> Sheet:
    return Sheet(year, [*_of_requests(organ, year), *_of_withheld(organ, year)])


def _of_requests(organ: Organ, year: int) -> Iterator[Line]:
    done = {one.request_id: one for one in RefusalReview.objects.filter(organ=organ, year=year)}
    drafts = {one.request_id: one.item_id for one in ToPublish.objects.filter(request__organ=organ)}
    for one in refused(organ, year):
        review = done.get(one.pk)
        yield Line(
            title=one.subject or one.document_number or one.number,
            number=one.number,
            since=one.ended_on,
            ground=OUTCOME_LABELS.get(one.outcome, ""),
            done=review.get_result_display() if review else "",
            reason=review.reason if review else "",
            request=one,
            item=drafts.get(one.pk),
        )


def _of_withheld(organ: Organ, year: int) -> Iterator[Line]:
    """Looked at in the register of what is withheld (`publishing.withholding`): what was said there in the year counts here."""
    rows = Withholding.objects.filter(item__organ=organ, filed_on__lte=date(year, 12, 31))
    rows = rows.exclude(ended_on__lt=date(year, 1, 1)).select_related("item", "revision")
    said: dict[int, Reassessment] = {}
    for one in Reassessment.objects.filter(withholding__in=rows, at__year=year).order_by("pk"):
        said[one.withholding_id] = one
    for row in rows.order_by("filed_on", "pk"):
        review = said.get(row.pk)
        yield Line(
            title=row.revision.title,
            number="",
            since=row.filed_on,
            ground=row.revision.get_ground_display(),
            done=review.get_result_display() if review else "",
            reason=review.reason if review else "",
            withholding=row,
            item=row.item_id,
        )


@transaction.atomic
def review(*, by: Person, request: Request, year: int, result: str, reason: str, now: datetime) -> RefusalReview:
    """Say of one refused request whether it stays refused. What may be published is begun as a draft afterwards."""
    require_handler(by, request.organ, now)
    kept = Request.objects.select_for_update(of=("self",)).select_related("organ").get(pk=request.pk)
    if year > timezone.localdate(now).year:
        raise RequestError(f"{year}年还没有到", "请评估今年的")
    if not refused(kept.organ, year).filter(pk=kept.pk).exists():
        raise RequestError("这一件不在要评估的里面", "评估的是不予公开、部分公开的申请")
    if result not in Result.values:
        raise RequestError("没有选评估的结果", "请选继续不公开，或者可以公开")
    if not reason.strip():
        raise RequestError("没有写理由", "请写明为什么继续不公开，或者什么情况变了")
    before = RefusalReview.objects.filter(request=kept, year=year).first()
    values = {"organ": kept.organ, "result": result, "reason": reason.strip()[:500], "by": by, "at": now}
    made, _ = RefusalReview.objects.update_or_create(request=kept, year=year, defaults=values)
    said = {"year": year, "result": [before.result if before else "", result], "reason": made.reason}
    target = f"request:{kept.pk}"
    record(key="request.refusal_reviewed", actor=by, organ=kept.organ.code, target=target, number=kept.number, **said)
    return made


HEADS = ("编号", "信息", "不予公开的日期", "依据", "评估结果", "理由")


def workbook(organ: Organ, year: int) -> bytes:
    rows: list[list[Cell]] = [list(HEADS)]
    for one in sheet(organ, year).lines:
        since = one.since.isoformat() if one.since else ""
        rows.append([one.number, one.title, since, one.ground, one.done or "没有评估", one.reason])
    return to_xlsx({f"{year}年评估审查": rows})


def tasks(person: Person, day: date) -> Iterator[Task]:
    """From November on, until all of the year is looked at; last year's, while something is left of it."""
    organs = {one.organ_id for one in held(person, day) if one.role in HANDLERS}
    for organ in Organ.objects.filter(pk__in=organs).prefetch_related("names"):
        years = [day.year] if day.month >= _FROM_MONTH else []
        if RefusalReview.objects.filter(organ=organ, year=day.year - 1).exists():
            years.append(day.year - 1)
        for year in years:
            found, due = sheet(organ, year), date(year, 12, 31)
            if found.open:
                url = f"{reverse('refusals', args=[organ.code])}?year={year}"
                detail = f"还有 {found.open} 条没有评估，共 {len(found.lines)} 条"
                yield Task(f"{year}年不予公开信息的评估审查", url, organ, due, due < day, "评估审查", detail)
