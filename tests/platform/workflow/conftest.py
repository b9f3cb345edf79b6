from __future__ import annotations

import pytest

from gongkai_web.workflow import subjects
from tests.platform.workflow.bench import Bench, township


@pytest.fixture
def bench(db: None, monkeypatch: pytest.MonkeyPatch) -> Bench:
    monkeypatch.setattr(subjects, "_handlers", {})
    return Bench(township())
