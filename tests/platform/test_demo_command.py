"""gongkai-web demo: who works in the invented county, and making it anew without touching what is somebody's own."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from gongkai_web.demo import command
from gongkai_web.organs.demo import load_further, load_office, renew_passwords
from gongkai_web.organs.demo_further import FURTHER
from gongkai_web.organs.models import Organ, Person
from gongkai_web.organs.services import open_account

pytestmark = pytest.mark.django_db


def test_the_county_has_twelve_townships_and_seven_departments_whose_people_are_listed(capsys) -> None:
    load_office()
    assert len(load_further()) == len(FURTHER) == 14
    assert load_further() == []
    below = Organ.objects.filter(parent__code="DEMO")
    assert [below.filter(kind=kind).count() for kind in ("government", "department")] == [12, 7]
    assert [one.code for one in below][:7] == [f"DEMO-{number}" for number in range(1, 8)]
    assert command.accounts() == 0
    told = capsys.readouterr().out
    people = Person.objects.values_list("account", "full_name")
    assert len({name for _, name in people}) == len(people), "nobody is taken for somebody else"
    assert all(f"{account} " in told and name in told for account, name in people)


def test_passwords_are_renewed_where_they_are_asked_for() -> None:
    load_office()
    load_further()
    assert {one.account for one, _ in renew_passwords("DEMO-6")} == {"demo-clerk6", "demo-head6", "demo-secrecy6"}
    assert "demo-clerk6" not in {one.account for one, _ in renew_passwords()}


def test_nothing_is_removed_but_a_demonstration_and_only_when_asked(
    settings, tmp_path: Path, monkeypatch, capsys
) -> None:
    names = {"NAME": str(tmp_path / "gongkai.sqlite3")}
    standing_in = SimpleNamespace(vendor="sqlite", settings_dict=names, close=lambda: None)
    monkeypatch.setattr(command, "connection", standing_in)
    monkeypatch.setattr("builtins.input", lambda _: "n")
    assert command.clear(asked=False) == 2, "not in the data folder"
    settings.DATA_DIR = tmp_path
    assert command.clear(asked=False) == 0, "nothing there"
    _filled(tmp_path)
    assert command.clear(asked=False) == 2
    person, _ = open_account(by=None, account="wangfang", full_name="王芳")
    assert command.clear(asked=True) == 2
    assert "不是演示的账号" in capsys.readouterr().err
    assert len(list(tmp_path.rglob("*"))) == 6
    person.delete()
    assert command.clear(asked=True) == 0
    assert [path.name for path in tmp_path.rglob("*")] in (["keys", "files"], ["files", "keys"])


def _filled(folder: Path) -> None:
    for name in ("gongkai.sqlite3", "gongkai.sqlite3-wal", "files/ab/cd", "keys"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
