"""A report is written whole or not at all, and never over a file nobody meant."""

import errno
from pathlib import Path

import pytest

from gongkai.report import loads
from gongkai.writing import FORMATS, WritingError, to_bytes, write
from tests.library.writing.reports import built


def test_the_suffix_chooses_the_form(tmp_path: Path) -> None:
    write(built(), tmp_path / "年报.JSON")
    assert loads((tmp_path / "年报.JSON").read_text()) == built()
    assert list(tmp_path.iterdir()) == [tmp_path / "年报.JSON"]


@pytest.mark.parametrize("name", ["a.doc", "a", "a.docx.txt", ".docx"])
def test_an_unknown_suffix_is_refused_with_the_known_ones(tmp_path: Path, name: str) -> None:
    with pytest.raises(WritingError) as caught:
        write(built(), tmp_path / name)
    assert caught.value.code == "UNKNOWN_FORMAT" and caught.value.where == str(tmp_path / name)
    assert all(suffix in str(caught.value) for suffix in FORMATS)
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_overwritten_only_on_request(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("旧")
    with pytest.raises(WritingError, match="同名"):
        write(built(), path)
    assert path.read_text() == "旧"
    write(built(), path, overwrite=True)
    assert loads(path.read_text()) == built()


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.json"
    path.write_text("旧")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "磁盘已满 on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(WritingError, match="磁盘已满") as caught:
        write(built(), path, overwrite=True)
    assert caught.value.where == str(path)
    assert path.read_text() == "旧" and list(tmp_path.iterdir()) == [path]


def test_a_writer_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.json"
    path.write_text("旧")

    def broken(_: object) -> bytes:
        raise RuntimeError

    monkeypatch.setitem(FORMATS, ".json", broken)
    with pytest.raises(RuntimeError):
        write(built(), path, overwrite=True)
    assert path.read_text() == "旧" and list(tmp_path.iterdir()) == [path]


def test_no_such_folder_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(WritingError, match="不能写入") as caught:
        write(built(), tmp_path / "没有" / "a.json")
    assert caught.value.code == "CANNOT_WRITE"


def test_a_folder_in_the_way_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "a.json").mkdir()
    with pytest.raises(WritingError):
        write(built(), tmp_path / "a.json", overwrite=True)
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


@pytest.mark.parametrize("suffix", sorted(FORMATS))
def test_every_form_can_be_made(suffix: str) -> None:
    assert len(to_bytes(built(), suffix)) > 1000
