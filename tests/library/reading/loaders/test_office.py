"""Old word processor files through LibreOffice: the same tables, nothing left behind, one clear error where it cannot."""

import os
import time
from pathlib import Path

import pytest

from gongkai.reading import Limits, ReadingError, read_bytes
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
