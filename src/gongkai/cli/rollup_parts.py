"""From files to the parts of a roll-up: which organ each report is of, which organs are missing, which records are joint."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from gongkai.checks import same_organ
from gongkai.checks.organs import OrganKind, core_name, kind_of
from gongkai.errors import GongkaiError, system_reason
from gongkai.report import AnnualReport
from gongkai.report.forms import COLLAPSED_OTHER, FORMS
from gongkai.report.records import parse
from gongkai.report.rollup import KIND_NAMES, Joint, Part, PartKind

_KINDS = {OrganKind.TOWNSHIP: PartKind.TOWNSHIP, OrganKind.LOCAL_DEPARTMENT: PartKind.DEPARTMENT}
_PATHS = frozenset(path for form in FORMS.values() for path in (*form.paths, *COLLAPSED_OTHER))
Read = tuple[Path, list[AnnualReport], GongkaiError | None]


@dataclass(slots=True)
class Gathered:
    """`failed`: a file could not be read, or is of nobody's; `notes` say what was not taken and why."""

    parts: list[Part] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    failed: bool = False

    def year(self) -> int:
        """The year all reports are of. Raises GongkaiError where they are of several."""
        years = Counter(part.report.year for part in self.parts if part.report and part.report.year)
        if not years:
            raise GongkaiError("各份报告都没有写明统计年度", "请用 --year 写明", code="USAGE")
        if len(years) > 1:
            told = "、".join(f"{year} 年度 {count} 份" for year, count in sorted(years.items()))
            raise GongkaiError(f"报告不是同一年度的：{told}", "请用 --year 写明汇总哪一年度", code="USAGE")
        return next(iter(years))


def gathered(
    readings: Iterable[Read], agency: str, *, own: str | None = None, expected: Mapping[str, PartKind] | None = None
) -> Gathered:
    """The parts in the order of the list, or else of the files. Raises GongkaiError where one organ has two reports."""
    found = Gathered()
    reports: dict[str, tuple[Path, AnnualReport]] = {}
    for file, read, error in readings:
        if error:
            found.failed = True
            found.notes.append(str(error))
            if expected is None:
                found.parts.append(Part(file.name, file.stem, PartKind.OTHER, missing="文件没有读出"))
        for report in read:
            _enter(reports, file, report, agency, own, found)
    if expected is None:
        found.parts.extend(_part(name, report, own) for name, (_, report) in reports.items())
    else:
        _match(reports, expected, own, found)
    if not any(part.report for part in found.parts):
        why = "".join(f"。{note}" for note in found.notes)
        raise GongkaiError("没有可以汇总的报告", f"请检查文件夹里是不是各机关的年度报告{why}", code="NO_FILES")
    return found


def _enter(
    reports: dict[str, tuple[Path, AnnualReport]],
    file: Path,
    report: AnnualReport,
    agency: str,
    own: str | None,
    found: Gathered,
) -> None:
    name = report.agency
    if not name:
        found.failed = True
        found.notes.append(f"{file.name}：没有读到机关名称，没有计入。请核对后改好再汇总")
        return
    if core_name(name) == core_name(agency) and not (own and core_name(own) == core_name(name)):
        found.notes.append(
            f"{file.name}：是本级政府名下的报告，可能已是汇总数，没有计入。确是政府本身的数，请加 --own {name}；要与它比较，请加 --typed"
        )
        return
    key = core_name(name)
    if key not in reports:
        reports[key] = file, report
    elif _same_numbers(reports[key][1], report):
        found.notes.append(f"{file.name}：与 {reports[key][0].name} 是同一份报告，只计一次")
    else:
        what = f"“{name}”有两份报告：{reports[key][0].name}、{file.name}"
        raise GongkaiError(what, "同一个机关只能计入一份，请只留一份", code="ROLLUP_TWICE")


def _same_numbers(one: AnnualReport, other: AnnualReport) -> bool:
    def numbers(report: AnnualReport) -> dict[str, tuple[object, object]]:
        return {path: (cell.value, cell.state) for path, cell in report.tables.items()}

    return one.year == other.year and numbers(one) == numbers(other)


def _part(key: str, report: AnnualReport, own: str | None) -> Part:
    name = report.agency or key
    return Part(key, name, _kind(name, own), report)


def _kind(name: str, own: str | None) -> PartKind:
    if own and core_name(own) == core_name(name):
        return PartKind.OWN
    return _KINDS.get(kind_of(name), PartKind.OTHER)


def _match(
    reports: dict[str, tuple[Path, AnnualReport]], expected: Mapping[str, PartKind], own: str | None, found: Gathered
) -> None:
    """Each organ of the list with its report: by its whole name, else by the only one whose name ends alike."""
    left = dict(reports)
    for name, kind in expected.items():
        key = core_name(name)
        if key not in left:
            near = [other for other in left if same_organ(other, name)]
            key = near[0] if len(near) == 1 else key
        kind = PartKind.OWN if own and core_name(own) == core_name(name) else kind
        if key in left:
            found.parts.append(Part(core_name(name), name, kind, left.pop(key)[1]))
        else:
            found.parts.append(Part(core_name(name), name, kind, missing="没有报送"))
    for file, report in left.values():
        found.failed = True
        found.notes.append(f"{file.name}：“{report.agency}”不在清单里，没有计入。请补进清单或者拿出文件")


def named_organs(file: Path) -> dict[str, PartKind]:
    """The organs of a list, with their kind: as the column 类别 says, else as their name does."""
    rows = [row for row in csv.reader(_text(file).splitlines()) if any(field.strip() for field in row)]
    heads = [head.strip() for head in rows[0]] if rows else []
    if "机关" not in heads:
        rows, heads = [[row[0]] for row in rows], ["机关"]
    else:
        rows = rows[1:]
    kinds = {word: kind for kind, word in KIND_NAMES.items()}
    organs: dict[str, PartKind] = {}
    for row in rows:
        given = dict(zip(heads, (text.strip() for text in row), strict=False))
        name, word = given.get("机关", ""), given.get("类别", "")
        if word and word not in kinds:
            raise GongkaiError(f"“{word}”不是类别", f"可以写：{'、'.join(kinds)}", f"{file.name}：{name}", "LIST")
        if name in organs:
            raise GongkaiError(f"“{name}”在清单里写了两次", "请只留一行", file.name, "LIST")
        if name:
            organs[name] = kinds[word] if word else _kind(name, None)
    return organs


def joints_in(file: Path, parts: Sequence[Part]) -> tuple[Joint, ...]:
    """[{"cells": ["requests.new.total", …], "organs": ["甲县公安局", …], "count": 1, "reason": "…"}]"""
    data = parse(_text(file))
    if not isinstance(data, list):
        raise GongkaiError("合并计数的记录应是一个列表", "见 docs/reference/rollup-json.md", file.name, "ROLLUP_JOINT")
    codes = {core_name(part.name): part.code for part in parts}
    return tuple(_joint(item, codes, f"{file.name} 第 {number} 条") for number, item in enumerate(data, start=1))


def _joint(item: Any, codes: Mapping[str, str], where: str) -> Joint:
    try:
        cells, names = tuple(map(str, item["cells"])), [str(name) for name in item["organs"]]
        count, reason = item["count"], str(item["reason"])
        strange = [path for path in cells if path not in _PATHS]
        if strange:
            raise GongkaiError(f"“{strange[0]}”不是表中的格子", "请检查格子的名称", where, "ROLLUP_JOINT")
        unknown = [name for name in names if core_name(name) not in codes]
        if unknown:
            raise GongkaiError(f"“{unknown[0]}”不在汇总的机关里", "请检查机关名称", where, "ROLLUP_JOINT")
        if isinstance(count, bool) or not isinstance(count, (int, str)):
            raise ValueError(count)
        number = count if isinstance(count, int) else Decimal(count)
        return Joint(cells, tuple(codes[core_name(name)] for name in names), number, reason)
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        remedy = "要写 cells、organs（两个以上不同的机关）、count（大于 0）、reason（原因）"
        raise GongkaiError("这条合并计数的记录不完整", remedy, where, "ROLLUP_JOINT") from error


def _text(file: Path) -> str:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise GongkaiError(f"打不开（{system_reason(error)}）", "请检查路径", str(file), "CANNOT_OPEN") from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise GongkaiError("不是文字文件", "请另存为 UTF-8 编码的 csv 或 JSON", file.name, "ENCODING")
