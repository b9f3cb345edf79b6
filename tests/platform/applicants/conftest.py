"""Today is 2026-11-20: the periods that are looked at do not depend on the day the tests run."""

from __future__ import annotations

import pytest

from tests.platform.publishing.office import NOW


@pytest.fixture(autouse=True)
def that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
