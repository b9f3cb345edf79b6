"""What has been read and is not yet in the tables: parts on disk, each written whole or not at all.

Whoever is killed loses only what was not yet in a part; that is read again. A content is in the tables once, whatever number
of parts hold it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from gongkai import __version__
from gongkai.corpus.tables import DECIMALS, NUMBER, PARTS, WHOLE_DIGITS, Column
from gongkai.corpus.workers import Failure, Outcome

_HALF = ".half"


def part_folders(folder: Path) -> list[Path]:
    """The whole parts, oldest first."""
    return sorted(path for path in (folder / "parts").glob("[0-9]*") if not path.name.endswith(_HALF))


def clean(folder: Path) -> None:
    """Remove what a killed run left half written."""
    for half in (folder / "parts").glob(f"*{_HALF}"):
        shutil.rmtree(half)


def write_part(folder: Path, outcomes: Iterable[Outcome]) -> Path:
    """One more part, with these outcomes."""
    import pyarrow.parquet as pq

    tables = _tables(list(outcomes))
    known = part_folders(folder)
    number = int(known[-1].name) + 1 if known else 1
    half = folder / "parts" / f"{number:08}{_HALF}"
    half.mkdir(parents=True)
    for name, table in tables.items():
        pq.write_table(table, half / f"{name}.parquet", compression="zstd")
    return half.rename(half.with_name(f"{number:08}"))


def _tables(outcomes: list[Outcome]) -> dict[str, Any]:
    """The outcomes as tables. One that no table can hold is a defect of ours and becomes a failure; the others stay."""
    import pyarrow as pa

    try:
        return {name: arrow(PARTS[name], rows) for name, rows in _rows(outcomes).items()}
    except (pa.ArrowException, OverflowError, TypeError, ValueError) as error:
        if len(outcomes) == 1:
            what = f"程序内部错误（{type(error).__name__}）"
            failure = Failure("INTERNAL", what, "请把这个文件附在问题报告里")
            return _tables([Outcome(outcomes[0].sm3, failure=failure)])
    each = [_tables([outcome]) for outcome in outcomes]
    return {name: pa.concat_tables([tables[name] for tables in each]) for name in PARTS}


def _rows(outcomes: Iterable[Outcome]) -> dict[str, list[tuple[Any, ...]]]:
    rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in PARTS}
    for outcome in outcomes:
        rows["readings"].append(_reading(outcome))
        for name, of_file in outcome.rows.items():
            rows[name] += of_file
    return rows


def _reading(outcome: Outcome) -> tuple[Any, ...]:
    failure = outcome.failure
    if failure is None:
        return (outcome.sm3, "read", len(outcome.rows["reports"]), None, None, None, __version__)
    return (outcome.sm3, "failed", 0, failure.code, failure.text, failure.remedy, __version__)


def arrow(columns: tuple[Column, ...], rows: list[tuple[Any, ...]]) -> Any:
    """Rows as an Arrow table. Decimals and days come as text, as JSON has them."""
    import pyarrow as pa

    values = list(zip(*rows, strict=True)) or [()] * len(columns)
    arrays = [_array(column.type, list(cells)) for column, cells in zip(columns, values, strict=True)]
    return pa.Table.from_arrays(arrays, names=[column.name for column in columns])


def _array(kind: str, cells: list[Any]) -> Any:
    """Of the very type of the column: DuckDB then knows of a part what it knows of a table, and writes both alike."""
    import pyarrow as pa

    if kind == NUMBER:
        numbers = [None if cell is None else Decimal(cell) for cell in cells]
        return pa.array(numbers, type=pa.decimal128(WHOLE_DIGITS + DECIMALS, DECIMALS))
    if kind == "DATE":
        return pa.array([cell and date.fromisoformat(cell) for cell in cells], type=pa.date32())
    types = {"SMALLINT": pa.int16(), "INTEGER": pa.int32(), "BOOLEAN": pa.bool_(), "VARCHAR[]": pa.list_(pa.string())}
    return pa.array(cells, type=types.get(kind, pa.string()))
