"""Where a photograph was taken, if it says so: the GPS directory of Exif (JEITA CP-3451) in JPEG and PNG."""

from __future__ import annotations

import struct

_GPS = 0x8825
_MOST_SEGMENTS, _MOST_ENTRIES = 200, 500


def has_position(data: bytes) -> bool:
    """Whether the picture carries a GPS directory that names a latitude."""
    return _tiff_has_position(_tiff_of(data))


def _tiff_of(data: bytes) -> bytes:
    """The TIFF structure with the Exif entries; empty where there is none."""
    if data.startswith(b"\xff\xd8"):
        return _of_jpeg(data)
    if data.startswith(b"\x89PNG"):
        at = data.find(b"eXIf")
        return data[at + 4 : at + 4 + struct.unpack(">I", data[at - 4 : at])[0]] if at > 4 else b""
    return data if data.startswith((b"II*\0", b"MM\0*")) else b""


def _of_jpeg(data: bytes) -> bytes:
    at = 2
    for _ in range(_MOST_SEGMENTS):
        if at + 4 > len(data) or data[at] != 0xFF or data[at + 1] == 0xDA:
            break
        (size,) = struct.unpack(">H", data[at + 2 : at + 4])
        if data[at + 1] == 0xE1 and data[at + 4 : at + 10] == b"Exif\0\0":
            return data[at + 10 : at + 2 + size]
        at += 2 + size
    return b""


def _tiff_has_position(tiff: bytes) -> bool:
    if not tiff.startswith((b"II", b"MM")):
        return False
    order = "<" if tiff.startswith(b"II") else ">"
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        gps = _entries(tiff, order, first).get(_GPS)
        # Tag 2 is the latitude; a directory without it says only which version it has.
        return gps is not None and 2 in _entries(tiff, order, gps)
    except struct.error:
        return False


def _entries(tiff: bytes, order: str, at: int) -> dict[int, int]:
    """Tag → value of a directory, where the value is read as one number."""
    (count,) = struct.unpack_from(f"{order}H", tiff, at)
    found: dict[int, int] = {}
    for number in range(min(count, _MOST_ENTRIES)):
        tag, _, _, value = struct.unpack_from(f"{order}HHII", tiff, at + 2 + 12 * number)
        found[tag] = value
    return found
