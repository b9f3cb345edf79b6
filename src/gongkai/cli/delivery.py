"""The results of a command in the form asked for: text for people, JSON lines, SARIF, or a workbook."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import IO, Any, Protocol, TypeVar

import typer

from gongkai.errors import GongkaiError, system_reason

T = TypeVar("T")
T_in = TypeVar("T_in", contravariant=True)
Json = dict[str, Any]


class OutputFormat(StrEnum):
    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    XLSX = "xlsx"


def format_of(asked: OutputFormat | None, output: Path | None) -> OutputFormat:
    """What was asked for, else by the suffix of the file to be written, else text."""
    suffix = output.suffix.lower().lstrip(".") if output else ""
    return asked or (OutputFormat(suffix) if suffix in set(OutputFormat) else OutputFormat.TEXT)


class TextOut(Protocol[T_in]):
    """Writes each result as it comes; `close` adds what is said at the end."""

    def write(self, result: T_in, /) -> None: ...
    def close(self) -> None: ...


class Forms(Protocol[T]):
    """How one command's results look in each form."""

    def text(self, stream: IO[str]) -> TextOut[T]: ...
    def lines(self, result: T) -> Iterable[Json]: ...
    def sarif(self, results: list[T]) -> Json: ...
    def workbook(self, results: list[T], stream: IO[bytes]) -> None: ...


@contextmanager
def writer(kind: OutputFormat, output: Path | None, forms: Forms[T]) -> Iterator[Callable[[T], None]]:
    """Take results as they come; text and JSON appear at once, the others when all are there."""
    if kind in (OutputFormat.XLSX, OutputFormat.SARIF):
        done: list[T] = []
        yield done.append
        _deliver(_workbook(done, forms) if kind is OutputFormat.XLSX else _sarif(done, forms), output)
        return
    with _stream(output) as stream:
        if kind is OutputFormat.JSON:
            yield lambda result: print(_json(forms.lines(result)), file=stream, flush=True)
            return
        text = forms.text(stream)
        yield text.write
        text.close()


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


def _json(lines: Iterable[Json]) -> str:
    return "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)


def _sarif(done: list[T], forms: Forms[T]) -> bytes:
    return json.dumps(forms.sarif(done), ensure_ascii=False, indent=2).encode()


def _workbook(done: list[T], forms: Forms[T]) -> bytes:
    stream = io.BytesIO()
    forms.workbook(done, stream)
    return stream.getvalue()
