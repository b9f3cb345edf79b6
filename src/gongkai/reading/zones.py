"""Where the three statutory tables lie in the lines of a document. Later tables of a kind are other reports, or repeats."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gongkai.reading.labels import (
    DISPUTE_HEAD_LINE,
    DISPUTE_HEADS,
    DISPUTE_PIECES,
    DISPUTE_WORDS,
    PROACTIVE_HEADS,
    PROACTIVE_ROWS,
    REQUEST_HEAD_LINE,
    REQUEST_ROWS,
    is_article,
    is_piece_of,
    is_unit,
    proactive_head,
    request_fits,
)
from gongkai.reading.lines import DRAWN, Line
from gongkai.reading.spread import spread_labels, word_columns
from gongkai.report import FORM_2021
from gongkai.report.forms import COLUMNS, DISPUTES, PROACTIVE, REQUESTS

_SURE = 0.9
_SHORTEST_ANCHOR = 4
_FURTHEST = 25
_SEVERAL_HEADS, _WHOLE_HEAD = 6, 60
_REPEATED_SHARE = 0.3
_DISPUTE_VALUES = len(FORM_2021.table(DISPUTES).paths)
_VALUES = "values"
"""No other table has so many values in one row."""
_FEWEST_ANCHORS = {PROACTIVE: 2, REQUESTS: 4, DISPUTES: 2}


@dataclass(frozen=True, slots=True)
class Zone:
    """Lines from `start` up to, not including, `end` that hold one statutory table, or a piece of one; `anchors` are the
    rows and heads found in them."""

    table: str
    start: int
    end: int
    anchors: frozenset[str]


Inside = Callable[[Line], bool]


def find_zones(lines: Sequence[Line]) -> dict[str, list[Zone]]:
    """Table key → its zones, in the order of the file."""
    taken: set[int] = set()
    columns = word_columns(lines)
    found: dict[str, list[Zone]] = {}
    for table, anchor, inside, labels in (
        (REQUESTS, _request_anchor, _in_requests, _REQUEST_LABELS),
        (PROACTIVE, _proactive_anchor, _in_proactive, _PROACTIVE_WORDS),
        (DISPUTES, _dispute_anchor, _in_disputes, DISPUTE_HEADS),
    ):
        broken = spread_labels(columns, labels)
        hits = {i: hit for i, line in enumerate(lines) if i not in taken and (hit := anchor(line) or broken.get(i))}
        found[table] = _zones(lines, table, hits, inside)
        taken.update(i for zone in found[table] for i in range(zone.start, zone.end))
    return found


_STARTS = "本列数据的勾稽关系"


def _request_anchor(line: Line) -> str | None:
    return None if not line.labels or _is_prose(line) else _request_row(line.labels)


@lru_cache(maxsize=4096)
def _request_row(labels: tuple[str, ...]) -> str | None:
    for words in labels:
        if len(words) < _SHORTEST_ANCHOR:
            continue
        if words.startswith(_STARTS) or (REQUEST_HEAD_LINE.fullmatch(words) and words.strip(_COMMON_HEADS)):
            return _STARTS
        for key, fit in request_fits(words):
            if key not in _SHORT_LABELS and fit.score >= _SURE and fit.start == 0:
                return key
    return None


_COMMON_HEADS = "总计合数其他它"
_SHORT_LABELS = frozenset({"other", *(key for key, row in REQUEST_ROWS.items() if len(row.words) < _SHORTEST_ANCHOR)})
"""总计 and 其他 are heads of other tables as well, however often they are repeated."""


def _is_prose(line: Line) -> bool:
    return "。" in line.text


_PROACTIVE_HEAD_WORDS = frozenset().union(*PROACTIVE_HEADS.values())
_REPEATED = frozenset({_STARTS, *(words for words in _PROACTIVE_HEAD_WORDS if not is_article(words))})
"""Heads that may stand over every piece of one table."""
_PROACTIVE_LABELS = [row for rows in PROACTIVE_ROWS.values() for row in rows.values()]


def _proactive_anchor(line: Line) -> str | None:
    return _proactive_row(line.labels, has_values=line.value_count > 0) if line.labels else None


@lru_cache(maxsize=4096)
def _proactive_row(labels: tuple[str, ...], *, has_values: bool) -> str | None:
    for words in labels:
        if is_article(words):
            return words
        if head := proactive_head(words, _PROACTIVE_HEAD_WORDS):
            return head
    if has_values and len(labels) <= 2:
        return next((row.key for row in _PROACTIVE_LABELS if row.words in labels or row.key in labels), None)
    return None


_REQUEST_LABELS = {row.words: key for key, row in REQUEST_ROWS.items() if key != "other"}
_PROACTIVE_WORDS = {row.words: row.key for row in _PROACTIVE_LABELS} | {words: words for words in _PROACTIVE_HEAD_WORDS}


def _dispute_anchor(line: Line) -> str | None:
    if line.only_values and line.value_count == _DISPUTE_VALUES:
        return _VALUES
    return _dispute_head(line.labels) if line.labels else None


@lru_cache(maxsize=4096)
def _dispute_head(labels: tuple[str, ...]) -> str | None:
    words = next((w for w in labels if len(w) > 2 and DISPUTE_HEAD_LINE.fullmatch(w)), None)
    if words and words != "其他结果":
        return words
    heads = [words for words in labels if len(words) > 1 and is_piece_of(words, DISPUTE_WORDS)]
    if len(heads) > 2:
        return heads[0]
    return next((w for w in labels if len(w) >= _SEVERAL_HEADS and DISPUTE_PIECES.fullmatch(w)), None)


def _in_requests(line: Line) -> bool:
    return all(request_fits(words) or len(words) <= 2 for words in line.labels)


def _in_proactive(line: Line) -> bool:
    return all(map(_is_proactive_label, line.labels))


@lru_cache(maxsize=4096)
def _is_proactive_label(words: str) -> bool:
    return is_unit(words) or any(row.fit(words) for row in _PROACTIVE_LABELS)


def _in_disputes(line: Line) -> bool:
    """Heads, or the one long row of values whatever stands in front of it."""
    return len(line.values) >= _DISPUTE_VALUES or all(map(_is_dispute_head, line.labels))


@lru_cache(maxsize=4096)
def _is_dispute_head(words: str) -> bool:
    return is_piece_of(words, DISPUTE_WORDS) or DISPUTE_PIECES.fullmatch(words) is not None


def _zones(lines: Sequence[Line], table: str, hits: Mapping[int, str], inside: Inside) -> list[Zone]:
    """Clusters of anchors, each drawn out to the last line that still belongs to the table."""
    zones: list[Zone] = []
    cluster: dict[int, str] = {}
    rows: dict[str, None] = {}
    distance = values = 0
    for i, line in enumerate(lines):
        if table == DISPUTES:
            anew = values >= _DISPUTE_VALUES and hits.get(i) == next(iter(cluster.values()))
        else:
            anew = bool(cluster) and _begins_anew(hits.get(i), rows)
        if anew:
            cluster = cluster if table == DISPUTES else _without_last_heads(cluster)
        if cluster and (anew or distance > _FURTHEST or _is_running_text(line)):
            zones.append(_closed(lines, table, cluster, inside))
            cluster, rows, values = {}, {}, 0
        values += line.value_count if cluster else 0
        if i in hits:
            cluster[i] = hits[i]
            rows |= {} if hits[i] in _REPEATED else {hits[i]: None}
            distance = 0
        elif cluster and line.tokens and not line.only_values and not inside(line):
            distance += 1
    if cluster:
        zones.append(_closed(lines, table, cluster, inside))
    return [zone for zone in zones if len(zone.anchors) >= _FEWEST_ANCHORS[table] or _is_whole_head(zone.anchors)]


def _is_whole_head(anchors: frozenset[str]) -> bool:
    """All heads of table four on one line."""
    return any(len(words) >= _WHOLE_HEAD and DISPUTE_HEAD_LINE.fullmatch(words) for words in anchors)


_LONG_TEXT = 60
_WHOLE_ENOUGH = 6


def _begins_anew(hit: str | None, rows: Mapping[str, None]) -> bool:
    """The first row of the table once more, when most of the table has been seen: another table begins."""
    return len(rows) >= _WHOLE_ENOUGH and hit == next(iter(rows))


def _without_last_heads(cluster: Mapping[int, str]) -> dict[int, str]:
    """The heads above the table that begins anew are not those of the table before it."""
    last = max(i for i, anchor in cluster.items() if anchor not in _REPEATED)
    return {i: anchor for i, anchor in cluster.items() if i <= last}


def _is_running_text(line: Line) -> bool:
    """A paragraph stands in no table."""
    return len(line.text) > _LONG_TEXT and not line.value_count and "。" in line.text


def _closed(lines: Sequence[Line], table: str, cluster: Mapping[int, str], inside: Inside) -> Zone:
    start, last = next(iter(cluster)), max(cluster)
    end = last + 1
    while end < len(lines) and (_goes_on(lines[end - 1], lines[end], table) or _belongs(lines[end], inside)):
        end += 1
    if table == REQUESTS:
        first = next((i for i, hit in cluster.items() if hit in (_STARTS, "new")), start)
        start = next(i for i in cluster if i == first or _share_a_grid(lines[i], lines[first]))
    return Zone(table, start, end, frozenset(cluster.values()))


def _share_a_grid(one: Line, other: Line) -> bool:
    return one.block == other.block and one.geometry in DRAWN


def _belongs(line: Line, inside: Callable[[Line], bool]) -> bool:
    return bool(line.tokens) and not line.text.strip().startswith("#") and (not line.labels or inside(line))


def _goes_on(before: Line, line: Line, table: str) -> bool:
    """The next row of the same drawn table three, with as many values: whatever its label, it is a row of it."""
    same = table == REQUESTS and _share_a_grid(before, line)
    return same and before.value_count == line.value_count == len(COLUMNS)


def tables_of(zones: Sequence[Zone]) -> list[list[Zone]]:
    """Zones that are pieces of one table together; a zone that repeats the rows of the pieces before is another table."""
    tables: list[list[Zone]] = []
    for zone in zones:
        own = zone.anchors - _REPEATED
        known = frozenset().union(*(piece.anchors for piece in tables[-1])) - _REPEATED if tables else frozenset()
        if tables and len(own & known) <= _REPEATED_SHARE * min(len(own), len(known)):
            tables[-1].append(zone)
        else:
            tables.append([zone])
    return tables
