"""The index is a copy: level with the log, whole after every accident, and built anew by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai_web.search.errors import NotReadyError
from gongkai_web.search.index import Index, Query
from gongkai_web.search.keeping import SMALL, catch_up, keep
from gongkai_web.search.writing import SOME_PIECES
from tests.platform.search.making import FakeSource, entry, index_of


def keys(index: Index, text: str = "") -> set[int]:
    return set(index.search(Query(text)).keys)


def test_what_is_applied_is_found_and_what_is_removed_is_not(tmp_path: Path) -> None:
    index = index_of(tmp_path, entry(1, "住房"), entry(2, "公开"), upto=3)
    assert index.apply([entry(3, "住房")], [1], 4)
    assert keys(index, "住房") == {3}
    assert index.upto == 4


def test_applying_again_changes_nothing(tmp_path: Path) -> None:
    index = index_of(tmp_path, upto=0)
    for _ in range(3):
        index.apply([entry(1, "住房")], [], 1)
    assert index.search(Query("住房")).counted == 1


def test_a_new_text_replaces_the_old_one(tmp_path: Path) -> None:
    index = index_of(tmp_path, entry(1, "住房"))
    index.apply([entry(1, "公开")], [], 1)
    assert (keys(index, "住房"), keys(index, "公开")) == (set(), {1})


def test_what_lies_behind_the_watermark_is_passed_over(tmp_path: Path) -> None:
    index = index_of(tmp_path, entry(1, "新"), upto=10)
    index.apply([entry(1, "旧")], [], 9)
    assert keys(index, "新") == {1}
    assert index.upto == 10


def test_another_process_s_commit_is_seen_by_the_next_search(tmp_path: Path) -> None:
    mine = index_of(tmp_path, entry(1, "住房"))
    other = Index(tmp_path)
    assert keys(other) == {1}
    mine.apply([], [1], 1)
    assert keys(other) == set()
    mine.rebuild([entry(7, "公开")], 2)
    assert keys(other) == {7}
    assert other.upto == 2


def test_while_another_writes_one_reads_on(tmp_path: Path) -> None:
    index = index_of(tmp_path, entry(1, "住房"))
    with Index(tmp_path).writing():
        assert not index.apply([entry(2, "住房")], [], 1)
        assert keys(index) == {1}
    assert index.apply([entry(2, "住房")], [], 1)


def test_catching_up_follows_the_log(tmp_path: Path) -> None:
    source = FakeSource(entry(1, "住房"))
    index = Index(tmp_path)
    assert catch_up(index, source)
    source.publish(entry(2, "住房"))
    source.hide(1)
    assert catch_up(index, source)
    assert keys(index) == {2}
    assert index.upto == 3


def test_a_long_backlog_is_left_to_the_worker(tmp_path: Path) -> None:
    source = FakeSource()
    index = Index(tmp_path)
    catch_up(index, source)
    for key in range(100):
        source.publish(entry(key, "住房"))
    assert not catch_up(index, source)
    assert keys(index) == set()
    keep(index, source)
    assert index.search(Query()).counted == 100


def test_no_index_of_a_large_site_is_left_to_the_worker(tmp_path: Path) -> None:
    source = FakeSource(*(entry(key, "住房") for key in range(SMALL + 1)))
    index = Index(tmp_path)
    assert not catch_up(index, source)
    with pytest.raises(NotReadyError, match="正在重建索引"):
        index.search(Query("住房"))
    keep(index, source)
    assert index.search(Query("住房")).counted == SMALL + 1


def test_what_changes_during_a_rebuilding_is_not_lost(tmp_path: Path) -> None:
    source = FakeSource(*(entry(key, "住房") for key in range(1, 4)))
    index = Index(tmp_path)
    source.while_reading = lambda: source.hide(1) if 1 in source.items else None
    keep(index, source)
    keep(index, source)
    assert keys(index) == {2, 3}
    assert index.mark == source.latest()


def test_files_nobody_has_read_are_left_to_the_worker(tmp_path: Path) -> None:
    source = FakeSource(entry(1, "住房"))
    index = Index(tmp_path)
    source.slow = True
    assert not catch_up(index, source)
    keep(index, source)
    source.publish(entry(2, "住房"))
    assert not catch_up(index, source)
    assert keys(index) == {1}
    keep(index, source)
    assert keys(index) == {1, 2}


def test_many_small_commits_are_merged(tmp_path: Path) -> None:
    source = FakeSource()
    index = Index(tmp_path)
    catch_up(index, source)
    for key in range(SOME_PIECES + 4):
        source.publish(entry(key, "住房"))
        catch_up(index, source)
    keep(index, source)
    assert not index.scattered
    assert index.search(Query("住房")).counted == SOME_PIECES + 4


@pytest.mark.parametrize("count", [1, SMALL + 1])
def test_an_index_of_a_log_that_was_set_back_is_built_anew(count: int, tmp_path: Path) -> None:
    source = FakeSource(*(entry(key, "住房") for key in range(count)))
    index = Index(tmp_path)
    keep(index, source)
    source.publish(entry(5000, "将要丢失"))
    keep(index, source)
    restored = FakeSource(*(entry(key, "住房") for key in range(count)))
    restored.history = "second"
    for key in range(6000, 6005):
        restored.publish(entry(key, "后来"))
    assert catch_up(index, restored) == (count <= SMALL)
    keep(index, restored)
    assert keys(index, "将要丢失") == set()
    assert keys(index, "后来") == set(range(6000, 6005))
