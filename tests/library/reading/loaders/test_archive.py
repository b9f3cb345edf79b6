"""Archives: every report in them, one bad file harming no other, nothing unpacked without limit."""

import io
import zipfile
from pathlib import Path

import pytest

from gongkai.reading import Limits, ReadingError, load, read_all, read_bytes
from gongkai.reading.loaders.archive import MOST_MEMBERS, members, name_of
from gongkai.reading.problem import Clock

from .shapes import SAMPLES

MARKDOWN = (SAMPLES / "markdown.md").read_bytes()
TEXT = (SAMPLES / "seed-000.txt").read_bytes()


def zipped(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def found(data: bytes, limits: Limits | None = None) -> list[tuple[str, str]]:
    """Name and "ok" or the code of the error, for each member."""
    clock = Clock(limits or Limits(), "a.zip")
    return [(member.name, member.error.code if member.error else "ok") for member in members(data, clock)]


def test_files_come_in_their_order_with_their_folders() -> None:
    data = zipped({"甲镇/年报.txt": b"a", "乙镇/年报.txt": b"b", "乙镇/": b""})
    assert found(data) == [("甲镇/年报.txt", "ok"), ("乙镇/年报.txt", "ok")]


def test_what_systems_leave_behind_is_passed_over() -> None:
    left = {"__MACOSX/._a.txt": b"x", ".DS_Store": b"x", "a/Thumbs.db": b"x", "~$a.docx": b"x", "a.txt": b"x"}
    assert found(zipped(left)) == [("a.txt", "ok")]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_chinese_names_without_a_mark_are_read(encoding: str) -> None:
    entry = zipfile.ZipInfo("年报.txt".encode(encoding).decode("cp437"))
    assert name_of(entry) == "年报.txt"


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a\\..\\b.txt", ".."])
def test_no_name_leads_out_of_the_archive(name: str) -> None:
    assert ".." not in name_of(zipfile.ZipInfo(name)).split("/")
    assert not name_of(zipfile.ZipInfo(name)).startswith("/")


def test_archives_inside_are_opened_and_documents_are_not() -> None:
    docx = (SAMPLES / "word.docx").read_bytes()
    data = zipped({"内.zip": zipped({"a.txt": b"a", "b.docx": docx}), "c.txt": b"c"})
    assert [name for name, _ in found(data)] == ["内.zip/a.txt", "内.zip/b.docx", "c.txt"]


def nested(depth: int) -> bytes:
    return zipped({"a.zip": nested(depth - 1)}) if depth else zipped({"a.txt": b"a"})


def test_nesting_ends() -> None:
    assert found(zipped({"deep.zip": nested(9), "b.txt": b"b"}))[-1] == ("b.txt", "ok")
    assert found(nested(9)) == [("a.zip/a.zip/a.zip", "READ_ARCHIVE")]


def test_a_bomb_is_refused_and_harms_no_other() -> None:
    data = zipped({"bomb.txt": b"0" * 60_000_000, "a.txt": b"a"})
    assert found(data) == [("bomb.txt", "READ_BOMB"), ("a.txt", "ok")]


def test_all_files_together_are_bounded() -> None:
    data = zipped({f"{i}.txt": bytes(range(256)) * 400 for i in range(5)})
    limits = Limits(bytes=1_000_000, unpacked=250_000)
    assert [code for _, code in found(data, limits)] == ["ok", "ok", "READ_BOMB", "READ_BOMB", "READ_BOMB"]


def test_too_many_files_are_refused() -> None:
    with pytest.raises(ReadingError) as refusal:
        found(zipped({f"{i}.txt": b"" for i in range(MOST_MEMBERS + 1)}))
    assert refusal.value.code == "READ_ARCHIVE"


def damaged(data: bytes, name: bytes) -> bytes:
    at = data.index(name) + len(name) + 2
    return data[:at] + b"\xff" * 8 + data[at + 8 :]


def test_a_damaged_file_harms_no_other() -> None:
    data = zipped({"a.txt": TEXT, "b.txt": b"b"})
    assert found(damaged(data, b"a.txt")) == [("a.txt", "READ_BROKEN"), ("b.txt", "ok")]


def protected(data: bytes) -> bytes:
    """The flag of a password set in both headers of every file."""
    changed = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + offset] |= 1
            at = changed.find(mark, at + 4)
    return bytes(changed)


def test_a_password_is_said() -> None:
    assert found(protected(zipped({"a.txt": b"a"}))) == [("a.txt", "READ_PASSWORD")]


# ---- reports


def test_every_report_is_read_and_what_was_not_is_told(tmp_path: Path) -> None:
    file = tmp_path / "各镇.zip"
    file.write_bytes(zipped({"甲/年报.md": MARKDOWN, "坏.docx": b"PK\x03\x04bad", "乙/年报.txt": TEXT}))
    reports = read_all(file)
    assert [report.source.file for report in reports if report.source] == ["甲/年报.md", "乙/年报.txt"]
    told = [finding for finding in reports[0].findings if finding.rule == "READ-MEMBER"]
    assert "坏.docx" in told[0].message
    assert all(report.findings[0].rule == "READ-SEVERAL" for report in reports)


def test_one_report_in_an_archive_is_just_that_report() -> None:
    (report,) = read_bytes(zipped({"年报.md": MARKDOWN}), "a.zip")
    assert [finding.rule for finding in report.findings] == []
    assert report.tables == read_bytes(MARKDOWN, "年报.md")[0].tables


def test_an_archive_without_report_says_what_was_in_it() -> None:
    with pytest.raises(ReadingError) as refusal:
        read_bytes(zipped({"a.png": b"\x89PNG....", "b.txt": b""}), "x.zip")
    assert "a.png" in str(refusal.value)
    assert "b.txt" in str(refusal.value)


def test_an_empty_archive_is_refused() -> None:
    with pytest.raises(ReadingError) as refusal:
        read_bytes(zipped({}), "x.zip")
    assert refusal.value.code == "READ_EMPTY"


def test_the_source_of_an_archive_of_one_file_can_be_shown() -> None:
    assert len(list(load(zipped({"年报.md": MARKDOWN}), "a.zip").grids())) == 3
    with pytest.raises(ReadingError):
        load(zipped({"a.md": MARKDOWN, "b.md": MARKDOWN}), "a.zip")
