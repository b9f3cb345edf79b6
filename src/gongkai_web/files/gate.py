"""The one gate through which files leave: a file is read by whoever may read what it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from gongkai_web.files.models import StoredFile
from gongkai_web.files.rules import works_for
from gongkai_web.organs.models import Person

Owner = Callable[[StoredFile, Person | None, datetime], bool]
"""Says whether a person (None: the public) may read a file because of something that has it. Asks the database anew each
time, so that a recall holds from the next request on."""

_owners: list[Owner] = []


def register(owner: Owner) -> Owner:
    """Called from an app's `ready`; the same owner twice is once."""
    if owner not in _owners:
        _owners.append(owner)
    return owner


Bar = Callable[[StoredFile], bool]
"""Says whether a file leaves by another door alone, whatever it belongs to besides."""

_bars: list[Bar] = []


def register_bar(bar: Bar) -> Bar:
    """Called from an app's `ready`; the same twice is once."""
    if bar not in _bars:
        _bars.append(bar)
    return bar


def _is_barred(file: StoredFile) -> bool:
    return any(bar(file) for bar in _bars)


def may_read(file: StoredFile, person: Person | None, now: datetime) -> bool:
    """A file that nothing has is read by nobody; a sealed one only by those who work for its organ."""
    if file.sealed and not (person and works_for(person, file.organ_id, timezone.localdate(now))):
        return False
    return any(owner(file, person, now) for owner in _owners) and not _is_barred(file)


Holding = Callable[[StoredFile, object, datetime], bool]
"""Says whether somebody without an account, who holds the key to one thing (a number and its code), may take a file of it."""

_holdings: list[Holding] = []


def register_holding(holding: Holding) -> Holding:
    if holding not in _holdings:
        _holdings.append(holding)
    return holding


def may_take(file: StoredFile, holder: object, now: datetime) -> bool:
    """A sealed file is never taken."""
    return not file.sealed and any(holding(file, holder, now) for holding in _holdings) and not _is_barred(file)
