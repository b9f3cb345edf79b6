"""Who may read a file, and what a file is allowed to do in the browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from gongkai_web.files import gate, services, storage
from gongkai_web.files.models import StoredFile
from gongkai_web.organs.models import Organ, Person
from gongkai_web.organs.roles import Role
from tests.platform.files.conftest import appointed
from tests.platform.files.making import JPG, PDF, PNG, word

pytestmark = pytest.mark.usefixtures("no_owners")


def anybody(file: StoredFile, person: Person | None, now: datetime) -> bool:
    return True


def those_inside(file: StoredFile, person: Person | None, now: datetime) -> bool:
    return person is not None and gate.works_for(person, file.organ_id, timezone.localdate(now))


def nobody(file: StoredFile, person: Person | None, now: datetime) -> bool:
    return False


@pytest.fixture
def file(town: Organ, clerk: Person) -> StoredFile:
    return services.store(by=clerk, organ=town, name="关于100%完成任务#1的通知.pdf", content=PDF)


def status(file: StoredFile, person: Person | None = None) -> int:
    client = Client()
    if person:
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.get(file.get_absolute_url()).status_code


READERS = [
    # what has the file     sealed   public  own organ  other organ  administrator
    (anybody, False, 200, 200, 200, 200),
    (anybody, True, 404, 200, 404, 404),
    (those_inside, False, 404, 200, 404, 404),
    (those_inside, True, 404, 200, 404, 404),
    (nobody, False, 404, 404, 404, 404),
    (None, False, 404, 404, 404, 404),
]


@pytest.mark.parametrize(("owner", "sealed", "public", "own", "other", "admin"), READERS)
def test_who_reads_a_file(
    file: StoredFile,
    clerk: Person,
    stranger: Person,
    town: Organ,
    owner: gate.Owner | None,
    sealed: bool,
    public: int,
    own: int,
    other: int,
    admin: int,
) -> None:
    if owner:
        gate.register(owner)
    if sealed:
        services.seal(by=clerk, file=file)
    assert status(file) == public
    assert status(file, clerk) == own
    assert status(file, stranger) == other
    assert status(file, appointed("admin", Role.AUDITOR, town)) == admin


def test_one_of_several_that_have_it_is_enough(file: StoredFile) -> None:
    for owner in (nobody, anybody):
        gate.register(owner)
    assert status(file) == 200


def test_a_recall_holds_from_the_next_request_on(file: StoredFile) -> None:
    published = [True]
    gate.register(lambda *_: published[0])
    assert status(file) == 200
    published.clear()
    published.append(False)
    assert status(file) == 404


def test_whoever_has_the_first_password_still_is_nobody_yet(file: StoredFile, clerk: Person) -> None:
    gate.register(those_inside)
    Person.objects.filter(pk=clerk.pk).update(must_change_password=True)
    clerk.refresh_from_db()
    assert status(file, clerk) == 404


def test_only_its_own_people_seal_a_file(file: StoredFile, stranger: Person) -> None:
    with pytest.raises(services.FileError, match="不在这个机构任职"):
        services.seal(by=stranger, file=file)
    file.refresh_from_db()
    assert not file.sealed


@pytest.mark.parametrize("other", ["别的名字.pdf", "通知.html", "..%2f..%2fetc%2fpasswd"])
def test_a_file_is_found_under_its_own_name_only(client: Client, file: StoredFile, other: str) -> None:
    gate.register(anybody)
    assert client.get(f"/files/{file.pk}/{other}").status_code == 404


@pytest.mark.parametrize("pk", [0, 999_999, 10**30])
def test_a_file_that_is_not_there(client: Client, db: None, pk: int) -> None:
    assert client.get(f"/files/{pk}/a.pdf").status_code == 404


def test_nothing_is_sent_to_a_file(client: Client, file: StoredFile) -> None:
    gate.register(anybody)
    assert client.post(file.get_absolute_url()).status_code == 405


def test_the_answer(client: Client, file: StoredFile) -> None:
    gate.register(anybody)
    response = client.get(file.get_absolute_url())
    assert response.content == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(len(PDF))
    assert response["Content-Disposition"].startswith("attachment; filename=\"file.pdf\"; filename*=UTF-8''")
    assert "%E5%85%B3%E4%BA%8E100%25%E5%AE%8C%E6%88%90" in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert response["Cache-Control"] == "no-store"


def test_without_its_body(client: Client, file: StoredFile) -> None:
    gate.register(anybody)
    response = client.head(file.get_absolute_url())
    assert response.status_code == 200
    assert response["Content-Length"] == str(len(PDF))


KINDS = [("图.png", PNG, "inline"), ("图.jpg", JPG, "inline"), ("文.pdf", PDF, "inline")]
KINDS += [("文.docx", word(), "attachment"), ("文.txt", b"a<b", "attachment")]


@pytest.mark.parametrize(("name", "content", "way"), KINDS, ids=[name for name, *_ in KINDS])
def test_what_a_browser_may_show_by_itself(
    client: Client, town: Organ, clerk: Person, name: str, content: bytes, way: str
) -> None:
    gate.register(anybody)
    file = services.store(by=clerk, organ=town, name=name, content=content)
    assert client.get(file.get_absolute_url())["Content-Disposition"].startswith("attachment;")
    shown = client.get(f"{file.get_absolute_url()}?inline=1")
    assert shown["Content-Disposition"].startswith(f"{way};")
    assert "default-src 'none'" in shown["Content-Security-Policy"]
    assert ("sandbox" in shown["Content-Security-Policy"]) == (file.kind != "pdf")


@pytest.mark.parametrize(
    ("harm", "said"),
    [(lambda path: path.unlink(), "读不出来"), (lambda path: path.write_bytes(b"%PDF-1.4 x"), "和上传时不一样")],
)
def test_a_file_that_is_gone_or_was_changed_on_the_disk_does_not_leave_and_is_logged(
    client: Client, file: StoredFile, caplog: pytest.LogCaptureFixture, harm: Callable[[Path], object], said: str
) -> None:
    gate.register(anybody)
    harm(storage.path_of(file.sm3))
    assert client.get(file.get_absolute_url()).status_code == 404
    assert said in caplog.text


def test_the_same_owner_registered_twice_is_asked_once() -> None:
    for _ in range(2):
        gate.register(anybody)
    assert gate._owners == [anybody]
