"""A catalogue as JSON, `gongkai.catalogue/1`: docs/reference/catalogue-json.md."""

from __future__ import annotations

from typing import Any

from gongkai.catalogue.model import CatalogueFile, Note, Row, Table
from gongkai.catalogue.period import Period

SCHEMA = "gongkai.catalogue/1"

Json = dict[str, Any]


def to_json(file: CatalogueFile) -> Json:
    """The file as plain data."""
    return {
        "schema": SCHEMA,
        "name": file.name,
        "tables": [_table(table) for table in file.tables],
        "notes": [_note(note) for note in file.notes],
    }


def _table(table: Table) -> Json:
    return {
        "title": table.title,
        "field": table.field.code if table.field else None,
        "field_name": table.field_name,
        "heads": list(table.heads),
        "legend": table.legend,
        "at": _at(table.at.sheet, table.at.row),
        "rows": [row_to_json(row) for row in table.rows],
    }


def row_to_json(row: Row) -> Json:
    return {
        "number": row.number,
        "process": row.process,
        "first": row.first,
        "second": row.second,
        "third": row.third,
        "content": row.content,
        "basis": row.basis,
        "period": period_to_json(row.period),
        "responsible": row.responsible,
        "channels": [{"name": channel.name, "choice": channel.choice.value} for channel in row.channels],
        "audience": [one.value for one in row.audience],
        "group": row.group,
        "manners": [one.value for one in row.manners],
        "levels": [one.value for one in row.levels],
        "more": dict(row.more),
        "at": _at(row.at.sheet, row.at.row),
    }


def period_to_json(period: Period) -> Json:
    out: Json = {"kind": period.kind.value, "text": period.text, "certain": period.certain}
    named = {"number": period.number, "month": period.month, "day": period.day, "event": period.event or None}
    out |= {name: value for name, value in named.items() if value is not None}
    if period.working:
        out["working"] = True
    if period.parts:
        out["parts"] = [period_to_json(part) for part in period.parts]
    return out


def _note(note: Note) -> Json:
    return {
        "kind": note.kind.value,
        "code": note.code,
        "text": note.text,
        "remedy": note.remedy,
        "at": _at(note.at.sheet, note.at.row),
    }


def _at(sheet: str, row: int) -> Json:
    return {"sheet": sheet, "row": row}
