"""Lines that are no rows: titles, legends, footers, headings, the numbers of the columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.catalogue.channels import is_legend
from gongkai.catalogue.heads import Head
from gongkai.catalogue.labels import Kind
from gongkai.catalogue.pages import Box

_TITLE = re.compile(r"目录|清单|领域")
_FOOTER = re.compile(
    r"\s*(?:注|备注|说明|填表|填报|制表|审核|联系|标准目录要素说明|合计|共计|总计|小计)\s*\d*\s*(?:[:：.、人]|$|\d)"
)
_WORD = re.compile("公开(?:事项|内容|依据|时限|主体|渠道|对象|方式)")
_FEWEST_WORDS = 5
_LONGEST_TITLE, _WIDE = 60, 3


def text_line(boxes: Sequence[Box], grid: int, head: Head | None) -> str | None:
    """The text of a line that is one: a paragraph, one cell right across, a footer or a legend in the first cell."""
    if grid == 0:
        return " ".join(box.text for box in boxes)
    if len(boxes) > 1:
        texts = " ".join(box.text for box in boxes)
        return texts if _FOOTER.match(boxes[0].text) or is_legend(boxes[0].text) else None
    only = boxes[0]
    if head is None or only.width >= _WIDE or _FOOTER.match(only.text) or is_legend(only.text):
        return only.text
    number = head.of(Kind.NUMBER)
    is_number = re.fullmatch(r"[\d.（）()\-—一二三四五六七八九十、]+", only.text.strip()) is not None
    return only.text if only.left == (number.at if number else -1) and not is_number else None


def is_title(text: str) -> bool:
    return bool(_TITLE.search(text)) and len(text) <= _LONGEST_TITLE and not is_legend(text) and "：" not in text


def title_of(lines: Sequence[str]) -> str:
    return " ".join(" ".join(line.split()) for line in lines if is_title(line))


def is_column_numbers(boxes: Sequence[Box]) -> bool:
    """1 2 3 … or （1）（2）… or 甲 乙 right across."""
    plain = [re.sub(r"[（）()\s]", "", box.text) for box in boxes]
    digits = [int(text) for text in plain if text.isdecimal()]
    return (
        len(digits) >= _WIDE + 1
        and len(digits) == len(plain)
        and digits == list(range(digits[0], digits[0] + len(digits)))
    )


def short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 120 else plain[:120] + "…"


def is_footer(text: str) -> bool:
    """注：…, 填表人：…, 合计 …"""
    return _FOOTER.match(text) is not None


def is_lost_table(text: str) -> bool:
    """A text with most words of a head in it was a table."""
    return len(set(_WORD.findall(text))) >= _FEWEST_WORDS
