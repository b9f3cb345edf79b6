"""Files of every kind into one corpus: what the tables say is what one reading says, and every file is accounted for."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gongkai.checks import checked
from gongkai.corpus import TABLES, Entry, Local, failures, listing, opened, read_corpus
from gongkai.corpus.tables import PARTS
from gongkai.errors import GongkaiError
from gongkai.reading import Limits, read
from gongkai.report import Cell

from .making import SAMPLES, ask, contents, corpus_of, entries, made, save, tables_bytes, with_cells

TEXTS = sorted(SAMPLES.glob("seed-*.txt"))


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every real sample that needs no other program."""
    files = [file for file in sorted(SAMPLES.iterdir()) if file.is_file() and file.suffix not in (".doc", ".md")]
    folder = tmp_path_factory.mktemp("samples") / "corpus"
    read_corpus(folder, [Entry(str(file)) for file in files], engine=Local(2))
    return folder


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.stem)
def test_each_cell_is_what_reading_the_file_alone_gives(samples: Path, file: Path) -> None:
    report = read(file)
    rows = ask(samples, "SELECT path, value, state, certainty, raw FROM cells WHERE file = ? ORDER BY seq", str(file))
    alone = [(path, report.cell(path)) for path in report.paths()]
    assert rows == [(path, c.value, c.state.value, c.certainty.value, c.raw) for path, c in alone]


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.stem)
def test_the_findings_are_those_of_a_check(samples: Path, file: Path) -> None:
    found = [(f.rule, f.severity.value, list(f.cells)) for f in checked(read(file)).findings]
    assert ask(samples, "SELECT rule, severity, cells FROM findings WHERE file = ? ORDER BY seq", str(file)) == found


def test_a_cell_says_where_it_was_read(samples: Path) -> None:
    pdf = ask(
        samples, "SELECT DISTINCT page FROM cells WHERE file LIKE '%text-layer.pdf' AND state = 'number' ORDER BY 1"
    )
    assert len(pdf) > 1 and all(page for (page,) in pdf)
    where = ask(samples, "SELECT table_no, row_no, column_no, sm3 FROM cells WHERE file LIKE '%word.docx' AND seq = 20")
    assert all(where[0])


def test_a_blank_is_null_and_never_0(tmp_path: Path) -> None:
    report = with_cells(
        made(), {"requests.new.business": Cell.blank(), "requests.new.research": Cell.not_applicable("/")}
    )
    rows = ask(
        corpus_of(tmp_path, report), "SELECT value, state FROM cells WHERE path LIKE 'requests.new.%' ORDER BY seq"
    )
    assert rows[1:3] == [(None, "blank"), (None, "not_applicable")]


def test_a_number_with_more_digits_than_the_table_keeps_is_not_rounded(tmp_path: Path) -> None:
    report = with_cells(made(), {"proactive.penalties": 10**15})
    rows = ask(corpus_of(tmp_path, report), "SELECT value, state, raw FROM cells WHERE path = 'proactive.penalties'")
    assert rows == [(None, "unreadable", str(10**15))]


def test_every_table_has_the_columns_it_is_said_to_have(samples: Path) -> None:
    with opened(samples) as corpus:
        for name, columns in TABLES.items():
            described = corpus.ask(f"DESCRIBE {name}").rows
            assert [(row[0], row[1]) for row in described] == [(c.name, c.type) for c in columns]
    assert all(PARTS.values())


def test_the_same_content_twice_is_read_once(tmp_path: Path) -> None:
    save(tmp_path / "in", "b.json", made())
    save(tmp_path / "in", "a.json", made())
    corpus = tmp_path / "corpus"
    assert read_corpus(corpus, entries(tmp_path / "in")).read_now == 1
    assert ask(corpus, "SELECT count(*) FROM reports") == [(1,)]
    assert ask(corpus, "SELECT parse_filename(file), parse_filename(same_as) FROM files") == [
        ("a.json", None),
        ("b.json", "a.json"),
    ]


SIGNED = date(2024, 1, 12)


@pytest.mark.parametrize(
    ("first", "second", "taken", "by"),
    [
        ({"signed_on": SIGNED}, {"signed_on": date(2024, 3, 1)}, "2.json", "signed_on"),
        ({"signed_on": SIGNED}, {}, "1.json", "signed_on"),
        ({}, {"unread": True}, "1.json", "certainty"),
        ({}, {}, "2.json", "name"),
    ],
)
def test_of_two_versions_of_one_year_both_are_kept_and_one_is_taken(tmp_path, first, second, taken, by) -> None:
    for name, fields in (("1.json", first), ("2.json", second)):
        cell = Cell.unreadable("?") if fields.get("unread") else 7
        report = with_cells(made(title=name), {"requests.new.total": cell})
        save(tmp_path / "in", name, replace(report, signed_on=fields.get("signed_on")))
    read_corpus(tmp_path / "corpus", entries(tmp_path / "in"))
    rows = ask(tmp_path / "corpus", "SELECT parse_filename(file), versions, chosen_by FROM reports WHERE current")
    assert rows == [(taken, 2, by)]
    assert ask(tmp_path / "corpus", "SELECT count(*) FROM reports") == [(2,)]


def test_two_organs_of_one_name_are_kept_apart_by_a_list(tmp_path: Path) -> None:
    for place in ("甲县", "乙县"):
        save(tmp_path / place, "r.json", made("城关镇人民政府", title=place))
    (tmp_path / "list.csv").write_text(
        "文件,地区,统计范围\n甲县/r.json,甲县,本级\n乙县/r.json,乙县,\n", encoding="gb18030"
    )
    read_corpus(tmp_path / "corpus", listing(tmp_path / "list.csv").entries)
    rows = ask(tmp_path / "corpus", "SELECT region, scope, current, versions FROM reports ORDER BY region")
    assert rows == [("乙县", None, True, 1), ("甲县", "本级", True, 1)]


def test_a_report_without_organ_or_year_is_nobodys_version(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, made(agency=None, title="a"), made(agency=None, title="b"), made(title="c"))
    assert ask(corpus, "SELECT DISTINCT versions, current FROM reports") == [(1, True)]


def test_run_again_it_reads_only_what_is_new_or_changed(tmp_path: Path) -> None:
    for number in range(3):
        save(tmp_path / "in", f"{number}.json", made(f"甲县{number}乡人民政府"))
    corpus = tmp_path / "corpus"
    assert read_corpus(corpus, entries(tmp_path / "in")).read_now == 3
    before = contents(corpus), tables_bytes(corpus)
    assert read_corpus(corpus, entries(tmp_path / "in")).read_now == 0
    assert (contents(corpus), tables_bytes(corpus)) == before
    stamp = (tmp_path / "in" / "1.json").stat()
    save(tmp_path / "in", "1.json", with_cells(made("甲县1乡人民政府"), {"proactive.penalties": 99}))
    os.utime(tmp_path / "in" / "1.json", ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    save(tmp_path / "in", "3.json", made("甲县3乡人民政府"))
    assert read_corpus(corpus, entries(tmp_path / "in")).read_now == 2
    assert ask(corpus, "SELECT count(*) FROM reports") == [(4,)]
    assert ask(corpus, "SELECT value FROM cells WHERE organ = '甲县1乡人民政府' AND path = 'proactive.penalties'") == [
        (99,)
    ]


def test_another_folder_is_read_beside_what_is_there(tmp_path: Path) -> None:
    save(tmp_path / "a", "1.json", made("甲县1乡人民政府"))
    save(tmp_path / "b", "1.json", made("甲县2乡人民政府"))
    for folder in ("a", "b"):
        read_corpus(tmp_path / "corpus", entries(tmp_path / folder))
    assert ask(tmp_path / "corpus", "SELECT organ FROM reports ORDER BY 1") == [
        ("甲县1乡人民政府",),
        ("甲县2乡人民政府",),
    ]


def test_the_tables_do_not_depend_on_how_many_read_them(tmp_path: Path) -> None:
    for number in range(12):
        save(tmp_path / "in", f"{number}.json", made(f"甲县{number}乡人民政府", 2019 + number % 5))
    (tmp_path / "in" / "bad.txt").write_text("今天天气很好。", encoding="utf-8")
    for name, jobs in (("one", 1), ("three", 3)):
        read_corpus(tmp_path / name, entries(tmp_path / "in"), engine=Local(jobs))
    assert contents(tmp_path / "one") == contents(tmp_path / "three")
    assert tables_bytes(tmp_path / "one") == tables_bytes(tmp_path / "three")


def test_hostile_files_are_named_and_harm_no_other(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    save(folder, "good.json", made())
    (folder / "noise.pdf").write_bytes(os.urandom(50_000))
    (folder / "empty.docx").write_bytes(b"")
    (folder / "torn.xlsx").write_bytes(b"PK\x03\x04" + bytes(500))
    (folder / "prose.txt").write_text("今天天气很好。\n" * 50, encoding="utf-8")
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(3_000_000)
    wild = json.loads((folder / "good.json").read_text(encoding="utf-8"))
    wild["year"], wild["title"] = 10**30, "半个\ud800字"
    wild["tables"]["requests"]["new"]["total"]["at"] = {"page": 10**30}
    (folder / "wild.json").write_text(json.dumps(wild), encoding="utf-8")
    (folder / "link.txt").symlink_to(folder / "nowhere")
    given = [*entries(folder), Entry(str(folder / "gone.docx")), Entry(str(folder / "\udcff.txt"))]
    read_corpus(tmp_path / "corpus", given, engine=Local(2), limits=Limits(bytes=2_000_000))
    failed = {Path(file).name: (text, remedy) for file, text, remedy in failures(tmp_path / "corpus")}
    assert set(failed) >= {"noise.pdf", "empty.docx", "torn.xlsx", "prose.txt", "huge.txt", "gone.docx", "�.txt"}
    assert all(text and remedy for text, remedy in failed.values())
    organs = ask(tmp_path / "corpus", "SELECT parse_filename(file), year FROM reports ORDER BY 1")
    assert ("good.json", 2023) in organs and "good.json" not in failed


@pytest.mark.parametrize(
    ("prepare", "code"),
    [
        (lambda path: (path / "holiday.jpg").write_bytes(b"x"), "NOT_A_CORPUS"),
        (lambda path: path.rmdir() or path.write_text("x"), "WRITE"),
    ],
)
def test_a_folder_that_holds_other_things_is_left_alone(tmp_path: Path, prepare, code: str) -> None:
    save(tmp_path / "in", "a.json", made())
    (tmp_path / "out").mkdir()
    prepare(tmp_path / "out")
    with pytest.raises(GongkaiError) as caught:
        read_corpus(tmp_path / "out", entries(tmp_path / "in"))
    assert caught.value.code == code


def test_a_report_given_as_a_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GongkaiError, match="清单"):
        listing(SAMPLES / "seed-001.txt")


def test_a_line_of_the_list_without_a_file_is_named(tmp_path: Path) -> None:
    save(tmp_path, "a.json", made())
    (tmp_path / "list.csv").write_text("文件,机关\na.json,甲\n,乙\n", encoding="utf-8")
    with pytest.raises(GongkaiError, match="没有写文件") as caught:
        listing(tmp_path / "list.csv")
    assert "第 3 行" in caught.value.where
