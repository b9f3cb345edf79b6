"""What nobody refers to goes, a day later; what somebody refers to stays."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from gongkai_web.audit.models import Entry
from gongkai_web.files import purging, services, storage
from gongkai_web.files.models import StoredFile
from gongkai_web.files.purging import Purged, purge
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.models import Attachment, Item, Revision
from tests.platform.files.making import PDF, PNG

NOW = timezone.now()
LATER = NOW + timedelta(days=2)


def attached(file: StoredFile, clerk: Person) -> None:
    item = Item.objects.create(organ=file.organ, drafted_by=clerk)
    revision = Revision.objects.create(item=item, number=1, drafted_by=clerk)
    Attachment.objects.create(revision=revision, file=file, name=file.name)


@pytest.fixture
def used(town: Organ, clerk: Person) -> StoredFile:
    file = services.store(by=clerk, organ=town, name="有用.pdf", content=PDF)
    attached(file, clerk)
    return file


@pytest.fixture
def unused(town: Organ, clerk: Person) -> StoredFile:
    return services.store(by=clerk, organ=town, name="没有用.png", content=PNG)


def test_what_is_used_stays_and_what_is_not_goes(used: StoredFile, unused: StoredFile) -> None:
    assert purge(now=LATER) == Purged(rows=1, contents=1)
    assert list(StoredFile.objects.all()) == [used]
    assert services.content(used) == PDF
    assert not storage.path_of(unused.sm3).exists()
    assert Entry.objects.filter(key="file.purged", target=f"file:{unused.pk}").exists()


def test_nothing_goes_within_a_day(used: StoredFile, unused: StoredFile) -> None:
    assert purge(now=NOW + timedelta(hours=23)) == Purged(rows=0, contents=0)


def test_a_content_stays_as_long_as_one_of_its_rows(used: StoredFile, town: Organ, clerk: Person) -> None:
    services.store(by=clerk, organ=town, name="又一次.pdf", content=PDF)
    assert purge(now=LATER) == Purged(rows=1, contents=0)
    assert services.content(used) == PDF


def test_what_a_killed_program_has_left_half_written_goes(disk: Path, db: None) -> None:
    begun = disk / storage.BEGUN
    begun.mkdir(parents=True)
    (begun / "tmpabc").write_bytes(b"half")
    purge(now=NOW)
    assert (begun / "tmpabc").exists()
    purge(now=LATER)
    assert not (begun / "tmpabc").exists()


def test_a_content_uploaded_again_while_it_is_being_dropped_stays(
    town: Organ, clerk: Person, monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    """The upload touches the content, finds it whole, and has not written its row yet: the narrowest moment."""
    digest = services.sm3(PDF)
    storage.write(digest, PDF)
    os.utime(storage.path_of(digest), (0, 0))
    needed = purging.StoredFile.objects.filter

    def uploaded_meanwhile(**given: object) -> object:
        os.utime(storage.path_of(digest))
        return needed(**given)

    monkeypatch.setattr(purging.StoredFile.objects, "filter", uploaded_meanwhile)
    assert purging._drop_content(storage.path_of(digest), NOW - timedelta(hours=1)) is False
    assert storage.read(digest) == PDF


def test_what_a_killed_purge_has_set_aside_comes_back(used: StoredFile, disk: Path) -> None:
    aside = disk / storage.BEGUN / f"leaving-{used.sm3}"
    storage.path_of(used.sm3).rename(aside)
    purge(now=LATER)
    assert services.content(used) == PDF


def test_the_command_says_what_went(unused: StoredFile, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("purge_files")
    assert "删除了 0 条没有用上的上传记录、0 份内容" in capsys.readouterr().out


def test_on_an_empty_disk(db: None) -> None:
    assert purge(now=LATER) == Purged(rows=0, contents=0)


def test_a_picture_in_a_text_is_used_although_it_is_attached_to_nothing(unused: StoredFile, clerk: Person) -> None:
    body = f'<p><img src="/files/{unused.pk}/图.png" alt=""></p>'
    item = Item.objects.create(organ=unused.organ, drafted_by=clerk)
    Revision.objects.create(item=item, number=1, drafted_by=clerk, body=body)
    assert purge(now=LATER).rows == 0
    assert StoredFile.objects.filter(pk=unused.pk).exists()


def test_the_picture_of_another_number_in_a_text_keeps_nothing(unused: StoredFile, clerk: Person) -> None:
    item = Item.objects.create(organ=unused.organ, drafted_by=clerk)
    body = f'<p><img src="/files/{unused.pk}7/图.png" alt=""></p>'
    Revision.objects.create(item=item, number=1, drafted_by=clerk, body=body)
    assert purge(now=LATER).rows == 1
