"""What can be approved. The app that owns a kind of subject registers a handler; workflow knows nothing of it but this."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from gongkai_web.organs.models import Organ, Person, Unit
from gongkai_web.workflow.stages import Stage

if TYPE_CHECKING:
    from gongkai_web.workflow.models import Round


@dataclass(frozen=True, slots=True)
class Subject:
    kind: str
    id: int


@dataclass(frozen=True, slots=True)
class SubjectView:
    """What approval has to know of a subject. `writers` are others than the drafter who wrote what is submitted."""

    title: str
    url: str
    organ: Organ
    unit: Unit | None
    drafter_id: int
    writers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the last approval of a round brings about: `said` before it is given, `done` afterwards; `button` names the act."""

    said: str
    done: str
    button: str = ""


class Handler:
    """Of one kind of subject. Everything but `view` and `digest` may stay as it is here."""

    def view(self, subject_id: int) -> SubjectView:
        raise NotImplementedError

    def views(self, subject_ids: Iterable[int]) -> dict[int, SubjectView]:
        """Several at once, for lists."""
        return {one: self.view(one) for one in subject_ids}

    def digest(self, subject_id: int) -> str:
        """SM3 over all that is decided on: the content and its attachments."""
        raise NotImplementedError

    def may_see(self, subject_id: int, person: Person, day: date) -> bool:
        """Whether somebody who works in the organ may see this subject, and with it how its approval goes."""
        return True

    def lock(self, subject_id: int) -> None:
        """Hold the subject's row until the transaction ends. Called before the round's own row is held: whoever changes
        a subject and then its round must take them in this order, too."""

    def before_approval(self, subject_id: int, stage: Stage, by: Person, now: datetime) -> None:
        """Raise to refuse an approval: findings unanswered, 保密审查表 not filled in."""

    def outcome(self, subject_id: int) -> Outcome | None:
        """What follows by itself from the last approval; None where there is nothing to tell whoever gives it."""
        return None

    def ended(self, round: Round) -> None:
        """Inside the transaction that ended it: approved, returned, rejected or withdrawn."""


_handlers: dict[str, Handler] = {}


def register(kind: str, handler: Handler) -> None:
    _handlers[kind] = handler


def handler_of(kind: str) -> Handler:
    return _handlers[kind]
