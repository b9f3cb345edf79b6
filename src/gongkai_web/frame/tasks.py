"""今天: what a person must do, given by whoever knows of it, nearest deadline first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from gongkai_web.organs.models import Organ, Person


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: what, where to do it, for which organ, and until when.

    `kind` is the short name of its sort ("待审批"), `detail` one line more. `due` None: no deadline. `plain_days`: what is
    left until then is counted in calendar days, not in working days.
    """

    title: str
    url: str
    organ: Organ
    due: date | None
    overdue: bool
    kind: str
    detail: str = ""
    plain_days: bool = False


Provider = Callable[[Person, date], Iterable[Task]]

_providers: list[Provider] = []


def register(provider: Provider) -> Provider:
    """Usable as a decorator; registering twice counts once."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def tasks_of(person: Person, day: date) -> list[Task]:
    """Everything of every provider: nearest deadline first, what has none last."""
    tasks = [task for provider in _providers for task in provider(person, day)]
    return sorted(tasks, key=lambda task: (task.due or date.max, task.kind, task.title))
