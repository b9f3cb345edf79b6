"""`gongkai.report/1`: the report as JSON and back, without loss. Money is a JSON string, so that no digit is lost."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, fields
from datetime import date
from decimal import Decimal
from typing import Any

from gongkai.errors import GongkaiError
from gongkai.report.cells import Cell, CellState, Certainty, Number, Place
from gongkai.report.forms import COLLAPSED_OTHER, FORMS
from gongkai.report.model import AnnualReport, Finding, Kind, Section, Severity, Source, Statement

SCHEMA = "gongkai.report/1"
TABLES = ("proactive", "requests", "disputes")
_DECIMAL = re.compile(r"-?\d+(\.\d+)?")
_PLACE_FIELDS = Place._fields

Json = dict[str, Any]


class ReportJsonError(GongkaiError):
    """The JSON is not a `gongkai.report/1` object; `where` names the place inside it."""


def to_json(report: AnnualReport) -> Json:
    """The report as plain data, in the order of the specification."""
    return {
        "schema": SCHEMA,
        "agency": report.agency,
        "year": report.year,
        "format": report.format,
        "title": report.title,
        "opening": report.opening,
        "sections": [asdict(section) for section in report.sections],
        "signature": report.signature,
        "signed_on": report.signed_on.isoformat() if report.signed_on else None,
        "tables": _nested(report),
        "narrative": [{**asdict(s), "value": _number_out(s.value)} for s in report.narrative],
        "findings": [finding_to_json(finding) for finding in report.findings],
        "source": asdict(report.source) if report.source else None,
    }


def dumps(report: AnnualReport, *, indent: int | None = None) -> str:
    return json.dumps(to_json(report), ensure_ascii=False, indent=indent)


def finding_to_json(finding: Finding) -> Json:
    out: Json = {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "cells": list(finding.cells),
        "expected": _number_out(finding.expected),
        "actual": _number_out(finding.actual),
        "kind": finding.kind.value,
    }
    if finding.quote is not None or finding.section is not None:
        out |= {"quote": finding.quote, "section": finding.section}
    return out


def _number_out(value: Number | None) -> int | str | None:
    return f"{value:f}" if isinstance(value, Decimal) else value


def _cell_out(cell: Cell) -> Json:
    out: Json = {
        "value": _number_out(cell.value),
        "state": cell.state.value,
        "raw": cell.raw,
        "certainty": cell.certainty.value,
        "at": cell.at._asdict() if cell.at else None,
    }
    return out


def _nested(report: AnnualReport) -> Json:
    tree: Json = {table: {} for table in TABLES}
    for path in report.paths():
        node = tree
        *parents, leaf = path.split(".")
        for key in parents:
            node = node.setdefault(key, {})
        node[leaf] = _cell_out(report.cell(path))
        if path.endswith(".procurement.amount"):
            node[leaf]["unit"] = report.cell(path).unit
    return tree


def loads(text: str | bytes) -> AnnualReport:
    """Read what `dumps` wrote. Raises ReportJsonError, which names the place."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReportJsonError("不是有效的 JSON", "请检查文件是否完整", code="JSON_INVALID") from error
    return from_json(data)


def from_json(data: Any) -> AnnualReport:
    """Of the findings only READ-* are kept: all others are computed again by `gongkai.checks` (spec/report-json)."""
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise ReportJsonError(f"不是 {SCHEMA} 格式的年度报告", f"schema 字段应为“{SCHEMA}”", code="JSON_SCHEMA")
    form = FORMS.get(_text(data, "format") or "")
    money = form.money if form else frozenset()
    known = {*form.paths, *(COLLAPSED_OTHER if form.code == "2021" else ())} if form else set()
    tables = _flat(_object(data, "tables"), known, money)
    return AnnualReport(
        agency=_text(data, "agency"),
        year=_year(data),
        format=_text(data, "format"),
        title=_text(data, "title"),
        opening=_text(data, "opening"),
        sections=[_section(item, f"sections[{i}]") for i, item in enumerate(_list(data, "sections"))],
        signature=_text(data, "signature"),
        signed_on=_date(data, "signed_on"),
        tables=tables,
        narrative=[_statement(item, f"narrative[{i}]") for i, item in enumerate(_list(data, "narrative"))],
        findings=[
            finding
            for i, item in enumerate(_list(data, "findings"))
            if (finding := _finding(item, f"findings[{i}]")).rule.startswith("READ-")
        ],
        source=_source(data.get("source")),
    )


def _wrong(where: str, text: str) -> ReportJsonError:
    return ReportJsonError(text, "请按 gongkai.report/1 的说明改正", where, "JSON_FIELD")


def _checked(data: Json, key: str, kind: type | tuple[type, ...], where: str = "") -> Any:
    value = data.get(key)
    if value is not None and (not isinstance(value, kind) or isinstance(value, bool)):
        raise _wrong(f"{where}.{key}".lstrip("."), "类型不对")
    return value


def _text(data: Json, key: str, where: str = "") -> str | None:
    value: str | None = _checked(data, key, str, where)
    return value


def _list(data: Json, key: str) -> list[Any]:
    return _checked(data, key, list) or []


def _object(data: Json, key: str) -> Json:
    return _checked(data, key, dict) or {}


def _year(data: Json) -> int | None:
    year: int | None = _checked(data, "year", int)
    return year


def _date(data: Json, key: str) -> date | None:
    text = _text(data, key)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise _wrong(key, f"“{text}”不是日期") from error


def _number_in(value: Any, where: str, *, money: bool = False) -> Number | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        raise _wrong(where, "应为整数，或者写成字符串的小数")
    if isinstance(value, int):
        return Decimal(value) if money else value
    if not _DECIMAL.fullmatch(value):
        raise _wrong(where, f"“{value}”不是数")
    return Decimal(value)


def _flat(tree: Json, known: set[str], money: frozenset[str], prefix: str = "") -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for key, node in tree.items():
        path = f"{prefix}{key}"
        if not isinstance(node, dict):
            raise _wrong(f"tables.{path}", "应为对象")
        if path in known:
            cells[path] = _cell_in(node, f"tables.{path}", money=path in money)
        elif "state" in node and not isinstance(node["state"], dict):
            raise _wrong(f"tables.{path}", "这一版表格没有这个单元格")
        else:
            cells |= _flat(node, known, money, f"{path}.")
    return cells


def _enum(kind: Any, data: Json, key: str, where: str, default: Any = None) -> Any:
    try:
        return kind(data[key]) if key in data else default or kind(None)
    except ValueError as error:
        raise _wrong(f"{where}.{key}", f"“{data.get(key)}”不在允许的取值之内") from error


def _plain(node: Json) -> Cell | None:
    """A count that was read, by far the most of all cells, without asking twice; None for any other."""
    value, raw = node.get("value"), node.get("raw")
    is_plain = type(value) is int and node.get("state") == "number" and node.get("certainty") == "read"
    if not is_plain or node.get("at") is not None or not (raw is None or type(raw) is str) or node.get("unit"):
        return None
    return Cell(value, CellState.NUMBER, raw)


def _cell_in(node: Json, where: str, *, money: bool) -> Cell:
    if not money and (plain := _plain(node)):
        return plain
    value = _number_in(node.get("value"), f"{where}.value", money=money)
    if isinstance(value, Decimal) and not money:
        raise _wrong(f"{where}.value", "件数应为整数")
    state = _enum(CellState, node, "state", where)
    if (value is not None) != (state is CellState.NUMBER):
        raise _wrong(where, f"状态 {state} 与取值不符")
    certainty = _enum(Certainty, node, "certainty", where, Certainty.READ)
    return Cell(value, state, _text(node, "raw", where), certainty, _place(node, where), _text(node, "unit", where))


def _place(node: Json, where: str) -> Place | None:
    at: Json | None = _checked(node, "at", dict, where)
    if at is None:
        return None
    return Place(**{name: _checked(at, name, int, f"{where}.at") for name in _PLACE_FIELDS})


def _section(item: Any, where: str) -> Section:
    item = _is_object(item, where)
    return Section(
        _checked(item, "number", int, where), _text(item, "title", where) or "", _text(item, "text", where) or ""
    )


def _statement(item: Any, where: str) -> Statement:
    item = _is_object(item, where)
    value = _number_in(item.get("value"), f"{where}.value")
    if value is None:
        raise _wrong(f"{where}.value", "缺少数值")
    what, quote = _text(item, "what", where) or "", _text(item, "quote", where) or ""
    return Statement(what, value, quote, _text(item, "section", where))


def _finding(item: Any, where: str) -> Finding:
    item = _is_object(item, where)
    cells = _checked(item, "cells", list, where) or []
    if not all(isinstance(path, str) for path in cells):
        raise _wrong(f"{where}.cells", "应为单元格路径的列表")
    return Finding(
        rule=_text(item, "rule", where) or "",
        severity=_enum(Severity, item, "severity", where),
        message=_text(item, "message", where) or "",
        cells=tuple(cells),
        expected=_number_in(item.get("expected"), f"{where}.expected"),
        actual=_number_in(item.get("actual"), f"{where}.actual"),
        kind=_enum(Kind, item, "kind", where, Kind.FILING),
        quote=_text(item, "quote", where),
        section=_text(item, "section", where),
    )


def _source(item: Any) -> Source | None:
    if item is None:
        return None
    item = _is_object(item, "source")
    return Source(*(_text(item, f.name, "source") or "" for f in fields(Source)))


def _is_object(item: Any, where: str) -> Json:
    if not isinstance(item, dict):
        raise _wrong(where, "应为对象")
    return item
