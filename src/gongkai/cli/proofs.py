"""What a proof says of each file, in each form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from rich.console import Console
from rich.text import Text

from gongkai.cli.delivery import Json, TextOut
from gongkai.cli.text import SIGNS
from gongkai.errors import GongkaiError, system_reason
from gongkai.proofing import RULES, Metadata, ProofFinding, Settings
from gongkai.proofing import proof as proof_bytes
from gongkai.reading import Limits, ReadingError
from gongkai.reading.jobs import alarm, told
from gongkai.report import Severity

HEADS = ("文件", "级别", "规则", "位置", "说明", "原文（已遮盖）", "处数", "依据")
WIDTHS = (28, 8, 18, 24, 70, 28, 8, 50)


@dataclass(frozen=True, slots=True)
class Proofed:
    """One file: what was found, or the error that says why it could not be proofed."""

    file: Path
    findings: list[ProofFinding] = field(default_factory=list)
    error: GongkaiError | None = None

    def count(self, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def status(self) -> int:
        """2 not read, 1 findings of severity error, 0 otherwise."""
        return 2 if self.error else int(self.count(Severity.ERROR) > 0)


def exit_status(results: Sequence[Proofed]) -> int:
    return max((result.status for result in results), default=0)


def proof_file(path: Path, metadata: Metadata, settings: Settings, limits: Limits) -> Proofed:
    try:
        if path.is_file() and path.stat().st_size > limits.bytes:
            raise ReadingError("文件太大", "确实这样大时可以用 --limit-mb 放宽上限", str(path), "READ_SIZE")
        data = path.read_bytes()
        with alarm(limits, path):
            return Proofed(path, proof_bytes(data, metadata, settings, name=path.name, limits=limits))
    except OSError as error:
        why = f"打不开文件：{system_reason(error)}"
        return Proofed(path, error=ReadingError(why, "请检查文件是否还在、是否有权限", str(path), "READ_OPEN"))
    except Exception as error:
        return Proofed(path, error=told(error, path))


@dataclass(frozen=True, slots=True)
class ProofForms:
    """See `delivery.Forms`."""

    settings: Settings

    def text(self, stream: IO[str]) -> TextOut[Proofed]:
        return ProofText(stream, self.settings)

    def lines(self, result: Proofed) -> Iterator[Json]:
        if result.error:
            yield {"file": str(result.file), "error": {"code": result.error.code, "text": str(result.error)}}
        else:
            yield {"file": str(result.file), "findings": [finding_to_json(finding) for finding in result.findings]}

    def sarif(self, results: list[Proofed]) -> Json:
        from gongkai.cli import sarif

        found = [
            sarif.result(one.rule, one.severity, one.message, _location(result.file, one))
            for result in results
            for one in result.findings
        ]
        broken = [sarif.notification(result.file, result.error) for result in results if result.error]
        return sarif.log(found, broken, RULES)

    def workbook(self, results: list[Proofed], stream: IO[bytes]) -> None:
        from gongkai.cli.workbook import Row, write_rows

        rows: list[Row] = [row for result in results for row in _rows(result)]
        write_rows(stream, "检查结果", HEADS, WIDTHS, rows + [(note,) for note in self.settings.notes()])


def finding_to_json(finding: ProofFinding) -> Json:
    at = {name: value for name, value in finding.at._asdict().items() if value is not None}
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "quote": finding.quote,
        "part": finding.part,
        "at": at,
        "count": finding.count,
    }


def _location(file: Path, finding: ProofFinding) -> Json:
    physical: Json = {"artifactLocation": {"uri": file.as_posix()}}
    if finding.at.line:
        physical["region"] = {"startLine": finding.at.line}
    place = [{"fullyQualifiedName": finding.where, "kind": "member"}] if finding.where else []
    return {"physicalLocation": physical, **({"logicalLocations": place} if place else {})}


def _rows(result: Proofed) -> Iterator[tuple[str | int | float | None, ...]]:
    name = result.file.name
    if result.error:
        yield (name, "未读取", result.error.code, None, str(result.error))
    elif not result.findings:
        yield (name, "通过", None, None, "没有发现问题")
    for one in result.findings:
        sign, basis = SIGNS[one.severity][1], RULES[one.rule].basis
        yield (name, sign, one.rule, one.where, one.message, one.quote, one.count, basis)


class ProofText:
    """Writes results as they come; `close` adds the sum over all files and which rules were not applied."""

    def __init__(self, stream: IO[str], settings: Settings) -> None:
        self._console = Console(file=stream, soft_wrap=True, highlight=False, markup=False)
        self._settings = settings
        self._done: list[Proofed] = []

    def write(self, result: Proofed) -> None:
        self._done.append(result)
        if result.error:
            return
        self._console.print(Text(str(result.file), "bold"))
        for finding in sorted(result.findings, key=lambda finding: list(Severity).index(finding.severity)):
            sign, word, colour = SIGNS[finding.severity]
            self._console.print(Text.assemble((f"  {sign} {word}", colour), f" {finding.rule}  ", finding.message))
        if not result.findings:
            self._console.print(Text("  ✓ 没有发现问题", "green"))
        self._console.print()

    def close(self) -> None:
        for note in self._settings.notes():
            self._console.print(Text(note, "dim"))
        read = [result for result in self._done if not result.error]
        if len(self._done) > 1:
            errors, warnings = (sum(one.count(level) for one in read) for level in (Severity.ERROR, Severity.WARNING))
            lost = f"，{len(self._done) - len(read)} 个文件未能读取" if len(read) < len(self._done) else ""
            clean = sum(one.status == 0 for one in read)
            self._console.print(
                f"共 {len(self._done)} 个文件：{clean} 个没有错误；错误 {errors} 处，疑点 {warnings} 处{lost}。"
            )
