"""What a letter is about belongs to another part: it says who may see the letter, and where the case is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gongkai_web.organs.models import Person

if TYPE_CHECKING:
    from gongkai_web.letters.models import OutgoingLetter


@dataclass(frozen=True, slots=True)
class About:
    """How the letter's page leads back to the case."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a letter says that its case does not bear out, and what to do. `forbids`: it may not be written so."""

    text: str
    remedy: str
    forbids: bool = False


class Owner:
    """Of one kind of subject. Everything may stay as it is here."""

    def may_see(self, subject_id: int, person: Person, day: date) -> bool | None:
        """None: as for letters without a case."""
        return None

    def about(self, subject_id: int) -> About | None:
        return None

    def needs(self, subject_id: int) -> bool:
        """Whether the case keeps what its letters say longer than letters are kept by themselves."""
        return False

    def doubts(self, letter: OutgoingLetter) -> Sequence[Doubt]:
        return ()


_owners: dict[str, Owner] = {}


def register(kind: str, owner: Owner) -> None:
    """Called from an app's `ready`."""
    _owners[kind] = owner


def may_see(letter: OutgoingLetter, person: Person, day: date) -> bool | None:
    owner = _owners.get(letter.subject_kind)
    return owner.may_see(letter.subject_id, person, day) if owner and letter.subject_id is not None else None


def about(letter: OutgoingLetter) -> About | None:
    owner = _owners.get(letter.subject_kind)
    return owner.about(letter.subject_id) if owner and letter.subject_id is not None else None


def needs(letter: OutgoingLetter) -> bool:
    owner = _owners.get(letter.subject_kind)
    return owner.needs(letter.subject_id) if owner and letter.subject_id is not None else False


def doubts(letter: OutgoingLetter) -> Sequence[Doubt]:
    owner = _owners.get(letter.subject_kind)
    return owner.doubts(letter) if owner and letter.subject_id is not None else ()
