"""Synthetic items in the language of offices: of a seed and a number, always the same; any one can be made again alone."""

from __future__ import annotations

import random
from datetime import date
from functools import cache
from itertools import accumulate
from pathlib import Path

from gongkai_web.search.schema import Entry

COLUMNS = ("guide", "rules", "notices", "plans", "budget", "reports", "people", "penalties")
VALIDITIES = ("valid", "valid", "valid", "repealed", "expired", "")
ORGANS, CATEGORIES, FIRST_YEAR, YEARS = 120, 15, 2008, 19
ORGAN_SIGNS = ("苏府", "苏府办", "国办发", "国发", "乐政发", "永政办", "沙府函", "临政规")
BOILERPLATE = (
    "根据《中华人民共和国政府信息公开条例》第二十条的规定",
    "各镇人民政府、街道办事处，县政府各部门、各直属单位",
    "经县人民政府同意，现将有关事项通知如下",
    "请结合实际认真贯彻落实",
    "特此通知",
    "以上情况，现予公示，公示期为五个工作日",
)
_PARTICLES = ("的", "的", "的", "和", "在", "对", "为", "与", "及", "等", "并", "由", "应当", "不得", "可以", "以及")
_MARKS = ("，", "，", "，", "，", "。", "。", "、", "、", "；", "：", "\n")
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈"
# Characters of names of people and places: common ones of GB 2312, level one, in their order of sound.
_OF_NAMES = [bytes((high, low)).decode("gb2312") for high in range(0xB0, 0xD7) for low in range(0xA1, 0xFE, 2)]


@cache
def vocabulary() -> tuple[list[str], list[list[str]]]:
    lines = (Path(__file__).parent / "words.txt").read_text(encoding="utf-8").splitlines()
    everywhere, *subjects = (line.split() for line in lines if not line.startswith("#"))
    return everywhere, subjects


@cache
def _falling(count: int) -> list[float]:
    """Near to Zipf: the word of rank n about as often as 10/n of the tenth."""
    return list(accumulate(1 / (rank + 10) for rank in range(count)))


class Corpus:
    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._sentences = [_pool(f"{seed}/{number}", words) for number, words in enumerate(vocabulary()[1])]

    def text(self, key: int) -> str:
        return self.entry(key).text

    def entry(self, key: int) -> Entry:
        chance = random.Random(f"{self._seed}:{key}")
        number_of_subject = chance.randrange(len(self._sentences))
        subject, sentences = vocabulary()[1][number_of_subject], self._sentences[number_of_subject]
        day = date(FIRST_YEAR + int(YEARS * chance.random() ** 0.6), chance.randint(1, 12), chance.randint(1, 28))
        number = (
            f"{chance.choice(ORGAN_SIGNS)}〔{day.year}〕{chance.randint(1, 400)}号" if chance.random() < 0.4 else ""
        )
        return Entry(
            key=key,
            organ=min(chance.randrange(ORGANS), chance.randrange(ORGANS)),
            column=chance.choice(COLUMNS),
            year=day.year,
            published=day.toordinal(),
            validity=chance.choice(VALIDITIES),
            categories=tuple({str(chance.randint(1, CATEGORIES)) for _ in range(chance.choice((0, 1, 1, 2)))}),
            title=f"关于{chance.choice(subject)}{_words(chance, subject, 3)}的{chance.choice(('通知', '公告', '意见', '批复', '公示'))}",
            document_number=number,
            index_number=f"0141{key % 90000 + 10000}/{day.year}-{key % 100000:05d}",
            text=_text(chance, sentences, day.year),
        )


_POOL, _LENGTH_OF_ONE = 3000, 18


def _pool(seed: str, subject: list[str]) -> list[str]:
    chance = random.Random(seed)
    return [_words(chance, subject, 8) for _ in range(_POOL)]


def _length(chance: random.Random) -> int:
    """Characters: mostly 300 to 800, a tenth shorter, a few of 2,000, one in a hundred of 5,000."""
    kind = chance.random()
    if kind < 0.85:
        return chance.randint(300, 800)
    if kind < 0.95:
        return chance.randint(80, 300)
    return chance.randint(1000, 2500) if kind < 0.99 else chance.randint(4500, 5500)


def _text(chance: random.Random, sentences: list[str], year: int) -> str:
    """Sentences of the subject's stock, and between them what is this item's own: names, sums, numbers of documents."""
    count = _length(chance) // _LENGTH_OF_ONE
    parts = chance.choices(sentences, k=count)
    for at in range(2, count, 9):
        parts[at] = _own(chance, year)
    return "".join(parts)


def _own(chance: random.Random, year: int) -> str:
    kind = chance.random()
    if kind < 0.4:
        return f"{chance.choice(BOILERPLATE)}。\n"
    if kind < 0.8:
        return f"联系人：{_name(chance)}，{_name(chance)[1:]}村{chance.randint(1, 300)}户{chance.randint(1, 90000)}元。"
    return f"按照{chance.choice(ORGAN_SIGNS)}〔{year}〕{chance.randint(1, 400)}号文件，"


def _words(chance: random.Random, subject: list[str], count: int) -> str:
    everywhere = vocabulary()[0]
    common = chance.choices(everywhere, cum_weights=_falling(len(everywhere)), k=count)
    special = chance.choices(subject, cum_weights=_falling(len(subject)), k=count)
    small = chance.choices(_PARTICLES, k=count)
    pick = chance.choices((common, common, special, small), k=count)
    return "".join(map(list.__getitem__, pick, range(count))) + (chance.choice(_MARKS) if count > 3 else "")


def _name(chance: random.Random) -> str:
    return chance.choice(_SURNAMES) + "".join(chance.choices(_OF_NAMES, k=2))
