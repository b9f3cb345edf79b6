"""A PDF locked with a password (standard handler, revision 2: RC4 with a key of 40 bits)."""

from __future__ import annotations

import hashlib

from .pdf_maker import HandPdf, file_of, text

_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_MAY_READ_ONLY = -64
_ID = b"0123456789abcdef"
_CONTENT = 6


def locked(words: str, *, user: bytes) -> bytes:
    """One page with these words (in Latin letters); `user` is the password needed to open it."""
    owner = _rc4(_md5(_pad(b"owner"))[:5], _pad(user))
    permissions = _MAY_READ_ONLY.to_bytes(4, "little", signed=True)
    key = _md5(_pad(user) + owner + permissions + _ID)[:5]
    content_key = _md5(key + _CONTENT.to_bytes(3, "little") + b"\0\0")[:10]
    content = _rc4(content_key, text(50, 780, words).encode()).decode("latin-1")
    return file_of(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            HandPdf.LATIN,
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R"
            " /Resources << /Font << /latin 3 0 R >> >> >>",
            f"<< /Filter /Standard /V 1 /R 2 /P {_MAY_READ_ONLY} /O <{owner.hex()}> /U <{_rc4(key, _PAD).hex()}> >>",
            f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        ],
        f"/Encrypt 5 0 R /ID [<{_ID.hex()}> <{_ID.hex()}>]",
    )


def _pad(password: bytes) -> bytes:
    return (password + _PAD)[:32]


def _md5(data: bytes) -> bytes:
    return hashlib.md5(data).digest()


def _rc4(key: bytes, data: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)
