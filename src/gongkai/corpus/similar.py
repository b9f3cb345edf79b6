"""Which texts of sections one, five and six say what last year's or a sister organ's report says, sentence by sentence.

Pairs are found by MinHash and then compared in full: what is reported is counted, not estimated. Compared are runs of eight
characters without numbers and marks, as TX-DUP does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from gongkai.checks.wording import pieces, without_numbers
from gongkai.corpus.opening import Answer, Corpus
from gongkai.errors import MissingExtraError
from gongkai.report.prose import even, sentences

SECTIONS = (1, 5, 6)
SHORTEST = 40
"""Runs of characters that a text must have: “本机关无其他需要报告的事项” is everybody's."""
_PERMUTATIONS, _BANDS = 256, 64
"""Of two texts that are half alike, 98 of 100 pairs are found; of those that are 0.7 alike, all but one of ten million."""
_MOST_CANDIDATES = 200
_SHORTEST_SENTENCE = 8
COLUMNS = (
    *("organ", "region", "year", "section", "kind", "other_organ", "other_region", "other_year"),
    *("similarity", "share", "shared", "sentences", "file", "other_file"),
)


@dataclass(frozen=True, slots=True)
class Text:
    """A section of a report that is taken."""

    report: str
    organ: str | None
    key: str | None
    region: str | None
    year: int | None
    section: int
    text: str
    file: str
    plain: str

    @property
    def pieces(self) -> set[str]:
        return set(pieces(self.plain))


def similar(
    corpus: Corpus,
    *,
    year: int | None = None,
    organ_key: str | None = None,
    region: str | None = None,
    threshold: float = 0.5,
    most: int = 3,
    sections: Sequence[int] = SECTIONS,
) -> Answer:
    """Pairs of sections at least `threshold` alike (0 to 1: what they share of all that either says), the most alike first.

    Each text stands with last year's of the same organ and with at most `most` sister organs of the same year.
    """
    texts = list(_texts(corpus, sections))
    asked = [t for t in texts if year in (None, t.year) and organ_key in (None, t.key) and region in (None, t.region)]
    pairs = {**_last_years(asked, texts), **_sisters(asked, texts, threshold, most)}
    rows = [row for (one, other), kind in pairs.items() if (row := _row(texts[one], texts[other], kind, threshold))]
    return Answer(COLUMNS, sorted(rows, key=lambda row: (-row[8], row[:8] and [str(cell) for cell in row[:8]])))


def _texts(corpus: Corpus, sections: Sequence[int]) -> Iterator[Text]:
    """In the order of the tables. What is too short to be anybody's own is left out."""
    rows = corpus.ask(
        "SELECT t.report, t.organ, r.organ_key, t.region, t.year, t.section, string_agg(t.text, chr(10) ORDER BY t.seq), t.file"
        " FROM texts t JOIN reports r USING (report) WHERE t.current AND t.section IN (SELECT unnest($sections::INTEGER[]))"
        " GROUP BY ALL ORDER BY t.year, r.organ_key, t.region, t.report, t.section",
        {"sections": list(sections)},
    ).rows
    for row in rows:
        plain = even(row[6]).text
        if len(pieces(plain)) >= SHORTEST:
            yield Text(*(*row, plain))


Pairs = dict[tuple[int, int], str]


def _last_years(asked: Iterable[Text], texts: Sequence[Text]) -> Pairs:
    at = {(t.key, t.region, t.year, t.section): place for place, t in enumerate(texts) if t.key and t.year}
    own = {id(t): place for place, t in enumerate(texts)}
    found: Pairs = {}
    for text in asked:
        before = at.get((text.key, text.region, text.year - 1, text.section)) if text.key and text.year else None
        if before is not None:
            found[own[id(text)], before] = "last_year"
    return found


def _sisters(asked: Sequence[Text], texts: Sequence[Text], threshold: float, most: int) -> Pairs:
    """The likeliest few of each text among the other organs of its year. Texts that are the same to the letter are sought once."""
    own = {id(t): place for place, t in enumerate(texts)}
    years = {(text.year, text.section) for text in asked}
    found: Pairs = {}
    for year, section in sorted(years, key=str):
        same = [own[id(t)] for t in texts if (t.year, t.section) == (year, section)]
        wanted = [own[id(t)] for t in asked if (t.year, t.section) == (year, section)]
        for one, others in _near(same, wanted, texts, threshold, most):
            for other in others:
                if (other, one) not in found:
                    found[one, other] = "sister"
    return found


def _near(
    places: Sequence[int], wanted: Sequence[int], texts: Sequence[Text], threshold: float, most: int
) -> Iterator[tuple[int, list[int]]]:
    try:
        from rensa import RMinHash, RMinHashLSH
    except ImportError as error:
        raise MissingExtraError.of("finding similar texts", "corpus") from error
    twins: dict[str, list[int]] = {}
    for place in places:
        twins.setdefault(without_numbers(texts[place].plain), []).append(place)
    index = RMinHashLSH(threshold=threshold, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    hashes: dict[int, Any] = {}
    for alike in twins.values():
        hashed = hashes[alike[0]] = RMinHash(num_perm=_PERMUTATIONS, seed=1)
        hashed.update(pieces(texts[alike[0]].plain))
        index.insert(alike[0], hashed)
    for place in wanted:
        alike = twins[without_numbers(texts[place].plain)]
        hashed = hashes[alike[0]]
        candidates = [other for other in index.query(hashed) if other != alike[0]]
        likely = sorted(candidates, key=lambda other: (-hashed.jaccard(hashes[other]), other))[:_MOST_CANDIDATES]
        near = [t for first in likely[:most] for t in twins[without_numbers(texts[first].plain)]]
        others = [other for other in (*alike, *near) if _is_sister(texts[place], texts[other])]
        yield place, others[:most]


def _is_sister(one: Text, other: Text) -> bool:
    return one.report != other.report and (one.key is None or (one.key, one.region) != (other.key, other.region))


def _row(one: Text, other: Text, kind: str, threshold: float) -> tuple[Any, ...] | None:
    """`share` is how much of this text the other has too. None where they are less alike than is asked for."""
    a, b = one.pieces, other.pieces
    common = len(a & b)
    similarity = common / len(a | b)
    if similarity < threshold:
        return None
    shared = _shared(one, other)
    return (
        *(one.organ, one.region, one.year, one.section, kind, other.organ, other.region, other.year),
        *(round(similarity, 4), round(common / len(a), 4), len(shared), shared, one.file, other.file),
    )


def _shared(one: Text, other: Text) -> list[str]:
    """Sentences of this text that the other has too, but for numbers and marks."""
    theirs = {without_numbers(sentence) for sentence in _sentences(other.plain)}
    return [s for s in _sentences(one.plain) if len(key := without_numbers(s)) >= _SHORTEST_SENTENCE and key in theirs]


def _sentences(plain: str) -> Iterator[str]:
    for paragraph in plain.split("\n"):
        for _, sentence in sentences(paragraph):
            yield sentence
