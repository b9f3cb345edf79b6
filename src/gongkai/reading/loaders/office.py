"""Old and foreign word processor files (doc, wps, rtf, odt, Word 2003 XML) → docx by LibreOffice → blocks.

LibreOffice is a program of its own, asked for once for each file: with a profile that ends with the call, without macros,
without network where the system can forbid it, with limits of time and memory, and with nothing left behind.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from gongkai.reading.blocks import Document
from gongkai.reading.loaders import docx
from gongkai.reading.problem import Clock, Limits, ReadingError

_INSTALL = "请安装：apt install libreoffice-writer-nogui；或用 Word、WPS 另存为 docx"
_FAILED = "请用 Word 或 WPS 打开，另存为 docx 后再试"
_KINDS: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "rtf", "application/rtf"),
    (b"PK", "odt", "application/vnd.oasis.opendocument.text"),
    (b"\xd0\xcf\x11\xe0", "doc", "application/msword"),
)
_DOCX, _PDF = "docx:MS Word 2007 XML", "pdf:writer_pdf_Export"
_PRINTING_SECONDS = 60.0
_MEMORY_KILOBYTES = 4_000_000
_WRITES_BLOCKS = 400_000
_PROCESSOR_SECONDS = 120
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop>
<prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop>
<prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop>
</item>
</oor:items>
"""


def load(data: bytes, name: str, clock: Clock) -> Document:
    """Raises ReadingError where LibreOffice is missing, fails or takes too long."""
    suffix, media_type = next(
        ((suffix, media) for mark, suffix, media in _KINDS if data.startswith(mark)), ("xml", "application/msword")
    )
    document = docx.load(to_docx(data, suffix, clock), name, clock)
    document.reader, document.media_type = f"office-{suffix}", media_type
    return document


def soffice() -> str | None:
    """LibreOffice's program, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def to_docx(data: bytes, suffix: str, clock: Clock) -> bytes:
    """The same document as docx; `suffix` tells LibreOffice what it is given. Raises ReadingError."""
    clock.begin_slow()
    return _converted(data, suffix, _DOCX, clock)


def to_pdf(data: bytes, name: str, *, suffix: str = "docx", limits: Limits | None = None) -> bytes:
    """A .docx, or what `suffix` says it is, as PDF, as LibreOffice prints it. Raises ReadingError."""
    return _converted(data, suffix, _PDF, Clock(limits or Limits(seconds=_PRINTING_SECONDS), name))


def _converted(data: bytes, suffix: str, target: str, clock: Clock) -> bytes:
    program = soffice()
    if program is None:
        raise ReadingError(
            f"转换 {suffix} 文件需要 LibreOffice，这台机器上没有", _INSTALL, clock.name, "READ_NO_OFFICE"
        )
    with tempfile.TemporaryDirectory(prefix="gongkai-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        _write_settings(home)
        source = home / f"in.{suffix}"
        source.write_bytes(data)
        _run(_command(program, home, source, target), home, clock)
        return _result(home / "out" / f"in.{target.partition(':')[0]}", clock)


def _result(made: Path, clock: Clock) -> bytes:
    if not made.is_file():
        raise ReadingError("LibreOffice 打不开这个文件：已损坏，或有密码", _FAILED, clock.name, "READ_BROKEN")
    if made.stat().st_size > clock.limits.bytes:
        raise ReadingError("转换后的文件过大", "请确认这是一份年度报告", clock.name, "READ_SIZE")
    return made.read_bytes()


def _write_settings(home: Path) -> None:
    user = home / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")


def _command(program: str, home: Path, source: Path, target: str) -> list[str]:
    limited = 'ulimit -v "$1" && ulimit -f "$2" && ulimit -t "$3" && shift 3 && exec nice -n 10 "$@"'
    return [
        *_without_network(),
        *("/bin/sh", "-c", limited, "sh", str(_MEMORY_KILOBYTES), str(_WRITES_BLOCKS), str(_PROCESSOR_SECONDS)),
        *(program, f"-env:UserInstallation=file://{home}/profile"),
        *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
        *("--convert-to", target, "--outdir", str(home / "out"), str(source)),
    ]


@cache
def _without_network() -> Sequence[str]:
    """The command that runs another without any network, where the system lets ordinary users do so."""
    command = ("unshare", "--map-root-user", "--net")
    try:
        done = subprocess.run([*command, "true"], capture_output=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return command if done.returncode == 0 else ()


def _run(command: Sequence[str], home: Path, clock: Clock) -> None:
    """Run to its end or to the end of the time; afterwards nothing of it is left running."""
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "TMPDIR": str(home),
        "LANG": "C.UTF-8",
    }
    process = subprocess.Popen(
        command,
        env=environment,
        cwd=home,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(clock.left)
    except subprocess.TimeoutExpired as error:
        raise ReadingError(
            f"LibreOffice 超过 {clock.limits.seconds:g} 秒没有转换完，已停止", _FAILED, clock.name, "READ_TIME"
        ) from error
    finally:
        _end_group(process)


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """Its helpers live in its process group, and outlive it."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
