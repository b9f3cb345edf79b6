"""Bytes of text → text: by what the bytes are, not by what a page declares; what is damaged is refused by name."""

from __future__ import annotations

import codecs
import re

from gongkai.reading.problem import ReadingError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHINESE = re.compile("[\u4e00-\u9fff]")
_KNOWN_WORDS = ("信息公", "政府信息", "人民政府", "年度报告", "總體", "公開", "報告")


def decode(data: bytes, name: str) -> str:
    """UTF-8, UTF-16/32 (with mark, or without where every other byte is 0), GB18030 or Big5, each strictly.

    Raises ReadingError for binary data and for text whose Chinese is lost.
    """
    text = _decoded(data, name).replace("\x00", "")
    _refuse_damaged(text, name)
    return text


def _decoded(data: bytes, name: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding) or _fail(name)
    for encoding in (*wide_without_mark(data), "utf-8", "gb18030"):
        text = _strict(data, encoding)
        if text is not None:
            return (encoding == "gb18030" and _in_big5(data, text)) or text
    return _in_big5(data, "") or _cut_end(data) or _fail(name)


def _in_big5(data: bytes, text: str) -> str | None:
    """Bytes of Big5 are often valid GB18030, but then they say nothing."""
    if any(word in text for word in _KNOWN_WORDS):
        return None
    traditional = _strict(data, "big5hkscs")
    return traditional if traditional and any(word in traditional for word in _KNOWN_WORDS) else None


def wide_without_mark(data: bytes) -> tuple[str, ...]:
    """UTF-16 written without a mark: its line breaks and digits have a zero byte on one side."""
    head = data[:20_000]
    odd, even = head[1::2].count(0), head[0::2].count(0)
    if max(odd, even) * 40 < len(head) or len(data) % 2:
        return ()
    return ("utf-16-le",) if odd > even else ("utf-16-be",)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _cut_end(data: bytes) -> str | None:
    """A file cut in the middle of its last character is still readable."""
    for encoding in ("utf-8", "gb18030"):
        for less in range(1, 4):
            text = _strict(data[:-less], encoding)
            if text is not None:
                return text
    return None


def _fail(name: str) -> str:
    raise ReadingError("不是文本，也不是能识别的文件格式", "请另存为 docx 或 UTF-8 文本再试", name, "READ_BINARY")


def _refuse_damaged(text: str, name: str) -> None:
    solid = len(text) - sum(text.count(c) for c in " \n\r\t\u3000\xa0")
    if not solid:
        raise ReadingError("文件是空的", "请检查是否选错了文件", name, "READ_EMPTY")
    control = len(re.findall("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]", text[:200_000]))
    if control * 50 > min(solid, 200_000):
        _fail(name)
    lost = text.count("\ufffd") + text.count("?") + text.count("锟斤拷") * 3
    if lost * 8 > solid and len(_CHINESE.findall(text)) < 3 * lost:
        raise ReadingError(
            "文字已损坏：汉字变成了“?”或“\ufffd”", "原字无法恢复，请用原文件重新导出", name, "READ_MOJIBAKE"
        )
    if _is_mojibake(text):
        raise ReadingError("文字是乱码：编码转换错误", "请用原文件重新导出为 UTF-8 文本或 docx", name, "READ_MOJIBAKE")


def _is_mojibake(text: str) -> bool:
    """The same text makes sense once it is taken back through the wrong encoding."""
    if any(word in text for word in _KNOWN_WORDS):
        return False
    sample = text[:20_000]
    for wrong in ("gb18030", "latin-1", "cp1252"):
        back = sample.encode(wrong, "ignore").decode("utf-8", "ignore")
        if any(word in back for word in _KNOWN_WORDS):
            return True
    back = sample.encode("latin-1", "ignore").decode("gb18030", "ignore")
    return any(word in back for word in _KNOWN_WORDS)
