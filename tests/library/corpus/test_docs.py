"""The pages say what the tables are."""

from pathlib import Path

import duckdb
import pytest

from gongkai.corpus import TABLES
from gongkai.corpus.measures import MEASURES
from gongkai.corpus.named import NAMED

from .making import corpus_of, made

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "reference" / "corpus.md").read_text("utf-8")


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_described(name: str) -> None:
    part = PAGE.split(f"## {name}.parquet")[1].split("\n## ")[0]
    assert [line for line in part.splitlines() if line.startswith("| `")] == [
        f"| `{column.name}` | `{column.type}` | {column.means} |" for column in TABLES[name]
    ]


def test_every_rate_and_every_named_question_is_described() -> None:
    assert all(f"| `{m.name}` | {m.title} | {m.definition()} |" in PAGE for m in MEASURES.values())
    assert all(f"| `{n.name}` | {n.title} |" in PAGE for n in NAMED.values())


def test_the_examples_run_in_the_readers_own_duckdb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus_of(tmp_path, made(year=2022), made(year=2023))
    monkeypatch.chdir(tmp_path)
    examples = PAGE.split("```sql\n")[1].split("```")[0].split(";")[:-1]
    with duckdb.connect() as db:
        answers = [db.execute(example).fetchall() for example in examples]
    assert len(answers) == 3 and [row[0] for row in answers[0]] == [2022, 2023] and len(answers[2]) == 2
