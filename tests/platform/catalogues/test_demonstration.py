"""The demonstration's catalogues come in by the door everybody uses, and leave something to do."""

import pytest
from django.utils import timezone

from gongkai_web.catalogues.coverage import Span, coverage_of_organ
from gongkai_web.catalogues.models import Catalogue, Version
from gongkai_web.catalogues.selectors import duties_of
from gongkai_web.demo.catalogues import load_catalogues
from gongkai_web.demo.publishing import load_items
from gongkai_web.organs.demo import load_office
from gongkai_web.organs.models import Organ, Person


@pytest.mark.django_db
def test_two_townships_have_catalogues_with_gaps_and_something_late() -> None:
    now = timezone.now()
    load_office()
    load_items(now)
    assert load_catalogues(now) == Catalogue.objects.count() == 6
    assert load_catalogues(now) == 0
    day = timezone.localdate(now)
    whole = coverage_of_organ(Organ.objects.get(code="DEMO-1"), Span.of_year(day.year), day)
    assert whole.items == 13
    assert whole.covered >= 3
    assert whole.blank > 0
    assert whole.overdue == 1
    assert not any(note["kind"] == "refused" for version in Version.objects.all() for note in version.notes)
    assert [duty.about for duty in duties_of(Person.objects.get(account="demo-civil1"), day)] == [
        "修订最低生活保障办事指南"
    ]
