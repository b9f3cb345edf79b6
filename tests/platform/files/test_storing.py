"""Storing: as a whole or not at all, once on the disk, and never what came from elsewhere."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from gongkai_web.audit.models import Entry
from gongkai_web.files import services, storage
from gongkai_web.files.digests import sm3
from gongkai_web.files.errors import FileError
from gongkai_web.files.models import StoredFile
from gongkai_web.organs.models import Organ, Person
from gongkai_web.organs.roles import Role
from tests.platform.files.conftest import appointed
from tests.platform.files.making import EXE, PDF


def kept(disk: Path) -> list[str]:
    return sorted(str(path.relative_to(disk)) for path in disk.rglob("*") if path.is_file())


def test_the_digest_is_sm3() -> None:
    assert sm3(b"abc") == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


def test_a_file_is_kept_under_its_digest_and_given_back(town: Organ, clerk: Person, disk: Path) -> None:
    file = services.store(by=clerk, organ=town, name="通知.pdf", content=PDF)
    assert (file.name, file.kind, file.size, file.sm3, file.sealed) == ("通知.pdf", "pdf", len(PDF), sm3(PDF), False)
    assert kept(disk) == [f"{file.sm3[:2]}/{file.sm3[2:]}"]
    assert services.content(file) == PDF


def test_only_the_platform_itself_reads_the_disk(town: Organ, clerk: Person, disk: Path) -> None:
    services.store(by=clerk, organ=town, name="通知.pdf", content=PDF)
    assert {path.stat().st_mode & 0o077 for path in disk.rglob("*")} == {0}


def test_the_same_content_twice_is_two_rows_and_one_content(town: Organ, clerk: Person, disk: Path) -> None:
    first, second = (services.store(by=clerk, organ=town, name=name, content=PDF) for name in ("一.pdf", "二.pdf"))
    assert first.pk != second.pk
    assert len(kept(disk)) == 1


def test_the_log_has_it_without_the_name(town: Organ, clerk: Person) -> None:
    file = services.store(by=clerk, organ=town, name="张三低保申请.pdf", content=PDF)
    entry = Entry.objects.get(key="file.stored")
    assert (entry.actor, entry.organ, entry.target) == ("wang", "X1", f"file:{file.pk}")
    assert file.sm3 in entry.data
    assert "张三" not in entry.data


def test_a_refused_file_leaves_nothing(town: Organ, clerk: Person, disk: Path) -> None:
    with pytest.raises(FileError):
        services.store(by=clerk, organ=town, name="通知.pdf", content=EXE)
    assert not kept(disk)
    assert not StoredFile.objects.exists()
    assert not Entry.objects.filter(key="file.stored").exists()


def test_a_file_over_the_limit_is_refused(town: Organ, clerk: Person, settings: Any) -> None:
    settings.MAX_FILE_BYTES = settings.MEGABYTE
    services.store(by=clerk, organ=town, name="大.txt", content=b"x" * settings.MEGABYTE)
    with pytest.raises(FileError, match="超过 1 MB"):
        services.store(by=clerk, organ=town, name="大.txt", content=b"x" * (settings.MEGABYTE + 1))


def test_nobody_stores_for_another_organ(town: Organ, stranger: Person, disk: Path) -> None:
    with pytest.raises(FileError, match="不在这个机构任职"):
        services.store(by=stranger, organ=town, name="通知.pdf", content=PDF)
    assert not kept(disk)


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR])
def test_nor_does_an_administrator(town: Organ, role: Role) -> None:
    with pytest.raises(FileError, match="不在这个机构任职"):
        services.store(by=appointed("admin", role, town), organ=town, name="通知.pdf", content=PDF)


FAILING = [
    ("write", errno.ENOSPC, "磁盘已满"),
    ("fsync", errno.ENOSPC, "磁盘已满"),
    ("fsync", errno.EIO, "磁盘读写出错"),
    ("mkstemp", errno.EROFS, "只能读"),
    ("replace", errno.EDQUOT, "配额"),
]


@pytest.mark.parametrize(("where", "reason", "said"), FAILING)
def test_a_full_disk_is_said_and_nothing_half_is_kept(
    town: Organ, clerk: Person, disk: Path, monkeypatch: pytest.MonkeyPatch, where: str, reason: int, said: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(reason, os.strerror(reason))

    if where == "write":
        monkeypatch.setattr(storage.os, "fdopen", failing_writer(reason))
    elif where == "fsync":
        monkeypatch.setattr(storage.os, "fsync", fail)
    elif where == "mkstemp":
        monkeypatch.setattr(storage.tempfile, "mkstemp", fail)
    else:
        monkeypatch.setattr(storage.Path, "replace", fail)
    with pytest.raises(FileError, match=said) as refused:
        services.store(by=clerk, organ=town, name="通知.pdf", content=PDF)
    assert refused.value.where == "通知.pdf"
    assert "系统管理员" in refused.value.remedy
    monkeypatch.undo()
    assert not list((settings.DATA_DIR / "files").rglob("tmp*"))
    assert not kept(disk)
    assert not StoredFile.objects.exists()


def failing_writer(reason: int) -> Any:
    """A disk that takes the first half and then no more."""
    real = os.fdopen

    def fdopen(handle: int, mode: str) -> Any:
        out = real(handle, mode)
        taken = out.write

        class Half:
            def __enter__(self) -> Half:
                return self

            def __exit__(self, *_: object) -> None:
                out.close()

            def write(self, content: bytes) -> None:
                taken(content[: len(content) // 2])
                raise OSError(reason, os.strerror(reason))

        return Half()

    return fdopen


KILLED = """
import os, signal, sys
from pathlib import Path
import django
django.setup()
from gongkai_web.files import storage
from gongkai_web.files.digests import sm3
Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
content = b"%PDF-1.4 half"
storage.write(sm3(content), content)
"""


def test_a_program_killed_between_writing_and_naming_leaves_no_content(disk: Path) -> None:
    settings = {"DJANGO_SETTINGS_MODULE": "gongkai_web.config.settings"}
    environment = os.environ | settings | {"GONGKAI_DATA_DIR": str(disk.parent)}
    ended = subprocess.run([sys.executable, "-c", KILLED], env=environment, timeout=60)
    assert ended.returncode == -9
    assert [name.split("/")[0] for name in kept(disk)] == [storage.BEGUN]
    content = b"%PDF-1.4 half"
    storage.write(sm3(content), content)
    assert storage.read(sm3(content)) == content


def test_a_content_that_was_damaged_is_mended_by_the_next_upload_of_it(town: Organ, clerk: Person) -> None:
    file = services.store(by=clerk, organ=town, name="通知.pdf", content=PDF)
    storage.path_of(file.sm3).write_bytes(PDF[:5])
    with pytest.raises(FileError, match="和上传时不一样") as refused:
        services.content(file)
    assert refused.value.where == "通知.pdf"
    services.store(by=clerk, organ=town, name="又一次.pdf", content=PDF)
    assert services.content(file) == PDF


def test_a_content_that_is_gone_is_said(town: Organ, clerk: Person) -> None:
    file = services.store(by=clerk, organ=town, name="通知.pdf", content=PDF)
    storage.path_of(file.sm3).unlink()
    with pytest.raises(FileError, match="读不出来") as refused:
        services.content(file)
    assert refused.value.where == "通知.pdf"


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "A" * 64, "a" * 63, f"{'a' * 64}\n"])
def test_no_path_is_made_of_anything_but_a_digest(digest: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        storage.path_of(digest)
