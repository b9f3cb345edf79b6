"""公开时限 as a catalogue prints it, free text → a period one can count with; else the text alone, never a guess."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from gongkai.catalogue.period import Period, PeriodKind


def parse_period(printed: str) -> Period:
    """The period that a cell prints. What is not wholly understood is MANUAL and keeps its text."""
    text = " ".join(printed.split())
    plain = _plain(printed)
    if not plain:
        return Period(text=text)
    whole = _one(plain)
    if whole:
        return whole._replace(text=text)
    parts = [_one(part) for part in _conditions(plain)]
    known = [part for part in parts if part]
    if len(known) < len(parts) or len(known) < 2:
        return Period(text=text, parts=tuple(known))
    return _together(known, text)


def _together(parts: Sequence[Period], text: str) -> Period:
    """One period where only one of the conditions names a date; 长期公开，及时更新 is 长期."""
    dated = {part._replace(text="", event="") for part in parts if part.kind not in _WITHOUT_NUMBER}
    if len(dated) == 1:
        event = next((part.event for part in parts if part.event), "")
        return dated.pop()._replace(text=text, event=event)
    if dated:
        return Period(text=text, parts=tuple(parts))
    standing = any(part.kind is PeriodKind.STANDING for part in parts)
    return Period(PeriodKind.STANDING if standing else PeriodKind.AT_ONCE, text=text, certain=True)


_WITHOUT_NUMBER = (PeriodKind.AT_ONCE, PeriodKind.STANDING)
_DIGITS = "零一二三四五六七八九"
_NUMERAL = re.compile(
    r"([一二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])(?=个?(?:工作日|自然日|日|天|小时|月|年|季))"
)
_TAIL_BRACKET = re.compile(r"\((?:遇|如遇|节假日|法定节假日|以下同|下同|特殊情况除外|法律法规另有规定的除外)[^()]*\)")
_EXCEPTION = re.compile(
    r"[,;。]?(?:但是?)?(?:有关)?(?:国家|法律|行政法规|法规|规章|政策|上级)[^,;。]{0,12}?另有规定的?[^,;。]{0,4}?[,]?(?:从其规定|除外|的除外|依照其规定|按其规定(?:执行)?)?"
)


def _plain(printed: str) -> str:
    """Without blanks, full-width forms and the exception that the law makes for itself (《条例》第二十六条)."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", printed))
    text = _EXCEPTION.sub("", _TAIL_BRACKET.sub("", text))
    text = _NUMERAL.sub(lambda found: str(_number(found[1])), text)
    return text.strip(",;。:、").removeprefix("公开时限:")


def _number(numeral: str) -> int:
    if "十" not in numeral:
        return 2 if numeral == "两" else _DIGITS.index(numeral)
    tens, _, ones = numeral.partition("十")
    return (_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0)


def _conditions(plain: str) -> Iterator[str]:
    for part in re.split(r"[,;。、]|(?<!\d)\d[.)](?!\d)|\(\d\)", plain):
        if part:
            yield part


_ACT = r"(?:(?:予以|及时|主动|依法|完成|进行|向社会|在网上|对外|的?时间内|应当?)*(?:公开|公布|公示|发布|更新|公告|上网|录入))*"
_AT_MOST = r"(?:最迟|最长|最晚|原则上)?(?:不(?:得)?(?:超过|晚于|迟于)|在)?"
_AT_ONCE = re.compile(
    rf"(?:信息)?(?:(?:形成|变更|产生)(?:后)?)?(?:及时|实时|即时|随时|立即|适时|即){_ACT}(?:动态)?(?:更新|调整)?"
)
_STANDING = re.compile(
    rf"(?:长期|常年|常态化?|持续|永久|始终){_ACT}(?:有效)?(?:\((?:动态|及时|实时)?(?:更新|调整)\))?|(?:动态|实时|及时)(?:更新|调整)"
)
_COUNTED = re.compile(
    rf"(?P<event>[^\d,;。A-Za-z+]*?){_AT_MOST}(?P<number>\d{{1,4}})(?P<unit>个?工作日|个?自然日|个?日历日|日|天|个?小时)"
    rf"(?:之内|以内|内)?{_ACT}"
)
_RANGE = re.compile(r"(\d{1,4})(?:个?(?:工作日|日|天|小时))?[-~—–至到](\d{1,4})(?=个?(?:工作日|日|天|小时))")
_NO_DEADLINE = re.compile(
    r"不少于|不低于|至少|不得少于|满|公示期|公示时间|(?:公示|公告|公布|公开|展示)$|提前|期限为|[前]$|前的?$|每|按|有效期|期间|第$"
)
_EVENT_END = re.compile(r"(?:之日|当日|之时|日)?(?:起|后|之后|以后|起的)?(?:的)?$")
_BEFORE = r"(?:之?前|以前|内|之内)?"
_END_ACT = r"(?:(?:及时|主动|定期|予以|至少|集中|更新|公开|公布|公示|发布|报送|一次|1次)[^\d每季周;]*)?"
_YEARLY = re.compile(
    rf"(?:每年度?|按年度?|年度)(?:的)?(?:(?P<month>\d{{1,2}})月(?:份)?(?:(?P<day>\d{{1,2}})[日号]|(?P<end>底|末))?{_BEFORE}|(?:年?底|年末){_BEFORE})?"
    rf"{_END_ACT}"
)
_AFTER_END = (
    r"(?:结束|终了|期满|末)?(?:之?后|起)的?(?P<number>\d{1,2})(?P<unit>个工作日|工作日|日|天|个自然日)(?:内|以内|之内)?"
)
_QUARTERLY = re.compile(rf"(?:每季度?|按季度?|季度?)(?:{_AFTER_END}|(?:季?末|季?底){_BEFORE})?{_END_ACT}")
_MONTHLY = re.compile(
    rf"(?:每月|按月|每个月|次月)(?:{_AFTER_END}|(?P<day>\d{{1,2}})[日号]{_BEFORE}|(?:月?底|月?末){_BEFORE})?{_END_ACT}"
)
_UNITS = {"工作日": PeriodKind.WORKING_DAYS, "小时": PeriodKind.HOURS}


def _one(plain: str) -> Period | None:
    """A text that is one condition and nothing else."""
    if _AT_ONCE.fullmatch(plain):
        return Period(PeriodKind.AT_ONCE, certain=True)
    if _STANDING.fullmatch(plain):
        return Period(PeriodKind.STANDING, certain=True)
    return (
        _counted(plain) or _yearly(plain) or _within(plain, PeriodKind.QUARTERLY) or _within(plain, PeriodKind.MONTHLY)
    )


def _counted(plain: str) -> Period | None:
    ranged = _RANGE.search(plain)
    found = _COUNTED.fullmatch(_RANGE.sub(r"\2", plain, count=1) if ranged else plain)
    if found is None or _NO_DEADLINE.search(found["event"]):
        return None
    kind = _UNITS.get(found["unit"].removeprefix("个"), PeriodKind.DAYS)
    event = _EVENT_END.sub("", found["event"].removeprefix("自").removeprefix("从")).strip("(的")
    return Period(kind, int(found["number"]), certain=ranged is None, event=event) if int(found["number"]) else None


def _yearly(plain: str) -> Period | None:
    found = _YEARLY.fullmatch(plain)
    if found is None or plain in ("年度",):
        return None
    month, day = (int(found[name]) if found[name] else None for name in ("month", "day"))
    if not _is_day(month, day):
        return None
    return Period(PeriodKind.YEARLY, month=month, day=day, certain=True)


def _within(plain: str, kind: PeriodKind) -> Period | None:
    found = (_QUARTERLY if kind is PeriodKind.QUARTERLY else _MONTHLY).fullmatch(plain)
    if found is None or plain in ("季度", "季"):
        return None
    groups = found.groupdict()
    number, day = (int(groups[name]) if groups.get(name) else None for name in ("number", "day"))
    if day is not None and not 1 <= day <= 31:
        return None
    if plain.startswith("次月") and day is None and number is None:
        return None
    return Period(kind, number, day=day, certain=True, working="工作日" in (groups.get("unit") or ""))


def _is_day(month: int | None, day: int | None) -> bool:
    if month is None:
        return day is None
    longest = 29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31
    return 1 <= month <= 12 and (day is None or 1 <= day <= longest)
