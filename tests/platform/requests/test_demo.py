"""The demonstration's requests: every state of the procedure, made by the services."""

from datetime import date

import pytest

from gongkai_web.demo.request_texts import CASES
from gongkai_web.demo.requests import load_requests
from gongkai_web.organs.models import Unit
from gongkai_web.requests.models import Request
from tests.platform.publishing.office import township
from tests.platform.requests.desk import at

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("today", [date(2026, 11, 21), date(2026, 10, 8)])
def test_the_demonstration_can_be_made_on_any_day(today: date) -> None:
    office = township("DEMO-1")
    Unit.objects.create(organ=office.organ, name="财政所")
    assert load_requests(at(today)) == len(CASES) + 1
    states = set(Request.objects.values_list("state", flat=True))
    assert states >= {"submitted", "in_hand", "correcting", "consulting", "replied", "closed", "archived"}
    assert not Request.objects.filter(is_open=False, outcome="").exists()
