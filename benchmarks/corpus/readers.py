"""Who reads a file: this library, and two simple ways that people write themselves. The two get the text of our own loader,
so that only the understanding of the tables is compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import lru_cache

from benchmarks.corpus.score import Reading, reading
from gongkai.checks import checked
from gongkai.errors import GongkaiError
from gongkai.reading import Grid, load, read_bytes
from gongkai.report import FORMS, Form

Reader = Callable[[bytes, str], list[Reading]]
_NUMBERING = re.compile(r"[（(]?\d[.．、)）](?!\d)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_HEADINGS = {"proactive": "主动公开政府信息情况", "requests": "收到和处理", "disputes": "行政复议、行政诉讼情况"}
_END = "存在的主要问题"


def ours(data: bytes, name: str) -> list[Reading]:
    try:
        return [reading(checked(report)) for report in read_bytes(data, name)]
    except GongkaiError:
        return []


def in_order(data: bytes, name: str) -> list[Reading]:
    """The numbers between two headings, in their order, into the grid of the form."""
    text = _text(data, name)
    form, values = _form(text), {}
    for key, part in _parts(text).items():
        values.update(zip(form.table(key).paths, map(Decimal, _NUMBER.findall(part)), strict=False))
    return [Reading(values)]


def after_labels(data: bytes, name: str) -> list[Reading]:
    """As many numbers as a row has boxes, from behind the row's label; labels are looked for from top to bottom."""
    text = _text(data, name)
    form, values = _form(text), {}
    for key, part in _parts(text).items():
        for label, paths in _labelled(form, key):
            _, found, rest = part.partition(label)
            part = rest if found else part
            numbers = map(Decimal, _NUMBER.findall(rest)[: len(paths)])
            values.update(zip(paths, numbers, strict=False))
    return [Reading(values)]


def _labelled(form: Form, key: str) -> Iterator[tuple[str, list[str]]]:
    """The last label of each row with its paths; the boxes of table four stand behind its last head."""
    for row in form.table(key).rows:
        words = [cell.text for cell in row if cell.text]
        paths = [cell.path for cell in row if cell.path]
        if paths:
            yield _NUMBERING.sub("", words[-1]) if words else "总计\n", paths


@lru_cache(maxsize=1)
def _text(data: bytes, name: str) -> str:
    """Kept for the next reader: to recognise the characters of a scan takes long."""
    try:
        blocks = load(data, name).blocks
    except GongkaiError:
        return ""
    lines = ("\n".join("\t".join(c.text for c in r) for r in b.rows) if isinstance(b, Grid) else b.text for b in blocks)
    return _NUMBERING.sub("", "\n".join(lines))


def _form(text: str) -> Form:
    return FORMS["2019" if "政府集中采购" in text else "2021"]


def _parts(text: str) -> dict[str, str]:
    """The text of each table: from its heading to the next."""
    places = [text.find(words) for words in (*_HEADINGS.values(), _END)]
    return {
        key: text[start:end] if 0 <= start < end else ""
        for key, start, end in zip(_HEADINGS, places, places[1:], strict=False)
    }


OURS, IN_ORDER, AFTER_LABELS = "gongkai", "numbers in order", "numbers after labels"
READERS: dict[str, Reader] = {OURS: ours, IN_ORDER: in_order, AFTER_LABELS: after_labels}
