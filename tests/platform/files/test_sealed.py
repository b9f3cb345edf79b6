"""On the disk nothing of a content can be read; keys change under it; what was there before is sealed too."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gongkai_web.__main__ import main
from gongkai_web.dossiers import storage as dossiers
from gongkai_web.files import keys, services, storage
from gongkai_web.files.digests import sm3
from gongkai_web.files.errors import FileError
from gongkai_web.organs.models import Organ, Person
from gongkai_web.vault import contents
from gongkai_web.vault.errors import VaultError
from tests.platform.files.making import PDF

NAMES = [f"居民{n:03}身份证" for n in range(40)]
TEXT = ("\n".join(NAMES) + "\n").encode()


def on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_no_piece_of_a_content_stands_on_the_disk(town: Organ, clerk: Person, disk: Path) -> None:
    file = services.store(by=clerk, organ=town, name="名单.txt", content=TEXT)
    kept = on_disk(disk.parent / "files")
    assert len(kept) > len(TEXT)
    assert not any(name.encode() in kept for name in NAMES)
    assert services.content(file) == TEXT


def test_the_same_content_is_never_sealed_alike(disk: Path) -> None:
    assert contents.seal(TEXT, bound_to="a") != contents.seal(TEXT, bound_to="a")


@pytest.mark.parametrize("place", [0, len(contents.MARK), contents.HEAD_BYTES, -1])
def test_a_changed_bit_is_seen(disk: Path, place: int) -> None:
    digest = sm3(PDF)
    storage.write(digest, PDF)
    kept = bytearray(storage.path_of(digest).read_bytes())
    kept[place] ^= 1
    storage.path_of(digest).write_bytes(kept)
    with pytest.raises(FileError) as refused:
        storage.read(digest)
    assert refused.value.code in {"FILE_CHANGED", "VAULT_KEY_MISSING"}


def test_a_content_under_another_name_does_not_open(disk: Path) -> None:
    for content in (PDF, TEXT):
        storage.write(sm3(content), content)
    storage.path_of(sm3(TEXT)).write_bytes(storage.path_of(sm3(PDF)).read_bytes())
    with pytest.raises(FileError, match="和上传时不一样"):
        storage.read(sm3(TEXT))


def test_other_keys_open_nothing_and_say_what_to_do(disk: Path, settings: Any) -> None:
    storage.write(sm3(PDF), PDF)
    settings.DATA_DIR = disk.parent / "other"
    settings.VAULT_KEYS = settings.DATA_DIR / "vault-keys.json"
    storage.folder().parent.mkdir(exist_ok=True)
    disk.rename(storage.folder())
    with pytest.raises(FileError, match="和上传时不一样"):
        storage.read(sm3(PDF))
    assert keys.standing().faults


def lay_plain(content: bytes) -> str:
    """As it lay before contents were sealed."""
    digest = sm3(content)
    path = storage.path_of(digest)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return digest


def test_what_was_there_before_is_read_and_sealed_by_and_by(disk: Path) -> None:
    plain = [lay_plain(content) for content in (PDF, TEXT)]
    damaged = lay_plain(b"%PDF-1.4 another")
    storage.path_of(damaged).write_bytes(b"%PDF-1.4 ano")
    assert storage.read(plain[0]) == PDF
    assert keys.seal_old() == 2
    assert [storage.version_of(digest) for digest in plain] == [1, 1]
    assert not any(name.encode() in on_disk(disk) for name in NAMES)
    assert storage.read(plain[1]) == TEXT
    assert storage.version_of(damaged) is None
    assert keys.seal_old() == 0


def test_a_new_key_takes_the_files_along(db: None, disk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    storage.write(sm3(PDF), PDF)
    lay_plain(TEXT)
    assert main(["keys", "rotate", "--cipher", "sm4-gcm"]) == 0
    assert "现用第 2 号，重新加密 2 处" in capsys.readouterr().out
    assert {storage.version_of(digest) for digest in storage.kept_digests()} == {2}
    assert (storage.read(sm3(PDF)), storage.read(sm3(TEXT))) == (PDF, TEXT)
    assert main(["keys", "check"]) == 0


KILLED = """
import os, signal
import django
django.setup()
from gongkai_web.files import keys, storage
real, done = storage._write_anew, []
def write(path, content):
    if done:
        os.kill(os.getpid(), signal.SIGKILL)
    real(path, content)
    done.append(path)
storage._write_anew = write
keys.reseal()
"""


def test_a_rotation_of_files_that_is_killed_loses_nothing_and_goes_on(disk: Path) -> None:
    texts = [f"第{n}份".encode() * 9 for n in range(3)]
    for text in texts:
        lay_plain(text)
    given = {
        "DJANGO_SETTINGS_MODULE": "gongkai_web.config.settings",
        "GONGKAI_DATA_DIR": str(disk.parent),
        "GONGKAI_VAULT_KEYS": str(disk.parent / "vault-keys.json"),
    }
    ended = subprocess.run([sys.executable, "-c", KILLED], env=os.environ | given, timeout=60)
    assert ended.returncode == -signal.SIGKILL
    assert sorted(str(storage.version_of(digest)) for digest in storage.kept_digests()) == ["1", "None", "None"]
    assert keys.reseal() == 2
    assert [storage.read(sm3(text)) for text in texts] == texts


def test_a_damaged_file_stops_a_rotation_and_is_named(db: None, disk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    storage.write(sm3(PDF), PDF)
    storage.path_of(sm3(PDF)).write_bytes(storage.path_of(sm3(PDF)).read_bytes()[:-1])
    assert main(["keys", "rotate"]) == 2
    said = capsys.readouterr().err
    assert sm3(PDF) in said
    assert "会接着做" in said
    assert main(["keys", "check"]) == 1


def test_a_dossier_is_sealed_while_it_waits(disk: Path) -> None:
    token = "t" * 24
    dossiers.write(token, dossiers.WHOLE, TEXT)
    assert not any(name.encode() in on_disk(dossiers.root()) for name in NAMES)
    assert dossiers.read(token) == TEXT
    (dossiers.folder(token) / "1.pdf").write_bytes((dossiers.folder(token) / dossiers.WHOLE).read_bytes())
    with pytest.raises(VaultError):
        dossiers.read(token, "1.pdf")
