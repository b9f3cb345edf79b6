"""The same person is found again however the value was typed; nobody without the key can try values."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai_web.audit.models import Entry
from gongkai_web.organs.models import Person
from gongkai_web.vault import keyring
from gongkai_web.vault.blind import digest
from gongkai_web.vault.errors import VaultError
from gongkai_web.vault.services import reveal, traces


@pytest.mark.parametrize("typed", ["11010119900307123X", "１１０１０１19900307123x", " 110101 19900307 123X\u3000"])
def test_typed_otherwise_it_is_the_same(typed: str) -> None:
    assert digest(typed, purpose="identity") == digest("11010119900307123x", purpose="identity")


def test_another_value_or_purpose_is_another_digest() -> None:
    assert len(digest("张三", purpose="name")) == 64
    assert len({digest("张三", purpose="name"), digest("张三丰", purpose="name"), digest("张三", purpose="log")}) == 3


def test_a_blank_has_none() -> None:
    assert digest(" \u3000", purpose="name") == ""


def test_a_new_sealing_key_changes_no_digest_and_another_blind_key_all(own_keys: Path) -> None:
    before = digest("张三", purpose="name")
    keyring.write_over(own_keys, keyring.with_new_key(keyring.keyring(), "sm4-gcm"))
    assert digest("张三", purpose="name") == before
    keyring.write_over(own_keys, keyring.made())
    assert digest("张三", purpose="name") != before


def test_the_log_holds_names_of_fields_and_digests() -> None:
    made = traces({"phone": "13812345678", "email": ""}, purpose="applicant")
    assert made["email"] == ""
    assert len(made["phone"]) == 64
    assert made == traces({"phone": "138 1234 5678", "email": " "}, purpose="applicant")


@pytest.mark.django_db
def test_a_reveal_is_in_the_log_with_its_reason() -> None:
    person = Person.objects.create(account="li", full_name="李敏")
    reveal(actor=person, what="申请人的联系电话", reason=" 电话核对 ", organ="T1", target="request:7")
    entry = Entry.objects.get(key="personal.revealed")
    assert (entry.actor, entry.organ, entry.target) == ("li", "T1", "request:7")
    assert "申请人的联系电话" in entry.data
    assert "电话核对" in entry.data


@pytest.mark.django_db
def test_without_a_reason_nothing_is_revealed() -> None:
    person = Person.objects.create(account="li", full_name="李敏")
    with pytest.raises(VaultError, match="理由"):
        reveal(actor=person, what="申请人的联系电话", reason=" ")
    assert not Entry.objects.exists()
