"""索引号: by the organ's pattern and a counter, unique, never changed, never given twice; a gap does no harm."""

from __future__ import annotations

import re
import string
from datetime import date

from django.db import transaction

from gongkai_web.organs.models import Organ
from gongkai_web.publishing.errors import PublishingError
from gongkai_web.publishing.models import Counter, Item, Practice

FIELDS = {
    "organ": "机构代码",
    "year": "年份（4 位）",
    "month": "月份（2 位）",
    "column": "栏目代码",
    "number": "流水号",
}
_SHAPE = re.compile(r"[0-9A-Za-z\u4e00-\u9fff{}:/\-_.〔〕]{3,100}\Z")
_TRIES = 1000


def check_pattern(pattern: str) -> None:
    """Raises PublishingError unless the pattern has the organ's code, a year, a running number, and only fields that are
    known: 前段码 tells whose it is, 后段码 is the year and the number."""
    if not _SHAPE.match(pattern):
        raise PublishingError("索引号的格式里有不能用的字符", "只用数字、字母、汉字和 / - _ . 以及花括号里的项目")
    try:
        names = [name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None]
        sample = filled(pattern, "000014349", date(2026, 1, 1), "policies", 1)
    except (ValueError, KeyError, IndexError, AttributeError) as error:
        known = "、".join(f"{{{name}}}（{said}）" for name, said in FIELDS.items())
        raise PublishingError("索引号的格式写得不对", f"可以用的项目：{known}") from error
    if names.count("number") != 1 or "year" not in names:
        raise PublishingError("索引号的格式里要有年份和一个流水号", "例如 {organ}/{year}-{number:05}")
    if "organ" not in names:
        raise PublishingError(
            "索引号的格式里没有机构代码，别的机关会编出同样的号，索引号就分不清是谁的",
            "请写上 {organ}，例如 {organ}/{year}-{number:05}；用自己的编号的，填在“机构代码”里",
        )
    if len(sample) > 100:
        raise PublishingError("按这个格式，索引号超过 100 个字符", "请改短")


def filled(pattern: str, organ_code: str, day: date, column: str, number: int) -> str:
    """The number as it will stand on the page. Raises KeyError or ValueError for a pattern that cannot be filled."""
    return pattern.format(organ=organ_code, year=f"{day:%Y}", month=f"{day:%m}", column=column, number=number)


@transaction.atomic
def next_number(*, organ: Organ, practice: Practice, column: str, day: date) -> str:
    """The next number that no item bears. Concurrent publications wait here for one another, for a moment."""
    code = practice.index_organ_code or organ.code
    for _ in range(_TRIES):
        number = count(_scope(practice.index_pattern, code, day, column))
        given = filled(practice.index_pattern, code, day, column, number)
        if not Item.objects.filter(index_number=given).exists():
            return given
    raise PublishingError("找不到没有用过的索引号", "请在“索引号”设置里检查格式")


def preview(organ: Organ, pattern: str, organ_code: str, day: date, column: str = "policies") -> str:
    """The number that would be given next by this pattern, if nobody published in between. Raises PublishingError."""
    check_pattern(pattern)
    code = organ_code or organ.code
    last = Counter.objects.filter(scope=_scope(pattern, code, day, column)).values_list("last", flat=True).first()
    return filled(pattern, code, day, column, (last or 0) + 1)


def _scope(pattern: str, code: str, day: date, column: str) -> str:
    """Everything in the pattern but the number: where that is new, counting begins with 1."""
    without = re.sub(r"\{number[^}]*\}", "#", pattern)
    return filled(without, code, day, column, 0)


@transaction.atomic
def count(scope: str) -> int:
    """One more in a scope: never given twice; who waits here waits until the other's transaction ends. For other parts
    that number something by organ and year: `request:T1:2026`."""
    Counter.objects.get_or_create(scope=scope)
    counter = Counter.objects.select_for_update().get(scope=scope)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last
