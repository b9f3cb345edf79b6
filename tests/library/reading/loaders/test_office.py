"""Old word processor files through LibreOffice: the same tables, nothing left behind, one clear error where it cannot."""

import io
import os
import socket
import time
import zipfile
from pathlib import Path

import pytest

from gongkai.reading import Limits, ReadingError, SlowError, read_bytes
from gongkai.reading.loaders import office
from gongkai.reading.problem import Clock

from .shapes import SAMPLES, drawn, loaded, sample, tables

needs_office = pytest.mark.skipif(
    office.soffice() is None and not os.environ.get("CI"),
    reason="LibreOffice is not here: apt install libreoffice-writer-nogui",
)


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for temporary files, so that the test sees what stays behind."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


@needs_office
def test_word_97_has_its_three_tables_and_leaves_nothing_behind(temporary: Path) -> None:
    document = sample("doc", "word-97.doc")
    assert [len(table) for table in tables(document)] == [14, 28, 4]
    assert drawn(next(document.grids()))[2] == "规章|0|0|0"
    assert (document.reader, document.media_type) == ("office-doc", "application/msword")
    assert list(temporary.iterdir()) == []


RTF = r"{\rtf1\ansi\uc0 \u26576 \u23616 \par \trowd\cellx1000\cellx2000 \intbl \u35268 \u31456 \cell 3\cell\row \pard\par}"


@needs_office
def test_rtf() -> None:
    document = loaded("rtf", RTF)
    assert tables(document) == [[["规章", "3"]]]


@needs_office
@pytest.mark.parametrize("data", [b"{\\rtf1 ", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)])
def test_what_it_cannot_open_is_one_clear_error(data: bytes, temporary: Path) -> None:
    with pytest.raises(ReadingError) as refusal:
        loaded("doc", data)
    assert refusal.value.remedy
    assert list(temporary.iterdir()) == []


def test_without_it_the_error_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(ReadingError) as refusal:
        read_bytes((SAMPLES / "word-97.doc").read_bytes(), "年报.doc")
    assert refusal.value.code == "READ_NO_OFFICE"
    assert "apt install libreoffice-writer-nogui" in str(refusal.value)
    assert str(refusal.value).startswith("年报.doc：")


@pytest.fixture
def slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A LibreOffice that never ends and has a helper that outlives it."""
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\nsleep 600 & echo $! > {tmp_path}/helper\nwait\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    return tmp_path / "helper"


def test_out_of_time_it_is_ended_with_all_its_helpers(slow: Path) -> None:
    with pytest.raises(ReadingError) as refusal:
        office.to_docx(b"{\\rtf1 x}", "rtf", Clock(Limits(seconds=1.5), "a.rtf"))
    assert refusal.value.code == "READ_TIME"
    assert not _is_running(int(slow.read_text()))


def _is_running(process: int) -> bool:
    """A zombie that nobody has asked about yet runs no more."""
    state = Path(f"/proc/{process}/stat")
    for _ in range(50):
        if not state.exists() or state.read_text().rpartition(")")[2].split()[0] in "ZX":
            return False
        time.sleep(0.02)
    return True


def test_it_runs_without_macros_and_with_a_profile_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, str] = {}

    def run(command: list[str], home: Path, clock: Clock) -> None:
        settings = home / "profile" / "user" / "registrymodifications.xcu"
        seen["settings"], seen["command"] = settings.read_text("utf-8"), " ".join(command)
        (home / "out").mkdir()
        (home / "out" / "in.docx").write_bytes(b"docx")

    monkeypatch.setattr(office, "soffice", lambda: "/usr/bin/soffice")
    monkeypatch.setattr(office, "_run", run)
    assert office.to_docx(b"{\\rtf1 x}", "rtf", Clock(Limits(), "a.rtf")) == b"docx"
    assert "DisableMacrosExecution" in seen["settings"]
    assert f"-env:UserInstallation=file://{tmp_path}" in seen["command"]


def test_where_there_is_no_time_it_is_not_even_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_run", lambda *_: pytest.fail("begun"))
    with pytest.raises(SlowError):
        read_bytes((SAMPLES / "word-97.doc").read_bytes(), "年报.doc", limits=Limits(quick=True))


def test_an_archive_with_such_a_file_is_not_read_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in ("seed-001.txt", "word-97.doc"):
            archive.writestr(name, (SAMPLES / name).read_bytes())
    with pytest.raises(SlowError):
        read_bytes(packed.getvalue(), "全县.zip", limits=Limits(quick=True))


OPEN_DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0" xmlns:ooo="http://openoffice.org/2004/office">
<office:scripts><office:event-listeners><script:event-listener script:language="ooo:script"
 script:event-name="dom:load" xlink:type="simple"
 xlink:href="vnd.sun.star.script:Standard.Module1.Main?language=Basic&amp;location=document"/></office:event-listeners>
</office:scripts><office:body><office:text><text:p>公开</text:p><text:p><draw:frame svg:width="2cm" svg:height="2cm"
 text:anchor-type="as-char"><draw:image xlink:href="http://127.0.0.1:PORT/x.png" xlink:type="simple"/></draw:frame></text:p>
</office:text></office:body></office:document-content>"""
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Main
Open &quot;FILE&quot; For Output As #1
Close #1
End Sub</script:module>"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Module1"/></library:library>"""
LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
<library:library library:name="Standard" library:link="false"/></library:libraries>"""
MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">
<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>
PARTS</manifest:manifest>"""


def hostile(port: int, made_by_macro: Path) -> bytes:
    """A text whose picture lies on a server, and whose macro writes a file when it is opened."""
    parts = {
        "content.xml": OPEN_DOCUMENT.replace("PORT", str(port)),
        "Basic/script-lc.xml": LIBRARIES,
        "Basic/Standard/script-lb.xml": LIBRARY,
        "Basic/Standard/Module1.xml": MODULE.replace("FILE", str(made_by_macro)),
    }
    entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="text/xml"/>'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for name, text in parts.items():
            archive.writestr(name, text)
        archive.writestr("META-INF/manifest.xml", MANIFEST.replace("PARTS", "".join(entry.format(n) for n in parts)))
    return packed.getvalue()


@needs_office
@pytest.mark.parametrize("isolated", [True, False], ids=["no network", "network, but a dead proxy"])
def test_neither_a_macro_runs_nor_a_server_is_asked(isolated: bool, tmp_path: Path, monkeypatch) -> None:
    if not isolated:
        monkeypatch.setattr(office, "_without_network", tuple)
    made_by_macro = tmp_path / "macro-ran"
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        made = office.to_docx(
            hostile(server.getsockname()[1], made_by_macro), "odt", Clock(Limits(seconds=60), "a.odt")
        )
        assert made.startswith(b"PK")
        with pytest.raises(TimeoutError):
            server.accept()
    assert not made_by_macro.exists()
