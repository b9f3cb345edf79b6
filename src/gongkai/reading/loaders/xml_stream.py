"""XML inside an archive, element by element. Any document type ends the reading, so that no entity is ever expanded."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from typing import IO
from xml.parsers import expat

from gongkai.reading.problem import Clock, ReadingError

CHUNK = 1 << 16
BROKEN = (
    expat.ExpatError,
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    EOFError,
    OSError,
    NotImplementedError,
    ValueError,
    RuntimeError,
)
"""What a damaged archive or its XML may raise."""

Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]
Text = Callable[[str], None]


def parse(stream: IO[bytes], clock: Clock, start: Start, end: Text, text: Text) -> None:
    """Call back for each element by its local name, and for each piece of text. Raises ReadingError for a document type."""
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise ReadingError("文件里有不应出现的定义（DTD）", "请用原来的程序打开后重新保存", clock.name, "READ_BROKEN")

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, attributes: start(local(name), attributes)
    parser.EndElementHandler = lambda name: end(local(name))
    parser.CharacterDataHandler = text
    left = clock.limits.unpacked
    while chunk := stream.read(CHUNK):
        clock.check()
        left -= len(chunk)
        if left < 0:
            raise ReadingError("文件解压后过大，已停止读取", "请确认这是一份年度报告", clock.name, "READ_BOMB")
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def local(name: str) -> str:
    return name.rpartition(":")[2]


def number(text: str | None, default: int = 0) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else default
