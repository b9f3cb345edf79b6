"""The demonstration's disputes: made by the services on any day, tied to its requests."""

from datetime import date

import pytest

from gongkai_web.demo.disputes import SCRIPTS, load_disputes
from gongkai_web.demo.requests import load_requests
from gongkai_web.disputes.board import rows_of, unfinished
from gongkai_web.disputes.models import Dispute
from gongkai_web.organs.models import Unit
from gongkai_web.requests.models import Request
from tests.platform.publishing.office import township
from tests.platform.requests.desk import at

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("today", [date(2026, 11, 21), date(2026, 10, 8)])
def test_the_demonstration_can_be_made_on_any_day(today: date) -> None:
    office = township("DEMO-1")
    Unit.objects.create(organ=office.organ, name="财政所")
    load_requests(at(today))
    assert load_disputes(at(today)) == len(SCRIPTS)
    assert load_disputes(at(today)) == 0, "once"
    rows = rows_of(unfinished(Dispute.objects.all()), today)
    assert {row.next.what for row in rows if row.next} == {"answer", "hearing", "reply_again"}
    assert Request.objects.get(subject="东沟村2015年征地补偿协议").state == "replying_again"
