"""The laws the rules rest on, and how an article is cited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_DIGITS = "零一二三四五六七八九"


class Footing(StrEnum):
    """What a row of dated law rests on. Only `LAW` is settled; an office may change the others by its own settings."""

    LAW = "law"
    PRACTICE = "practice"
    DISPUTED = "disputed"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Law:
    """One version of a law: how it is cited, its full name, its document number and its first day in force."""

    short: str
    name: str
    number: str
    in_force: date

    def cite(self, article: int, paragraph: int = 0, item: int = 0) -> str:
        """《条例》第三十六条第（三）项; the whole law for article 0."""
        parts = [self.short]
        if article:
            parts.append(f"第{_numeral(article)}条")
        if paragraph:
            parts.append(f"第{_numeral(paragraph)}款")
        if item:
            parts.append(f"第（{_numeral(item)}）项")
        return "".join(parts)


def _numeral(number: int) -> str:
    """1-99 as articles are numbered: 十四, 二十, 三十三."""
    tens, ones = divmod(number, 10)
    front = f"{_DIGITS[tens] if tens > 1 else ''}十" if tens else ""
    return front + (_DIGITS[ones] if ones or not tens else "")


REGULATION_2007 = Law("2007年《条例》", "中华人民共和国政府信息公开条例", "国务院令第492号", date(2008, 5, 1))
REGULATION = Law("《条例》", "中华人民共和国政府信息公开条例", "国务院令第711号修订", date(2019, 5, 15))
FEE_MEASURE = Law(
    "《政府信息公开信息处理费管理办法》", "政府信息公开信息处理费管理办法", "国办函〔2020〕109号", date(2021, 1, 1)
)
RECONSIDERATION_1999 = Law("1999年《行政复议法》", "中华人民共和国行政复议法", "主席令第十六号", date(1999, 10, 1))
RECONSIDERATION = Law("《行政复议法》", "中华人民共和国行政复议法", "主席令第九号修订", date(2024, 1, 1))
LITIGATION_1989 = Law("1989年《行政诉讼法》", "中华人民共和国行政诉讼法", "主席令第十六号", date(1990, 10, 1))
LITIGATION = Law("《行政诉讼法》", "中华人民共和国行政诉讼法", "2014年修正", date(2015, 5, 1))
