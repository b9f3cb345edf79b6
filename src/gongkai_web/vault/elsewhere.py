"""Sealed things that stand in no column: other parts say here how they are counted and put under the newest key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai_web.vault.rotation import Standing


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """`standing` opens each and keeps none; `is_behind`: whether one stands under an older key; `reseal` puts all
    under the newest and returns how many it did. Both may raise VaultError and OSError, and go on when called again."""

    name: str
    standing: Callable[[], Standing]
    is_behind: Callable[[], bool]
    reseal: Callable[[], int]


_parts: dict[str, Elsewhere] = {}


def register(part: Elsewhere) -> None:
    """Called from an app's `ready`; of one name the last one counts."""
    _parts[part.name] = part


def parts() -> tuple[Elsewhere, ...]:
    return tuple(_parts[name] for name in sorted(_parts))
