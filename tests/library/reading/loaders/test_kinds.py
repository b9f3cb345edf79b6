"""What a file is, by its content and never by its name."""

import sys

import pytest

from gongkai.errors import MissingExtraError
from gongkai.reading import Limits, ReadingError
from gongkai.reading.sniff import sniff

from .shapes import SAMPLES, loaded


def kind(data: bytes | str) -> str:
    return sniff(data.encode() if isinstance(data, str) else data, "x", Limits())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("web-page.html", "html"),
        ("web-page-gb18030.html", "html"),
        ("web-interface.json", "json"),
        ("workbook.xlsx", "xlsx"),
        ("word-97.doc", "doc"),
        ("word.docx", "docx"),
        ("markdown.md", "markdown"),
        ("text-layer.pdf", "pdf"),
        ("one-cell-a-line.txt", "text"),
        ("tab-separated.txt", "text"),
        ("layout-text.txt", "text"),
        ("seed-000.txt", "text"),
        ("seed-004.txt", "text"),
    ],
)
def test_the_samples(name: str, expected: str) -> None:
    assert kind((SAMPLES / name).read_bytes()) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("\ufeff<!DOCTYPE html><p>年报", "html"),
        ("<!-- 注 -->\n<div>年报", "html"),
        ('<?xml version="1.0"?><!DOCTYPE html><html>', "html"),
        ("<script>var a</script><p>年报", "html"),
        ("<td>1</td>", "html"),
        ("<html><p>年报".encode("utf-16"), "html"),
        ("<html><p>年报".encode("gb18030"), "html"),
        ('<?xml version="1.0"?><w:wordDocument xmlns:w="x">', "wordml"),
        ('<?mso-application progid="Word.Document"?><w:x/>', "wordml"),
        ("MIME-Version: 1.0\nContent-Type: text/html\n\n<p>", "mht"),
        ("From: <Saved by Blink>\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype=\"text/html\"\n\n", "mht"),
        ('{"data": "x"}', "json"),
        ("[[1, 2]]", "json"),
        ("{title: 'x'}", "json"),
        ('cb({"a": 1});', "json"),
        ("var a = {b: 1};", "json"),
        ("window.x = [1];", "json"),
        ("/* c */ var a = 'x';", "json"),
        ("var id = 4711;\nvar a = {clicks: 82};", "json"),
        ("'use strict';\nid = 4711; a = `x`;", "json"),
        ("$(function () { show('x'); });", "json"),
        ("(function(){ show('x'); })()", "json"),
        ("年报 = 说明（一）", "text"),
        ('{"schema": "gongkai.report/1"}', "report"),
        ("# 年报\n\n|甲|乙|\n|---|---|\n|1|2|", "markdown"),
        ("甲 | 乙\n--- | ---\n1 | 2", "markdown"),
        ("+---+---+\n| 甲 | 乙 |\n+---+---+", "markdown"),
        ("年报\n<table><tr><td>1", "markdown"),
        ("<div class='a'>\n\n|甲|乙|\n|---|---|\n|1|2|\n\n</div>", "markdown"),
        ("<html><body><pre>\n|甲|乙|\n|---|---|\n|1|2|</pre>", "html"),
        ("<div><p>年报</p></div>", "html"),
        ("年报\n1\\. 一\n\n2\\. 二\n\n95\\.4", "markdown"),
        ('<?xml version="1.0"?><office:document office:version="1.3">', "wordml"),
        ("{\\rtf1 年报}", "rtf"),
        ("某局年报\n[附件]\n一、总体情况", "text"),
        ("[附件] 年报", "text"),
        ("{年报}", "text"),
        ("甲|乙\n1|2", "text"),
        ("年报 -------- 完", "text"),
        ("x = 3\n年报", "text"),
        ("f(x)", "text"),
    ],
)  # fmt: skip
def test_texts(data: bytes | str, expected: str) -> None:
    assert kind(data) == expected


def compound(*names: str) -> bytes:
    """A compound file with these names in its directory, and words in its data that are no names."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + "..Workbook\0".encode("utf-16-le").ljust(
        128, b"\0"
    )
    return header + b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in names)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("Root Entry", "WordDocument"), "doc"),
        (("Root Entry", "Workbook"), "xls"),
        (("Root Entry", "Book"), "xls"),
        (("Root Entry", "WordDocument", "ObjectPool", "Workbook"), "doc"),
        (("Root Entry", "Workbook", "MBD1", "WordDocument"), "xls"),
    ],
)
def test_old_office_files_by_the_first_name_that_tells(names: tuple[str, ...], expected: str) -> None:
    assert kind(compound(*names)) == expected


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (compound("Root Entry", "PowerPoint Document"), "READ_OLE"),
        (compound("Root Entry", "EncryptedPackage"), "READ_PASSWORD"),
        (b"Rar!\x1a\x07", "READ_ARCHIVE"),
        (b"PK\x03\x04 cut", "READ_BROKEN"),
        (b" \n\t", "READ_EMPTY"),
    ],
)
def test_what_is_not_read_is_named(data: bytes, code: str) -> None:
    with pytest.raises(ReadingError) as refusal:
        kind(data)
    assert refusal.value.code == code
    assert refusal.value.remedy


@pytest.mark.parametrize(
    ("module", "kind", "data", "extra"),
    [
        ("html", "html", "<p>年报", "html"),
        ("structured", "json", '["年报"]', "html"),
        ("html_page", "markdown", "年报\n<table><tr><td>1<td>2</table>", "html"),
        ("xlsx", "xlsx", "PK", "xlsx"),
        ("office", "doc", "x", "docx"),
    ],
)
def test_a_missing_package_costs_its_own_form_and_is_named(
    module: str, kind: str, data: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, f"gongkai.reading.loaders.{module}", None)
    with pytest.raises(MissingExtraError) as refusal:
        loaded(kind, data)
    assert f"pip install 'gongkai[{extra}]'" in str(refusal.value)
    assert loaded("markdown", "年报\n\n|甲|1|\n|---|---|\n").blocks
