"""What channels refuse, said to the person who asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from gongkai.errors import GongkaiError

if TYPE_CHECKING:
    from gongkai_web.channels.models import Record


class ChannelError(GongkaiError):
    """A channel or a record that may not be; the text says why and what to do."""


class UnclearChannelError(ChannelError):
    """A table calls a channel by a word that is not the name of one: which it means is for a person to say."""

    def __init__(self, said: str, text: str, remedy: str) -> None:
        super().__init__(text, remedy)
        self.said = said


class DuplicateError(ChannelError):
    """The same channel, day and title is recorded already. Whether it is another time is for a person to say."""

    def __init__(self, found: Sequence[Record]) -> None:
        super().__init__("同一渠道、同一天、同一名称已经有记录", "确实是另一次公开的，请勾选“是另一次公开，仍然登记”")
        self.found = tuple(found)


class RowsError(ChannelError):
    """Of several rows some may not be; by their place, from 0. Nothing of them was kept."""

    def __init__(self, rows: Mapping[int, ChannelError]) -> None:
        super().__init__(f"有 {len(rows)} 行要改，都还没有存入", "改好标出的各行后再登记一次")
        self.rows = dict(rows)
