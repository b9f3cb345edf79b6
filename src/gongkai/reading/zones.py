"""Where the three statutory tables lie in the lines of a document. Later tables of a kind are other reports, or repeats."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gongkai.reading.labels import (
    DISPUTE_HEAD_LINE,
    DISPUTE_WORDS,
    PROACTIVE_HEADS,
    PROACTIVE_ROWS,
    REQUEST_HEAD_LINE,
    is_article,
    is_piece_of,
    request_fits,
)
from gongkai.reading.lines import Line
from gongkai.report.forms import DISPUTES, PROACTIVE, REQUESTS

_SURE = 0.9
_SHORTEST_ANCHOR = 4
_FURTHEST = 25
_FEWEST_ANCHORS = {PROACTIVE: 2, REQUESTS: 4, DISPUTES: 2}


@dataclass(frozen=True, slots=True)
class Zone:
    """Lines from `start` up to, not including, `end` that hold one statutory table, or a piece of one; `anchors` are the
    rows and heads found in them."""

    table: str
    start: int
    end: int
    anchors: frozenset[str]


Anchor = Callable[[Line], str | None]


def find_zones(lines: Sequence[Line]) -> dict[str, list[Zone]]:
    """Table key → its zones, in the order of the file."""
    found = {REQUESTS: _zones(lines, REQUESTS, _request_anchor, _in_requests)}
    taken = [(zone.start, zone.end) for zone in found[REQUESTS]]
    found[PROACTIVE] = _zones(lines, PROACTIVE, _proactive_anchor, _in_proactive, taken)
    taken += [(zone.start, zone.end) for zone in found[PROACTIVE]]
    found[DISPUTES] = _zones(lines, DISPUTES, _dispute_anchor, _in_disputes, taken)
    return found


_STARTS = "本列数据的勾稽关系"


def _request_anchor(line: Line) -> str | None:
    if _is_prose(line):
        return None
    for words in line.labels:
        if len(words) < _SHORTEST_ANCHOR:
            continue
        if words.startswith(_STARTS) or REQUEST_HEAD_LINE.fullmatch(words):
            return _STARTS
        for key, fit in request_fits(words):
            if key != "other" and fit.score >= _SURE and fit.start == 0:
                return key
    return None


def _is_prose(line: Line) -> bool:
    return "。" in line.text


_PROACTIVE_HEAD_WORDS = frozenset().union(*PROACTIVE_HEADS.values())
_REPEATED = frozenset({_STARTS, *(words for words in _PROACTIVE_HEAD_WORDS if not is_article(words))})
"""Heads that may stand over every piece of one table."""
_PROACTIVE_LABELS = [row for rows in PROACTIVE_ROWS.values() for row in rows.values()]


def _proactive_anchor(line: Line) -> str | None:
    for words in line.labels:
        if is_article(words) or words in _PROACTIVE_HEAD_WORDS or words.startswith("本年收费金额"):
            return words
    if line.value_count and len(line.labels) <= 2:
        return next((row.key for row in _PROACTIVE_LABELS if row.words in line.labels or row.key in line.labels), None)
    return None


def _dispute_anchor(line: Line) -> str | None:
    words = next((w for w in line.labels if len(w) > 2 and DISPUTE_HEAD_LINE.fullmatch(w)), None)
    if words and words != "其他结果":
        return words
    heads = [words for words in line.labels if len(words) > 1 and is_piece_of(words, tuple(DISPUTE_WORDS))]
    return heads[0] if len(heads) > 2 else None


def _in_requests(line: Line) -> bool:
    return all(request_fits(words) or len(words) <= 2 for words in line.labels)


def _in_proactive(line: Line) -> bool:
    return all(any(row.fit(words) for row in _PROACTIVE_LABELS) for words in line.labels)


def _in_disputes(line: Line) -> bool:
    return all(is_piece_of(words, tuple(DISPUTE_WORDS)) or DISPUTE_HEAD_LINE.fullmatch(words) for words in line.labels)


def _zones(
    lines: Sequence[Line],
    table: str,
    anchor: Anchor,
    inside: Callable[[Line], bool],
    taken: Sequence[tuple[int, int]] = (),
) -> list[Zone]:
    """Clusters of anchors, each drawn out to the last line that still belongs to the table."""
    zones: list[Zone] = []
    cluster: list[int] = []
    words: set[str] = set()
    distance = 0
    for i, line in enumerate(lines):
        hit = None if any(start <= i < end for start, end in taken) else anchor(line)
        if cluster and (distance > _FURTHEST or _ends_table(line, lines, i)):
            zones.append(_closed(lines, table, cluster, words, inside))
            cluster, words = [], set()
        if hit:
            cluster.append(i)
            words.add(hit)
            distance = 0
        elif not line.only_values and line.tokens:
            distance += 1
    if cluster:
        zones.append(_closed(lines, table, cluster, words, inside))
    return [zone for zone in zones if len(zone.anchors) >= _FEWEST_ANCHORS[table]]


_LONG_TEXT = 60


def _ends_table(line: Line, lines: Sequence[Line], at: int) -> bool:
    """A paragraph of running text stands in no table."""
    return len(line.text) > _LONG_TEXT and not line.value_count and "。" in line.text


def _closed(
    lines: Sequence[Line], table: str, cluster: Sequence[int], words: set[str], inside: Callable[[Line], bool]
) -> Zone:
    end = cluster[-1] + 1
    while end < len(lines) and not lines[end].text.strip().startswith("#") and _belongs(lines[end], inside):
        end += 1
    start = cluster[0]
    if table == REQUESTS:
        start = next((i for i in cluster if _request_anchor(lines[i]) in (_STARTS, "new")), start)
    return Zone(table, start, end, frozenset(words))


def _belongs(line: Line, inside: Callable[[Line], bool]) -> bool:
    return bool(line.tokens) and (not line.labels or inside(line))


def tables_of(zones: Sequence[Zone]) -> list[list[Zone]]:
    """Zones that are pieces of one table together; a zone that repeats rows of the pieces before it is another table."""
    tables: list[list[Zone]] = []
    for zone in zones:
        known = {word for piece in tables[-1] for word in piece.anchors} if tables else set()
        if tables and not (zone.anchors & known) - _REPEATED:
            tables[-1].append(zone)
        else:
            tables.append([zone])
    return tables
