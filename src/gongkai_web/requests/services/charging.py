"""信息处理费: what the applicant has applied for this month over all channels, both methods, notice and payment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from gongkai.statute import Fee as Calculated
from gongkai.statute import Method, fee_by_items, fee_by_pages
from gongkai_web.organs.models import Person
from gongkai_web.requests.errors import RequestError
from gongkai_web.requests.models import Act, Applicant, Fee, Request
from gongkai_web.requests.namesakes import ADVICE, several_names
from gongkai_web.requests.services.taking import Step, take


@dataclass(frozen=True, slots=True)
class MonthLedger:
    """One applicant's requests of a calendar month, in order; `place` is this one's number among them, from 1."""

    requests: tuple[Request, ...]
    place: int


def same_applicant(applicant: Applicant) -> Q:
    """The same applicant in other letters: by the identity's number, else by name together with telephone or e-mail."""
    found = Q(applicant=applicant.pk)
    if applicant.identity_key:
        found |= Q(applicant__identity_key=applicant.identity_key)
    for name in ("phone_key", "email_key"):
        value = getattr(applicant, name)
        if value and applicant.name_key:
            found |= Q(applicant__name_key=applicant.name_key, **{f"applicant__{name}": value})
    return found


def month_of(request: Request) -> MonthLedger:
    """By the day of arrival, over all channels of the organ."""
    day = request.arrived_on
    found: QuerySet[Request] = Request.objects.filter(
        same_applicant(request.applicant),
        organ=request.organ_id,
        arrived_on__year=day.year,
        arrived_on__month=day.month,
    )
    requests = tuple(found.select_related("fee", "applicant").order_by("arrived_on", "pk"))
    return MonthLedger(requests, 1 + next(at for at, one in enumerate(requests) if one.pk == request.pk))


def by_items(request: Request, on: date) -> Calculated:
    """The fee of this request as the n-th of its month."""
    return fee_by_items(1, already_this_month=month_of(request).place - 1, on=on)


def by_pages(pages: int, on: date) -> Calculated:
    return fee_by_pages(pages, on=on)


@dataclass(frozen=True, slots=True)
class Compared:
    """What one method comes to. `total` None: it cannot be said yet."""

    name: str
    said: str
    total: int | None


def compared(request: Request, pages: int | None, on: date) -> list[Compared]:
    """Both methods side by side (第三条: only one of them for a request). Raises GongkaiError for a day before the fees."""
    month = month_of(request)
    place, doubt = month.place, f"（{ADVICE}）" if several_names(month.requests) else ""
    items = Compared("按件计收", f"申请人本月第 {place} 件{doubt}", by_items(request, on).total)
    if not pages:
        return [items, Compared("按量计收", "还没有写页数", None)]
    return [items, Compared("按量计收", f"本件提供 {pages} 页", by_pages(pages, on).total)]


def calculated(request: Request, method: str, pages: int | None, on: date) -> Calculated:
    """Raises RequestError where nothing may be charged."""
    if method == Method.PAGES and not pages:
        raise RequestError("没有写页数", "按量计收的，写本件提供的页数（A4 及以下幅面单面为 1 页）")
    fee = by_items(request, on) if method == Method.ITEMS else by_pages(pages or 0, on)
    if fee.total == 0:
        raise RequestError("按这种方式不收费", f"{fee.article}规定的数量以内不收费")
    return fee


@transaction.atomic
def notify_fee(
    *, by: Person | None, request: Request, version: int, step: Step, method: str, pages: int | None, now: datetime
) -> Fee:
    """`step.on` is the day the applicant received the notice."""
    fee = calculated(request, method, pages, step.on)
    act = take(by=by, request=request, version=version, step=step, now=now)
    Fee.objects.filter(request=request).delete()
    return Fee.objects.create(
        request=request,
        method=fee.method.value,
        quantity=fee.quantity,
        already=fee.already,
        amount=fee.total,
        notice=act,
    )


@transaction.atomic
def record_payment(
    *, by: Person, request: Request, version: int, step: Step, receipt_number: str, now: datetime
) -> Act:
    act = take(by=by, request=request, version=version, step=step, now=now)
    Fee.objects.filter(request=request).update(payment=act, receipt_number=receipt_number.strip())
    return act
