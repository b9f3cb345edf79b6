"""A file that hangs or crashes the reader, a program that is killed: nothing is lost, nothing is there twice."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gongkai.corpus import Local, failures, opened, read_corpus, store, workers
from gongkai.corpus.tables import TABLES
from gongkai.errors import GongkaiError
from gongkai.reading import Limits

from .making import ask, contents, corpus_of, entries, made, save

BAD_CHILD = """
import os, signal, time
from gongkai.corpus import child
real = child.read_with_source
def read(data, name, **more):
    if name.startswith("crash"):
        os.abort()
    if name.startswith("hang"):
        signal.signal(signal.SIGALRM, signal.SIG_IGN)
        time.sleep(600)
    if name.startswith("print"):
        print("a library that talks", flush=True)
    return real(data, name, **more)
child.read_with_source = read
child.main()
"""


def test_a_crash_or_a_hang_loses_that_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_COMMAND", (sys.executable, "-c", BAD_CHILD))
    monkeypatch.setattr(workers, "_GRACE", 2.0)
    for number, name in enumerate(("a", "crash", "crash2", "good", "hang", "print", "z")):
        save(tmp_path / "in", f"{name}.json", made(f"甲县{number}乡人民政府"))
    read_corpus(tmp_path / "corpus", entries(tmp_path / "in"), engine=Local(2), limits=Limits(seconds=4))
    failed = {Path(file).stem: text for file, text, _ in failures(tmp_path / "corpus")}
    assert set(failed) == {"crash", "crash2", "hang"}
    assert "异常终止" in failed["crash"] and "超过 4 秒" in failed["hang"]
    assert ask(tmp_path / "corpus", "SELECT count(*) FROM reports") == [(4,)]


def test_what_failed_is_tried_again_next_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(tmp_path / "in", "crash.json", made())
    with monkeypatch.context() as patch:
        patch.setattr(workers, "_COMMAND", (sys.executable, "-c", BAD_CHILD))
        read_corpus(tmp_path / "corpus", entries(tmp_path / "in"))
    assert len(failures(tmp_path / "corpus")) == 1
    assert read_corpus(tmp_path / "corpus", entries(tmp_path / "in")).read_now == 1
    assert failures(tmp_path / "corpus") == []


SLOW = (
    "import sys; import gongkai.corpus.reading as r; r._FILES_A_PART = 2; from gongkai.cli import main;"
    "sys.argv[0] = 'gongkai'; main()"
)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
def test_killed_in_the_middle_it_goes_on_and_ends_as_if_nothing_had_been(tmp_path: Path) -> None:
    for number in range(40):
        save(tmp_path / "in", f"{number}.json", made(f"甲县{number}乡人民政府"))
    out = tmp_path / "corpus"
    command = [sys.executable, "-c", SLOW, "corpus", "read", str(tmp_path / "in"), "-o", str(out), "-j", "1"]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while len(list((out / "parts").glob("*[0-9]"))) < 3 and time.monotonic() < deadline:
        time.sleep(0.005)
    running.send_signal(signal.SIGKILL)
    running.wait()
    with pytest.raises(GongkaiError, match="还没有读完"), opened(out):
        pass
    done = read_corpus(out, entries(tmp_path / "in"), engine=Local(2))
    assert 0 < done.read_now < 40
    read_corpus(tmp_path / "whole", entries(tmp_path / "in"), engine=Local(2))
    assert contents(out) == contents(tmp_path / "whole")
    assert ask(out, "SELECT count(*), count(DISTINCT sm3) FROM reports") == [(40, 40)]


class _KilledError(BaseException):
    """As if the program had been killed here."""


MOVES = len(TABLES) + 1
"""Every table, and the manifest last."""


@pytest.mark.parametrize("moved", range(MOVES + 1))
def test_killed_while_the_tables_are_put_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moved: int) -> None:
    corpus = corpus_of(tmp_path, made("甲县1乡人民政府"))
    save(tmp_path / "in", "new.json", made("甲县2乡人民政府"))
    move, count = Path.replace, iter(range(100))

    def replace(self: Path, target: Path) -> Path:
        if next(count) >= moved:
            raise _KilledError
        return move(self, target)

    with monkeypatch.context() as patch, pytest.raises(_KilledError if moved < MOVES else SystemExit):
        patch.setattr(Path, "replace", replace)
        read_corpus(corpus, entries(tmp_path / "in"))
        raise SystemExit
    if moved < MOVES:
        with pytest.raises(GongkaiError, match="没有写完"), opened(corpus):
            pass
    assert read_corpus(corpus, entries(tmp_path / "in")).read_now == 0
    assert ask(corpus, "SELECT organ FROM reports ORDER BY 1") == [("甲县1乡人民政府",), ("甲县2乡人民政府",)]


def test_a_half_written_part_counts_as_nothing(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, made())
    (corpus / "parts" / "00000001.half").mkdir(parents=True)
    (corpus / "parts" / "00000001.half" / "cells.parquet").write_bytes(b"PAR1")
    (corpus / "new").mkdir()
    (corpus / "new" / "cells.parquet").write_bytes(b"PAR1")
    assert read_corpus(corpus, entries(tmp_path / "in")).read_now == 0
    assert not (corpus / "new").exists()


def test_two_programs_do_not_write_one_corpus(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, made())
    with store.writing(corpus), pytest.raises(GongkaiError, match="另一个程序"):
        read_corpus(corpus, entries(tmp_path / "in"))


def test_a_table_of_another_corpus_is_not_taken(tmp_path: Path) -> None:
    one = corpus_of(tmp_path / "1", made("甲县1乡人民政府"))
    other = corpus_of(tmp_path / "2", made("甲县2乡人民政府"))
    shutil.copy(other / "cells.parquet", one / "cells.parquet")
    with pytest.raises(GongkaiError, match="不是同一次写的"), opened(one):
        pass


def test_a_question_reads_the_corpus_and_nothing_else(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, made())
    (tmp_path / "secret.csv").write_text("a\n1\n", encoding="utf-8")
    for sql in (
        f"FROM read_csv('{tmp_path}/secret.csv')",
        f"COPY reports TO '{tmp_path}/out.csv'",
        "INSTALL httpfs",
        "LOAD spatial",
        f"ATTACH '{tmp_path}/x.db'",
    ):
        with pytest.raises(GongkaiError):
            ask(corpus, sql)
    assert not (tmp_path / "out.csv").exists()


def test_no_child_outlives_a_reading(tmp_path: Path) -> None:
    save(tmp_path / "in", "a.json", made())
    read_corpus(tmp_path / "corpus", entries(tmp_path / "in"))
    mine = subprocess.run(
        ["ps", "--ppid", str(os.getpid()), "-o", "args="], capture_output=True, text=True, check=False
    )
    assert "gongkai.corpus.child" not in mine.stdout
