"""文号: by the organ's pattern, counted by organ, sort of letter and year; never given twice, a gap does no harm."""

from __future__ import annotations

import re
import string
from datetime import date

from gongkai.letters import Letter
from gongkai_web.letters.errors import SendingError
from gongkai_web.letters.kinds import NUMBER_WORDS
from gongkai_web.letters.models import Habits, OutgoingLetter
from gongkai_web.organs.models import Organ
from gongkai_web.publishing.models import Counter
from gongkai_web.publishing.numbers import count

FIELDS = {
    "mark": "机关代字",
    "kind": "文书种类（复、告、征）",
    "year": "年份（4 位）",
    "number": "流水号",
}
EXAMPLE = "{mark}公{kind}〔{year}〕{number}号"
_SHAPE = re.compile(r"[0-9A-Za-z\u4e00-\u9fff{}:/\-_.〔〕（）()]{3,80}\Z")
_TRIES = 1000


def check_pattern(pattern: str) -> None:
    """Raises SendingError unless the pattern has a year, one running number, and only fields that are known."""
    if not _SHAPE.match(pattern):
        raise SendingError("文号的格式里有不能用的字符", f"例如 {EXAMPLE}")
    try:
        names = [name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None]
        sample = _filled(pattern, "青政", "复", date(2026, 1, 1), 12)
    except (ValueError, KeyError, IndexError, AttributeError) as error:
        known = "、".join(f"{{{name}}}（{said}）" for name, said in FIELDS.items())
        raise SendingError("文号的格式写得不对", f"可以用的项目：{known}") from error
    if names.count("number") != 1 or "year" not in names:
        raise SendingError("文号的格式里要有年份和一个流水号", f"例如 {EXAMPLE}")
    if len(sample) > 60:
        raise SendingError("按这个格式，文号太长", "请改短")


def next_number(organ: Organ, habits: Habits, kind: Letter, day: date) -> str:
    """The next number that no letter of the organ bears. Inside a transaction: concurrent ones wait for one another."""
    word = NUMBER_WORDS[kind.family]
    for _ in range(_TRIES):
        given = _filled(habits.number_pattern, habits.mark, word, day, count(_scope(organ, habits, word, day)))
        if not OutgoingLetter.objects.filter(organ=organ, number=given).exists():
            return given
    raise SendingError("找不到没有用过的文号", "请在“设置 · 文书”里检查格式")


def preview(organ: Organ, habits: Habits, kind: Letter, day: date) -> str:
    """The number that would be given next, if nobody submits in between. Raises SendingError."""
    check_pattern(habits.number_pattern)
    word = NUMBER_WORDS[kind.family]
    last = Counter.objects.filter(scope=_scope(organ, habits, word, day)).values_list("last", flat=True).first()
    return _filled(habits.number_pattern, habits.mark, word, day, (last or 0) + 1)


def _filled(pattern: str, mark: str, word: str, day: date, number: int) -> str:
    return pattern.format(mark=mark, kind=word, year=f"{day:%Y}", number=number)


def _scope(organ: Organ, habits: Habits, word: str, day: date) -> str:
    """Everything in the pattern but the number: where that is new, counting begins with 1."""
    without = re.sub(r"\{number[^}]*\}", "#", habits.number_pattern)
    return f"letter:{organ.code}:{_filled(without, habits.mark, word, day, 0)}"[:120]
