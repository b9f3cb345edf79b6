"""Accuracy: made reports in every file form, read by this library and by two simple ways that people write themselves.
The peers get the text of our own loader, so that only the understanding of the tables is compared."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal

from benchmarks.corpus.make import Made, corpus, make
from benchmarks.corpus.score import Reading, Score, reading, score
from benchmarks.harness import Row
from gongkai.checks import checked
from gongkai.errors import GongkaiError
from gongkai.reading import Grid, load, read_bytes
from gongkai.report import FORMS, Form

SEED = 20190515
FILES = 306
Reader = Callable[[Made], list[Reading]]
ALL = "all kinds"
_NUMBERING = re.compile(r"[（(]?\d[.．、)）](?!\d)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_HEADINGS = {"proactive": "主动公开政府信息情况", "requests": "收到和处理", "disputes": "行政复议、行政诉讼情况"}
_END = "存在的主要问题"


def run() -> list[Row]:
    """The corpus is the same on every machine: fixed seed, no program from outside."""
    scores: dict[str, dict[str, Score]] = defaultdict(lambda: defaultdict(Score))
    for stem, plan, chance in corpus(SEED, FILES):
        made = make(plan, chance, stem)
        for who, reader in READERS.items():
            readings = reader(made)
            for truth in made.truths:
                one = score(truth, readings)
                scores[str(truth["group"])][who].add(one)
                scores[ALL][who].add(one)
    return [row for kind in sorted(scores, key=lambda name: (name == ALL, name)) for row in _rows(kind, scores[kind])]


def _rows(kind: str, scores: dict[str, Score]) -> Iterator[Row]:
    for who, got in scores.items():
        own = who == OURS
        yield Row(
            f"{kind}: cells right", who, 100 * got.right / got.cells, "%", ours=own, note=f"{got.right} of {got.cells}"
        )
        yield Row(f"{kind}: reports perfect", who, got.perfect, "reports", ours=own, note=f"of {got.files}")
        yield Row(f"{kind}: silent errors", who, got.silent, "cells", ours=own, higher_is_better=False)
        if own:
            note = f"of {got.clean_right} right numbers in reports without fault"
            yield Row(
                f"{kind}: needless flags", who, got.needless, "cells", ours=True, higher_is_better=False, note=note
            )


def ours(made: Made) -> list[Reading]:
    try:
        return [reading(checked(report)) for report in read_bytes(made.data, f"{made.stem}.{made.suffix}")]
    except GongkaiError:
        return []


def in_order(made: Made) -> list[Reading]:
    """The numbers between two headings, in their order, into the grid of the form."""
    text = _text(made)
    form, values = _form(text), {}
    for key, part in _parts(text).items():
        values.update(zip(form.table(key).paths, map(Decimal, _NUMBER.findall(part)), strict=False))
    return [Reading(values)]


def after_labels(made: Made) -> list[Reading]:
    """As many numbers as a row has boxes, from behind the row's label; labels are looked for from top to bottom."""
    text = _text(made)
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


def _text(made: Made) -> str:
    try:
        blocks = load(made.data, f"{made.stem}.{made.suffix}").blocks
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


OURS = "gongkai"
READERS: dict[str, Reader] = {OURS: ours, "numbers in order": in_order, "numbers after labels": after_labels}
