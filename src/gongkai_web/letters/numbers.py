"""文号: by the organ's pattern, counted by organ, sort of letter and year; never given twice, a gap does no harm."""

from __future__ import annotations

import re
from datetime import date

from gongkai.letters import Letter
from gongkai_web.letters.errors import SendingError
from gongkai_web.letters.kinds import NUMBER_WORDS
from gongkai_web.letters.models import Habits, OutgoingLetter
from gongkai_web.organs.models import Organ
from gongkai_web.publishing.numbering import Numbering

FIELDS = {
    "mark": "机关代字",
    "kind": "文书种类（复、告、征）",
    "year": "年份（4 位）",
    "number": "流水号",
}
EXAMPLE = "{mark}公{kind}〔{year}〕{number}号"


def _values(mark: str, word: str, day: date) -> dict[str, str]:
    return {"mark": mark, "kind": word, "year": f"{day:%Y}"}


_LETTERS = Numbering(
    what="文号",
    fields=FIELDS,
    shape=re.compile(r"[0-9A-Za-z\u4e00-\u9fff{}:/\-_.〔〕（）()]{3,80}\Z"),
    characters=f"例如 {EXAMPLE}",
    example=EXAMPLE,
    sample=_values("青政", "复", date(2026, 1, 1)),
    sample_number=12,
    longest=60,
    too_long="按这个格式，文号太长",
    setting="“设置 · 文书”",
    error=SendingError,
)


def check_pattern(pattern: str) -> None:
    """Raises SendingError unless the pattern has a year, one running number, and only fields that are known."""
    _LETTERS.check(pattern)


def next_number(organ: Organ, habits: Habits, kind: Letter, day: date) -> str:
    """The next number that no letter of the organ bears."""
    values = _values(habits.mark, NUMBER_WORDS[kind.family], day)
    given = OutgoingLetter.objects.filter(organ=organ)
    return _LETTERS.next(
        habits.number_pattern, values, lambda one: given.filter(number=one).exists(), f"letter:{organ.code}:"
    )


def preview(organ: Organ, habits: Habits, kind: Letter, day: date) -> str:
    """The number that would be given next, if nobody submits in between. Raises SendingError."""
    check_pattern(habits.number_pattern)
    values = _values(habits.mark, NUMBER_WORDS[kind.family], day)
    return _LETTERS.preview(habits.number_pattern, values, f"letter:{organ.code}:")
