"""The results of a check in the form asked for: text for people, JSON lines, SARIF, or a workbook."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer

from gongkai.checks import Settings
from gongkai.cli.verdicts import Verdict
from gongkai.errors import GongkaiError, system_reason
from gongkai.report.wire import finding_to_json

Write = Callable[[Verdict], None]


@contextmanager
def writer(kind: str, output: Path | None, settings: Settings) -> Iterator[Write]:
    """Take verdicts as they come; text and JSON appear at once, the others when all are there."""
    if kind == "xlsx":
        with _collected(lambda done: _deliver(_workbook(done, settings), output)) as write:
            yield write
        return
    if kind == "sarif":
        with _collected(lambda done: _deliver(_sarif(done).encode(), output)) as write:
            yield write
        return
    with _stream(output) as stream:
        if kind == "json":
            yield lambda verdict: print(_json(verdict), file=stream, flush=True)
            return
        from gongkai.cli.text import TextWriter

        text = TextWriter(stream)
        yield text.write
        text.close(settings)


@contextmanager
def _stream(output: Path | None) -> Iterator[Any]:
    if output is None:
        yield sys.stdout
        return
    try:
        with output.open("w", encoding="utf-8") as stream:
            yield stream
    except OSError as error:
        raise _cannot_write(output, error) from error


@contextmanager
def _collected(finish: Callable[[list[Verdict]], None]) -> Iterator[Write]:
    done: list[Verdict] = []
    yield done.append
    finish(done)


def _deliver(data: bytes, output: Path | None) -> None:
    if output is None:
        if sys.stdout.isatty() and data[:2] == b"PK":
            raise typer.BadParameter("xlsx 不能显示在屏幕上，请用 -o 文件名.xlsx 指定保存位置")
        sys.stdout.buffer.write(data + (b"" if data[:2] == b"PK" else b"\n"))
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise _cannot_write(output, error) from error


def _cannot_write(output: Path, error: OSError) -> GongkaiError:
    return GongkaiError(f"不能写入（{system_reason(error)}）", "请换一个位置或文件名", str(output), "WRITE")


def _json(verdict: Verdict) -> str:
    return "\n".join(json.dumps(line, ensure_ascii=False) for line in _lines(verdict))


def _lines(verdict: Verdict) -> list[dict[str, Any]]:
    file = str(verdict.file)
    if verdict.error:
        return [{"file": file, "error": {"code": verdict.error.code, "text": str(verdict.error)}}]
    return [
        {
            "file": file,
            "agency": report.agency,
            "year": report.year,
            "format": report.format,
            "findings": [finding_to_json(finding) for finding in report.findings],
        }
        for report in verdict.reports
    ]


def _sarif(done: list[Verdict]) -> str:
    from gongkai.cli.sarif import to_sarif

    return json.dumps(to_sarif(done), ensure_ascii=False, indent=2)


def _workbook(done: list[Verdict], settings: Settings) -> bytes:
    from gongkai.cli.workbook import workbook

    stream = io.BytesIO()
    workbook(done, settings, stream)
    return stream.getvalue()
