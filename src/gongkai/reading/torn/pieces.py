"""Values of a table that were printed apart from it, behind what follows it on the page, or inside the next table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from gongkai.reading.labels import COLUMN_HEADS
from gongkai.reading.lines import DRAWN, Line
from gongkai.reading.sums import row_holds
from gongkai.reading.zones import Zone, find_zones
from gongkai.report import FORM_2019, FORM_2021
from gongkai.report.forms import COLUMNS, DISPUTE_RESULTS, DISPUTES, REQUESTS

_FEWEST = len(FORM_2019.request_rows) * len(COLUMNS)
_DISPUTE_VALUES = len(FORM_2021.table(DISPUTES).paths)
_LONGEST_ELSEWHERE = 2 * _DISPUTE_VALUES
"""No other table has more values than these with nothing between them."""


def zones_with_pieces(lines: Sequence[Line]) -> dict[str, list[Zone]]:
    """Table key → its zones, in the order of the file; where a table lacks values, also those that stand apart."""
    zones = find_zones(lines)
    if zones[REQUESTS] and _count(lines, zones[REQUESTS]) < _FEWEST:
        for piece in _long_runs(lines, zones):
            zones = _with(zones, piece)
    if zones[DISPUTES] and _count(lines, zones[DISPUTES]) == _DISPUTE_VALUES - 1:
        last = list(_last_totals(lines, zones))
        zones = _with(zones, last[0]) if len(last) == 1 else zones
    return zones


def _count(lines: Sequence[Line], zones: Iterable[Zone]) -> int:
    return sum(line.value_count for zone in zones for line in lines[zone.start : zone.end])


def _long_runs(lines: Sequence[Line], zones: dict[str, list[Zone]]) -> Iterator[Zone]:
    """Values with nothing between them, more than any other table has."""
    own = {at for zone in zones[REQUESTS] for at in range(zone.start, zone.end)}
    places = (at for at, line in enumerate(lines) if at not in own and at > zones[REQUESTS][0].start)
    for is_run, group in groupby(places, key=lambda at: lines[at].only_values and lines[at].geometry not in DRAWN):
        run = list(group)
        piece = Zone(REQUESTS, run[0], run[-1] + 1, frozenset())
        if is_run and _count(lines, [piece]) > _LONGEST_ELSEWHERE:
            yield piece


def _last_totals(lines: Sequence[Line], zones: dict[str, list[Zone]]) -> Iterator[Zone]:
    """Behind table four, in no table: one value below the word 总计 that is the sum of the last four."""
    inside = {at for some in zones.values() for zone in some for at in range(zone.start, zone.end)}
    values = [token for zone in zones[DISPUTES] for line in lines[zone.start : zone.end] for token in line.values]
    parts = [token for token in values if token.is_value][-len(DISPUTE_RESULTS) + 1 :]
    for at in range(zones[DISPUTES][-1].end, len(lines) - 1):
        head, below = lines[at], lines[at + 1]
        is_total = [COLUMN_HEADS.get(words) for words in head.labels] == ["total"] and not head.value_count
        is_lone = at + 1 not in inside and below.only_values and below.value_count == 1
        if is_total and is_lone and row_holds((*parts, *below.values)):
            yield Zone(DISPUTES, at + 1, at + 2, frozenset())


def _with(zones: dict[str, list[Zone]], piece: Zone) -> dict[str, list[Zone]]:
    """The piece belongs to its table, and to no other one any more."""
    cut = {key: [part for zone in some for part in _without(zone, piece)] for key, some in zones.items()}
    cut[piece.table] = sorted([*cut[piece.table], piece], key=lambda zone: zone.start)
    return cut


def _without(zone: Zone, piece: Zone) -> Iterator[Zone]:
    if piece.end <= zone.start or zone.end <= piece.start:
        yield zone
        return
    if zone.start < piece.start:
        yield replace(zone, end=piece.start)
    if piece.end < zone.end:
        anchors = frozenset() if zone.start < piece.start else zone.anchors
        yield replace(zone, start=piece.end, anchors=anchors)
