"""What a file is, by its content; what is refused, and how that is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai_web.files.errors import FileError
from gongkai_web.files.recognition import fitting_name, recognised
from tests.platform.files.making import (
    ELF,
    EXE,
    JPG,
    PDF,
    PNG,
    RTF,
    TYPES,
    bomb,
    carrying,
    compound,
    with_parts,
    word,
    workbook,
    zipped,
)

SAMPLES = Path(__file__).resolve().parents[2] / "samples"

TAKEN = [
    ("通知.docx", word(), "docx"),
    ("通知.doc", compound("WordDocument"), "doc"),
    ("通知.wps", compound("WordDocument"), "doc"),
    ("表.et", compound("Workbook"), "xls"),
    ("演示.ppt", compound("PowerPoint Document"), "ppt"),
    ("表.xlsx", workbook(), "xlsx"),
    ("演示.pptx", zipped({"ppt/presentation.xml": b"<p/>"}), "pptx"),
    ("文件.ofd", zipped({"OFD.xml": b"<OFD/>"}), "ofd"),
    ("文件.pdf", PDF, "pdf"),
    ("文件.rtf", RTF, "rtf"),
    ("照片.PNG", PNG, "png"),
    ("照片.jpeg", JPG, "jpg"),
    ("说明.txt", "说明\r\n".encode(), "txt"),
    ("说明.txt", "说明\r\n".encode("gb18030"), "txt"),
    ("说明.txt", "说明\r\n".encode("utf-16"), "txt"),
    ("说明.txt", b"MZ is the sign of a village group", "txt"),
    ("名单.csv", "姓名,金额\n张三,100\n".encode(), "csv"),
    ("材料.zip", zipped({"一.docx": word(), "图/二.png": PNG, "图纸.dwg": b"AC1032"}), "zip"),
]


@pytest.mark.parametrize(("name", "content", "kind"), TAKEN, ids=[f"{name}-{kind}" for name, _, kind in TAKEN])
def test_taken(name: str, content: bytes, kind: str) -> None:
    found = recognised(content, name)
    assert found.code == kind
    assert fitting_name(name, found) == name


@pytest.mark.parametrize(
    ("name", "kind"),
    [("word.docx", "docx"), ("word-97.doc", "doc"), ("text-layer.pdf", "pdf"), ("workbook.xlsx", "xlsx")],
)
def test_real_files_are_taken(name: str, kind: str) -> None:
    assert recognised((SAMPLES / name).read_bytes(), name).code == kind


MACRO_TYPE = b'<Types><Override PartName="/word/x.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
REFUSED = [
    ("空.txt", b"", "FILE_EMPTY"),
    ("空.txt", b"\xef\xbb\xbf \r\n", "FILE_EMPTY"),
    ("通知.pdf", EXE, "FILE_PROGRAM"),
    ("通知.docx", ELF, "FILE_PROGRAM"),
    ("通知.txt", b"#!/bin/sh\nrm -rf /", "FILE_PROGRAM"),
    ("通知.docm", with_parts(word(), {"word/vbaProject.bin": b"x"}), "FILE_MACROS"),
    ("通知.docx", with_parts(word(), {"word/VBAPROJECT.bin": b"x"}), "FILE_MACROS"),
    ("通知.docx", with_parts(word(), {TYPES: MACRO_TYPE}), "FILE_MACROS"),
    ("表.xlsx", workbook({"xl/macrosheets/sheet1.xml": b"<x/>"}), "FILE_MACROS"),
    ("通知.doc", compound("WordDocument", "Macros"), "FILE_MACROS"),
    ("表.xls", compound("Workbook", "_VBA_PROJECT_CUR"), "FILE_MACROS"),
    ("通知.docx", with_parts(word(), {"word/embeddings/oleObject1.bin": carrying("木马.exe")}), "FILE_PROGRAM"),
    ("通知.docx", with_parts(word(), {"word/embeddings/a.bin": EXE}), "FILE_PROGRAM"),
    ("通知.rtf", RTF + b"{\\object{\\*\\objdata 0105}}", "FILE_EMBEDDED"),
    ("表.xlsb", zipped({TYPES: b"<Types/>", "xl/workbook.bin": b"x"}), "FILE_KIND"),
    ("文.odt", zipped({"mimetype": b"x", "content.xml": b"<x/>"}), "FILE_KIND"),
    ("程序.jar", zipped({"META-INF/MANIFEST.MF": b"x"}), "FILE_KIND"),
    ("安装.msi", compound("Something"), "FILE_KIND"),
    ("图.gif", b"GIF89a" + bytes(50), "FILE_KIND"),
    ("包.rar", b"Rar!\x1a\x07\x00" + bytes(50), "FILE_KIND"),
    ("音.mp3", b"ID3\x04" + bytes(50), "FILE_KIND"),
    ("页.html", b"<!doctype html><script>alert(1)</script>", "FILE_PAGE"),
    ("页.txt", b"\n <html><body>", "FILE_PAGE"),
    ("图.svg", b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "FILE_PAGE"),
    ("页.pdf", b"<html>%PDF-1.4 endobj", "FILE_PAGE"),
    ("密.docx", compound("EncryptedPackage"), "FILE_PASSWORD"),
    ("坏.docx", word()[:400], "FILE_BROKEN"),
    ("弹.zip", bomb(), "FILE_BOMB"),
    ("弹.docx", with_parts(word(), {"word/document.xml": bytes(40_000_000)}), "FILE_BOMB"),
    ("套.zip", zipped({"内.zip": bomb()}), "FILE_BOMB"),
    ("包.zip", zipped({"通知.pdf": EXE}), "FILE_PROGRAM"),
    ("包.zip", zipped({"安装.exe": b"harmless"}), "FILE_PROGRAM"),
    ("包.zip", zipped({"__MACOSX/.x.js": b"x", "一.txt": b"x"}), "FILE_PROGRAM"),
    ("包.zip", zipped({"内.zip": zipped({"a/木马.pdf": EXE})}), "FILE_PROGRAM"),
    ("包.zip", zipped({"宏.docx": with_parts(word(), {"word/vbaProject.bin": b"x"})}), "FILE_MACROS"),
    ("包.zip", zipped({"宏.doc": compound("WordDocument", "Macros")}), "FILE_MACROS"),
]


@pytest.mark.parametrize(("name", "content", "code"), REFUSED, ids=[f"{name}-{code}" for name, _, code in REFUSED])
def test_refused(name: str, content: bytes, code: str) -> None:
    with pytest.raises(FileError) as refused:
        recognised(content, name)
    assert refused.value.code == code
    assert refused.value.where.startswith(name)
    assert refused.value.remedy


def test_a_protected_archive_is_refused_for_nobody_could_review_it() -> None:
    protected = bytearray(zipped({"一.txt": b"x" * 50}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        protected[protected.find(mark) + at] |= 1
    with pytest.raises(FileError, match="密码"):
        recognised(bytes(protected), "包.zip")


def test_a_file_in_an_archive_is_named_with_it() -> None:
    with pytest.raises(FileError) as refused:
        recognised(zipped({"附件/通知.pdf": EXE}), "包.zip")
    assert refused.value.where == "包.zip：通知.pdf"


ENDINGS = [
    ("通知.doc", word(), "通知.docx"),
    ("通知.wps", RTF, "通知.rtf"),
    ("表.xls", workbook(), "表.xlsx"),
    ("照片.jpg", JPG, "照片.jpg"),
    ("通知", PDF, "通知.pdf"),
    ("会议纪要2026.11.20", PDF, "会议纪要2026.11.20.pdf"),
    ("照片.jpg", PNG, "照片.png"),
]


@pytest.mark.parametrize(("name", "content", "kept"), ENDINGS)
def test_an_ending_nobody_could_know_to_be_wrong_is_put_right(name: str, content: bytes, kept: str) -> None:
    assert fitting_name(name, recognised(content, name)) == kept


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("通知.docx", PDF),
        ("通知.pdf", word()),
        ("照片.png", "不是照片".encode()),
        ("a.exe", PDF),
        ("页.html", b"text"),
        ("a.js", b"alert(1)"),
    ],
)
def test_an_ending_of_something_else_is_asked_about(name: str, content: bytes) -> None:
    with pytest.raises(FileError, match="扩展名") as refused:
        fitting_name(name, recognised(content, name))
    assert "把扩展名改为" in refused.value.remedy
