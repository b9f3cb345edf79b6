"""索引号: by the organ's pattern and a counter, unique, never changed, never given twice; a gap does no harm."""

from __future__ import annotations

import re
from datetime import date

from gongkai_web.organs.models import Organ
from gongkai_web.publishing import numbering
from gongkai_web.publishing.errors import PublishingError
from gongkai_web.publishing.models import Item, Practice
from gongkai_web.publishing.numbering import Numbering

FIELDS = {
    "organ": "机构代码",
    "year": "年份（4 位）",
    "month": "月份（2 位）",
    "column": "栏目代码",
    "number": "流水号",
}


def _values(organ_code: str, day: date, column: str) -> dict[str, str]:
    return {"organ": organ_code, "year": f"{day:%Y}", "month": f"{day:%m}", "column": column}


_INDEX = Numbering(
    what="索引号",
    fields=FIELDS,
    shape=re.compile(r"[0-9A-Za-z\u4e00-\u9fff{}:/\-_.〔〕]{3,100}\Z"),
    characters="只用数字、字母、汉字和 / - _ . 以及花括号里的项目",
    example="{organ}/{year}-{number:05}",
    sample=_values("000014349", date(2026, 1, 1), "policies"),
    sample_number=1,
    longest=100,
    too_long="按这个格式，索引号超过 100 个字符",
    setting="“索引号”设置",
    error=PublishingError,
)


def check_pattern(pattern: str) -> None:
    """Raises PublishingError unless the pattern has the organ's code, a year, a running number, and only fields that are
    known: 前段码 tells whose it is, 后段码 is the year and the number."""
    _INDEX.check(pattern, _names_the_organ)


def _names_the_organ(names: list[str]) -> None:
    if "organ" not in names:
        raise PublishingError(
            "索引号的格式里没有机构代码，别的机关会编出同样的号，索引号就分不清是谁的",
            "请写上 {organ}，例如 {organ}/{year}-{number:05}；用自己的编号的，填在“机构代码”里",
        )


def filled(pattern: str, organ_code: str, day: date, column: str, number: int) -> str:
    """The number as it will stand on the page. Raises KeyError or ValueError for a pattern that cannot be filled."""
    return numbering.filled(pattern, _values(organ_code, day, column), number)


def next_number(*, organ: Organ, practice: Practice, column: str, day: date) -> str:
    """The next number that no item bears."""
    values = _values(practice.index_organ_code or organ.code, day, column)
    return _INDEX.next(practice.index_pattern, values, lambda one: Item.objects.filter(index_number=one).exists())


def preview(organ: Organ, pattern: str, organ_code: str, day: date, column: str = "policies") -> str:
    """The number that would be given next by this pattern, if nobody published in between. Raises PublishingError."""
    check_pattern(pattern)
    return _INDEX.preview(pattern, _values(organ_code or organ.code, day, column))
