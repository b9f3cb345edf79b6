"""Files of every form, as people have them and as nobody should."""

from __future__ import annotations

import io
import zipfile

import docx

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + bytes(200)
ELF = b"\x7fELF\x02\x01\x01" + bytes(200)
RTF = b"{\\rtf1\\ansi\\deff0 {\\fonttbl} \\u36890?}"
TYPES = "[Content_Types].xml"


def zipped(parts: dict[str, bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def word(text: str = "关于做好秋冬季森林防火工作的通知", **parts: bytes) -> bytes:
    """A docx as Word writes it; further parts may come along under their names, with _ for /."""
    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(text)
    document.save(out)
    return with_parts(out.getvalue(), {name.replace("__", "/"): part for name, part in parts.items()})


def with_parts(package: bytes, parts: dict[str, bytes]) -> bytes:
    """The package with these parts added, or in place of those of the same name."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    return zipped(kept | parts)


def workbook(parts: dict[str, bytes] | None = None) -> bytes:
    return zipped({TYPES: b"<Types/>", "xl/workbook.xml": b"<workbook/>"} | (parts or {}))


def compound(*entries: str, tail: bytes = b"") -> bytes:
    """An old Office file, as far as its directory goes."""
    directory = b"".join(f"{entry}\x00".encode("utf-16-le").ljust(128, b"\x00") for entry in ("Root Entry", *entries))
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\x00") + directory.ljust(1024, b"\x00") + tail


def carrying(file_name: str) -> bytes:
    """An object of an Office document that is another file."""
    return compound(
        "\x01Ole10Native", tail=b"\x00\x00" + file_name.encode() + b"\x00C:\\" + file_name.encode() + b"\x00"
    )


def bomb(size: int = 40_000_000) -> bytes:
    return zipped({"零.txt": bytes(size)})
