"""What cannot be read is refused in one line that names the file and says what to do; nothing hangs, nothing is guessed."""

import io
import zipfile

import pytest

from gongkai.reading import Limits, ReadingError, read, read_bytes

TEXT = "青山镇人民政府2023年政府信息公开工作年度报告\n一、总体情况\n无。\n二、主动公开政府信息情况\n"
SMALL = Limits(bytes=10_000, unpacked=20_000, lines=500, cells=2000)


def refusal(data: bytes, limits: Limits = SMALL) -> ReadingError:
    with pytest.raises(ReadingError) as caught:
        read_bytes(data, "x.txt", limits=limits)
    assert str(caught.value).startswith("x.txt：") and "\n" not in str(caught.value) and caught.value.remedy
    return caught.value


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "READ_EMPTY"),
        (b" \n\t\r\n", "READ_EMPTY"),
        (b"\x00" * 500, "READ_EMPTY"),
        (b"\xef\xbb\xbf\n", "READ_EMPTY"),
        (b"PK\x03\x04 broken", "READ_BROKEN"),
        (bytes(range(256)) * 8, "READ_BINARY"),
        ("?" * 300 + "2023 ??????\n", "READ_MOJIBAKE"),
        (("\ufffd" * 300 + "2023").encode(), "READ_MOJIBAKE"),
        (TEXT.encode().decode("gb18030", "replace").encode(), "READ_MOJIBAKE"),
        (TEXT.encode().decode("latin-1").encode(), "READ_MOJIBAKE"),
        ("今天天气很好。\n" * 20, "READ_NOT_A_REPORT"),
        ("本单位信息公开情况\n" * 3, "READ_NOT_A_REPORT"),
        ("1\n" * 400, "READ_NOT_A_REPORT"),
        (TEXT + "0\n" * 600, "READ_LINES"),
        (TEXT + ("0\t" * 300 + "\n") * 10, "READ_CELLS"),
        (b"x" * 10_001, "READ_SIZE"),
        (zipped({"word/document.xml": b"0" * 30_000}), "READ_BOMB"),
        (zipped({"word/document.xml": b"<w:document"}), "READ_BROKEN"),
        (b'{"schema": "gongkai.report/1", "year": "x"}', "JSON_FIELD"),
    ],
)
def test_one_clear_refusal(data: bytes | str, code: str) -> None:
    assert refusal(data if isinstance(data, bytes) else data.encode()).code == code


def test_time_is_bounded() -> None:
    assert refusal(TEXT.encode(), Limits(seconds=0.0)).code == "READ_TIME"


def test_an_entity_of_a_document_is_never_expanded() -> None:
    bomb = b'<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document xmlns:w="x">&b;</w:document>'
    with pytest.raises(ReadingError):
        read_bytes(zipped({"word/document.xml": bomb}), "x.docx")


def test_files_that_are_not_there(tmp_path) -> None:
    for path, word in ((tmp_path / "gone.txt", "不存在"), (tmp_path, "文件夹")):
        with pytest.raises(ReadingError, match=word):
            read(path)


def test_a_file_is_not_opened_when_it_is_too_large(tmp_path) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes(b"x" * 20_000)
    with pytest.raises(ReadingError) as caught:
        read(path, limits=SMALL)
    assert caught.value.code == "READ_SIZE"
