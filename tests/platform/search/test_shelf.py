"""The platform's index as pages, worker and command use it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gongkai_web.__main__ import main
from gongkai_web.search import shelf, source, worker
from gongkai_web.search.errors import NotReadyError
from gongkai_web.search.index import Index, Query
from gongkai_web.search.keeping import SMALL
from tests.platform.search.making import FakeSource, entry


@pytest.fixture
def items(tmp_path: Path, settings: Any) -> Iterator[FakeSource]:
    settings.SEARCH_DIR = tmp_path
    before = source.registered()
    shelf.index.cache_clear()
    fake = FakeSource(entry(1, "住房"))
    source.register(fake)
    yield fake
    source.register(before)
    shelf.index.cache_clear()


def test_a_search_sees_what_was_published_and_recalled_just_before(items: FakeSource) -> None:
    assert shelf.find(Query("住房")).keys == (1,)
    items.publish(entry(2, "住房"))
    items.hide(1)
    assert shelf.find(Query("住房")).keys == (2,)


def test_a_large_site_without_an_index_says_so_until_the_worker_has_built_it(
    items: FakeSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    items.items = {key: entry(key, "住房") for key in range(SMALL + 1)}
    with pytest.raises(NotReadyError, match="正在重建索引"):
        shelf.find(Query("住房"))
    _let_the_worker_run(monkeypatch)
    assert shelf.find(Query("住房")).counted == SMALL + 1


def test_a_worker_whose_source_fails_goes_on(items: FakeSource, monkeypatch: pytest.MonkeyPatch) -> None:
    failures = iter([OSError("away"), None])

    def total() -> int:
        if failure := next(failures, None):
            raise failure
        return 1

    monkeypatch.setattr(items, "total", total)
    _let_the_worker_run(monkeypatch)
    assert Index(shelf.index().generations.folder).search(Query("住房")).keys == (1,)


def _let_the_worker_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "PAUSE_SECONDS", 0.02)
    stopped = threading.Event()
    thread = threading.Thread(target=worker.keep_going, args=(stopped,))
    thread.start()
    for _ in range(500):
        if stopped.wait(0.02) or shelf.index().generations.current():
            break
    stopped.set()
    thread.join(30)


def test_the_command_builds_anew_and_shows_how_far_it_is(items: FakeSource, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "rebuild"]) == 0
    said = capfd.readouterr()
    assert "重建索引" in said.err
    assert "1/1" in said.err
    assert said.out == ""
    assert shelf.find(Query("住房")).keys == (1,)


def test_the_command_says_when_another_builds(items: FakeSource, capfd: pytest.CaptureFixture[str]) -> None:
    with Index(shelf.index().generations.folder).generations.building():
        assert main(["search", "rebuild"]) == 1
    assert "另一个程序正在重建索引" in capfd.readouterr().err


def test_the_command_says_when_there_is_nothing_to_search(items: FakeSource, capfd: pytest.CaptureFixture[str]) -> None:
    source.register(None)
    assert main(["search", "rebuild"]) == 2
    assert capfd.readouterr().err.count("\n") == 1
