"""Live figures: {新收} in a text stands for a number of the tables or of the records, and is never typed.

A field of which the number is not known yet is shown as a marked place; a field that does not exist is an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from gongkai.report import Cell
from gongkai.report.forms import DISPUTE_RESULTS, GROUPS, OUTCOMES, PROACTIVE, REQUESTS
from gongkai_web.annual.kinds import Work

FIELD = re.compile(r"\{([^{}\n]{1,20})\}")
Tables = Mapping[str, Cell]
Value = int | Decimal | str | None


@dataclass(frozen=True, slots=True)
class Field:
    """`what` says to a person what it stands for; `of` gives it, None where it is not known."""

    name: str
    what: str
    of: Callable[[Tables, Mapping[str, Value]], Value]


def _cells(*paths: str) -> Callable[[Tables, Mapping[str, Value]], Value]:
    """The sum of cells; unknown as long as one of them is."""

    def found(tables: Tables, other: Mapping[str, Value]) -> Value:
        values = [tables[path].value if path in tables else None for path in paths]
        if any(value is None for value in values):
            return None
        return sum((value for value in values if value is not None), start=0)

    return found


def _other(name: str) -> Callable[[Tables, Mapping[str, Value]], Value]:
    return lambda tables, other: other.get(name)


def _row(row: str) -> str:
    return f"{REQUESTS}.{row}.total"


def _of_tables() -> Iterable[Field]:
    rows = {"新收": "new", "上年结转": "carried_in", "办结": "result_total", "结转下年": "carried_out"}
    rows |= {"予以公开": "granted", "部分公开": "partial"}
    for name, row in rows.items():
        yield Field(name, f"表三“{name}”的总计", _cells(_row(row)))
    for group, label in GROUPS.items():
        members = [_row(one) for one in OUTCOMES if one.startswith(f"{group}_")]
        yield Field(label[3:], f"表三“{label}”各行的总计", _cells(*members))
    documents = {"issued": "制发", "repealed": "废止", "in_force": "有效"}
    for row, label in (("rules", "规章"), ("normative_documents", "规范性文件")):
        for key, word in documents.items():
            yield Field(f"{label}{word}", f"表二“{label}”{word}件数", _cells(f"{PROACTIVE}.{row}.{key}"))
    for key, label in (("licensing", "许可"), ("penalties", "处罚"), ("compulsory_measures", "强制")):
        yield Field(label, f"表二行政{label}处理决定数量", _cells(f"{PROACTIVE}.{key}"))
    yield Field("收费万元", "表二行政事业性收费，万元", _cells(f"{PROACTIVE}.charges"))
    yield from _of_disputes()


def _of_disputes() -> Iterable[Field]:
    direct, after = "disputes.litigation_direct", "disputes.litigation_after_reconsideration"
    for key, label in DISPUTE_RESULTS.items():
        word = "" if key == "total" else label
        yield Field(f"复议{word}", f"表四行政复议{label}", _cells(f"disputes.reconsideration.{key}"))
        yield Field(f"诉讼{word}", f"表四行政诉讼{label}，两类合计", _cells(f"{direct}.{key}", f"{after}.{key}"))
    yield Field("直接起诉", "表四未经复议直接起诉总计", _cells(f"{direct}.total"))
    yield Field("复议后起诉", "表四复议后起诉总计", _cells(f"{after}.total"))


_OTHERS = {
    "年度": "统计年度",
    "机关": "机关全称",
    "公开总数": "各渠道公开的条数合计",
    "本平台公开": "本平台公开的条数",
    "新媒体公开": "政务新媒体公开的条数",
    "其他渠道公开": "其他渠道公开的条数",
    "来信": "信箱收到的来信",
    "来信答复": "信箱答复的来信",
    "信息处理费": "本年收取的信息处理费，元",
    **{kind.short: f"工作记录里的{kind.label}，次" for kind in Work},
    **{f"{kind.short}人次": f"工作记录里{kind.label}的人数合计" for kind in Work},
}

FIELDS: dict[str, Field] = {
    **{name: Field(name, what, _other(name)) for name, what in _OTHERS.items()},
    **{one.name: one for one in _of_tables()},
}


def unknown_in(text: str) -> list[str]:
    """Names in braces that stand for no figure."""
    return [name for name in map(str.strip, FIELD.findall(text)) if name not in FIELDS]


@dataclass(frozen=True, slots=True)
class Rendered:
    """`unknown`: fields that do not exist; `open`: fields of which nobody has given the number yet."""

    text: str
    unknown: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


def render(text: str, tables: Tables, other: Mapping[str, Value]) -> Rendered:
    unknown: list[str] = []
    open_: list[str] = []

    def put(match: re.Match[str]) -> str:
        name = match[1].strip()
        field = FIELDS.get(name)
        if field is None:
            unknown.append(name)
            return match[0]
        value = field.of(tables, other)
        if value is None:
            open_.append(name)
            return f"【未填：{field.what}】"
        return f"{value:f}" if isinstance(value, Decimal) else str(value)

    return Rendered(FIELD.sub(put, text), tuple(dict.fromkeys(unknown)), tuple(dict.fromkeys(open_)))
