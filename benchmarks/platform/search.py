"""The search at size: build, find, mark, and whether all is found. `python -m benchmarks.platform.search --items 1000000`.

What is measured is what a page does: catch up with nothing, ask the index, take the texts of the hits from elsewhere (here
they are made anew, which takes about what a database takes), cut the pieces to show and mark them. One process, one thread.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai_web.config.settings")

from benchmarks.harness import Row, machine, save, table, version
from benchmarks.platform.officialese import BOILERPLATE, COLUMNS, ORGAN_SIGNS, ORGANS, Corpus, vocabulary
from gongkai_web.search.errors import Progress
from gongkai_web.search.index import Entry, Index, Query
from gongkai_web.search.query import MOST_HITS
from gongkai_web.search.snippets import marked, snippet

PEER_ITEMS, WORDS, ROUNDS, LIKE_ROUNDS = 20_000, 200, 60, 40
TARGET_MS = 60
PHRASES = ("政府信息公开", "人民政府", "中华人民共和国", "主管部门", "领导小组", "政府信息公开条例", "办公室")


def run(items: int, seed: int, folder: Path) -> list[Row]:
    corpus = Corpus(seed)
    words = two_character_words(corpus, items, random.Random(seed))
    rows = [*_peers(corpus, words, min(items, PEER_ITEMS), folder)]
    index = Index(folder / "all")
    rows += _built(index, corpus, items, folder)
    rows += _asked(index, corpus, items, seed)
    rows += _rare_words_found(index, corpus, items, words)
    return rows


def two_character_words(corpus: Corpus, items: int, chance: random.Random) -> list[str]:
    """Half from the vocabulary, half cut out of texts wherever two Chinese characters stand together."""
    known = sorted({word for line in _all_words() for word in line if len(word) == 2})
    chosen = chance.sample(known, WORDS // 2)
    while len(chosen) < WORDS:
        text = corpus.text(chance.randrange(min(items, PEER_ITEMS)))
        at = chance.randrange(len(text) - 1)
        if all("\u4e00" <= character <= "\u9fff" for character in text[at : at + 2]) and len(text[at : at + 2]) == 2:
            chosen.append(text[at : at + 2])
    return chosen


def _all_words() -> list[list[str]]:
    everywhere, subjects = vocabulary()
    return [everywhere, *subjects]


# Building


def _built(index: Index, corpus: Corpus, items: int, folder: Path) -> Iterator[Row]:
    making = _seconds(lambda: sum(len(corpus.text(key)) for key in range(2000))) / 2000 * items
    took = _seconds(lambda: index.rebuild(map(corpus.entry, range(items)), 1, _show, total=items))
    name = f"build, {items:,} items"
    yield Row(
        name, "gongkai", took - making, "s", ours=True, higher_is_better=False, note="less the making of the texts"
    )
    size = sum(file.stat().st_size for file in folder.joinpath("all").rglob("*") if file.is_file()) / 2**20
    yield Row("index on disk", "gongkai", size, "MB", ours=True, higher_is_better=False)
    yield Row("memory while building, at most", "gongkai", _memory("VmHWM"), "MB", ours=True, higher_is_better=False)


def _show(at: Progress) -> None:
    if at.done % 10_000 == 0:
        print(f"\r{at.done:,} of {at.total:,}", end="", file=sys.stderr, flush=True)


def _memory(field: str) -> float:
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(field)), 0.0)


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


# Asking


def mix(corpus: Corpus, items: int, seed: int) -> Iterator[tuple[str, Query]]:
    chance = random.Random(f"{seed}/queries")
    everywhere, subjects = vocabulary()
    frequent = [word for word in everywhere[:60] if len(word) == 2]
    special = [word for line in subjects for word in line]
    two = [word for word in special if len(word) == 2]
    for _ in range(ROUNDS):
        some = corpus.entry(chance.randrange(items))
        at = chance.randrange(max(1, len(some.text) - 12))
        yield "two characters, frequent", Query(chance.choice(frequent))
        yield "two characters, of a subject", Query(chance.choice(two))
        yield "two characters, from anywhere", Query(some.text[at : at + 2])
        yield "a word of a subject", Query(chance.choice(special))
        yield "a phrase most items hold", Query(chance.choice(PHRASES))
        yield "a phrase in quotes", Query(f"“{chance.choice(BOILERPLATE)[2:12]}”")
        yield "six to twelve characters of a text", Query(f"“{some.text[at : at + chance.randint(6, 12)]}”")
        yield "document number", Query(f"{chance.choice(ORGAN_SIGNS)}({some.year}) {chance.randint(1, 400)} 号")
        yield "two words", Query(f"{chance.choice(frequent)} {chance.choice(two)}")
        yield "two frequent words", Query(" ".join(chance.sample(frequent, 2)))
        yield "three words", Query(" ".join([*chance.sample(two, 2), chance.choice(frequent)]))
        yield "a sentence", Query(f"{chance.choice(frequent)}{chance.choice(two)}{chance.choice(frequent)}工作")
        filters = {"organs": (chance.randrange(ORGANS),), "years": (some.year,)}
        yield "with organ and year", Query(chance.choice(frequent), **filters)
        yield (
            "with column and validity",
            Query(chance.choice(two), columns=(chance.choice(COLUMNS),), validities=("valid",)),
        )
        yield "by date, a frequent word", Query(chance.choice(frequent), sort="date")
        yield "by date, a frequent phrase", Query(chance.choice(PHRASES), sort="date")
        yield (
            "by date, no words, an organ",
            Query(organs=(chance.randrange(ORGANS),), sort="date", page=chance.randint(1, 9)),
        )
        yield "the fifth page", Query(chance.choice(two), page=5)


def _asked(index: Index, corpus: Corpus, items: int, seed: int) -> Iterator[Row]:
    queries = list(mix(corpus, items, seed))
    random.Random(seed).shuffle(queries)
    for _, query in queries[:100]:
        _page(index, corpus, query)
    whole: dict[str, list[float]] = {}
    bare: list[float] = []
    for kind, query in queries:
        bare.append(1000 * _seconds(lambda query=query: index.search(query)))
        whole.setdefault(kind, []).append(1000 * _seconds(lambda query=query: _page(index, corpus, query)))
    everything = [one for times in whole.values() for one in times]
    for name, times in (("the whole page", everything), ("the index alone", bare)):
        for share in (50, 95, 99, 100):
            note = f"target {TARGET_MS} ms" if share == 95 and times is everything else ""
            value = _share(times, share)
            yield Row(f"p{share} of {name}", "gongkai", value, "ms", ours=True, higher_is_better=False, note=note)
    for kind, times in whole.items():
        yield Row(f"p95, {kind}", "gongkai", _share(times, 95), "ms", ours=True, higher_is_better=False)
    for field, what in (("RssAnon", "its own"), ("RssFile", "pages of the index the system keeps for it")):
        yield Row(f"memory after asking: {what}", "gongkai", _memory(field), "MB", ours=True, higher_is_better=False)


def _share(times: Iterable[float], share: int) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, len(ordered) * share // 100)]


def _page(index: Index, corpus: Corpus, query: Query) -> object:
    hits = index.search(query)
    shown = [corpus.entry(key) for key in hits.keys]
    return [(marked(one.title, query), snippet(one.text, query)) for one in shown]


# Finding everything


def _rare_words_found(index: Index, corpus: Corpus, items: int, words: list[str]) -> Iterator[Row]:
    """Those a search can list to the end, against every text there is."""
    rare = [word for word in words if not index.search(Query(word)).beyond]
    scanned: dict[str, set[int]] = {word: set() for word in rare}
    for key in range(items):
        text = _whole(corpus.entry(key))
        for word in rare:
            if word in text:
                scanned[word].add(key)
    right = sum(set(index.search(Query(word, per_page=MOST_HITS)).keys) == scanned[word] for word in rare)
    name = f"two-character words with up to 1,000 hits found exactly, {items:,} items"
    yield Row(name, "gongkai", 100 * right / max(1, len(rare)), "%", ours=True, note=f"{len(rare)} words")


def _whole(entry: Entry) -> str:
    return "\n".join((entry.title, entry.document_number, entry.index_number, entry.text))


def _listed(index: Index, word: str) -> set[int]:
    """All hits however many: organ by organ, as a person would narrow it down."""
    hits = index.search(Query(word, per_page=MOST_HITS))
    if not hits.beyond:
        return set(hits.keys)
    parts = (index.search(Query(word, organs=(organ,), per_page=MOST_HITS)) for organ in range(ORGANS))
    return {key for part in parts for key in part.keys}


# Peers


def _peers(corpus: Corpus, words: list[str], items: int, folder: Path) -> Iterator[Row]:
    entries = [corpus.entry(key) for key in range(items)]
    texts = {entry.key: _whole(entry) for entry in entries}
    scanned = {word: {key for key, text in texts.items() if word in text} for word in words}
    index = Index(folder / "part")
    database = sqlite3.connect(folder / "peer.sqlite3")
    trigram = f"SQLite {sqlite3.sqlite_version} FTS5 trigram"
    build, recall, speed = (f"{what}, {items:,} items" for what in ("build", "two-character words found", "a search"))
    ours = _seconds(lambda: index.rebuild(entries, 1))
    yield Row(
        build, version("tantivy"), ours, "s", ours=True, higher_is_better=False, note="words and pairs of characters"
    )
    yield Row(build, trigram, _seconds(lambda: _fill(database, texts)), "s", higher_is_better=False)
    ways: list[tuple[str, Callable[[str], set[int]], int]] = [
        ("gongkai", lambda word: _listed(index, word), len(words)),
        (trigram, lambda word: _matched(database, word), len(words)),
        ("LIKE, a scan", lambda word: _like(database, word), LIKE_ROUNDS),
    ]
    for who, find, count in ways:
        exact = sum(find(word) == scanned[word] for word in words[:count])
        yield Row(
            recall, who, 100 * exact / count, "%", ours=who == "gongkai", note=f"{count} words, exactly as a scan"
        )
    asked: list[tuple[str, Callable[[str], object]]] = [
        ("gongkai", lambda word: index.search(Query(word))),
        ("LIKE, a scan", lambda word: _like(database, word)),
    ]
    for who, ask in asked:
        times = [1000 * _seconds(lambda word=word, ask=ask: ask(word)) for word in words[:LIKE_ROUNDS]]
        yield Row(speed, who, _share(times, 50), "ms", ours=who == "gongkai", higher_is_better=False, note="median")
    database.close()


def _fill(database: sqlite3.Connection, texts: dict[int, str]) -> None:
    database.execute("CREATE VIRTUAL TABLE fts USING fts5(text, tokenize='trigram')")
    database.execute("CREATE TABLE plain(key INTEGER PRIMARY KEY, text TEXT)")
    database.executemany("INSERT INTO fts(rowid, text) VALUES (?, ?)", texts.items())
    database.executemany("INSERT INTO plain VALUES (?, ?)", texts.items())
    database.commit()


def _matched(database: sqlite3.Connection, word: str) -> set[int]:
    return {row for (row,) in database.execute("SELECT rowid FROM fts WHERE fts MATCH ?", [f'"{word}"'])}


def _like(database: sqlite3.Connection, word: str) -> set[int]:
    return {row for (row,) in database.execute("SELECT key FROM plain WHERE text LIKE ?", [f"%{word}%"])}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.platform.search", description=__doc__)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=20261121)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="gongkai-search-"))
    print("  ".join(f"{key}: {value}" for key, value in machine().items()))
    try:
        rows = run(options.items, options.seed, folder)
    finally:
        shutil.rmtree(folder)
    print(f"\n{table(rows)}\nwritten to {save('search', rows)}")


if __name__ == "__main__":
    main()
