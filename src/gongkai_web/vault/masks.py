"""What may be shown of something personal before it is revealed: enough to tell two apart, not enough to use."""

from __future__ import annotations

import re

STAR = "*"
_PLACE = re.compile(r".{1,12}?(?:特别行政区|自治[区州县旗]|[省市县区旗盟])")
_NARROW = str.maketrans("０１２３４５６７８９Ｘｘ－", "0123456789Xx-")
_LONG = r"(?<![0-9A-Za-z])(?:\d{17}[\dXx]|\d{15,19}|\d{6}[ -]\d{8}[ -]\d{3}[\dXx]|\d{4}(?:[ -]\d{4}){3}(?:[ -]\d{1,3})?)(?![0-9A-Za-z])"
"""An identity card's number, old or new, or a bank card's."""
_PASSPORT = r"(?<![0-9A-Za-z])[A-Za-z]{1,2}\d{7,9}(?![0-9A-Za-z])"
_MOBILE = r"(?<!\d)(?:\+?86[ -]?)?1[3-9]\d(?:\d{8}|[ -]\d{4}[ -]\d{4})(?!\d)"
_LANDLINE = r"(?<!\d)[(（]?0\d{2,3}[)） -]{0,2}[2-8]\d{6,7}(?!\d)"
_CALLED = r"(?:电话|手机|座机|联系方式|[Tt]el|[Pp]hone)[^\d\n]{0,6}(?P<local>[2-8]\d{6,7})(?!\d)"
"""A local number looks like a day or a sum, unless it is said to be one."""
_TYPED = re.compile(f"(?P<identity>{_LONG}|{_PASSPORT})|(?P<phone>{_MOBILE}|{_LANDLINE})|{_CALLED}")
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


def typed(text: str) -> str:
    """A text that somebody wrote freely, with whatever in it looks like an identity or telephone number masked."""
    narrow = text.translate(_NARROW)
    return _TYPED.sub(_of_kind, narrow) if _TYPED.search(narrow) else text


def _of_kind(found: re.Match[str]) -> str:
    if found["identity"]:
        return identity(found[0])
    if found["phone"]:
        return phone(found[0])
    return found[0].removesuffix(found["local"]) + phone(found["local"])


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
