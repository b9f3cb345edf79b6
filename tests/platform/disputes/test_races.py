"""Two clerks at the same moment: one act, one entry, and the other is told."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection

from gongkai_web.audit.models import Entry
from gongkai_web.disputes.errors import DisputeError
from gongkai_web.disputes.models import Dispute
from gongkai_web.disputes.services import Given, take
from tests.platform.disputes.desk import TODAY, answered, filing, recorded
from tests.platform.publishing.office import NOW, township

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Any) -> list[Exception | None]:
    gate, told = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place: int, act: Any) -> None:
        try:
            gate.wait()
            act()
        except Exception as error:
            told[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def test_the_same_result_twice_is_taken_once() -> None:
    office = township()
    case = answered(office)
    made = recorded(office, request=case)

    def ends() -> None:
        given = Given(code="result", on=TODAY, ending="rv_revoked")
        take(by=office.clerk, dispute=made, version=1, given=given, now=NOW)

    told = at_once(ends, ends)
    assert sorted(type(one).__name__ for one in told) == ["ChangedError", "NoneType"]
    assert made.acts.filter(step="result").count() == 1
    assert case.acts.filter(step="close_dispute").count() == 1
    assert Entry.objects.filter(key="dispute.result").count() == 1


def test_two_numbers_for_two_cases() -> None:
    office = township()
    told = at_once(*(lambda n=n: recorded(office, filing(file_number=str(n))) for n in range(2)))
    assert not [one for one in told if isinstance(one, DisputeError)] and told == [None, None]
    assert len(set(Dispute.objects.values_list("number", flat=True))) == 2
