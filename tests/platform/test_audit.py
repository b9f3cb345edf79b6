"""The log of what was done: whoever changes, deletes or puts in an entry is found out, and the database refuses at all."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from gongkai_web.__main__ import main
from gongkai_web.audit import guard
from gongkai_web.audit.models import Entry, Head
from gongkai_web.audit.services import record, together
from gongkai_web.audit.verifying import Anchor, breaks, end


@dataclass(frozen=True)
class Person:
    account: str = "wang"
    full_name: str = "王芳"


@pytest.fixture
def five(db: None) -> list[Entry]:
    return [record(key="item.drafted", actor=Person(), target=f"item:{i}", title=f"第 {i} 条") for i in range(1, 6)]


def test_entries_are_numbered_without_gaps_and_bound_to_one_another(five: list[Entry]) -> None:
    assert [entry.number for entry in five] == [1, 2, 3, 4, 5]
    assert [entry.previous for entry in five[1:]] == [entry.digest for entry in five[:-1]]
    assert list(breaks()) == []


def test_the_digest_does_not_depend_on_what_the_database_makes_of_a_time(five: list[Entry]) -> None:
    assert Entry.objects.get(number=3).digest == five[2].digest
    assert list(breaks(end())) == []


CHANGES: dict[str, tuple[Callable[[], object], int]] = {
    "words changed": (lambda: Entry.objects.filter(number=2).update(data='{"title":"别的"}'), 2),
    "another actor": (lambda: Entry.objects.filter(number=4).update(actor="li"), 4),
    "an hour later": (lambda: Entry.objects.filter(number=1).update(at="2020-01-01T00:00:00Z"), 1),
    "one deleted": (lambda: Entry.objects.filter(number=3).delete(), 3),
    "the first deleted": (lambda: Entry.objects.filter(number=1).delete(), 1),
    "the last deleted": (lambda: Entry.objects.filter(number=5).delete(), 5),
    "all deleted": (lambda: Entry.objects.all().delete(), 1),
    "the head set back": (lambda: Head.objects.update(number=4), 5),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_changed_is_found_where_it_was_changed(five: list[Entry], change: str) -> None:
    act, number = CHANGES[change]
    act()
    assert number in [found.number for found in breaks()]


def test_a_digest_made_to_fit_breaks_the_next_one(five: list[Entry]) -> None:
    from gongkai_web.audit.chain import digest_of

    forged = Entry.objects.get(number=2)
    forged.actor = "li"
    Entry.objects.filter(number=2).update(actor="li", digest=digest_of(forged))
    assert [found.number for found in breaks()] == [3]


def test_a_cut_end_with_its_head_rewritten_is_found_by_the_anchor_kept_elsewhere(five: list[Entry]) -> None:
    kept = end()
    Entry.objects.filter(number=5).delete()
    Head.objects.update(number=4, digest=five[3].digest)
    assert list(breaks()) == []
    assert [found.number for found in breaks(kept)] == [5]


def test_an_act_that_fails_leaves_no_entry(db: None) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(key="item.published", actor=None)
        raise ZeroDivisionError
    assert record(key="item.drafted", actor=None).number == 1


def test_the_entries_of_one_act_are_appended_at_its_end_in_order(db: None) -> None:
    with together():
        record(key="round.approved", actor=None)
        with together():
            record(key="item.published", actor=None)
        assert not Entry.objects.exists()
    assert list(Entry.objects.values_list("key", flat=True)) == ["round.approved", "item.published"]
    assert list(breaks()) == []


def test_of_an_act_that_fails_there_is_none_and_the_next_act_has_its_own(db: None) -> None:
    with pytest.raises(ZeroDivisionError), together():
        record(key="round.approved", actor=None)
        raise ZeroDivisionError
    record(key="item.drafted", actor=None)
    assert list(Entry.objects.values_list("key", flat=True)) == ["item.drafted"]


@pytest.fixture
def guarded(five: list[Entry]) -> Iterator[None]:
    guard.install(connection)
    yield
    guard.remove(connection)


@pytest.mark.parametrize("act", [lambda e: e.update(actor="li"), lambda e: e.delete()], ids=["update", "delete"])
def test_the_database_itself_refuses(guarded: None, act: Callable[[object], object]) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        act(Entry.objects.filter(number=2))
    assert record(key="item.drafted", actor=None).number == 6


@pytest.mark.django_db(transaction=True)
def test_many_at_once_make_one_chain() -> None:
    def several() -> None:
        for _ in range(5):
            record(key="item.published", actor=Person())
        connection.close()

    threads = [threading.Thread(target=several) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Entry.objects.count() == 40
    assert list(breaks()) == []


def test_the_command_says_where_the_log_was_changed(five: list[Entry], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "verify"]) == 0
    kept = capsys.readouterr().out.splitlines()[-1]
    assert Anchor.parsed(kept) == end()
    Entry.objects.filter(number=2).update(actor="li")
    assert main(["audit", "verify", "--anchor", kept]) == 1
    said = capsys.readouterr()
    assert "第 2 条：内容被改动" in said.out
    assert "1 处不是原样" in said.err


def test_a_copy_is_one_line_an_entry_and_overwrites_nothing(five: list[Entry], tmp_path: Path) -> None:
    file = tmp_path / "log.jsonl"
    assert main(["audit", "export", str(file)]) == 0
    assert len(file.read_text(encoding="utf-8").splitlines()) == 5
    assert main(["audit", "export", str(file)]) == 2


def test_an_anchor_that_is_none_is_said(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "verify", "--anchor", "昨天"]) == 2
    assert "昨天" in capsys.readouterr().err
