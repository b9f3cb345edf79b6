"""Pages that were answered already, in the memory of the process: as long as what is shown is the same."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from django.utils.translation import get_language

from gongkai_web.research.addresses import changed
from gongkai_web.research.asked import Asked
from gongkai_web.research.shown import Shown

_MOST = 200
_FOUND: OrderedDict[tuple[str, str, str, str], Shown] = OrderedDict()
_LOCK = Lock()


def shown(name: str, asked: Asked, make: Callable[[Asked], Shown]) -> Shown:
    """Nobody changes what is found here."""
    key = (f"{asked.shelf.stamp} {changed()}", name, asked.given.urlencode(), get_language() or "")
    with _LOCK:
        if key in _FOUND:
            _FOUND.move_to_end(key)
            return _FOUND[key]
    made = make(asked)
    with _LOCK:
        _FOUND[key] = made
        while len(_FOUND) > _MOST:
            _FOUND.popitem(last=False)
    return made
