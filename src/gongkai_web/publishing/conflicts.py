"""Two clerks at once: what each of them has, and what is kept when the second has chosen."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any

from gongkai_web.publishing.differences import LABELS, Piece, said, words
from gongkai_web.publishing.forms.content import ContentForm
from gongkai_web.publishing.models import Revision
from gongkai_web.publishing.rich_text import text_of

MINE, THEIRS, BOTH = "mine", "theirs", "both"
JOINED = ("body", "summary", "correction_note", "ground_reason")
"""Texts of which both can be kept, one after the other, to be put together by hand."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field in which the two differ, each with what only it has."""

    name: str
    label: str
    theirs: tuple[Piece, ...]
    mine: tuple[Piece, ...]
    may_join: bool


def conflicts(kept: Revision, form: ContentForm) -> list[Conflict]:
    """Every field in which what is kept differs from what was typed, in the order of the form."""
    typed = copy(kept)
    for name, value in form.content.items():
        setattr(typed, name, value)
    names = [name for name in (*LABELS, "body") if _text(kept, name) != _text(typed, name)]
    return [_conflict(name, _text(kept, name), _text(typed, name)) for name in names]


def _text(revision: Revision, name: str) -> str:
    return text_of(revision.body) if name == "body" else said(revision, name)


def _conflict(name: str, theirs: str, mine: str) -> Conflict:
    pieces = list(words(theirs, mine))
    return Conflict(
        name,
        LABELS.get(name, "正文"),
        tuple(one for one in pieces if one.kind != "new"),
        tuple(one for one in pieces if one.kind != "gone"),
        name in JOINED,
    )


def chosen(content: Mapping[str, Any], kept: Revision, given: Mapping[str, str]) -> dict[str, Any]:
    """What is to be kept: of each field theirs, mine, or both; where nothing was chosen, what was typed."""
    result = dict(content)
    for name in content:
        choice = given.get(f"use_{name}", MINE)
        if choice == THEIRS:
            del result[name]
        elif choice == BOTH and name in JOINED:
            result[name] = f"{getattr(kept, name)}\n{content[name]}"
    return result
