"""Each row of a table held against the organ: a record that can be kept, or what is wrong with it and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from gongkai_web.channels.counts import read_count, read_day, said_count, said_day
from gongkai_web.channels.entries import NAMES, Entry, Key, check, duplicates, tidy
from gongkai_web.channels.errors import ChannelError, UnclearChannelError
from gongkai_web.channels.kinds import CALLED, OWN, Kind
from gongkai_web.channels.models import Channel, Record
from gongkai_web.channels.tables import EXAMPLE, Row
from gongkai_web.organs.models import Organ, Unit
from gongkai_web.publishing.models import Item


@dataclass(slots=True)
class Judged:
    """A row that can be recorded. `known` is what is recorded already, `above` the row before it that said the same."""

    row: Row
    entry: Entry
    known: list[Record] = field(default_factory=list)
    above: int | None = None

    @property
    def is_duplicate(self) -> bool:
        return bool(self.known) or self.above is not None

    @property
    def other_word(self) -> str:
        """What the table calls its channel, where that is not its name."""
        said = self.row.said.get("channel", "")
        return said if plain(said) != plain(self.entry.channel.name) else ""

    @property
    def day(self) -> str:
        return said_day(self.entry.on, self.entry.precision)

    @property
    def count(self) -> str:
        return said_count(self.entry.count, self.entry.approximate)


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that cannot, and why."""

    row: Row
    error: ChannelError

    def to_json(self) -> dict[str, object]:
        return self.row.to_json() | {"text": self.error.text, "remedy": self.error.remedy}


def judge(
    organ: Organ, rows: Sequence[Row], channel: Channel | None, day: date, called: Mapping[str, int] | None = None
) -> tuple[list[Judged], list[Refused]]:
    """Every row, in its order. `channel` is whose the rows are that name none; `called` the keys of those that are called
    by another word."""
    known, good, refused = _Known(organ, channel, called or {}), [], []
    for row in rows:
        try:
            entry = tidy(known.entry(row))
            check(entry, organ, day)
            good.append(Judged(row, entry))
        except ChannelError as error:
            refused.append(Refused(row, error))
    _look_for_duplicates(good)
    return good, refused


def _look_for_duplicates(judged: Sequence[Judged]) -> None:
    found = duplicates(one.entry for one in judged)
    seen: dict[Key, int] = {}
    for one in judged:
        one.known, one.above = found.get(one.entry.key, []), seen.get(one.entry.key)
        seen.setdefault(one.entry.key, one.row.number)


class _Known:
    """What the organ has, by the names under which a table may call it."""

    def __init__(self, organ: Organ, channel: Channel | None, called: Mapping[str, int]) -> None:
        self.organ, self.usual = organ, channel
        channels = list(organ.channels.all())
        by_key = {one.pk: one for one in channels}
        said = {word: by_key[key] for word, key in called.items() if key in by_key}
        self.channels = said | {plain(one.name): one for one in channels}
        self.of_kind = {word: [one for one in channels if one.kind == kind] for word, kind in _kinds()}
        self.units = {plain(one.name): one for one in organ.units.all()}
        self.items = dict(_numbered(organ))

    def entry(self, row: Row) -> Entry:
        """Raises ChannelError for the first thing that is not known here."""
        if row.said.get("title", "").startswith(EXAMPLE):
            raise ChannelError("这是模板里的示例，不是一条记录", "不用登记")
        if row.is_sum:
            raise ChannelError("看起来是合计行，不是一条记录", "不用登记；确实是记录的，请去掉“合计”二字")
        day = read_day(row.said.get("on", ""))
        if day is None:
            raise ChannelError(
                _about("日期", row.said.get("on", "")), "请写成 2026-11-20；只知道月或年的，写 2026年11月 或 2026年"
            )
        count = read_count(row.said.get("count", "1"))
        if count is None:
            raise ChannelError(_about("次数", row.said["count"]), "请写数字，例如 1；约数写 100余")
        names = {name: row.said.get(name, "")[:40] for name in NAMES}
        return Entry(
            channel=self._channel(row),
            title=row.said.get("title", ""),
            on=day[0],
            precision=day[1],
            count=count[0],
            approximate=count[1],
            address=row.said.get("address", "")[:500],
            unit=self._unit(row),
            item=self._item(row),
            note=row.said.get("note", "")[:200],
            **names,
        )

    def _channel(self, row: Row) -> Channel:
        """By the name in the row, else by that of the sheet, else the one chosen for the whole table. A kind is the name of
        the only channel of it."""
        said = row.said.get("channel", "")
        found = self.channels.get(plain(said or row.sheet)) or (None if said else self.usual)
        if found is None and said:
            found = self._only_one(said)
        if found is None:
            raise ChannelError("没有写渠道", "请填“渠道”一列，或者导入时选这份表属于哪个渠道")
        return found

    def _only_one(self, said: str) -> Channel:
        """Raises UnclearChannelError."""
        found = self.of_kind.get(plain(said), [])
        if len(found) > 1:
            names = "、".join(f"“{one.name}”" for one in found)
            raise UnclearChannelError(said, f"“{said[:30]}”有 {len(found)} 个：{names}", "请在上面选是哪一个")
        if not found:
            remedy = "请在上面选它是哪个渠道；还没有的，先在“设置 · 公开渠道”里添加"
            raise UnclearChannelError(said, _about("渠道", said), remedy)
        return found[0]

    def _unit(self, row: Row) -> Unit | None:
        said = row.said.get("unit", "")
        if said and plain(said) not in self.units:
            raise ChannelError(_about("站所", said), "请改成本机关站所的名称，或者留空")
        return self.units.get(plain(said)) if said else None

    def _item(self, row: Row) -> Item | None:
        said = row.said.get("index_number", "")
        if said and said not in self.items:
            raise ChannelError(_about("索引号", said), "请核对本平台信息的索引号，或者留空")
        return self.items.get(said) if said else None


def _numbered(organ: Organ) -> Iterator[tuple[str, Item]]:
    items = Item.objects.filter(organ=organ, index_number__isnull=False)
    return ((str(one.index_number), one) for one in items.only("organ_id", "index_number", "formed_on", "unit"))


def _kinds() -> Iterator[tuple[str, Kind]]:
    for kind in OWN:
        yield from ((plain(word), kind) for word in (str(kind.label), *CALLED.get(kind, ())))


def plain(name: str) -> str:
    """Quotation marks and spaces are not part of a name."""
    return "".join(char for char in name if char not in "“”\"'《》「」 \u3000\t\n").lower()


def _about(what: str, said: str) -> str:
    if not said:
        return f"没有写{what}"
    return f"{what}“{said[:30]}”认不出来" if what in ("日期", "次数") else f"没有名为“{said[:30]}”的{what}"
