"""Who wrote is forgotten in time; what was written and answered stays."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gongkai_web.mailbox.keeping import erase
from gongkai_web.mailbox.models import Letter
from tests.platform.mailbox.desk import NAME, TEXT, answered, desk, in_hand
from tests.platform.publishing.office import NOW

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("days", "erased"), [(3 * 365, 0), (3 * 365 + 10, 1)])
def test_names_go_some_years_after_the_letter_is_closed(days: int, erased: int) -> None:
    at = desk()
    closed, open_one = answered(at), in_hand(at)
    assert erase(NOW + timedelta(days=days)) == ({"T1": 1} if erased else {})
    kept = Letter.objects.get(pk=closed.pk)
    assert (kept.name, kept.text) == ("" if erased else NAME, TEXT)
    assert bool(kept.writer_digest) is not bool(erased)
    assert Letter.objects.get(pk=open_one.pk).name == NAME
    assert not erase(NOW + timedelta(days=days))
