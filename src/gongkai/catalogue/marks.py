"""Signs in a cell: ticks of the columns 对象, 方式, 层级, and the filled and empty boxes before a channel."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

TICKS = "√✓✔☑■●◆★▲▇█◼\uf0fc\uf0fe\uf06e\uf052\uf050\uf0d6∨"
CROSSES = "×✗✘\uf0fd\uf0fb"
FILLED = "■☑☒●◆▇█◼▪⬛√✓✔★\uf06e\uf052\uf0fe\uf0fc\uf054"
EMPTY = "□☐○◇▢◻▫⬜囗\uf06f\uf0a8\uf0a3\uf071"
LETTERS_FILLED, LETTERS_EMPTY = "RPTtnþüx", "o¨£"
"""What Wingdings boxes become where the font is lost."""
_YES, _NO = (
    {"是", "有", "y", "yes", "true", "v", "ü"},
    {"否", "无", "不", "n", "no", "false", "/", "\\", "-", "—", "——", "–"},
)


class Tick(StrEnum):
    """`ODD` is filled with something that is no sign at all."""

    YES = "yes"
    NO = "no"
    ODD = "odd"


def tick_of(text: str) -> Tick:
    """√, ●, 是 and their like; a tick may have words behind it."""
    plain = unicodedata.normalize("NFKC", "".join(text.split())).lower()
    if not plain or plain in _NO or all(sign in EMPTY + CROSSES for sign in plain):
        return Tick.NO
    if plain in _YES or plain[0] in TICKS:
        return Tick.YES
    return Tick.ODD


def words_of(text: str) -> str:
    """What a cell says beside its sign: √（困难群众） → 困难群众."""
    plain = " ".join(text.split()).strip(TICKS + CROSSES + EMPTY + " 　:：")
    if unicodedata.normalize("NFKC", plain).lower() in _YES | _NO:
        return ""
    return plain[1:-1] if re.fullmatch(r"[(（][^()（）]*[)）]", plain) else plain


SAME = re.compile(r"[(（]?(?:同上|同前|同左上|上同|同上一?[行项栏]|〃|″|”|〞|\"|,,|“)[。．.]?[)）]?")


def is_same(text: str) -> bool:
    """同上: what stands in the cell above."""
    return SAME.fullmatch("".join(text.split())) is not None
