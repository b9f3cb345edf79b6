"""The report around its tables: title, organ, year, opening, sections, signature and date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from gongkai.reading.dates import DATE, YEAR, date_of, year_of
from gongkai.reading.labels import bare, likeness
from gongkai.report import FORMS, Section

_MARKDOWN = re.compile(r"^\s*(?:#+|\*\*|>)\s*|\*\*\s*$")
_TITLE = re.compile(r"信息公开\S{0,12}报告")
_PUBLIC = "政府信息公开"
_NUMERALS = "一二三四五六七八九十"
_TOP = re.compile(rf"^\s*([{_NUMERALS}]{{1,2}})\s*[、.．,，]\s*")
_ANY_NUMBER = re.compile(rf"^\s*[（(]?[{_NUMERALS}\d]{{1,2}}[)）]?\s*[、.．,，]?\s*")
_LONGEST_HEADING, _LONGEST_TITLE, _TITLE_LINES = 45, 90, 4
_ORGAN = re.compile(
    "(?:政府|局|委员会|委|办公室|厅|部|院|中心|处|所|站|办|会|街道|镇|乡|校|学|队|园|场|库|社|馆|分局|公司)$"
)
_KNOWN_TITLES: tuple[tuple[str, ...], ...] = tuple(
    tuple(bare(title).removesuffix("情况") for title in titles)
    for titles in zip(*(form.sections for form in FORMS.values()), strict=True)
)
_VARIANTS = {
    5: ("存在问题及改进", "存在的问题及改进措施", "存在的主要问题和改进措施"),
    6: ("其他需要报告事项", "需要报告的其他事项"),
}


@dataclass(slots=True)
class Heading:
    """What the text around the tables says; everything None or empty that it does not."""

    title: str | None = None
    agency: str | None = None
    year: int | None = None
    opening: str | None = None
    sections: list[Section] = field(default_factory=list)
    signature: str | None = None
    signed_on: date | None = None


def read_heading(texts: Sequence[str]) -> Heading:
    """`texts` are the lines of the report outside its tables, in order."""
    lines = [_MARKDOWN.sub("", text).rstrip() for text in texts]
    starts = _section_starts(lines)
    first = starts[0].line if starts else len(lines)
    title = _find_title(lines[: max(first, 1) if starts else 40])
    heading = Heading()
    if title:
        heading.title, heading.agency, heading.year = title.text, title.agency, title.year
    heading.opening = _text(lines[title.end if title else 0 : first])
    end = _take_signature(heading, lines, first)
    heading.sections = _sections(lines, starts, end)
    heading.agency = heading.agency or _organ(heading.signature)
    heading.year = heading.year or _stated_year(lines)
    return heading


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _text(lines: Sequence[str]) -> str | None:
    return "\n".join(line.strip() for line in lines if line.strip()) or None


# ---- title


@dataclass(frozen=True, slots=True)
class Title:
    """A title and where it stands: lines `start` up to, not including, `end`."""

    text: str
    agency: str | None
    year: int | None
    start: int
    end: int

    @property
    def weight(self) -> tuple[bool, bool, int]:
        return self.year is not None, self.agency is not None, self.start - self.end


def _find_title(lines: Sequence[str]) -> Title | None:
    """The first line, or up to four lines together, that read as a title; one that names organ and year wins."""
    found: list[Title] = []
    for start in range(len(lines)):
        for end in range(start + 1, min(start + _TITLE_LINES, len(lines)) + 1):
            title = title_in(lines[start:end], start)
            if title:
                found.append(title)
        if found and start > found[0].end:
            break
    return max(found, key=lambda title: title.weight, default=None)


def title_in(lines: Sequence[str], start: int) -> Title | None:
    """The title these lines make together, if they make one."""
    if not all(line.strip() for line in lines) or any("。" in line for line in lines):
        return None
    text = squeezed("".join(lines))
    match = _TITLE.search(text)
    if not match or len(text) > _LONGEST_TITLE or len(text) - match.end() > 8 or _TOP.match(text):
        return None
    agency, year = _organ_and_year(text[: match.end()])
    return Title(text, agency, year, start, start + len(lines))


def _organ_and_year(title: str) -> tuple[str | None, int | None]:
    """“某局2021年政府信息公开…” or “2021年某局政府信息公开…”."""
    stated = YEAR.search(title)
    year = year_of(stated[1]) if stated else None
    before = title[: stated.start()] if stated else ""
    after = title[stated.end() :] if stated else title
    at = after.find(_PUBLIC)
    between = after[: at if at >= 0 else after.find("信息公开")].removeprefix("度")
    return _organ(before) or _organ(between), year


def _organ(text: str | None) -> str | None:
    """The organ as printed, without white space and without the words that only tie it to the title."""
    name = re.sub(r"^[（(《]|[）)》]$", "", squeezed(text or ""))
    name = re.sub(r"^关于|关于$|的$|[（(]$", "", name)
    if name.endswith("人民"):
        name += "政府"
    return name if len(name) > 1 and not name.isdigit() else None


def _stated_year(lines: Sequence[str]) -> int | None:
    """The statistical period, when the title has no year; never the date of publishing."""
    text = squeezed("\n".join(lines[:60]))
    for pattern in (
        rf"{YEAR.pattern}1月1日(?:起)?(?:至|到|—|-)",
        rf"{YEAR.pattern}度?{_PUBLIC}",
        rf"{YEAR.pattern}度?[，,]",
    ):
        match = re.search(pattern, text)
        if match:
            return year_of(match[1])
    return None


# ---- sections


@dataclass(frozen=True, slots=True)
class _Start:
    """A line that may begin a section: `number` as printed or None, `order` its place among the six, how likely."""

    line: int
    number: int | None
    order: int
    title: str
    rest: str
    score: float


def _section_starts(lines: Sequence[str]) -> list[_Start]:
    """The chain of headings in rising order that fits best; headings repeated inside the text lose against it."""
    best: list[tuple[float, list[_Start]]] = []
    for line, text in enumerate(lines):
        for start in _starts_at(line, text):
            before = max(
                (item for item in best if item[1][-1].order < start.order), key=lambda b: b[0], default=(0.0, [])
            )
            best.append((before[0] + start.score, [*before[1], start]))
        best = _leading(best)
    chain = max(best, key=lambda item: item[0], default=(0.0, []))[1]
    return chain if any(start.score > 2 for start in chain) else []


def _leading(chains: list[tuple[float, list[_Start]]]) -> list[tuple[float, list[_Start]]]:
    """Of the chains that end with the same section, the best; earlier ones win a tie."""
    best: dict[int, tuple[float, list[_Start]]] = {}
    for item in chains:
        order = item[1][-1].order
        if order not in best or item[0] > best[order][0]:
            best[order] = item
    return list(best.values())


def _starts_at(line: int, text: str) -> list[_Start]:
    stripped = text.strip()
    if not stripped or len(stripped) > 400:
        return []
    top = _TOP.match(stripped)
    number = _NUMERALS.find(top[1]) + 1 if top and len(top[1]) == 1 else None
    title, rest = _title_and_rest(stripped[top.end() :] if top else _ANY_NUMBER.sub("", stripped))
    if len(title) > _LONGEST_HEADING or not title:
        return []
    order, like = _nearest_title(title)
    if top and number:
        known = 4 * like if order == number else 0.0
        return [_Start(line, number, number, title, rest, 1.0 + known)] if known or not rest else []
    if like < 0.8 or rest:
        return []
    is_numbered = _ANY_NUMBER.sub("", stripped) != stripped
    return [_Start(line, None, order, title, rest, like * (2.5 if is_numbered else 3.5))]


def _title_and_rest(text: str) -> tuple[str, str]:
    """“其他需要报告的事项：无。” is a heading with its text on the same line."""
    match = re.search(r"[。：:]", text)
    if match and (len(text) > _LONGEST_HEADING or text[match.end() :].strip()):
        return text[: match.start()].strip(), text[match.end() :].strip()
    return text.rstrip("。：: ").strip(), ""


def _nearest_title(title: str) -> tuple[int, float]:
    words = bare(title).removesuffix("情况")
    scores = {
        order: max(1.0 if words == known else likeness(words, known) for known in (*titles, *_VARIANTS.get(order, ())))
        for order, titles in enumerate(_KNOWN_TITLES, 1)
        if words
    }
    order = max(scores, key=lambda key: scores[key], default=0)
    return (order, scores[order]) if order and scores[order] >= 0.5 else (0, 0.0)


def _sections(lines: Sequence[str], starts: Sequence[_Start], end: int) -> list[Section]:
    bounds = [*(start.line for start in starts[1:]), end]
    return [
        Section(start.number, start.title, _text([start.rest, *lines[start.line + 1 : bound]]) or "")
        for start, bound in zip(starts, bounds, strict=False)
    ]


# ---- signature


def _take_signature(heading: Heading, lines: Sequence[str], first: int) -> int:
    """The organ and the date under the text; returns where the text before them ends."""
    at = len(lines)
    while at > first + 1 and not lines[at - 1].strip():
        at -= 1
    last = lines[at - 1].strip() if at > first + 1 else ""
    signed = date_of(last) if len(squeezed(last)) <= 45 and "。" not in last else None
    organ = DATE.sub("", last).strip() if signed else last
    if signed:
        heading.signed_on = signed
        at -= 1
        while at > first + 1 and not lines[at - 1].strip():
            at -= 1
        if not organ and at > first + 1:
            organ, at = lines[at - 1].strip(), at - 1
            if not _is_signature(organ, heading.agency):
                return at + 1
    elif _is_signature(organ, heading.agency) and squeezed(organ) == heading.agency:
        at -= 1
    else:
        return len(lines)
    if _is_signature(organ, heading.agency):
        heading.signature = organ
    return at


def _is_signature(text: str, agency: str | None) -> bool:
    name = squeezed(text)
    if not 2 < len(name) <= 40 or re.search(r"[，。；：、]", name):
        return False
    return _ORGAN.search(name) is not None or (agency is not None and (agency in name or name in agency))
