"""Other words, other numbering, other lines in the labels, and other text around the tables: the numbers stay in place."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from benchmarks.corpus.case import Case
from benchmarks.corpus.paper import Paper, Sheet
from gongkai.report import Role

Damage = Callable[[Case, Paper, Random], None]


def _labels(paper: Paper, change: Callable[[str], str], keys: tuple[str, ...] = ("requests",)) -> None:
    for sheet in paper.sheets():
        boxes = {id(box): box for row in sheet.matrix for box in row if box.role is Role.LABEL}
        for box in boxes.values() if sheet.key in keys else ():
            box.text = change(box.text)


def _heads(paper: Paper, names: dict[str, str]) -> None:
    for sheet in paper.sheets():
        for box in {id(box): box for row in sheet.matrix for box in row if box.role is Role.HEAD}.values():
            box.text = names.get(box.text, box.text)


def other_numbering(_: Case, paper: Paper, rng: Random) -> None:
    """1、 or 1． or 1 in place of 1. and half-width brackets."""
    sign = rng.choice(("、", "．", " ", ")"))
    _labels(paper, lambda text: re.sub(r"^(\d)\.", rf"\1{sign}", text).replace("（", "(").replace("）", ") "))


def no_numbering(_: Case, paper: Paper, __: Random) -> None:
    _labels(paper, lambda text: re.sub(r"^(\d\.|（[一二三四五六七]）|[一二三四]、)", "", text))


def vertical_labels(_: Case, paper: Paper, __: Random) -> None:
    """Merged group labels written one character a line."""
    _labels(paper, lambda text: "\n".join(text) if re.match("（[三四五六]）|三、", text) else text)


def broken_labels(_: Case, paper: Paper, rng: Random) -> None:
    """Long labels broken over lines wherever the column was full."""
    width = rng.choice((4, 6, 9))
    _labels(paper, lambda text: "\n".join(text[i : i + width] for i in range(0, len(text), width)))


def spaced_labels(_: Case, paper: Paper, rng: Random) -> None:
    _labels(paper, lambda text: "".join(sign + (" " if rng.random() < 0.2 else "") for sign in text).strip())


def broken_heads(_: Case, paper: Paper, rng: Random) -> None:
    sign = rng.choice((" ", "\n"))
    for sheet in paper.sheets():
        for box in {id(box): box for row in sheet.matrix for box in row if box.role is Role.HEAD}.values():
            box.text = (
                sign.join(box.text[i : i + 2] for i in range(0, len(box.text), 2)) if len(box.text) < 9 else box.text
            )


def renamed_heads(_: Case, paper: Paper, __: Random) -> None:
    names = {"社会公益组织": "社会组织", "法律服务机构": "法律机构", "商业企业": "企业", "其他": "其它"}
    _heads(paper, names | {"本年处理决定数量": "处理决定数量", "尚未审结": "未审结"})


def totals_called_sum(_: Case, paper: Paper, __: Random) -> None:
    _heads(paper, {"总计": "合计"})
    _labels(paper, lambda text: text.replace("总计", "合计"))


def renamed_rows(_: Case, paper: Paper, __: Random) -> None:
    names = {
        "3.其他": "3.其他情形",
        "2.重复申请": "2.重复申请类",
        "3.危及“三安全一稳定”": '3.危及"三安全一稳定"',
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": "（二）部分公开",
        "一、本年新收政府信息公开申请数量": "一、本年新收申请数量",
        "4.无正当理由大量反复申请": "4.无正当理由大量反复申请的",
    }
    _labels(paper, lambda text: names.get(text, text))


def reordered(case: Case, paper: Paper, _: Random) -> None:
    """Table four, with its heading, stands before table three."""
    heads = [i for i, block in enumerate(paper.blocks) if isinstance(block, str) and block.startswith("#")]
    three, four, five = heads[2], heads[3], heads[4]
    blocks = paper.blocks
    paper.blocks = [*blocks[:three], *blocks[four:five], *blocks[three:four], *blocks[five:]]
    case.complete = False


def footnotes(case: Case, paper: Paper, _: Random) -> None:
    for sheet in list(paper.sheets()):
        place = paper.blocks.index(sheet) + 1
        paper.blocks.insert(
            place, f"注：1.统计时间为{case.year}年1月1日至12月31日。2.以上数据截至{case.year + 1}年1月15日。"
        )


def furniture(case: Case, paper: Paper, rng: Random) -> None:
    """Dates, view counts and telephone numbers right beside the tables."""
    stray = [
        f"发布时间：{case.year + 1}-01-24 浏览次数：137",
        "137",
        "【字体：大 中 小】",
        "联系电话：0731-85012345",
        "0",
    ]
    for sheet in list(paper.sheets()):
        place = paper.blocks.index(sheet)
        paper.blocks.insert(place + rng.choice((0, 1)), rng.choice(stray))


def nothing_but_tables(case: Case, paper: Paper, _: Random) -> None:
    """No headings and no text: only the title and the tables."""
    paper.blocks = [block for block in paper.blocks if isinstance(block, Sheet)]
    case.complete = False


NAMES: dict[str, Damage] = {
    damage.__name__: damage
    for damage in (
        other_numbering, no_numbering, vertical_labels, broken_labels, spaced_labels, broken_heads, renamed_heads,
        totals_called_sum, renamed_rows, footnotes, furniture, nothing_but_tables, reordered,
    )
}  # fmt: skip
