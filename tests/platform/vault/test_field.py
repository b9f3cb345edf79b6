"""What is sealed comes back as it was, and is nowhere in the database; whatever does not fit is one clear error."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import FieldError
from django.core.serializers import serialize
from django.db import connection, models
from django.db.models import F
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from gongkai_web.vault import keyring
from gongkai_web.vault.errors import VaultError
from gongkai_web.vault.sealing import seal, unseal
from tests.platform.vault.conftest import Letter, stored

PHONE = "13812345678"
TEXTS = st.text(st.characters(blacklist_categories=("Cs",)), max_size=60)
same_fixtures = hypothesis_settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@same_fixtures
@given(TEXTS, st.sampled_from(["aes-256-gcm", "sm4-gcm"]))
def test_any_text_comes_back(text: str, kind: str) -> None:
    keyring.write_over(Path(settings.VAULT_KEYS), keyring.made(kind))
    sealed = seal(text, bound_to="a.b")
    assert unseal(sealed, bound_to="a.b") == text
    assert len(text) < 6 or text not in sealed


def test_the_same_text_is_never_sealed_alike() -> None:
    assert seal(PHONE, bound_to="a.b") != seal(PHONE, bound_to="a.b")


@same_fixtures
@given(st.data())
def test_no_byte_can_be_changed(data: st.DataObject) -> None:
    sealed = seal(PHONE, bound_to="a.b")
    place = data.draw(st.integers(0, len(sealed) - 1))
    other = data.draw(st.characters(min_codepoint=32, max_codepoint=126).filter(lambda one: one != sealed[place]))
    with pytest.raises(VaultError):
        unseal(sealed[:place] + other + sealed[place + 1 :], bound_to="a.b")


@pytest.mark.parametrize("given", ["13812345678", "sealed:1:", "sealed:1:!!", "sealed:1:QUJD", "sealed:x:QUJD", " "])
def test_what_was_never_sealed_is_not_taken_for_a_text(given: str) -> None:
    with pytest.raises(VaultError):
        unseal(given, bound_to="a.b")


def test_a_sealed_text_does_not_open_in_another_column() -> None:
    with pytest.raises(VaultError, match="被改动"):
        unseal(seal(PHONE, bound_to="a.phone"), bound_to="a.name")


def test_another_key_is_one_clear_error(own_keys: Path) -> None:
    sealed = seal(PHONE, bound_to="a.b")
    keyring.write_over(own_keys, keyring.made())
    with pytest.raises(VaultError) as refused:
        unseal(sealed, bound_to="a.b")
    assert str(refused.value).startswith("a.b：加密的信息打不开：密钥不是原来的那一把")
    assert PHONE not in str(refused.value)


def test_a_key_version_that_is_gone_is_named(own_keys: Path) -> None:
    ring = keyring.with_new_key(keyring.keyring(), "sm4-gcm")
    keyring.write_over(own_keys, ring)
    sealed = seal(PHONE, bound_to="a.b")
    keyring.write_over(own_keys, keyring.Keyring(ring.keys[:1], ring.blind))
    with pytest.raises(VaultError, match="没有第 2 号密钥"):
        unseal(sealed, bound_to="a.b")


def test_a_missing_key_file_is_not_made_anew_where_one_was_named(own_keys: Path, settings) -> None:
    settings.VAULT_KEYS = own_keys.parent / "elsewhere" / "keys.json"
    with pytest.raises(VaultError, match="密钥文件不存在"):
        seal(PHONE, bound_to="a.b")


@pytest.mark.parametrize("content", ["", "{}", '{"sealing": [], "blind": "00"}', "[1]", '{"sealing": 3, "blind": ""}'])
def test_a_broken_key_file_is_one_clear_error(content: str, own_keys: Path) -> None:
    own_keys.write_text(content)
    with pytest.raises(VaultError, match="密钥文件不完整"):
        seal(PHONE, bound_to="a.b")


def test_the_key_file_is_its_owners_alone(own_keys: Path) -> None:
    seal(PHONE, bound_to="a.b")
    assert own_keys.stat().st_mode & 0o777 == 0o600


def test_the_database_alone_reveals_nothing(letters: type[Letter]) -> None:
    letters.objects.create(id=1, phone=PHONE, other="白云乡东河村 3 号")
    letters.objects.bulk_create([letters(id=2, phone=PHONE)])
    for way in (
        lambda: letters.objects.filter(id=1).update(phone=PHONE),
        lambda: letters.objects.bulk_update([letters(id=1, phone=PHONE)], ["phone"]),
        lambda: letters(id=1, phone=PHONE).save(update_fields=["phone"]),
    ):
        way()
        assert all(one.startswith("sealed:1:") and PHONE not in one for one in stored())
        assert [letters.objects.get(id=pk).phone for pk in (1, 2)] == [PHONE, PHONE]
    assert letters.objects.values_list("phone", flat=True).first() == PHONE


def test_a_blank_stays_a_blank(letters: type[Letter]) -> None:
    letters.objects.create(id=1, phone="", other=None)
    letters.objects.create(id=2, phone=PHONE, other="")
    assert stored()[0] == ""
    assert stored("other") == [None, ""]
    assert letters.objects.get(phone="").id == 1
    assert letters.objects.get(other__isnull=True).id == 1
    assert letters.objects.exclude(phone="").get().id == 2


@pytest.mark.parametrize(
    "asked",
    [
        *({"phone": PHONE}, {"phone": F("other")}, {"phone__in": [PHONE]}, {"phone__contains": "1"}, {"phone__gt": ""}),
        *({"phone__iexact": PHONE}, {"phone__startswith": "1"}, {"phone__length": 3}),
    ],
)
def test_a_question_that_would_find_nothing_is_refused(asked: dict[str, object], letters: type[Letter]) -> None:
    with pytest.raises(FieldError, match="sealed"):
        letters.objects.filter(**asked).exists()


def test_django_does_not_write_it_out_in_the_open(letters: type[Letter]) -> None:
    letters.objects.create(id=1, phone=PHONE)
    with pytest.raises(FieldError):
        serialize("json", letters.objects.all())


def test_a_row_changed_in_the_database_is_refused(letters: type[Letter]) -> None:
    letters.objects.create(id=1, phone=PHONE, other="乙")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE vault_tests_letter SET phone = other")
    with pytest.raises(VaultError, match=r"vault_tests_letter\.phone"):
        letters.objects.get(id=1)


def test_it_is_a_text_field_for_forms() -> None:
    assert isinstance(Letter._meta.get_field("phone"), models.TextField)
