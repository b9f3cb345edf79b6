"""The kinds of file that are taken in, and how each is named and served."""

from __future__ import annotations

from dataclasses import dataclass

_OPEN_XML = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, slots=True)
class Kind:
    """`suffixes` the first of which is the usual one. Kinds of one `family` are opened by the same program, which does not
    tell them apart; `inline` are those that a browser may show by itself."""

    code: str
    label: str
    family: str
    suffixes: tuple[str, ...]
    media_type: str
    inline: bool = False


_ALL = (
    Kind("docx", "Word 文档", "words", ("docx",), f"{_OPEN_XML}.wordprocessingml.document"),
    Kind("doc", "Word 97 或 WPS 文字", "words", ("doc", "wps"), "application/msword"),
    Kind("rtf", "RTF 文档", "words", ("rtf",), "application/rtf"),
    Kind("xlsx", "Excel 工作簿", "sheets", ("xlsx",), f"{_OPEN_XML}.spreadsheetml.sheet"),
    Kind("xls", "Excel 97 或 WPS 表格", "sheets", ("xls", "et"), "application/vnd.ms-excel"),
    Kind("pptx", "演示文稿", "slides", ("pptx",), f"{_OPEN_XML}.presentationml.presentation"),
    Kind("ppt", "演示文稿（97 或 WPS 演示）", "slides", ("ppt", "dps"), "application/vnd.ms-powerpoint"),
    Kind("pdf", "PDF", "pdf", ("pdf",), "application/pdf", inline=True),
    Kind("ofd", "OFD 版式文档", "ofd", ("ofd",), "application/ofd"),
    Kind("txt", "纯文本", "text", ("txt",), "text/plain; charset=utf-8"),
    Kind("csv", "CSV 表格", "text", ("csv",), "text/csv; charset=utf-8"),
    Kind("json", "JSON 数据", "text", ("json",), "application/json"),
    Kind("png", "PNG 图片", "pictures", ("png",), "image/png", inline=True),
    Kind("jpg", "JPG 图片", "pictures", ("jpg", "jpeg"), "image/jpeg", inline=True),
    Kind("zip", "ZIP 压缩包", "zip", ("zip",), "application/zip"),
)
KINDS: dict[str, Kind] = {kind.code: kind for kind in _ALL}
SUFFIXES = tuple(suffix for kind in _ALL for suffix in kind.suffixes)
"""What a file field offers to choose from."""

DANGEROUS = frozenset(
    {
        *("apk", "app", "bat", "cmd", "com", "cpl", "dll", "exe", "gadget", "hta", "inf", "jar", "js", "jse", "lnk"),
        *("msc", "msi", "msp", "ps1", "reg", "scr", "sh", "url", "vb", "vbe", "vbs", "ws", "wsf", "wsh"),
    }
)
"""Endings at whose opening a computer runs what is inside."""
