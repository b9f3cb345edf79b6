"""Web pages saved as one file."""

import pytest

from gongkai.reading import ReadingError

from .shapes import loaded, sequence

PAGE = "<html><p>某局年报</p><table><tr><td>规章</td><td>3</td></tr></table></html>"
HEAD = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"


def part(kind: str, encoding: str, body: bytes) -> bytes:
    return f"--x\nContent-Type: {kind}\nContent-Transfer-Encoding: {encoding}\n\n".encode() + body + b"\n"


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_the_page_in_it_is_read(charset: str) -> None:
    import base64
    import quopri

    for encoding, body in (
        ("quoted-printable", quopri.encodestring(PAGE.encode(charset))),
        ("base64", base64.b64encode(PAGE.encode(charset))),
    ):
        picture = part("image/png", "base64", b"AAAA")
        document = loaded(
            "mht", HEAD.encode() + picture + part(f"text/html; charset={charset}", encoding, body) + b"--x--"
        )
        assert sequence(document) == ["某局年报", "规章|3"]


@pytest.mark.parametrize("body", [b"", part("text/plain", "7bit", b"x"), part("text/html", "base64", b"")])
def test_without_a_page_it_is_refused(body: bytes) -> None:
    with pytest.raises(ReadingError) as refusal:
        loaded("mht", HEAD.encode() + body)
    assert refusal.value.code == "READ_MHT"
