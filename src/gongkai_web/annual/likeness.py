"""Sentences of this year's text that stood in last year's report or stand in a sister organ's, one by one.

A sentence with a live figure ({新收}) is this year's whatever its words, and what the platform's draft says is everybody's:
neither is looked at. Sister organs are looked at only as far as their reports are public.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from gongkai.checks import misfit
from gongkai.checks.wording import Repeated, pieces, repeated, without_numbers
from gongkai.report import AnnualReport, loads
from gongkai.report.prose import even, sentences
from gongkai_web.annual.building import TEXTS, Built, predecessor
from gongkai_web.annual.models import Earlier, Report
from gongkai_web.annual.standing import Standing, standing_of
from gongkai_web.annual.wording import usual, usual_sentences
from gongkai_web.organs.models import Organ

SHORTEST = 10
"""Characters besides numbers and marks: a heading is everybody's."""
ALIKE = 0.8
OWN = "本机关"
_MOST_SISTERS, _CANDIDATES = 60, 5
_SECTIONS = {1: "一", 5: "五", 6: "六"}


@dataclass(frozen=True, slots=True)
class Alike:
    """`share` in percent; `other` is how the sentence stands there, "" where it is the same but for numbers and marks."""

    section: str
    sentence: str
    where: str
    share: int
    other: str


@dataclass(frozen=True, slots=True)
class _Known:
    sentence: str
    plain: str
    where: str


def alike(row: Report) -> list[Alike]:
    """In the order of the text; of each sentence the likest one elsewhere."""
    everybodys = {plain for text in usual(row.organ, row.year).values() for _, plain in _sentences(text)}
    own = (
        (number, sentence, plain)
        for number, name in TEXTS.items()
        for sentence, plain in _sentences(getattr(row, name))
        if plain not in everybodys and "{" not in sentence and "【" not in sentence
    )
    return _compared(own, _others(row))


def last_years(made: Built) -> Repeated | None:
    """What the rule TX-DUP counts, or would: the very sentences, and their share. None where it has nothing to say."""
    previous, row = made.previous, made.row
    if previous is None or misfit(made.report, previous) is not None:
        return None
    found = repeated(made.report, previous, usual_sentences(row.organ, row.year))
    return found if found.share else None


def of_others(found: Iterable[Alike]) -> list[Alike]:
    """Without the organ's own report of last year."""
    return [one for one in found if not one.where.startswith(OWN)]


def alike_in(report: AnnualReport, others: Iterable[tuple[str, AnnualReport]], organ: Organ | None) -> list[Alike]:
    """Of a report whose fields are filled in. What the platform's own draft says to `organ` is left out as far as it can
    still be told."""
    everybodys = usual_sentences(organ, report.year) if organ and report.year else frozenset[str]()
    own = (
        (section.number, sentence, plain)
        for section in report.sections
        if section.number in TEXTS
        for sentence, plain in _sentences(section.text)
        if plain not in everybodys
    )
    return _compared(own, others)


def _compared(own: Iterable[tuple[int, str, str]], others: Iterable[tuple[str, AnnualReport]]) -> list[Alike]:
    known = [one for where, report in others for one in _sentences_of(report, where)]
    index: dict[str, list[int]] = {}
    for at, one in enumerate(known):
        for piece in set(pieces(one.plain)):
            index.setdefault(piece, []).append(at)
    found = []
    for number, sentence, plain in own:
        best = _likest(plain, known, index)
        if best:
            one, share = best
            other = "" if one.plain == plain else one.sentence
            found.append(Alike(_SECTIONS[number], sentence, one.where, share, other))
    return found


def _likest(plain: str, known: list[_Known], index: dict[str, list[int]]) -> tuple[_Known, int] | None:
    shared = Counter(at for piece in set(pieces(plain)) for at in index.get(piece, ()))
    likely = [known[at] for at, _ in sorted(shared.items(), key=lambda one: (-one[1], one[0]))[:_CANDIDATES]]
    shares = [(SequenceMatcher(None, plain, one.plain, autojunk=False).ratio(), one) for one in likely]
    best = max(shares, key=lambda one: one[0], default=None)
    return (best[1], round(best[0] * 100)) if best and best[0] >= ALIKE else None


def _sentences_of(report: AnnualReport, where: str) -> Iterator[_Known]:
    for section in report.sections:
        if section.number in TEXTS:
            for sentence, plain in _sentences(section.text):
                yield _Known(sentence, plain, where)


def _sentences(text: str) -> Iterator[tuple[str, str]]:
    for paragraph in even(text).text.split("\n"):
        for _, sentence in sentences(paragraph):
            plain = without_numbers(sentence)
            if len(plain) >= SHORTEST:
                yield sentence.strip(), plain


def _others(row: Report) -> Iterator[tuple[str, AnnualReport]]:
    """Last year's first: of two that are equally like, it is the one to be named."""
    previous = predecessor(row.organ, row.year)
    if previous is not None:
        yield f"{OWN}{row.year - 1}年年报", previous
    for organ in _sisters(row.organ):
        yield from _public_of(organ, row.year)


def _sisters(organ: Organ) -> list[Organ]:
    """Of the same kind and level under the same government."""
    if organ.parent_id is None:
        return []
    same = Organ.objects.filter(parent=organ.parent_id, kind=organ.kind, level=organ.level, ended_on=None)
    return list(same.exclude(pk=organ.pk).prefetch_related("names")[:_MOST_SISTERS])


def _public_of(organ: Organ, year: int) -> Iterator[tuple[str, AnnualReport]]:
    """Its reports of this year and the last that everybody may read."""
    for one in (year, year - 1):
        rows = Report.objects.filter(organ=organ, year=one).select_related("revision", "item").order_by("-number")
        public = next((row for row in rows if standing_of(row) is Standing.PUBLISHED), None)
        earlier = Earlier.objects.filter(organ=organ, year=one).exclude(confirmed_at=None).first()
        content = public.frozen if public else earlier.content if earlier else ""
        if content:
            yield f"{organ.name}{one}年年报", loads(content)
