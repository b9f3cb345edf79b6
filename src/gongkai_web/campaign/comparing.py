"""What changed from one submission to the next: cell by cell, and sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from gongkai.report import AnnualReport, cell_name
from gongkai_web.publishing.differences import Piece, words

_SENTENCE = re.compile(r"[^。！？\n]+[。！？]*\n?|[。！？\n]+")
"""Every character is in one of them."""
MISSING = "（没有这一格）"


@dataclass(frozen=True, slots=True)
class CellChange:
    path: str
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TextChange:
    """Sentences of one place that differ: `pieces` word by word."""

    section: str
    label: str
    pieces: tuple[Piece, ...]


def cells_changed(before: AnnualReport, after: AnnualReport) -> list[CellChange]:
    """In the order of the form."""
    paths = list(dict.fromkeys([*after.paths(), *before.paths()]))
    changed = (path for path in paths if before.cell(path) != after.cell(path))
    found = (CellChange(path, cell_name(path), _printed(before, path), _printed(after, path)) for path in changed)
    return [one for one in found if one.before != one.after]


def _printed(report: AnnualReport, path: str) -> str:
    return report.cell(path).printed if path in report.tables else MISSING


def texts_changed(before: AnnualReport, after: AnnualReport) -> list[TextChange]:
    found: list[TextChange] = []
    old, new = _texts(before), _texts(after)
    for key in dict.fromkeys([*new, *old]):
        label = (new.get(key) or old[key])[0]
        runs = _runs(old.get(key, ("", ""))[1], new.get(key, ("", ""))[1])
        found += [TextChange(key, label, tuple(pieces)) for pieces in runs]
    return found


def _texts(report: AnnualReport) -> dict[str, tuple[str, str]]:
    """By section ("0": what stands before the first): its name and its text."""
    return {
        "title": ("标题", report.title or ""),
        "0": ("引言", report.opening or ""),
        **{str(one.number or one.title): (one.title, one.text) for one in report.sections},
        "signature": ("落款", report.signature or ""),
        "signed_on": ("成文日期", f"{report.signed_on:%Y年%-m月%-d日}" if report.signed_on else ""),
    }


def _runs(old: str, new: str) -> Iterator[list[Piece]]:
    before, after = _sentences(old), _sentences(new)
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield list(words("".join(before[a:b]), "".join(after[c:d])))


def _sentences(text: str) -> list[str]:
    return _SENTENCE.findall(text.replace("\r\n", "\n"))
