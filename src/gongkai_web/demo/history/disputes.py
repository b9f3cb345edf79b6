"""What was taken to reconsideration or to court of two years' replies, with results of every kind table four knows."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import cycle

from django.db import transaction
from django.db.models import Q

from gongkai_web.demo.history.offices import COUNTY, FIRST, Office, offices
from gongkai_web.disputes.models import Dispute
from gongkai_web.disputes.services import Filing, Given, record, take
from gongkai_web.requests.models import Request

TAKEN = {"DEMO-ZRJ": 3, "DEMO-JYJ": 1, "DEMO-RSJ": 1, "DEMO-3": 1, "DEMO-8": 1}
"""How many replies of a year were attacked."""
RESULTS = (
    ("reconsideration", "rv_upheld"),
    ("reconsideration", "rv_revoked"),
    ("litigation", "lt_claim_dismissed"),
    ("reconsideration", "rv_terminated"),
    ("reconsideration", "rv_upheld"),
    ("litigation", "lt_withdrawn"),
)


def load_past_disputes(now: datetime) -> int:
    """After the requests of those years."""
    results = cycle(RESULTS)
    for office in offices(now):
        if office.code != FIRST:
            for year in office.years:
                for request in _attacked(office, year)[: TAKEN.get(office.code, 0)]:
                    _play(office, request, *next(results))
    return Dispute.objects.count()


def _attacked(office: Office, year: int) -> list[Request]:
    """Replies that gave less than all."""
    refused = Q(outcome__startswith="denied") | Q(outcome__startswith="unable") | Q(outcome="partial")
    return list(Request.objects.filter(refused, organ=office.organ, ended_on__year=year).order_by("pk"))


@transaction.atomic
def _play(office: Office, request: Request, kind: str, ending: str) -> None:
    replied = request.ended_on or office.today
    filed = replied + timedelta(days=24)
    received, answered, ended = (office.later(filed, days) for days in (5, 12, 44))
    body = "清源县人民政府" if kind == "reconsideration" else "清源县人民法院"
    if kind == "reconsideration" and office.code == COUNTY:
        body = "某市人民政府"
    filing = Filing(
        kind=kind,
        against="reply",
        role="respondent",
        body=body,
        filed_on=filed,
        received_on=received,
        track="ordinary",
        file_number=f"{'清政复' if kind == 'reconsideration' else '清行初'}〔{filed.year}〕{request.pk}号",
    )
    if received > office.today:
        return
    made = record(by=office.keeper, organ=office.organ, filing=filing, request=request, now=office.at(received))
    for code, day, given in (("answer", answered, {}), ("result", ended, {"ending": ending})):
        if day <= office.today:
            _take(office, made, code, day, given)


def _take(office: Office, made: Dispute, code: str, day: date, given: dict[str, str]) -> None:
    made.refresh_from_db()
    step = Given(code=code, on=day, until=None, data={"place": "", "archive_number": ""}, **given)
    take(by=office.keeper, dispute=made, version=made.version, given=step, now=office.at(day))
