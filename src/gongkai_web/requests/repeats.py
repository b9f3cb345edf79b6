"""Requests that may be the same as one: shown with reason and percentage, never decided (第三十六条第（六）项 wants the same
applicant and the same information; 第四十四条 several applicants and the same information).

Whose they are is told by blind indexes; the words asked for are compared within the organ alone. How alike two texts are is
the greater of two shares: of pairs of characters they have in common, in whatever order, and of characters in the same order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from difflib import SequenceMatcher
from heapq import nlargest

from gongkai_web.requests.models import Request
from gongkai_web.vault.blind import normalized

_SAME, _OTHER = 60, 75
"""From how many percent on it is shown: of the same applicant, and of others."""
_LOOKED_AT = 10_000
_COMPARED = 40
"""Candidates by pairs of characters, whose order is then compared."""
_MOST = 5
_BACK = timedelta(days=3 * 366)
_LONG = 500
GRANTED = "granted"
_KEYS = ("identity_key", "phone_key", "email_key", "name_key")
_SHARED_LEAST, _SHARED_MOST = 3, 2


@dataclass(frozen=True, slots=True)
class Likely:
    """`same_applicant`: a blind index agrees; `likeness` in percent; `shared`: the longest words both have."""

    request: Request
    same_applicant: bool
    likeness: int
    shared: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        who = "同一申请人" if self.same_applicant else "别的申请人"
        words = "".join(f"“{word}”" for word in self.shared)
        return f"{who}，文字相近 {self.likeness}%" + (f"，都有{words}" if words else "")


@dataclass(frozen=True, slots=True)
class _Row:
    pk: int
    text: str
    same_applicant: bool
    keys: tuple[str, ...]
    granted: bool


Alike = list[tuple[_Row, float]]


@dataclass(frozen=True, slots=True)
class Several:
    """By guess of likeness, as repeats are. `granted`: to how many of them it was given in whole, which shows that it may be
    made public (该政府信息属于可以公开的)."""

    applicants: int
    granted: int

    @property
    def said(self) -> str:
        given = f"其中 {self.granted} 个已经予以公开" if self.granted else "还没有予以公开的"
        return f"像是有 {self.applicants} 个不同的申请人申请过相同信息，{given}"


def alike(request: Request) -> Alike:
    """Those of the last three years, earlier and later, that may ask for the same, each with its share."""
    text = text_of(request)
    mine = _pairs(text)
    if not mine:
        return []
    near = nlargest(_COMPARED, ((_dice(mine, _pairs(row.text)), row.pk, row) for row in _others(request)))
    scored = [(row, max(share, _in_order(text, row.text))) for share, _, row in near if share > 0.3]
    return [(row, share) for row, share in scored if share >= (_SAME if row.same_applicant else _OTHER) / 100]


def several(request: Request, found: Alike | None = None) -> Several | None:
    """第四十四条第一款: how many different people asked for the same, this one among them; None where it is one."""
    rows = [row for row, _ in (alike(request) if found is None else found)]
    keys = tuple(getattr(request.applicant, name) for name in _KEYS)
    people = _people([(keys, request.outcome == GRANTED), *((row.keys, row.granted) for row in rows)])
    return Several(len(people), sum(people)) if len(people) > 1 else None


def _people(asked: list[tuple[tuple[str, ...], bool]]) -> list[bool]:
    """For each person whether they were given it. Two letters with any key in common are of one person."""
    people: list[tuple[set[tuple[int, str]], bool]] = []
    for keys, granted in asked:
        known = {(place, key) for place, key in enumerate(keys) if key}
        same = [one for one in people if one[0] & known]
        people = [one for one in people if one not in same]
        people.append((known.union(*(one[0] for one in same)), granted or any(one[1] for one in same)))
    return [granted for _, granted in people]


def likely_repeats(request: Request, found: Alike | None = None) -> list[Likely]:
    """The nearest earlier ones of the last three years: the same applicant's first, then others', the most alike first."""
    text = text_of(request)
    kept = [one for one in (alike(request) if found is None else found) if one[0].pk < request.pk]
    kept = sorted(kept, key=lambda one: (not one[0].same_applicant, -one[1], -one[0].pk))[:_MOST]
    known = Request.objects.select_related("applicant", "organ").in_bulk([row.pk for row, _ in kept])
    return [Likely(known[row.pk], row.same_applicant, int(100 * share), _shared(text, row.text)) for row, share in kept]


def text_of(request: Request) -> str:
    return _text(request.subject, request.document_number, request.description)


def _text(*parts: str) -> str:
    return normalized("".join(parts))[:_LONG]


def _others(request: Request) -> Iterator[_Row]:
    """Of other letters than its own: what was split from one letter is no repeat."""
    who = request.applicant
    mine = [getattr(who, name) for name in _KEYS]
    rows = Request.objects.filter(organ=request.organ_id, arrived_on__gte=request.arrived_on - _BACK)
    rows = rows.exclude(applicant=who.pk).order_by("-pk")
    names = ("pk", "outcome", "subject", "document_number", "description", *(f"applicant__{name}" for name in _KEYS))
    for pk, outcome, subject, number, description, *keys in rows.values_list(*names)[:_LOOKED_AT].iterator(
        chunk_size=2000
    ):
        same = any(value and value == key for value, key in zip(mine, keys, strict=True))
        yield _Row(pk, _text(subject, number, description), same, tuple(keys), outcome == GRANTED)


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _dice(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if other else 0.0


def _in_order(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _shared(one: str, other: str) -> tuple[str, ...]:
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    words = [one[block.a : block.a + block.size] for block in blocks if block.size >= _SHARED_LEAST]
    return tuple(sorted(words, key=len, reverse=True)[:_SHARED_MOST])
