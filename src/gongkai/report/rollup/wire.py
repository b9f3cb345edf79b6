"""The roll-up as plain data beside its report: whose numbers stand behind each cell, who is missing, what was counted once."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from gongkai.report.cells import Number
from gongkai.report.model import Finding
from gongkai.report.rollup.comparing import Difference
from gongkai.report.rollup.parts import Part, Share
from gongkai.report.rollup.summing import RollUp, SummedCell, Taken
from gongkai.report.wire import to_json as report_to_json

Json = dict[str, Any]


def to_json(sums: RollUp, findings: Sequence[Finding] = (), compared: Sequence[Difference] = ()) -> Json:
    """A `gongkai.report/1` object that any reader of one can read, with one more key, `rollup` (docs/reference/rollup-json.md)."""
    return {
        **report_to_json(sums.report.with_findings(list(findings))),
        "rollup": {
            "parts": [_part(part) for part in sums.parts],
            "cells": {path: _cell(cell) for path, cell in sums.cells.items()},
            "joint": [_taken(taken) for taken in sums.taken],
            "differences": [_difference(one) for one in compared],
        },
    }


def _part(part: Part) -> Json:
    report = part.report
    out: Json = {"code": part.code, "name": part.name, "kind": part.kind.value}
    if report is None:
        return {**out, "missing": part.missing}
    return {**out, "format": report.format, "file": report.source.file if report.source else None}


def _cell(cell: SummedCell) -> Json:
    return {
        "value": _number(cell.value),
        "parts": [_share(share) for share in cell.shares],
        "subtracted": [{"reason": joint.reason, "count": _number(count)} for joint, count in cell.subtracted],
    }


def _share(share: Share) -> Json:
    marks = [name for name in ("blank", "unread", "uncertain") if getattr(share, name)]
    out: Json = {"code": share.part.code, "value": _number(share.value)}
    if marks:
        out["marks"] = marks
    if share.left_out:
        out |= {"left_out": share.left_out.value, "told": _number(share.told)}
    return out


def _taken(taken: Taken) -> Json:
    joint = taken.joint
    return {
        "cells": list(joint.cells),
        "organs": list(joint.organs),
        "count": _number(joint.count),
        "reason": joint.reason,
        "subtracted": _number(taken.subtracted),
        "not_counted_by": [part.code for part in taken.without],
    }


def _difference(one: Difference) -> Json:
    return {
        "cell": one.path,
        "summed": _number(one.summed),
        "typed": _number(one.typed),
        "standing": one.standing.value,
    }


def _number(value: Number | None) -> int | str | None:
    return f"{value:f}" if isinstance(value, Decimal) else value
