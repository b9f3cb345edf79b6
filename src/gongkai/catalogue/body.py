"""A line below a head → a row, with what about it is doubtful; or why it is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from gongkai.catalogue.channels import channels_in
from gongkai.catalogue.heads import Column, Head
from gongkai.catalogue.labels import Kind, levels_in
from gongkai.catalogue.marks import Tick, is_same, tick_of, words_of
from gongkai.catalogue.model import Audience, Level, Manner, NoteKind, Row, Where
from gongkai.catalogue.pages import Page
from gongkai.catalogue.period import Excess, Period, PeriodKind
from gongkai.catalogue.period_text import parse_period
from gongkai.statute import PUBLICATION_DAYS, REGULATION

_TEXTS = (Kind.PERIOD, Kind.BASIS, Kind.RESPONSIBLE, Kind.CHANNELS)
_NAMES = {
    Kind.FIRST: "一级事项",
    Kind.SECOND: "二级事项",
    Kind.CONTENT: "公开内容",
    Kind.PERIOD: "公开时限",
    Kind.BASIS: "公开依据",
    Kind.RESPONSIBLE: "公开主体",
    Kind.CHANNELS: "公开渠道和载体",
}

Doubt = tuple[NoteKind, str, str, str]
"""Kind, code, text, remedy."""


@dataclass(slots=True)
class Body:
    """Reads the lines under one head, one after the other: 同上 and blanks look back at the line before.

    `section` is a heading between the rows, which is the 一级事项 where the table has no column for it.
    """

    page: Page
    head: Head
    legend: bool
    section: str = ""
    field_name: str = ""
    above: dict[int, str] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    has_boxes: bool = False
    _blank: set[int] = field(default_factory=set)

    def row(self, index: int, at: Where) -> Row | None:
        """The row of this line, its `doubts` set; None where it has no 二级事项."""
        self.doubts, self._blank = [], set()
        texts = {column.at: self._text(index, column) for column in self.head.columns}
        self.above = texts
        first, second = self._items(texts)
        if not second:
            return None
        self._blanks(texts)
        period = self._period(self._of(Kind.PERIOD, texts))
        audience, group = self._audience(texts)
        checklist = channels_in(self._of(Kind.CHANNELS, texts), legend=self.legend)
        self.has_boxes |= checklist.has_boxes
        if checklist.from_letters:
            self._doubt(
                "CHANNEL_LETTERS", "渠道前的方框成了字母（符号字体丢失），按通常的对应关系还原", "请对照原文核对"
            )
        return Row(
            second=second,
            at=at,
            number=self._of(Kind.NUMBER, texts),
            process=self._of(Kind.PROCESS, texts),
            first=first,
            third=self._of(Kind.THIRD, texts),
            content=self._of(Kind.CONTENT, texts, lines=True),
            basis=self._of(Kind.BASIS, texts, lines=True),
            period=period,
            responsible=self._of(Kind.RESPONSIBLE, texts),
            channels=checklist.channels,
            audience=audience,
            group=group,
            manners=self._manners(texts),
            levels=self._levels(texts),
            more={column.label: texts[column.at] for column in self.head.all(Kind.MORE) if texts[column.at]},
        )

    def _doubt(self, code: str, text: str, remedy: str, kind: NoteKind = NoteKind.DOUBT) -> None:
        self.doubts.append((kind, code, text, remedy))

    def _text(self, index: int, column: Column) -> str:
        """The cell's text, 同上 replaced by the text above it."""
        text = self.page.lines[index].text(column.at)
        if not is_same(text):
            return text
        above = self.above.get(column.at, "")
        if not above:
            self._doubt(
                "SAME_AS_NOTHING",
                f"“{column.label}”写的是“{text}”，上面没有内容",
                "请在原表补上后重新导入，或导入后填写",
            )
        return above

    def _of(self, kind: Kind, texts: dict[int, str], *, lines: bool = False) -> str:
        column = self.head.of(kind)
        text = texts.get(column.at, "") if column else ""
        if lines or kind is Kind.CHANNELS:
            return "\n".join(line for part in text.splitlines() if (line := " ".join(part.split())))
        return _one_line(text)

    def _items(self, texts: dict[int, str]) -> tuple[str, str]:
        """一级 and 二级事项. A blank 一级 is that of the line above; a blank 二级 with a 一级 of its own is that again."""
        first, second = self._of(Kind.FIRST, texts), self._of(Kind.SECOND, texts)
        own_first = bool(first)
        column = self.head.of(Kind.FIRST)
        if not first and column:
            first = _one_line(self._last_first)
            texts[column.at] = first
        if not column:
            first = self.section
        if not second and own_first and self._says_more(texts):
            second = first
            self._doubt(
                "NO_SECOND", "二级事项空白，按一级事项计为一个事项", "请核对；有二级事项的，请在原表补上后重新导入"
            )
        self._last_first = first
        return first, second

    _last_first: str = ""

    def _says_more(self, texts: dict[int, str]) -> bool:
        """A line with a 一级事项 and nothing about it is a heading."""
        return any(texts.get(column.at) for kind in (Kind.CONTENT, *_TEXTS) for column in self.head.all(kind))

    def _blanks(self, texts: dict[int, str]) -> None:
        for kind in _TEXTS:
            column = self.head.of(kind)
            if column and not texts[column.at]:
                why = "" if self.page.knows_merges else "（这种文件不保留合并单元格，原表中可能与上一行合并）"
                remedy = "请补上" if self.page.knows_merges else "请改用原来的 xlsx 文件，或导入后填写"
                self._doubt("BLANK", f"{_NAMES[kind]}空白{why}", remedy)

    def _period(self, text: str) -> Period:
        period = parse_period(text)
        if text and not period.certain:
            what = "有不止一种情形" if period.parts else "没有能计算的期限"
            if period.kind is not PeriodKind.MANUAL:
                what = f"是一个范围，按最长的 {period.number} 计"
            self._doubt("PERIOD", f"公开时限“{text}”{what}", "请导入后由人确定期限")
        if period.excess is not Excess.NO:
            sure = "超过" if period.excess is Excess.YES else "可能超过"
            says = f"公开时限“{text}”{sure}{REGULATION.cite(26)}规定的{PUBLICATION_DAYS}个工作日"
            remedy = "法律、法规对期限另有规定的除外；没有的，请改为法定期限以内"
            self._doubt("PERIOD_LONG", says, remedy, NoteKind.FINDING)
        return period

    def _ticked(self, column: Column | None, texts: dict[int, str]) -> bool:
        if column is None:
            return False
        text = texts[column.at]
        tick = tick_of(text)
        if tick is Tick.ODD and _one_line(text) in column.label:
            return True
        if tick is Tick.ODD:
            self._doubt("MARK", f"“{column.label}”一格写的是“{_one_line(text)}”，不是认得的勾，没有算作勾选", "请核对")
        return tick is Tick.YES

    def _audience(self, texts: dict[int, str]) -> tuple[tuple[Audience, ...], str]:
        """A specific group may be named where its tick should be; one column for both holds words."""
        if (column := self.head.of(Kind.AUDIENCE)) and texts[column.at]:
            return _audience_words(_one_line(texts[column.at]))
        found = [Audience.EVERYONE] if self._ticked(self.head.of(Kind.EVERYONE), texts) else []
        column = self.head.of(Kind.GROUP)
        text = texts[column.at] if column else ""
        if column and tick_of(text) is not Tick.NO:
            found.append(Audience.GROUP)
        return tuple(found), words_of(text) if Audience.GROUP in found else ""

    def _manners(self, texts: dict[int, str]) -> tuple[Manner, ...]:
        column = self.head.of(Kind.MANNER)
        if column and texts[column.at]:
            words = _one_line(texts[column.at])
            found = [manner for manner, sign in _MANNERS if sign in words]
            if not found:
                self._doubt("MARK", f"公开方式写的是“{words}”，看不出是主动还是依申请", "请核对")
            return tuple(found)
        kinds = ((Manner.PROACTIVE, Kind.PROACTIVE), (Manner.ON_REQUEST, Kind.ON_REQUEST))
        return tuple(manner for manner, kind in kinds if self._ticked(self.head.of(kind), texts))

    def _levels(self, texts: dict[int, str]) -> tuple[Level, ...]:
        column = self.head.of(Kind.LEVELS)
        if column and texts[column.at]:
            words = _one_line(texts[column.at])
            if not (levels := levels_in(words)):
                self._doubt("MARK", f"公开层级写的是“{words}”，看不出是哪一级", "请核对")
            return levels
        ticked = {level for one in self.head.all(Kind.LEVEL) if self._ticked(one, texts) for level in one.levels}
        return tuple(level for level in Level if level in ticked)


_MANNERS = ((Manner.PROACTIVE, "主动"), (Manner.ON_REQUEST, "申请"))
_BETWEEN_CHINESE = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")


def _one_line(text: str) -> str:
    """Line breaks inside a cell come from its width, not from its words."""
    return _BETWEEN_CHINESE.sub("", " ".join(text.split()))


def _audience_words(words: str) -> tuple[tuple[Audience, ...], str]:
    everyone = any(sign in words for sign in ("全社会", "社会公众", "公众", "社会"))
    rest = re.sub(r"(?:面向)?(?:全社会|社会公众|公众|社会)|[、，,；;和及]|[√■☑□]", "", words).strip()
    found: Iterator[Audience] = iter([Audience.EVERYONE] if everyone else [])
    return (*found, *([Audience.GROUP] if rest else [])), rest if rest not in ("特定群体", "特定群众") else ""
