"""How an organ numbers things by a pattern of its own: fields that are known, one running number for each scope, given once.

Index numbers (`numbers`) and the numbers of letters configure it; `count` is for parts whose numbers have no pattern.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import transaction

from gongkai.errors import GongkaiError
from gongkai_web.publishing.models import Counter

_NUMBER = re.compile(r"\{number[^}]*\}")
_TRIES = 1000
_SCOPE_MOST = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """`what`: 索引号, as people call it. `fields`: what a pattern may hold, with its words; `number` and `year` among them.
    `sample`: values by which a pattern is tried. `shape`, `characters`: which characters there may be, and the remedy."""

    what: str
    fields: Mapping[str, str]
    shape: re.Pattern[str]
    characters: str
    example: str
    sample: Mapping[str, str]
    sample_number: int
    longest: int
    too_long: str
    setting: str
    error: type[GongkaiError]

    def check(self, pattern: str, also: Callable[[list[str]], None] | None = None) -> None:
        """Raises `error` unless the pattern has a year, one running number, and only fields that are known; `also` is asked
        with their names."""
        if not self.shape.match(pattern):
            raise self.error(f"{self.what}的格式里有不能用的字符", self.characters)
        try:
            names = [name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None]
            sample = filled(pattern, self.sample, self.sample_number)
        except (ValueError, KeyError, IndexError, AttributeError) as error:
            known = "、".join(f"{{{name}}}（{said}）" for name, said in self.fields.items())
            raise self.error(f"{self.what}的格式写得不对", f"可以用的项目：{known}") from error
        if names.count("number") != 1 or "year" not in names:
            raise self.error(f"{self.what}的格式里要有年份和一个流水号", f"例如 {self.example}")
        if also:
            also(names)
        if len(sample) > self.longest:
            raise self.error(self.too_long, "请改短")

    @transaction.atomic
    def next(self, pattern: str, values: Mapping[str, str], taken: Callable[[str], bool], prefix: str = "") -> str:
        """The next number that nothing bears. Concurrent ones wait here for one another, for a moment."""
        for _ in range(_TRIES):
            given = filled(pattern, values, count(scope_of(pattern, values, prefix)))
            if not taken(given):
                return given
        raise self.error(f"找不到没有用过的{self.what}", f"请在{self.setting}里检查格式")

    def preview(self, pattern: str, values: Mapping[str, str], prefix: str = "") -> str:
        """What would be given next, if nobody takes one in between; the pattern has been checked."""
        last = Counter.objects.filter(scope=scope_of(pattern, values, prefix)).values_list("last", flat=True).first()
        return filled(pattern, values, (last or 0) + 1)


def filled(pattern: str, values: Mapping[str, str], number: int) -> str:
    """Raises KeyError or ValueError for a pattern that cannot be filled."""
    return pattern.format(**values, number=number)


def scope_of(pattern: str, values: Mapping[str, str], prefix: str = "") -> str:
    """Everything in the pattern but the number: where that is new, counting begins with 1."""
    return (prefix + filled(_NUMBER.sub("#", pattern), values, 0))[:_SCOPE_MOST]


@transaction.atomic
def count(scope: str) -> int:
    """One more in a scope: never given twice; who waits here waits until the other's transaction ends. For other parts
    that number something by organ and year: `request:T1:2026`."""
    Counter.objects.get_or_create(scope=scope)
    counter = Counter.objects.select_for_update().get(scope=scope)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last
