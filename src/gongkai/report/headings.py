"""Which of the six sections a heading opens, whatever wording and numbering it has.

国办公开办函〔2019〕60号 and 〔2021〕30号 differ in the titles; offices shorten them further.
"""

from __future__ import annotations

import re

from gongkai.report.script import simplified

_SECTIONS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (4, re.compile(r"复议.*诉讼|诉讼.*复议")),
    (3, re.compile(r"(?:收到|处理|受理|办理).*申请|依申请公开.*情况")),
    (2, re.compile(r"主动公开.*信息|主动公开.*情况")),
    (5, re.compile(r"问题|改进")),
    (6, re.compile(r"其[他它].*(?:报告|说明).*事项|其[他它].*事项")),
    (1, re.compile(r"总体.*情况|基本.{0,2}(?:情况|概况)|工作概述|^概述$|^概况$")),
)


def section_number(title: str) -> int | None:
    """1 to 6 for a title of either form, with or without 情况, with spaces; None where it is none of them."""
    plain = re.sub(r"\s|^[（(]?[一二三四五六七八九十\d]+[）)]?[、.．]?", "", simplified(title))
    return next((number for number, words in _SECTIONS if words.search(plain)), None)
