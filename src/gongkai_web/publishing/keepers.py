"""Items that another part makes, and that nobody changes by hand: whoever makes them says so, and says it to the person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from gongkai_web.publishing.errors import PublishingError
from gongkai_web.publishing.models import Item

Keeper = Callable[[Item], str]
"""Of an item: what is said to whoever would change it here, "" if it is none of theirs."""

_keepers: list[Keeper] = []
_keeping: ContextVar[bool] = ContextVar("an item's keeper is at work", default=False)


def register(keeper: Keeper) -> None:
    """Called from an app's `ready`; the same one twice is once."""
    if keeper not in _keepers:
        _keepers.append(keeper)


@contextmanager
def by_its_keeper() -> Iterator[None]:
    """Within this the part that makes the item changes it."""
    token = _keeping.set(True)
    try:
        yield
    finally:
        _keeping.reset(token)


def said_of(item: Item) -> str:
    """What is said to whoever would change it by hand; "" where anybody may who may otherwise."""
    return next((words for keeper in _keepers if (words := keeper(item))), "")


def require_free(item: Item) -> None:
    """Raises PublishingError for an item that is not changed by hand."""
    said = "" if _keeping.get() else said_of(item)
    if said:
        raise PublishingError(said, "这里不能改；可以看、审核、发布、撤回")
