"""What a file is, by its content and never by its name."""

from __future__ import annotations

import io
import re
import zipfile

from gongkai.reading.problem import Limits, ReadingError

_SAVE_AS = "请用 Word 或 WPS 打开，另存为 docx 或纯文本后再试"
_EXPORT = "请导出为 docx 或纯文本后再试"
_REFUSED: tuple[tuple[bytes, str, str, str], ...] = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "这是旧版 Office（doc、xls、wps）或加密文件，这一版还不能读",
        _SAVE_AS,
        "READ_OLE",
    ),
    (b"{\\rtf", "这是 RTF，这一版还不能读", _SAVE_AS, "READ_RTF"),
    (b"\x89PNG", "这是图片，没有可以读取的文字", "请找到原来的 Word 文件", "READ_PICTURE"),
    (b"\xff\xd8\xff", "这是图片，没有可以读取的文字", "请找到原来的 Word 文件", "READ_PICTURE"),
    (b"GIF8", "这是图片，没有可以读取的文字", "请找到原来的 Word 文件", "READ_PICTURE"),
    (b"BM", "这是图片，没有可以读取的文字", "请找到原来的 Word 文件", "READ_PICTURE"),
    (b"II*\x00", "这是图片，没有可以读取的文字", "请找到原来的 Word 文件", "READ_PICTURE"),
    (b"MM\x00*", "这是图片，没有可以读取的文字", "请找到原来的 Word 文件", "READ_PICTURE"),
    (b"Rar!", "这是压缩包，这一版还不能读", "请解压后再试", "READ_ARCHIVE"),
    (b"7z\xbc\xaf", "这是压缩包，这一版还不能读", "请解压后再试", "READ_ARCHIVE"),
    (b"\x1f\x8b", "这是压缩包，这一版还不能读", "请解压后再试", "READ_ARCHIVE"),
)
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|div|p)\b", re.I | re.S
)
_OWN = re.compile(rb'\s*\{\s*"schema"\s*:\s*"gongkai\.report/')
_JSON = re.compile(rb"\s*[\[{]\s*[\"\[{]")
_ZIP_KINDS = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "ppt/presentation.xml": "pptx",
    "content.xml": "odf",
}
_ENCRYPTED = 0x1


def sniff(data: bytes, name: str, limits: Limits) -> str:
    """`docx`, `pdf`, `report` (our own JSON) or `text`. Raises ReadingError for everything this version does not read."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise ReadingError("文件是空的", "请检查是否选错了文件", name, "READ_EMPTY")
    if _is_pdf(data):
        return "pdf"
    for mark, text, remedy, code in _REFUSED:
        if data.startswith(mark) and not (mark == b"BM" and data[:2000].isascii()):
            raise ReadingError(text, remedy, name, code)
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _zip_kind(data, name, limits)
    return _text_kind(data, name)


def _is_pdf(data: bytes) -> bool:
    """The mark may stand behind other bytes, as in files cut out of a download; then a PDF's own words must follow."""
    return data.startswith(b"%PDF-") or (b"%PDF-" in data[:1024] and b"endobj" in data)


def _text_kind(data: bytes, name: str) -> str:
    head = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if _OWN.match(head) or (_JSON.match(head) and b'"gongkai.report/' in data):
        return "report"
    if _HTML.match(head):
        raise ReadingError(
            "这是网页（HTML），这一版还不能读", "请在浏览器中全选复制，存为纯文本后再试", name, "READ_HTML"
        )
    if _JSON.match(head) and _is_json(data):
        raise ReadingError("这是 JSON，但不是 gongkai.report/1 格式的年度报告", _EXPORT, name, "READ_JSON")
    return "text"


def _is_json(data: bytes) -> bool:
    tail = data.rstrip()[-1:]
    return tail in b"]}" and data.count(b'":') + data.count(b'" :') > 0


def _zip_kind(data: bytes, name: str, limits: Limits) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ReadingError("文件已损坏，打不开", "请重新保存或重新下载后再试", name, "READ_BROKEN") from error
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise ReadingError("文件有密码", "请去掉密码后再试", name, "READ_PASSWORD")
    if sum(entry.file_size for entry in entries) > limits.unpacked or len(entries) > 10_000:
        raise ReadingError("文件解压后过大，已停止读取", "请确认这是一份年度报告", name, "READ_BOMB")
    names = {entry.filename for entry in entries}
    kind = next((kind for member, kind in _ZIP_KINDS.items() if member in names), "zip")
    if kind != "docx":
        what = {
            "xlsx": "这是 Excel 工作簿",
            "pptx": "这是演示文稿",
            "odf": "这是 OpenDocument 文件",
            "zip": "这是压缩包",
        }[kind]
        remedy = "请解压后再试" if kind == "zip" else _SAVE_AS
        raise ReadingError(f"{what}，这一版还不能读", remedy, name, f"READ_{kind.upper()}")
    return kind
