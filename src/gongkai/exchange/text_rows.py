"""The text of a report as rows of a sheet, one a paragraph, and back without loss.

Column A names the part that begins in a row, B holds its text. Rows without a name continue the part above, as a person who
inserts a row means it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from gongkai.exchange.quoting import plain, quoted
from gongkai.report import AnnualReport, Section
from gongkai.writing.layout import chinese_date, chinese_numeral, heading, one_line
from gongkai.writing.xlsx_grid import height_of

TEXT_SHEET = "文字"
HEADS, WIDTHS = ("部分", "内容"), (34, 100)
TITLE, AGENCY, OPENING, SIGNATURE, SIGNED_ON = "标题", "机关", "开头", "署名", "日期"
_NAMED = frozenset({TITLE, AGENCY, OPENING, SIGNATURE, SIGNED_ON})
FURTHER, UNNUMBERED = "（接上一行）", "〔无编号〕"
"""A cell holds no more than 32,767 characters; a section without a number whose title looks like something else says so."""
_LONGEST = 32_000
_NUMBERED = re.compile(r"([一二三四五六七八九十]{1,3}|-?\d+)、")
_NUMERALS = {chinese_numeral(number): number for number in range(1, 100)}


@dataclass(slots=True)
class Part:
    name: str
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def write_text(sheet: Worksheet, report: AnnualReport, head: Format, label: Format, text: Format) -> None:
    for x, (word, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
        sheet.set_column(x, x, width)
        sheet.write_string(0, x, word, head)
    sheet.freeze_panes(1, 1)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    for y, (name, line) in enumerate(_rows(report), 1):
        sheet.set_row(y, height_of({name: WIDTHS[0], line: WIDTHS[1]}))
        for x, (value, shape) in enumerate(((name, label), (line, text))):
            if value:
                sheet.write_string(y, x, quoted(value), shape)
            else:
                sheet.write_blank(y, x, None, shape)
    sheet.protect("", {"insert_rows": True, "delete_rows": True, "format_rows": True})


def _rows(report: AnnualReport) -> Iterator[tuple[str, str]]:
    signed = chinese_date(report.signed_on) if report.signed_on else ""
    yield from _part(TITLE, one_line(report.title or ""))
    yield from _part(AGENCY, one_line(report.agency or ""))
    yield from _part(OPENING, report.opening or "")
    for section in report.sections:
        yield from _part(_name(section), section.text)
    yield from _part(SIGNATURE, one_line(report.signature or ""))
    yield from _part(SIGNED_ON, signed)


def _name(section: Section) -> str:
    printed = heading(section)
    plain_title = section.number is None and (
        not printed or printed in _NAMED or printed.startswith((UNNUMBERED, FURTHER)) or _NUMBERED.match(printed)
    )
    return f"{UNNUMBERED}{printed}" if plain_title else printed


def _part(name: str, text: str) -> Iterator[tuple[str, str]]:
    for line in plain(text).split("\n"):
        yield name, line[:_LONGEST]
        name = ""
        for start in range(_LONGEST, len(line), _LONGEST):
            yield FURTHER, line[start : start + _LONGEST]


def parts_of(rows: Sequence[tuple[str, str]]) -> list[Part]:
    """Rows (name, text) below the head → the parts of the text; rows above the first name belong to none."""
    parts: list[Part] = []
    for name, text in rows:
        if name == FURTHER and parts:
            parts[-1].lines[-1] += text
        elif name and name != FURTHER:
            parts.append(Part(name, text.split("\n")))
        elif parts:
            parts[-1].lines += text.split("\n")
    return parts


def sections_in(parts: Sequence[Part]) -> list[Section]:
    return [_section(part) for part in parts if part.name not in _NAMED]


def _section(part: Part) -> Section:
    numbered = _NUMBERED.match(part.name)
    number = _number(numbered[1]) if numbered else None
    if numbered and number is not None:
        return Section(number, part.name[numbered.end() :], part.text)
    return Section(None, part.name.removeprefix(UNNUMBERED), part.text)


def _number(text: str) -> int | None:
    return _NUMERALS[text] if text in _NUMERALS else int(text) if text.lstrip("-").isdecimal() else None
