"""A new key for everything, stopped anywhere and gone on with; the command says what it found."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai_web.__main__ import main
from gongkai_web.audit.models import Entry
from gongkai_web.vault import keyring, rotation
from gongkai_web.vault.errors import VaultError
from gongkai_web.vault.sealing import version_of
from tests.platform.vault.conftest import Letter, stored

COUNT = rotation.BATCH * 2 + 3


@pytest.fixture
def full(letters: type[Letter], monkeypatch: pytest.MonkeyPatch) -> type[Letter]:
    fields = [letters._meta.get_field("phone"), letters._meta.get_field("other")]
    monkeypatch.setattr(rotation, "sealed_columns", lambda: fields)
    letters.objects.bulk_create(
        letters(id=n, phone=f"1380000{n:04}", other=str(n) if n % 2 else None) for n in range(COUNT)
    )
    letters.objects.filter(id=5).update(phone="")
    return letters


def versions(column: str = "phone") -> set[int | None]:
    return {version_of(one) for one in stored(column) if one}


def test_everything_is_put_under_the_new_key(full: type[Letter], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["keys", "rotate", "--cipher", "sm4-gcm"]) == 0
    assert f"现用第 2 号，重新加密 {COUNT - 1 + COUNT // 2} 处" in capsys.readouterr().out
    assert versions() == versions("other") == {2}
    assert full.objects.get(id=7).phone == "13800000007"
    assert full.objects.get(id=5).phone == ""
    assert Entry.objects.filter(key__startswith="vault.").count() == 2


def test_a_stopped_rotation_goes_on_without_another_key(
    full: type[Letter], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real, calls = rotation._reseal_rows, []

    def stopping(*given: object) -> int:
        calls.append(1)
        if len(calls) == 2:
            raise VaultError("停电")
        return real(*given)

    monkeypatch.setattr(rotation, "_reseal_rows", stopping)
    assert main(["keys", "rotate"]) == 2
    assert "会接着做" in capsys.readouterr().err
    assert versions() == {1, 2}
    monkeypatch.setattr(rotation, "_reseal_rows", real)
    assert main(["keys", "check"]) == 0
    assert "还在旧密钥下" in capsys.readouterr().out
    assert main(["keys", "rotate"]) == 0
    assert "接着上次没有做完的：现用第 2 号" in capsys.readouterr().out
    assert versions() == versions("other") == {2}


def test_a_value_changed_meanwhile_is_not_put_back(full: type[Letter], own_keys: Path) -> None:
    column = rotation.sealed_columns()[0]
    rows = list(rotation._rows(column))[:2]
    keyring.write_over(own_keys, keyring.with_new_key(keyring.keyring(), "aes-256-gcm"))
    full.objects.filter(id=0).update(phone="new")
    assert rotation._reseal_rows(column, rows) == 1
    assert full.objects.get(id=0).phone == "new"


def test_check_names_what_does_not_open(full: type[Letter], own_keys: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["keys", "check"]) == 0
    assert "全部打得开" in capsys.readouterr().out
    keyring.write_over(own_keys, keyring.made())
    assert main(["keys", "check"]) == 1
    said = capsys.readouterr()
    assert "vault_tests_letter.phone 第 0 行" in said.out
    assert said.out.count("\n") == 20
    assert f"有 {COUNT - 1 + COUNT // 2} 处加密的信息打不开" in said.err


@pytest.mark.django_db
def test_every_sealed_field_of_the_platform_is_found() -> None:
    assert all(one.model._meta.managed for one in rotation.sealed_columns())
