"""What may be shown of something personal before it is revealed: enough to tell two apart, not enough to use."""

from __future__ import annotations

import re

STAR = "*"
_PLACE = re.compile(r".{1,12}?(?:特别行政区|自治[区州县旗]|[省市县区旗盟])")
_COMPOUND = frozenset(
    ("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "司徒", "令狐", "宇文", "长孙", "夏侯")
)


def name(text: str) -> str:
    """The family name; of a name of one character nothing."""
    text = text.strip()
    family = 2 if len(text) > 2 and text[:2] in _COMPOUND else 1
    return _middle(text, family, 0) if len(text) > 1 else STAR * len(text)


def identity(text: str) -> str:
    """Of a number as long as an identity card's, the first three and the last two; of a shorter one, first and last."""
    text = text.strip()
    return _middle(text, 3, 2) if len(text) >= 15 else _middle(text, 1, 1)


def phone(text: str) -> str:
    """Of a mobile number 138****5678; of a shorter one the last two digits, of what is no whole number nothing."""
    text = text.strip()
    if len(text) < 7:
        return STAR * len(text)
    return _middle(text, 3, 4) if len(text) >= 11 else _middle(text, 0, 2)


def email(text: str) -> str:
    """The first letter and where the mailbox is."""
    text = text.strip()
    user, at, host = text.rpartition("@")
    return f"{user[:1]}***@{host}" if at and user else STAR * len(text)


def address(text: str) -> str:
    """As far as the county or district; without one nothing."""
    text = text.strip()
    end = 0
    for _ in range(3):
        found = _PLACE.match(text, end)
        if not found:
            break
        end = found.end()
    end = end if len(text) - end >= 3 else 0
    return text[:end] + STAR * (len(text) - end)


def _middle(text: str, first: int, last: int) -> str:
    """Of a text so short that most of it would be shown, nothing."""
    hidden = len(text) - first - last
    if hidden < 1 or hidden * 2 < first + last:
        return STAR * len(text)
    return text[:first] + STAR * hidden + text[len(text) - last :]
