"""What a file is, by its content and never by its name."""

from __future__ import annotations

import io
import zipfile
import zlib

from gongkai.reading.problem import Limits, ReadingError
from gongkai.reading.sniff_text import text_kind

_SAVE_AS = "请用 Word 或 WPS 打开，另存为 docx 或纯文本后再试"
_REFUSED: tuple[tuple[bytes, str, str, str], ...] = (
    (b"Rar!", "这是压缩包，这一版还不能读", "请解压后再试", "READ_ARCHIVE"),
    (b"7z\xbc\xaf", "这是压缩包，这一版还不能读", "请解压后再试", "READ_ARCHIVE"),
    (b"\x1f\x8b", "这是压缩包，这一版还不能读", "请解压后再试", "READ_ARCHIVE"),
)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_ZIP_KINDS = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "xl/workbook.bin": "xlsx",
    "ppt/presentation.xml": "pptx",
    "content.xml": "odf",
}
_ENCRYPTED = 0x1
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = {"WordDocument": "doc", "Workbook": "xls", "Book": "xls"}
_OLE_ENTRY = 128


def sniff(data: bytes, name: str, limits: Limits) -> str:
    """A kind that `loaders.LOADERS` knows, `zip`, or `report` (our own JSON). Raises ReadingError for everything else."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise ReadingError("文件是空的", "请检查是否选错了文件", name, "READ_EMPTY")
    if _is_pdf(data):
        return "pdf"
    for mark, text, remedy, code in _REFUSED:
        if data.startswith(mark):
            raise ReadingError(text, remedy, name, code)
    if _is_picture(data):
        return "picture"
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _zip_kind(data, name, limits)
    if data.startswith(_OLE):
        return _ole_kind(data, name)
    return "rtf" if data.startswith(b"{\\rtf") else text_kind(data)


def _is_pdf(data: bytes) -> bool:
    """The mark may stand behind other bytes, as in files cut out of a download; then a PDF's own words must follow."""
    return data.startswith(b"%PDF-") or (b"%PDF-" in data[:1024] and b"endobj" in data)


def _is_picture(data: bytes) -> bool:
    """BM may also begin a text."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return True
    return data.startswith(_PICTURES) and not (data[:2] == b"BM" and data[:2000].isascii())


def _ole_kind(data: bytes, name: str) -> str:
    """Word or Excel before 2007, and WPS: the first of the names in the file's directory that tells."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise ReadingError("文件有密码", "请去掉密码后再试", name, "READ_PASSWORD")
    found = [(at, kind) for stream, kind in _OLE_STREAMS.items() if (at := _entry(data, stream)) >= 0]
    if not found:
        raise ReadingError("不是 Word、Excel 或 WPS 的文件", _SAVE_AS, name, "READ_OLE")
    return min(found)[1]


def _entry(data: bytes, stream: str) -> int:
    """Where the directory of a compound file has this name ([MS-CFB] §2.6.1: entries of 128 bytes); -1 where it has not."""
    words = f"{stream}\x00".encode("utf-16-le")
    at = data.find(words)
    while at >= 0 and at % _OLE_ENTRY:
        at = data.find(words, at + 2)
    return at


def _zip_kind(data: bytes, name: str, limits: Limits) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ReadingError("文件已损坏，打不开", "请重新保存或重新下载后再试", name, "READ_BROKEN") from error
    names = {entry.filename for entry in entries}
    kind = next((kind for member, kind in _ZIP_KINDS.items() if member in names), "zip")
    if kind != "zip" and any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise ReadingError("文件有密码", "请去掉密码后再试", name, "READ_PASSWORD")
    if sum(entry.file_size for entry in entries) > limits.unpacked or len(entries) > 10_000:
        raise ReadingError("文件解压后过大，已停止读取", "请确认这是一份年度报告", name, "READ_BOMB")
    if kind == "odf":
        return _odf_kind(data, name)
    if kind == "pptx":
        raise ReadingError("这是演示文稿，不是年度报告", "请找到原来的 Word 文件", name, "READ_PPTX")
    return kind


def _odf_kind(data: bytes, name: str) -> str:
    """OpenDocument says what it is in its first part, or in the element that holds everything."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("content.xml") as stream:
            head = stream.read(200_000)
            said = archive.read("mimetype") if "mimetype" in archive.namelist() else b""
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise ReadingError("文件已损坏，打不开", "请重新保存或重新下载后再试", name, "READ_BROKEN") from error
    if b"spreadsheet" in said or b"office:spreadsheet" in head:
        return "ods"
    if b"text" in said or b"office:text" in head:
        return "odt"
    raise ReadingError("这是 OpenDocument 的图形或演示文稿，不是年度报告", _SAVE_AS, name, "READ_ODF")
