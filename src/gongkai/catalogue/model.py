"""A catalogue as an object: its tables, their rows, and everything a person should know about how they were read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from gongkai.catalogue.fields import Field
from gongkai.catalogue.period import Period


class Audience(StrEnum):
    """公开对象."""

    EVERYONE = "everyone"
    GROUP = "group"


class Manner(StrEnum):
    """公开方式."""

    PROACTIVE = "proactive"
    ON_REQUEST = "on_request"


class Level(StrEnum):
    """公开层级."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"


class Choice(StrEnum):
    """What a sign before a channel says. Under a legend ■ is required and □ optional, else ■ ticked and □ not;
    `LISTED` has no sign at all."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    TICKED = "ticked"
    UNTICKED = "unticked"
    LISTED = "listed"

    @property
    def is_meant(self) -> bool:
        """Whether the catalogue asks for this channel."""
        return self in (Choice.REQUIRED, Choice.TICKED, Choice.LISTED)


AUDIENCE_NAMES = {Audience.EVERYONE: "全社会", Audience.GROUP: "特定群体"}
MANNER_NAMES = {Manner.PROACTIVE: "主动", Manner.ON_REQUEST: "依申请"}
LEVEL_NAMES = {
    Level.PROVINCE: "省级",
    Level.CITY: "市级",
    Level.COUNTY: "县级",
    Level.TOWNSHIP: "乡级",
    Level.VILLAGE: "村级",
}
CHOICE_NAMES = {
    Choice.REQUIRED: "必选",
    Choice.OPTIONAL: "可选",
    Choice.TICKED: "已选",
    Choice.UNTICKED: "未选",
    Choice.LISTED: "列出",
}


class Channel(NamedTuple):
    name: str
    choice: Choice


class Where(NamedTuple):
    """`sheet` as a person finds it in the file; `row` as the spreadsheet program numbers it, from 1; 0: the whole."""

    file: str
    sheet: str = ""
    row: int = 0

    def __str__(self) -> str:
        sheet = f"“{self.sheet}”" if self.sheet else ""
        row = f"第 {self.row} 行" if self.row else ""
        return " ".join(part for part in (sheet, row) if part) or self.file


class NoteKind(StrEnum):
    """`REFUSED`: not taken in. `DOUBT`: taken in, and to be looked at. `FINDING`: the catalogue itself is wrong.
    `ASSUMPTION`: how it was understood where it does not say. `ASIDE`: text beside the rows, kept here."""

    REFUSED = "refused"
    DOUBT = "doubt"
    FINDING = "finding"
    ASSUMPTION = "assumption"
    ASIDE = "aside"


NOTE_NAMES = {
    NoteKind.REFUSED: "未导入",
    NoteKind.DOUBT: "请核对",
    NoteKind.FINDING: "目录有误",
    NoteKind.ASSUMPTION: "按此理解",
    NoteKind.ASIDE: "表外文字",
}


class Note(NamedTuple):
    """One sentence about a place, and what to do about it; neither ends with a full stop. `code` is for programs."""

    kind: NoteKind
    code: str
    text: str
    remedy: str
    at: Where


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the body, 同上 and merged cells filled in. `second` is never empty. `group` is the specific group where
    it is named; `more` what stood in columns that are not of the standard form, by their heads."""

    second: str
    at: Where
    number: str = ""
    process: str = ""
    first: str = ""
    third: str = ""
    content: str = ""
    basis: str = ""
    period: Period = field(default_factory=Period)
    responsible: str = ""
    channels: tuple[Channel, ...] = ()
    audience: tuple[Audience, ...] = ()
    group: str = ""
    manners: tuple[Manner, ...] = ()
    levels: tuple[Level, ...] = ()
    more: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        """What is counted as one 二级事项: several rows may say its contents one by one."""
        return self.first, self.second


@dataclass(slots=True)
class Table:
    """The rows of one field. `field` is None where `field_name` is none of the known ones; `heads` as printed."""

    title: str
    field: Field | None
    field_name: str
    rows: list[Row]
    heads: tuple[str, ...]
    at: Where
    has_levels: bool = False
    legend: bool = False

    def items(self) -> dict[tuple[str, str], list[Row]]:
        """The 二级事项, each with its rows, in order."""
        found: dict[tuple[str, str], list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.key, []).append(row)
        return found


@dataclass(slots=True)
class CatalogueFile:
    """What one file holds. Every filled cell of it is in a table or named in a note."""

    name: str
    tables: list[Table]
    notes: list[Note]

    def of(self, *kinds: NoteKind) -> list[Note]:
        return [note for note in self.notes if note.kind in kinds]

    def notes_at(self, at: Where) -> list[Note]:
        return [note for note in self.notes if note.at == at]
