"""A zip of reports → every report in it. What could not be read is told with those that could."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from gongkai.errors import GongkaiError
from gongkai.reading.loaders.archive import Member, members
from gongkai.reading.problem import Clock, Limits, ReadingError, SlowError
from gongkai.reading.rules import finding
from gongkai.report import AnnualReport

_SEVERAL = "READ-SEVERAL"
_NAMED = 5


class Read(Protocol):
    """As `reading.read_bytes`."""

    def __call__(self, data: bytes, name: str, *, limits: Limits) -> list[AnnualReport]: ...


def reports_in_archive(data: bytes, clock: Clock, read: Read) -> list[AnnualReport]:
    """Every report of the archive, in its order. Raises ReadingError where there is none."""
    reports: list[AnnualReport] = []
    failures: list[GongkaiError] = []
    try:
        for member in members(data, clock):
            try:
                reports += _read(member, clock, read)
            except SlowError:
                raise
            except GongkaiError as error:
                failures.append(error)
            clock.tell(len(reports) + len(failures), 0)
    except ReadingError as error:
        failures.append(error)
    if not reports:
        raise _nothing(failures, clock.name)
    _tell(reports, failures)
    return reports


def _read(member: Member, clock: Clock, read: Read) -> list[AnnualReport]:
    if member.error:
        raise member.error
    left = replace(clock.limits, seconds=max(0.5, clock.left))
    return read(member.data or b"", member.name, limits=left)


def _nothing(failures: Sequence[GongkaiError], name: str) -> GongkaiError:
    """One bad file in an archive of one is that file's error."""
    if len(failures) == 1:
        return failures[0]
    if not failures:
        return ReadingError("压缩包是空的", "请检查是否选错了文件", name, "READ_EMPTY")
    return ReadingError(f"压缩包里没有读出年度报告：{_list(failures)}", "请解压后逐个再试", name, "READ_ARCHIVE")


def _tell(reports: Sequence[AnnualReport], failures: Sequence[GongkaiError]) -> None:
    if len(reports) > 1:
        note = f"这个压缩包里有 {len(reports)} 份年度报告，请用“全部读取”或解压后逐个读"
        for report in reports:
            others = [found for found in report.findings if found.rule != _SEVERAL]
            report.findings[:] = [finding(_SEVERAL, note), *others]
    if failures:
        note = f"压缩包里还有 {len(failures)} 个文件没有读出：{_list(failures)}"
        reports[0].findings.append(finding("READ-MEMBER", note))


def each_its_own_file(reports: list[AnnualReport]) -> list[AnnualReport]:
    """For one who takes every report: the files of an archive are several on purpose, nothing to find fault with."""
    if len({report.source.file for report in reports if report.source}) < max(2, len(reports)):
        return reports
    return [report.with_findings([f for f in report.findings if f.rule != _SEVERAL]) for report in reports]


def _list(failures: Sequence[GongkaiError]) -> str:
    told = "；".join(f"{error.where}（{error.text}）" for error in failures[:_NAMED])
    return told if len(failures) <= _NAMED else f"{told}等"


def only_member(data: bytes, clock: Clock) -> Member:
    """The file of an archive of one. Raises ReadingError where there are none or several."""
    found = list(members(data, clock))
    if len(found) != 1:
        raise ReadingError(
            f"压缩包里有 {len(found)} 个文件，不能合在一起显示", "请解压后逐个打开", clock.name, "READ_ARCHIVE"
        )
    if found[0].error:
        raise found[0].error
    return found[0]
