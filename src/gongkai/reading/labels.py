"""Words of the official forms as they are met in files: normalised, with their known variants, and how well a printed
fragment fits one of them. All labels come from `gongkai.report.forms`; only what offices print differently stands here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from gongkai.report.forms import (
    BALANCE_SENTENCE,
    COLUMNS,
    DISPUTE_GROUPS,
    DISPUTE_RESULTS,
    FORMS,
    GROUPS,
    REQUEST_LABELS,
    RESULTS_LABEL,
    FormTable,
    Role,
)
from gongkai.report.script import simplified

_ENUMERATOR = re.compile(
    r"^\s*(?:[(\[【〔][一二三四五六七八九十\d]{1,3}[)\]】〕]|[一二三四五六七八九十]{1,3}[、.,:]|\d{1,2}[、.,)])\s*"
)
_INNER_NUMBER = re.compile(
    r"(?<!第)[(][一二三四五六七八九十\d]{1,3}[)]|^\d{1,2}(?:[、.]|(?=[\u4e00-\u9fff])(?![年月日件条个万元]))|(?<=[\u4e00-\u9fff)])\d{1,2}[、.](?=[\u4e00-\u9fff“\"])"
)
_WORDS = re.compile(r"[^\w]|_")


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """A label by its words alone: 全角 folded, no white space, no punctuation, no numbering in front."""
    folded = simplified(unicodedata.normalize("NFKC", text).replace("．", "."))
    squeezed = re.sub(r"\s+", "", folded)
    stripped = _INNER_NUMBER.sub("", _ENUMERATOR.sub("", squeezed))
    return _WORDS.sub("", stripped).lower()


@dataclass(frozen=True, slots=True)
class Fit:
    """How a fragment fits a label: `score` up to 1, and which characters of the label it covers."""

    score: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Label:
    """A row of a form: `key` of the row, `words` normalised, other words known for it."""

    key: str
    words: str
    variants: tuple[str, ...] = ()

    def fit(self, fragment: str) -> Fit | None:
        """None where the fragment (already `bare`) says nothing about this label."""
        best = _fit(fragment, self.words)
        for words in self.variants:
            fit = _fit(fragment, words)
            if fit and (best is None or fit.score > best.score):
                best = fit
        return best


_EXPLAINED = 0.75
_ALIKE = 0.72
_SHORTENED = 0.85
_BEGINNING, _TELLING = 0.65, 5


@lru_cache(maxsize=65536)
def _fit(fragment: str, words: str) -> Fit | None:
    if fragment == words:
        return Fit(1.0, 0, len(words))
    if words in fragment:
        return _inside(fragment, words)
    at = words.find(fragment)
    if at >= 0:
        return Fit(_piece_score(fragment, words, at), at, at + len(fragment))
    if _is_shortened(fragment, words):
        return Fit(_SHORTENED, 0, len(words))
    alike = likeness(fragment, words)
    return Fit(0.9 * alike, 0, len(words)) if alike >= _ALIKE else None


def _piece_score(fragment: str, words: str, at: int) -> float:
    """A piece of a label says more at its beginning, and the more the longer it is; one character says nothing alone."""
    share = len(fragment) / len(words)
    if len(fragment) == 1:
        return 0.1
    if at:
        return 0.3 + 0.5 * share
    return max(0.3 + 0.65 * share, _BEGINNING if len(fragment) >= _TELLING else 0.0)


def _is_shortened(fragment: str, words: str) -> bool:
    """本年新收申请数量 for 本年新收政府信息公开申请数量: the same beginning, some words in between left out."""
    if len(fragment) < 6 or fragment[:2] != words[:2] or len(fragment) * 2 < len(words):
        return False
    rest = iter(words)
    return all(char in rest for char in fragment)


_NUMERALS = "一二三四五六七"


def _inside(fragment: str, words: str) -> Fit | None:
    """The label stands inside a longer fragment: full marks where the rest is the group above it, or the label once more."""
    rest = fragment.replace(words, "")
    explained = not rest.strip(_NUMERALS) or rest in _ABOVE
    score = 1.0 if explained else len(words) / len(fragment)
    return Fit(score, 0, len(words)) if explained or (score >= 0.5 and len(words) >= 4) else None


def likeness(one: str, other: str) -> float:
    """Share of common pairs of characters (Dice), for slips such as 未接收费 instead of 未按收费."""
    if not 0.6 < len(one) / len(other) < 1.7 or len(one) < 4:
        return 0.0
    a, b = _pairs(one), _pairs(other)
    return 2 * len(a & b) / (len(a) + len(b))


@lru_cache(maxsize=2048)
def _pairs(words: str) -> frozenset[str]:
    return frozenset(words[i : i + 2] for i in range(len(words) - 1))


GROUP_WORDS = tuple(bare(text) for text in GROUPS.values())
RESULTS_WORDS = bare(RESULTS_LABEL)
_ABOVE = frozenset({*GROUP_WORDS, RESULTS_WORDS, *(RESULTS_WORDS + word for word in GROUP_WORDS), "本年度办理结果"})

_REQUEST_VARIANTS = {
    "partial": ("部分公开",),
    "result_total": ("合计", "办理结果总计"),
    "new": ("本年新收",),
    "carried_in": ("上年结转",),
    "carried_out": ("结转下年度", "结转下年度办理", "结转下年"),
    "other_not_corrected": ("申请人无正当理由逾期不补正", "逾期不补正"),
    "other_fee_unpaid": ("申请人逾期未按收费通知要求缴纳费用", "逾期不缴费", "逾期未缴费"),
}

REQUEST_ROWS: dict[str, Label] = {
    key: Label(key, bare(text), _REQUEST_VARIANTS.get(key, ())) for key, text in REQUEST_LABELS.items()
}
"""Rows of table three by their key, the 2019 row `other` among them."""

LONGEST = 2 * max(len(label.words) for label in REQUEST_ROWS.values())
"""Longer fragments than this are running text."""


@lru_cache(maxsize=8192)
def request_fits(fragment: str) -> tuple[tuple[str, Fit], ...]:
    """The rows of table three that this fragment may name."""
    if not 0 < len(fragment) <= LONGEST:
        return ()
    fits = ((key, label.fit(fragment)) for key, label in REQUEST_ROWS.items())
    return tuple((key, fit) for key, fit in fits if fit)


_COLUMN_VARIANTS = {
    "natural_person": ("公民", "个人"),
    "business": ("企业", "商业"),
    "research": ("科研单位",),
    "social_organization": ("社会组织", "公益组织", "社会公益"),
    "legal_service": ("法律服务", "法律机构"),
    "other": ("其它",),
    "total": ("合计", "总数"),
}
COLUMN_HEADS: dict[str, str] = {
    bare(word): key for key, text in COLUMNS.items() for word in (text, *_COLUMN_VARIANTS[key])
}
"""Normalised head of a column of table three → its key."""

REQUEST_HEADS = frozenset({bare(BALANCE_SENTENCE), bare("申请人情况"), bare("法人或其他组织"), *COLUMN_HEADS})

DISPUTE_HEADS: dict[str, str] = {bare(text): key for key, text in DISPUTE_GROUPS.items()}
_RESULT_VARIANTS = {
    "other": ("其它结果",),
    "pending": ("未审结",),
    "total": ("合计",),
}
DISPUTE_COLUMNS: dict[str, str] = {
    bare(word): key for key, text in DISPUTE_RESULTS.items() for word in (text, *_RESULT_VARIANTS.get(key, ()))
}
LITIGATION = bare("行政诉讼")
DISPUTE_WORDS = frozenset({*DISPUTE_HEADS, *DISPUTE_COLUMNS, LITIGATION})


def _proactive_words(table: FormTable, role: Role) -> dict[str, str]:
    """Row labels of table two → the key of the row; heads → themselves."""
    words: dict[str, str] = {}
    for row in table.rows:
        path = next((cell.path for cell in row if cell.path), None)
        for cell in row:
            if cell.role is role:
                words[bare(cell.text)] = path.split(".")[1] if path else bare(cell.text)
    return words


_PROACTIVE_VARIANTS = {"normative_documents": ("行政规范性文件", "规范性文件"), "charges": ("行政事业收费",)}

PROACTIVE_ROWS: dict[str, dict[str, Label]] = {
    code: {
        key: Label(key, words, _PROACTIVE_VARIANTS.get(key, ()))
        for words, key in _proactive_words(form.tables[0], Role.LABEL).items()
    }
    for code, form in FORMS.items()
}
"""Form → row of table two → its label."""

PROACTIVE_HEADS: dict[str, frozenset[str]] = {
    code: frozenset(_proactive_words(form.tables[0], Role.HEAD)) for code, form in FORMS.items()
}
_UNIT_BEHIND = re.compile("(?:单位|人民币)*(?:万元|亿元|元|件|项|个)$")


def is_unit(words: str) -> bool:
    """A unit and nothing else, as a head that was broken before it leaves it on a line of its own."""
    return _UNIT_BEHIND.fullmatch(words) is not None


def proactive_head(words: str, heads: frozenset[str]) -> str | None:
    """The head of table two that these words are, also with a unit that the office wrote behind it: 采购总金额（万元）."""
    if words in heads or words.startswith("本年收费金额"):
        return words
    plain = _UNIT_BEHIND.sub("", words)
    return plain if plain in heads else None


_ARTICLE = re.compile(r"第?二十条第?[一二三四五六七八九十\d]{1,2}项?")


def is_article(fragment: str) -> bool:
    """第二十条第（一）项, the line over each block of table two."""
    return _ARTICLE.fullmatch(fragment) is not None


def _made_of(words: frozenset[str]) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")+")


REQUEST_HEAD_LINE = _made_of(REQUEST_HEADS)
DISPUTE_HEAD_LINE = _made_of(DISPUTE_WORDS)
DISPUTE_PIECES = _made_of(
    DISPUTE_WORDS | {word[i : i + 2] for word in DISPUTE_COLUMNS if len(word) == 4 for i in (0, 2)}
)
"""Heads that stood apart by one space only come as one fragment."""


def is_piece_of(fragment: str, words: frozenset[str] | tuple[str, ...]) -> bool:
    """A word, or a part of one that was broken over lines."""
    return fragment in words or any(fragment in word for word in words)


_LAST_YEAR = re.compile("(?:上年|去年|上一年|往年)(?:度|同期|数|数量|数据|情况|合计|总计|件数)*")
_A_YEAR = re.compile(r"(20\d\d)年?(?:度|数|数量|数据|情况|合计|总计|件数)*")


def names_last_year(fragment: str, year: int | None) -> bool:
    """上年, 去年同期, or 2022年 in the report on 2023. 上一年项目数量 is a head of the form of 2019, and no such word."""
    stated = _A_YEAR.fullmatch(fragment)
    if stated:
        return year is not None and int(stated[1]) < year
    return _LAST_YEAR.fullmatch(fragment) is not None


def is_of_last_year(labels: Sequence[str], year: int | None) -> bool:
    """A row beside whose numbers an earlier year stands."""
    return any(names_last_year(words, year) for words in labels)


_YEARS = re.compile(r"(20\d\d)\s*年")
_BEFORE, _NOW = re.compile("上年|去年|上一年|往年"), re.compile("本年|今年|当年")


def speaks_of_last_year(text: str, year: int | None) -> bool | None:
    """Whether a line above a table says that its numbers are of an earlier year; None where it names no year."""
    years = {int(found) for found in _YEARS.findall(text)}
    if year is not None and years:
        return year not in years and max(years) < year
    if _NOW.search(text):
        return False
    return True if _BEFORE.search(text) else None
