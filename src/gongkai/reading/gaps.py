"""Rows that lost one value: where the gap is, by what the columns of the whole table say. Such rows stay uncertain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from gongkai.reading.place import Placed, Slots
from gongkai.reading.sums import count_of
from gongkai.report import Relation
from gongkai.report.forms import COLUMNS, REQUESTS

_PLACES = {column: i for i, column in enumerate(COLUMNS)}


def settle_gaps(placed: Mapping[str, Placed], relations: Sequence[Relation]) -> dict[str, Placed]:
    """The same rows; the gap of an incomplete one moved to where fewest relations of its columns break."""
    gaps = [name for name, row in placed.items() if row.rule == "READ-LOST" and row.slots.count(None) == 1]
    if not gaps:
        return dict(placed)
    values = {name: [count_of(token) for token in row.slots] for name, row in placed.items()}
    columns = [relation for relation in relations if relation.rule in ("T3-SUM", "T3-BALANCE")]
    settled = dict(placed)
    for name in gaps:
        kept = tuple(token for token in placed[name].slots if token is not None)
        settled[name] = replace(placed[name], slots=_best(name, kept, placed[name].slots, values, columns))
    return settled


def _best(
    name: str, kept: Slots, now: Slots, values: dict[str, list[int | None]], columns: Sequence[Relation]
) -> Slots:
    """The one way to leave a gap that breaks fewest relations; as it is, where several are equal."""
    ways = [(*kept[:at], None, *kept[at:]) for at in range(len(kept) + 1)]
    broken = [_broken(name, slots, values, columns) for slots in ways]
    best = [slots for slots, count in zip(ways, broken, strict=True) if count == min(broken)]
    return best[0] if len(best) == 1 else now


def _broken(name: str, slots: Slots, values: dict[str, list[int | None]], columns: Sequence[Relation]) -> int:
    tried = {**values, name: [count_of(token) for token in slots]}
    return sum(_fails(relation, tried) for relation in columns if any(f".{name}." in path for path in relation.cells))


def _fails(relation: Relation, values: Mapping[str, Sequence[int | None]]) -> bool:
    parts, totals = _sum(relation.parts, values), _sum(relation.totals, values)
    return parts is not None and totals is not None and parts != totals


def _sum(paths: Sequence[str], values: Mapping[str, Sequence[int | None]]) -> int | None:
    total = 0
    for path in paths:
        row, column = path.removeprefix(f"{REQUESTS}.").split(".")
        value = values[row][_PLACES[column]] if row in values else None
        if value is None:
            return None
        total += value
    return total
