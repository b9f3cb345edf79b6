"""Several at once, each with their own connection: a quarter falls due once, a field is one catalogue, a duty ends once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connections

from gongkai_web.audit.models import Entry
from gongkai_web.catalogues.errors import CatalogueActError
from gongkai_web.catalogues.models import Catalogue, Duty
from gongkai_web.catalogues.services import Choice, bind, drop, fall_due, note, receive, settle_published, take_in
from gongkai_web.publishing.models import Column
from gongkai_web.publishing.shipped import ship_columns
from tests.platform.catalogues.bench import TODAY, Desk, desk, out, row, taken, workbook
from tests.platform.publishing.office import NOW

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def at() -> Desk:
    if not Column.objects.exists():
        ship_columns()  # emptied with everything else by the test before
    return desk()


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each act gave, or the error it was refused with; all begin together."""
    begin, given = threading.Barrier(len(acts)), []

    def run(one: Callable[[], object]) -> None:
        begin.wait()
        try:
            given.append(one())
        except CatalogueActError as error:
            given.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[one]) for one in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return given


def test_several_workers_make_a_quarters_duty_once(at: Desk) -> None:
    taken(at)
    given = at_once(*[lambda: fall_due(date(2027, 1, 1))] * 4)
    assert sorted(len(made) for made in given if isinstance(made, list)) == [0, 0, 0, 1]
    assert Entry.objects.filter(key="duty.fell_due").count() == 1


def test_two_who_import_the_same_field_make_one_catalogue(at: Desk) -> None:
    files = [receive(by=at.clerk, organ=at.organ, name="目录.xlsx", data=workbook(), now=NOW).file for _ in range(3)]
    choice = {0: Choice("social_assistance", "", date(2026, 1, 1))}
    at_once(*[lambda file=file: take_in(by=at.clerk, file=file, choices=choice, now=NOW) for file in files])
    catalogue = Catalogue.objects.get()
    assert catalogue.rows.count() == 5
    assert sorted(catalogue.versions.values_list("number", flat=True)) == [1, 2, 3]


def test_a_duty_is_settled_or_dropped_and_never_both(at: Desk) -> None:
    catalogue = taken(at)
    duty = note(by=at.clerk, row=row(catalogue, "办事指南"), about="修订", arose_on=TODAY, now=NOW)
    item = out(at)
    given = at_once(
        lambda: bind(by=at.clerk, duty=duty, item=item, now=NOW),
        lambda: drop(by=at.clerk, duty=duty, reason="重复", now=NOW),
        settle_published,
        settle_published,
    )
    duty.refresh_from_db()
    assert (duty.settled_on is None) != (duty.dropped_on is None)
    assert sum(isinstance(one, CatalogueActError) for one in given) == 1
    assert Duty.objects.count() == 1
