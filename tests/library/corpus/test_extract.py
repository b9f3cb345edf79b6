"""The extract of a corpus: its tables are described, its parts never say one organ's year twice, its bins hold every number once."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from random import Random

import duckdb
import pytest

from gongkai.corpus import Local, read_corpus
from gongkai.corpus.extract import TABLES, Extract, Part, asking, make_extract, open_extract
from gongkai.corpus.extract.asking import _edges, _pairs
from gongkai.corpus.extract.columns import MEANS, readme
from gongkai.errors import GongkaiError
from gongkai.report import Cell

from .making import corpus_of, entries, made, save, with_cells

BIG, SMALL = "甲县大河镇人民政府", "甲县小河镇人民政府"
NEW = "requests.new.total"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two organs in two years; one number is blank."""
    place = tmp_path_factory.mktemp("extract")
    blank = with_cells(made(SMALL, 2022), {NEW: Cell.blank()})
    corpus = corpus_of(place, made(BIG, 2020), made(BIG, 2022), blank, made(SMALL, 2023))
    make_extract(corpus, place / "extract")
    return place


@pytest.fixture(scope="module")
def extract(folder: Path) -> Extract:
    return open_extract([Part(folder / "extract")])


def test_every_column_is_described_and_the_examples_run(
    extract: Extract, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = readme(extract, folder / "extract")
    for name in TABLES:
        assert f"## {name}.parquet" in text
    used = {row[0] for name in TABLES for row in extract.ask(f"DESCRIBE {name}").rows}
    assert set(MEANS) == used - {"part"}
    monkeypatch.chdir(folder / "extract")
    with duckdb.connect() as db:
        answers = [db.execute(one).fetchall() for one in text.split("```sql\n")[1].split("```")[0].split(";")[:-1]]
    assert [(row[0], row[2]) for row in answers[0]] == [(2020, 0), (2022, 1), (2023, 0)]


def test_a_blank_is_no_nought(extract: Extract) -> None:
    row = asking.numbers_of(extract, ["甲县小河镇"], [NEW])["甲县小河镇", 2022, NEW]
    assert row["value"] is None and row["state"] == "blank"
    found = asking.spread(extract, NEW, 2022)
    assert (found.values, found.without) == (1, 1)


def test_the_first_part_has_an_organs_year_and_what_is_gone_is_not_replaced(folder: Path, tmp_path: Path) -> None:
    own = with_cells(made(BIG, 2022), {NEW: 77_777})
    make_extract(corpus_of(tmp_path, own), tmp_path / "own")

    def new(*parts: Part) -> object:
        found = asking.numbers_of(open_extract(parts), ["甲县大河镇"], [NEW])
        return found["甲县大河镇", 2022, NEW]["value"] if ("甲县大河镇", 2022, NEW) in found else None

    first, second = tmp_path / "own", folder / "extract"
    assert new(Part(first), Part(second)) == 77_777
    assert new(Part(second), Part(first)) == Decimal(made(BIG, 2022).value(NEW))
    assert new(Part(first, gone=frozenset({"000.json"})), Part(second)) is None
    assert new(Part(second, barred=frozenset({("甲县大河镇", 2022)}))) is None
    both = open_extract([Part(first), Part(second)])
    assert {row["organ"]: row["reports"] for row in asking.organs_named(both, "")} == {"甲县大河镇": 2, "甲县小河镇": 2}


def test_an_extract_reads_nothing_but_itself(extract: Extract, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a\n1\n", encoding="utf-8")
    with pytest.raises(duckdb.Error):
        extract.ask(f"SELECT * FROM read_csv('{tmp_path / 'x.csv'}')")
    with pytest.raises(GongkaiError):
        open_extract([Part(tmp_path)])


def test_exactly_these_files_leave_no_others(tmp_path: Path) -> None:
    corpus_of(tmp_path, made(BIG, 2022), made(SMALL, 2023))
    (tmp_path / "in" / "000.json").unlink()
    save(tmp_path / "in", "002.json", made(SMALL, 2022))
    read_corpus(tmp_path / "corpus", entries(tmp_path / "in"), engine=Local(1), exactly=True)
    make_extract(tmp_path / "corpus", tmp_path / "extract")
    rows = asking.reports_of(open_extract([Part(tmp_path / "extract")]), ["甲县大河镇", "甲县小河镇"])
    assert [(row["organ"], row["year"], row["file"]) for row in rows] == [
        ("甲县小河镇", 2022, "002.json"),
        ("甲县小河镇", 2023, "001.json"),
    ]


def test_every_number_is_in_one_bin() -> None:
    rng = Random(7)
    for _ in range(300):
        size = rng.choice((1, 10, 1000, 10**7))
        values = sorted(rng.randint(-size if rng.random() < 0.3 else 0, size) for _ in range(rng.randint(1, 40)))
        cuts = [values[int((len(values) - 1) * share)] for share in (0.25, 0.5, 0.75)]
        edges = _edges({"low": values[0], "high": values[-1], "cuts": cuts}, 10)
        counts = [
            sum(low <= v <= high if last else low <= v < high for v in values) for low, high, last in _pairs(edges)
        ]
        assert sum(counts) == len(values) and edges == sorted(set(edges)) and 2 <= len(edges) <= 13, (values, edges)
