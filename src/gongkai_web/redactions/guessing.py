"""Personal data the proofing suspects in the text layer, as places: guesses, which a person takes or turns down one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from gongkai.errors import MissingExtraError
from gongkai.redaction import PERSONAL, PageText, spots_of

_NUMBER = re.compile(r"[0-9A-Za-zＸ@._+*\-－—–()（） ]+")
_WORD = re.compile(r"[^\s，。；、,;]+")
_PLATE = re.compile(r"\S{1,8}")
_SPANS = {
    "PF-ID": _NUMBER,
    "PF-PASSPORT": _NUMBER,
    "PF-BANKCARD": _NUMBER,
    "PF-MOBILE": _NUMBER,
    "PF-LANDLINE": _NUMBER,
    "PF-EMAIL": _NUMBER,
    "PF-ADDRESS": _WORD,
    "PF-PLATE": _PLATE,
}
"""Rules that name one place of personal data, and how far it goes from where it begins."""
LIKELY = {
    **dict.fromkeys(("PF-ID", "PF-PASSPORT", "PF-MOBILE", "PF-ADDRESS", "PF-PLATE"), PERSONAL),
    "PF-BANKCARD": "15",
}
"""The reason that such a place usually has: an account is more often a firm's than a person's. Of a telephone of an office or an
e-mail, which need not be covered at all, none: whoever covers it says why."""
_BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_MOST = 500


def guesses_on(page: PageText) -> Iterator[dict[str, Any]]:
    """`title` of the rule, `quote` masked, `places` as the edges of spots. Nothing where the proofing is not installed."""
    try:
        from gongkai.proofing import RULES, proof
    except MissingExtraError:
        return
    starts, lines = _lines(page.text)
    for finding in proof("\n".join(lines))[:_MOST]:
        pattern = _SPANS.get(finding.rule)
        line, offset = finding.at.line, finding.at.offset
        # Also what may be an office's own number: here a person decides, and what is not shown is not covered.
        if pattern is None or line is None or offset is None:
            continue
        start = starts[line - 1] + offset
        found = pattern.match(page.text, start)
        places = spots_of(page, start, start + len(found[0].rstrip())) if found else []
        if places:
            yield {
                "rule": finding.rule,
                "title": RULES[finding.rule].title,
                "quote": finding.quote,
                "places": [asdict(one) for one in places],
            }


def _lines(text: str) -> tuple[list[int], list[str]]:
    """The lines of a page, and where each begins."""
    starts, ends = [0], []
    for found in _BREAK.finditer(text):
        ends.append(found.start())
        starts.append(found.end())
    return starts, [text[start:end] for start, end in zip(starts, [*ends, len(text)], strict=True)]
