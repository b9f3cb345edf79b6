"""Whatever is killed, filled up, cut off or overwritten: the old index answers, or says that a new one is being built."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import tantivy

from gongkai_web.search.errors import NotReadyError
from gongkai_web.search.index import Index, Query
from gongkai_web.search.keeping import catch_up, keep
from gongkai_web.search.schema import MARK, Mark
from tests.platform.search.making import FakeSource, entry, index_of

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 60


def start(act: str, folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.platform.search.child", act, str(folder)]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "gongkai_web.config.settings"}
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


@contextmanager
def busy(act: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A process in the middle of its work; killed without a chance to tidy up."""
    child = start(act, folder)
    try:
        assert child.stdout
        assert child.stdout.readline() == "ready\n"
        yield child
    finally:
        child.send_signal(signal.SIGKILL)
        child.communicate(timeout=PATIENCE)


def keys(index: Index, text: str = "") -> set[int]:
    return set(index.search(Query(text, per_page=1000)).keys)


def test_a_rebuilding_that_is_killed_leaves_the_old_index_and_nothing_for_good(tmp_path: Path) -> None:
    index = index_of(tmp_path, entry(1, "住房"), upto=5)
    with busy("build", tmp_path):
        assert keys(index) == {1}
        assert not index.rebuild([], 1), "one builds at a time"
        assert index.progress()
    assert keys(index) == {1}
    assert index.upto == 5
    assert index.progress() is None
    assert index.rebuild([entry(2, "公开")], 6)
    assert keys(index) == {2}
    assert len(list(tmp_path.glob("v*-*"))) == 1


def test_while_the_first_index_is_built_a_search_says_how_far_it_is(tmp_path: Path) -> None:
    index = Index(tmp_path)
    with busy("build", tmp_path), pytest.raises(NotReadyError, match=r"正在重建索引，已完成 \d+%") as caught:
        index.search(Query("住房"))
    assert caught.value.progress
    assert caught.value.progress.total == 100_000_000


def test_a_writer_that_is_killed_blocks_nobody_and_leaves_nothing_half_done(tmp_path: Path) -> None:
    index = index_of(tmp_path, entry(1, "住房"))
    with busy("hold", tmp_path):
        assert not index.apply([entry(2, "住房")], [], 1)
        assert keys(index) == {1}
    assert index.apply([entry(2, "住房")], [], 1)
    assert keys(index) == {1, 2}
    assert keys(index, "半截") == set()


def test_whenever_it_is_killed_the_watermark_says_what_is_in(tmp_path: Path) -> None:
    index = index_of(tmp_path)
    for moment in (0.05, 0.11, 0.17, 0.23):
        with busy("apply", tmp_path):
            time.sleep(moment)
        assert keys(index) == set(range(1, index.upto + 1))
    assert index.upto > 0


def test_a_full_disk_leaves_the_old_index(tmp_path: Path) -> None:
    index = index_of(tmp_path, entry(1, "住房"), upto=5)
    said, _ = start("fill", tmp_path).communicate(timeout=PATIENCE)
    assert said == "refused\n"
    assert (keys(index), index.upto) == ({1}, 5)
    assert len(list(tmp_path.glob("v*-*"))) == 1


PARTS = ["meta.json", "*.idx", "*.pos", "*.term", "*.store", "*.fast", "*.fieldnorm"]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("damage", ["gone", "empty", "cut", "overwritten"])
def test_a_damaged_index_is_built_anew(part: str, damage: str, tmp_path: Path) -> None:
    source = FakeSource(*(entry(key, f"住房保障{key}号文件") for key in range(1, 400)))
    keep(Index(tmp_path), source)
    for file in next(tmp_path.glob("v*-*")).glob(part):
        _damage(file, damage)
    index = Index(tmp_path)
    for _ in range(3):
        try:
            assert keys(index, "住房保障") <= set(source.items)
        except NotReadyError:
            keep(index, source)
    if damage != "overwritten":
        assert keys(index, "住房保障") == set(source.items)


def _damage(file: Path, damage: str) -> None:
    content = file.read_bytes()
    file.unlink()
    if damage == "empty":
        file.write_bytes(b"")
    elif damage == "cut":
        file.write_bytes(content[: len(content) // 2])
    elif damage == "overwritten":
        file.write_bytes(bytes(255 - byte for byte in content))


@pytest.mark.parametrize("pointer", ["v0-0123456789abcdef", "", "../../etc", "v1-", "\udcff", "v1-0000000000000000"])
def test_an_index_of_another_version_or_none_is_built_anew(pointer: str, tmp_path: Path) -> None:
    source = FakeSource(*(entry(key, "住房") for key in range(300)))
    (tmp_path / "v0-0123456789abcdef").mkdir()
    (tmp_path / "current").write_bytes(os.fsencode(pointer))
    index = Index(tmp_path)
    assert not catch_up(index, source)
    with pytest.raises(NotReadyError):
        index.search(Query("住房"))
    keep(index, source)
    assert len(keys(index, "住房")) == 300
    assert not (tmp_path / "v0-0123456789abcdef").exists()


def test_many_processes_write_and_read_at_once_and_lose_nothing(tmp_path: Path) -> None:
    index = index_of(tmp_path)
    others = [start("apply", tmp_path) for _ in range(3)]
    try:
        end = time.monotonic() + PATIENCE
        while index.upto < 8 and time.monotonic() < end:
            index.search(Query("住房"))
            time.sleep(0.01)
    finally:
        for other in others:
            other.kill()
            other.communicate(timeout=PATIENCE)
    assert keys(index) == set(range(1, index.upto + 1))
    assert index.upto >= 8


def test_an_index_of_another_make_is_built_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its watermark says less than ours wants to know."""

    def without_digest(mark: Mark) -> tantivy.Document:
        document = tantivy.Document()
        document.add_text("kind", MARK)
        document.add_unsigned("upto", mark.upto)
        return document

    source = FakeSource(entry(1, "住房"))
    with monkeypatch.context() as patched:
        patched.setattr("gongkai_web.search.writing.document_of_mark", without_digest)
        keep(Index(tmp_path), source)
    index = Index(tmp_path)
    keep(index, source)
    keep(index, source)
    assert index.search(Query("住房")).keys == (1,)
