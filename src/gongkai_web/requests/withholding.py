"""What another part knows of the withheld parts of a reply: put into the guide to be checked, never decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from gongkai_web.requests.models import Request


@dataclass(frozen=True, slots=True)
class Withheld:
    """What is `handed_out`, `part` and `reason` in words, `grounds` by their codes (14a … 16c). `each`: part and reason of
    one ground alone, where a reply rests on several."""

    handed_out: str
    part: str
    reason: str
    grounds: tuple[str, ...]
    each: Mapping[str, tuple[str, str]] = field(default_factory=dict)


Telling = Callable[[Request], Withheld | None]
_telling: list[Telling] = []


def register(telling: Telling) -> None:
    """Called from an app's `ready`; the same twice is once."""
    if telling not in _telling:
        _telling.append(telling)


def withheld_of(case: Request) -> Withheld | None:
    return next((found for telling in _telling if (found := telling(case))), None)
