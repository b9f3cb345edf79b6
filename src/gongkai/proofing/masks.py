"""What of a number, name or address may stand in a finding: enough to find the place, too little to use."""

from __future__ import annotations

import re

_LONG = re.compile(r"[0-9A-Za-z](?:[ \-]?[0-9A-Za-z]){5,}")


def plain(text: str) -> str:
    """The number without what groups it."""
    return re.sub(r"[^0-9A-Za-z]", "", text)


def number(text: str, *, first: int = 3, last: int = 2) -> str:
    """Its first and last characters; what groups it is left out."""
    signs = plain(text)
    end = signs[-last:] if last and len(signs) > first + last + 2 else ""
    return signs[:first] + "*" * max(len(signs) - first - len(end), 4) + end


def address(text: str) -> str:
    """Village or estate stay, the house does not."""
    return re.sub(r"\d+|[一二三四五六七八九十]+(?=[组号栋幢室])", "*", text)


def email(text: str) -> str:
    name, _, host = text.partition("@")
    return f"{name[:1]}***@{host}"


def snippet(text: str) -> str:
    """Words around a place, with every long number in them masked: a secrecy mark may stand beside an identity number."""
    return _LONG.sub(_masked, " ".join(text.split()))


def _masked(match: re.Match[str]) -> str:
    digits = sum(map(str.isdigit, match[0]))
    return number(match[0]) if digits >= 6 else match[0]
