"""What a person names on the command line: an organ, a cell, a row. In doubt nothing is taken, and what comes near is named."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from difflib import get_close_matches

from gongkai.checks.organs import core_name
from gongkai.corpus.measures import MEASURES, Measure
from gongkai.corpus.opening import Corpus
from gongkai.errors import GongkaiError
from gongkai.report import cell_name
from gongkai.report.forms import cell_words
from gongkai.report.series import series


def organ_of(corpus: Corpus, name: str, region: str | None = None) -> tuple[str, str | None]:
    """The key and region of the one organ of this name, with or without 人民政府."""
    rows = corpus.ask(
        "SELECT DISTINCT organ_key, region FROM reports WHERE organ_key = $key AND ($region IS NULL OR region = $region)",
        {"key": core_name(name), "region": region},
    ).rows
    if len(rows) == 1:
        return rows[0]
    if rows:
        regions = "、".join(str(place or "没有写地区") for _, place in rows)
        raise GongkaiError(f"有 {len(rows)} 个地区有“{name}”：{regions}", "请用 --region 写明地区", "--organ", "ORGAN")
    known = [organ for (organ,) in corpus.ask("SELECT DISTINCT organ FROM reports WHERE organ IS NOT NULL").rows]
    otherwise = _ORGANS.format(folder=shlex.quote(str(corpus.folder)))
    near = _near(name, known, otherwise)
    remedy = near if near == otherwise else f"{near}；{otherwise}"
    raise GongkaiError(f"语料里没有“{name}”的报告", remedy, "--organ", "ORGAN")


def cell_of(text: str) -> str:
    """A cell of the series by its path (requests. may be left out) or its Chinese name."""
    plain = text.strip().replace('"', "“")
    for path in series():
        if plain in (path, path.partition(".")[2], cell_name(path), cell_name(path).replace("”", "“")):
            return path
    names = [*series(), *(path.partition(".")[2] for path in series()), *map(cell_name, series())]
    raise GongkaiError(f"没有“{text}”这一格", _near(text, names, _CELLS), "--cell", "CELL")


def row_of(text: str) -> list[str]:
    """The cells of a row: `granted`, `requests.granted`, or 予以公开."""
    plain = text.strip()
    rows: dict[str, list[str]] = {}
    for path in series():
        table, row = path.split(".")[:2]
        rows.setdefault(f"{table}.{row}", []).append(path)
    for row, paths in rows.items():
        if plain in (row, row.partition(".")[2], cell_words(paths[0])[1]):
            return paths
    names = [*rows, *(cell_words(paths[0])[1] for paths in rows.values())]
    raise GongkaiError(f"没有“{text}”这一行", _near(text, names, _CELLS), "--row", "ROW")


def measure_of(text: str) -> Measure:
    """A rate by its name or its title."""
    for measure in MEASURES.values():
        if text.strip() in (measure.name, measure.title):
            return measure
    names = "、".join(f"{measure.name}（{measure.title}）" for measure in MEASURES.values())
    raise GongkaiError(f"没有“{text}”这个比率", f"有：{names}", "--measure", "MEASURE")


_ORGANS = "有哪些机关，运行 gongkai corpus query {folder} --named organs"
_CELLS = "例如 requests.new.total（本年新收总计）；各格的路径见 docs/reference/corpus.md"


def _near(text: str, known: Iterable[str], otherwise: str) -> str:
    known = list(known)
    near = get_close_matches(text, known, n=4, cutoff=0.5) or [name for name in known if text and text in name][:4]
    return f"是不是：{'、'.join(near)}" if near else otherwise
