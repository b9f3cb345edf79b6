"""The title of a report: which lines it takes, which organ and which report year it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.reading.dates import YEAR, year_of
from gongkai.reading.organs import ORGAN_ENDS, OTHER_NAME, organ_name, squeezed
from gongkai.report.script import simplified

_TITLE = re.compile(r"(?:信息|政务)公开\S{0,12}?(?:报告|年报|年度报)")
_SUBJECT = re.compile(r"(?:政府|政务)?信息公开|政务公开")
_TOP = re.compile(r"[一二三四五六七八九十]{1,2}[、.．]")
_LONGEST_TITLE, _TITLE_LINES, _LONGEST_TAIL, _FURTHEST = 90, 4, 12, 200
_SENTENCE = re.compile(r"[，,；;。]|^(?:现|根据|按照|依据|依照|本)")
_PATH = re.compile(r".*[>›»→]")
_CAPTION = re.compile(
    r"^标\s*题\s+|^[（(\[【]?(?:标\s*题|题名|名\s*称|文件名称?|信息名称|信息标题|(?:文字|图文|政策|一图)?(?:图解|解读|读懂))\s*(?:[)）\]】][:：]?|[:：])"
)
_SITE = re.compile(r"(?<=报告)\s*[_|｜—–-].*|[|｜\s]+$")
_LETTER = re.compile(r"(?:通知|函|请示|通告|公告)[》」]?$")
_BEGINS_WITH_TITLE = re.compile(
    r"\s*[^，,。；;：:]{0,60}?\d{4}\s*年\s*度?[^，,。；;：:]{0,30}?信息\s*公开\s*工作\s*年度\s*报告(?=\s+\S{0,12}(?:根据|按照|依据|报告|[、，,]))"
)
_SENTENCE_OF_YEAR = re.compile(rf"\s*{YEAR.pattern}(?:度|以来|来)?(?=[\u4e00-\u9fff].{{12}})")
_BARE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=[）)]?(?:年度|度)?(?:政府|政务|信息))")
_ORGAN_LINE = re.compile(f"(?:{ORGAN_ENDS}|台|团|行){OTHER_NAME}$")
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
    def weight(self) -> tuple[bool, bool, bool, int, int]:
        """Of equal ones the last before the text: what stands above it on a page may be a link to another year."""
        own = _LETTER.search(self.text) is None
        return self.year is not None, own, self.agency is not None, self.start - self.end, self.start

    def again(self, other: Title) -> bool:
        """Whether the other title says no more than this one: a page prints its title above the report and in it."""
        same_organ = not other.agency or not self.agency or self.agency.endswith(other.agency)
        return same_organ and other.year in (None, self.year)


def with_title_apart(lines: Sequence[str]) -> list[str]:
    """Where all of a report stands on one line, its title on a line of its own."""
    for at, line in enumerate(lines[:_FURTHEST]):
        if "。" in line and (match := _BEGINS_WITH_TITLE.match(simplified(line))):
            return [*lines[:at], line[: match.end()], line[match.end() :], *lines[at + 1 :]]
    return list(lines)


def find_title(lines: Sequence[str]) -> Title | None:
    """The line, or up to four lines together, that read as a title; one that names organ and year wins."""
    found: list[Title] = []
    for start in range(min(len(lines), _FURTHEST)):
        if not lines[start].strip():
            continue
        for end in range(start + 1, min(start + _TITLE_LINES, len(lines)) + 1):
            title = title_in(lines[start:end], start)
            if title:
                found.append(title)
    best = max(found, key=lambda title: title.weight, default=None)
    return _with_repeats(_fuller(best, found), found) if best else None


def _fuller(best: Title, found: Sequence[Title]) -> Title:
    """The heading of a page may say the whole name of an organ that the report itself shortens."""
    above = [title for title in found if title.end <= best.start and title.year and title.again(best)]
    return next((title for title in above if best.agency and len(title.agency or "") > len(best.agency)), best)


def _with_repeats(best: Title, found: Sequence[Title]) -> Title:
    end = best.end
    for title in found:
        if title.start >= end and best.again(title):
            end = title.end
    return Title(best.text, best.agency, best.year, best.start, end)


def title_in(lines: Sequence[str], start: int) -> Title | None:
    """The title these lines make together, if they make one."""
    if sum(map(len, lines)) > 2 * _LONGEST_TITLE or not all(map(str.strip, lines)) or any("。" in x for x in lines):
        return None
    text = squeezed(_without_surroundings(lines[0]) if len(lines) == 1 else "".join(lines))
    plain = simplified(text)
    match = _TITLE.search(plain)
    if not match or len(text) > _LONGEST_TITLE or len(text) - match.end() > _LONGEST_TAIL or _TOP.match(plain):
        return None
    if _SENTENCE.search(plain):
        return None
    if len(lines) > 1 and not _goes_on(squeezed(simplified(lines[0])), squeezed(simplified(lines[-1]))):
        return None
    agency, year = _organ_and_year(text, plain)
    return Title(text, agency, year, start, start + len(lines))


def _without_surroundings(text: str) -> str:
    """Without the path to a page before its title, a caption, and the name of the site behind it."""
    return _SITE.sub("", _CAPTION.sub("", _PATH.sub("", text).strip()))


def _goes_on(first: str, last: str) -> bool:
    """Whether the first of several lines can begin a title, and the last still belongs to it."""
    begins = (
        YEAR.search(first)
        or re.search(r"20\d\d$", first)
        or _SUBJECT.search(first)
        or (_ORGAN_LINE.search(first) and not _NO_NAME.search(first))
    )
    return bool(begins) and not _PATH.match(first) and ("报" in last or YEAR.search(last) is not None)


def _organ_and_year(text: str, plain: str) -> tuple[str | None, int | None]:
    """“某局2021年政府信息公开…”, “2021年某局政府信息公开…” or “某局政府信息公开工作年度报告（2021年）”.

    Of several years the one next to the subject is the report's.
    """
    subject = _SUBJECT.search(plain)
    before = subject.start() if subject else len(text)
    years = list(YEAR.finditer(plain)) or list(_BARE_YEAR.finditer(plain))
    if not years:
        return organ_name(text[:before]), None
    ahead = [stated for stated in years if stated.start() < before]
    if not ahead:
        return organ_name(text[:before]), year_of(years[0][1])
    between = text[ahead[-1].end() : before].removeprefix("年").removeprefix("度")
    return organ_name(text[: ahead[0].start()]) or organ_name(between), year_of(ahead[-1][1])


def stated_year(lines: Sequence[str]) -> int | None:
    """The statistical period, when the title has no year; never the date of publishing."""
    text = squeezed(simplified("\n".join(lines[:60])))
    patterns = (
        rf"{YEAR.pattern}1月1日(?:起)?(?:至|到|—|-|~)",
        rf"{YEAR.pattern}度?(?:政府|政务)?信息公开",
        rf"信息公开(?:工作)?{YEAR.pattern}度?报告",
        rf"{YEAR.pattern}度?[，,]",
    )
    found = [re.search(pattern, text) for pattern in patterns]
    begun = [_SENTENCE_OF_YEAR.match(simplified(line)) for line in lines[:60]]
    return next((year_of(match[1]) for match in [*found, *begun] if match), None)
