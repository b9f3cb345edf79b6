"""The title of a report: which lines it takes, which organ and which report year it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.reading.dates import YEAR, year_of
from gongkai.reading.script import simplified

_TITLE = re.compile(r"信息公开\S{0,12}报告")
_SUBJECT = re.compile(r"(?:政府)?信息公开")
_TOP = re.compile(r"[一二三四五六七八九十]{1,2}[、.．]")
_LONGEST_TITLE, _TITLE_LINES, _LONGEST_TAIL, _FURTHEST = 90, 4, 12, 200
_ORGAN = re.compile(
    "(?:政府|局|委员会|委|办公室|厅|部|院|中心|处|所|站|办|会|街道|镇|乡|校|学|队|园|场|库|社|馆|公司|市|区|县|旗|州|省|盟)$"
)
_NO_NAME = re.compile(r"[:：>|/，,。；;]")


@dataclass(frozen=True, slots=True)
class Title:
    """A title as printed, white space removed; `start` up to, not including, `end` are its lines."""

    text: str
    agency: str | None
    year: int | None
    start: int
    end: int

    @property
    def weight(self) -> tuple[bool, bool, int, int]:
        """Of equal ones the last before the text: what stands above it on a page may be a link to another year."""
        return self.year is not None, self.agency is not None, self.start - self.end, self.start


def find_title(lines: Sequence[str]) -> Title | None:
    """The line, or up to four lines together, that read as a title; one that names organ and year wins."""
    found: list[Title] = []
    for start in range(min(len(lines), _FURTHEST)):
        for end in range(start + 1, min(start + _TITLE_LINES, len(lines)) + 1):
            title = title_in(lines[start:end], start)
            if title:
                found.append(title)
    return max(found, key=lambda title: title.weight, default=None)


def title_in(lines: Sequence[str], start: int) -> Title | None:
    """The title these lines make together, if they make one."""
    if sum(map(len, lines)) > 2 * _LONGEST_TITLE or not all(map(str.strip, lines)) or any("。" in x for x in lines):
        return None
    text = squeezed("".join(lines))
    plain = simplified(text)
    match = _TITLE.search(plain)
    if not match or len(text) > _LONGEST_TITLE or len(text) - match.end() > _LONGEST_TAIL or _TOP.match(plain):
        return None
    if len(lines) > 1 and not _goes_on(squeezed(simplified(lines[0])), squeezed(simplified(lines[-1]))):
        return None
    agency, year = _organ_and_year(text, plain)
    return Title(text, agency, year, start, start + len(lines))


def _goes_on(first: str, last: str) -> bool:
    """Whether the first of several lines can begin a title, and the last still belongs to it."""
    begins = YEAR.search(first) or _SUBJECT.search(first) or (_ORGAN.search(first) and not _NO_NAME.search(first))
    return begins is not None and begins is not False and ("报告" in last or YEAR.search(last) is not None)


def _organ_and_year(text: str, plain: str) -> tuple[str | None, int | None]:
    """“某局2021年政府信息公开…”, “2021年某局政府信息公开…” or “某局政府信息公开工作年度报告（2021年）”.

    Of several years the one next to the subject is the report's.
    """
    subject = _SUBJECT.search(plain)
    before = subject.start() if subject else len(text)
    years = list(YEAR.finditer(plain))
    if not years:
        return organ_name(text[:before]), None
    ahead = [stated for stated in years if stated.start() < before]
    if not ahead:
        return organ_name(text[:before]), year_of(years[0][1])
    between = text[ahead[-1].end() : before].removeprefix("度")
    return organ_name(text[: ahead[0].start()]) or organ_name(between), year_of(ahead[-1][1])


def organ_name(text: str | None) -> str | None:
    """The organ as printed, without white space and without the words that only tie it to the title."""
    name = squeezed(text or "").strip("（()）《》〔〕【】·-—_*# ")
    name = re.sub(r"^[关關][于於]|[关關][于於]$|的$", "", name)
    if name.endswith("人民"):
        name += "政府"
    return name if len(name) > 1 and not name.isdigit() and not _NO_NAME.search(name) else None


def is_organ(text: str) -> bool:
    """A short line that can be nothing but the name of an organ."""
    name = squeezed(simplified(text))
    return 2 <= len(name) <= 40 and not re.search(r"[，。；：、,;:]", name) and _ORGAN.search(name) is not None


def stated_year(lines: Sequence[str]) -> int | None:
    """The statistical period, when the title has no year; never the date of publishing."""
    text = squeezed(simplified("\n".join(lines[:60])))
    patterns = (
        rf"{YEAR.pattern}1月1日(?:起)?(?:至|到|—|-|~)",
        rf"{YEAR.pattern}度?政府信息公开",
        rf"{YEAR.pattern}度?[，,]",
    )
    found = (re.search(pattern, text) for pattern in patterns)
    return next((year_of(match[1]) for match in found if match), None)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
