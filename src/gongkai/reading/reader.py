"""A loaded document → the reports in it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from gongkai.reading.assemble import page_numbers
from gongkai.reading.blocks import Document, Grid, Paragraph
from gongkai.reading.disputes import read_disputes
from gongkai.reading.explain import asked, printed_in, tell
from gongkai.reading.heading import Heading, read_heading
from gongkai.reading.labels import speaks_of_last_year
from gongkai.reading.lines import Line, lines_of
from gongkai.reading.notes import note_findings
from gongkai.reading.proactive import form_votes, read_proactive
from gongkai.reading.problem import Clock, ReadingError
from gongkai.reading.requests import read_requests
from gongkai.reading.rules import finding
from gongkai.reading.scans import doubtful_in, marked
from gongkai.reading.tables import TableReading, compared
from gongkai.reading.titles import title_in
from gongkai.reading.torn.pieces import zones_with_pieces
from gongkai.reading.zones import Zone, tables_of
from gongkai.report import FORMS, AnnualReport, Cell, CellState, Finding, Form, Source, form_for_year
from gongkai.report.forms import COLLAPSED_OTHER, DISPUTES, OTHER_OUTCOMES, PROACTIVE, REQUESTS
from gongkai.report.narrative import statements
from gongkai.report.script import is_traditional, simplified

_TEXT_ONLY = "2008"
_FURTHEST_CAPTION, _LONGEST_CAPTION = 4, 30
_FEWEST_VALUES = 15
_NUMBER = re.compile(r"(?<![\w.])\d[\d,.]*(?![\w.])")
_PARTS = {PROACTIVE: "表二", REQUESTS: "表三", DISPUTES: "表四"}
_DISCLOSURE, _FEWEST_WORDS = re.compile(r"信息公开|公开(?:政府)?信息|申请公开|主动公开|政务公开"), 2


def reports_in(document: Document, clock: Clock) -> list[AnnualReport]:
    """Every report of the document, at least one. Raises ReadingError where the document is no annual report."""
    if not _speaks_of_disclosure(document):
        raise _not_a_report(document)
    lines = lines_of(document, clock)
    numbers = page_numbers(lines)
    lines = [line for at, line in enumerate(lines) if at not in numbers]
    zones = zones_with_pieces(lines)
    parts = _split(lines, zones)
    _tell_file(document, numbers, parts)
    if len(parts) == 1:
        return [_report(lines, zones, document, clock)]
    reports = [_report(part, zones_with_pieces(part), document, clock) for part in parts]
    for report in reports:
        note = f"这个文件里有 {len(reports)} 份年度报告，请用“全部读取”或拆成几个文件"
        report.findings.insert(0, finding("READ-SEVERAL", note))
    return reports


def _tell_file(document: Document, page_numbers: Collection[int], parts: Sequence[Sequence[Line]]) -> None:
    if asked():
        paragraphs, grids = len(list(document.paragraphs())), len(list(document.grids()))
        tell(
            "文件",
            f"{document.name}：按 {document.reader} 装入，{paragraphs} 段文字，{grids} 个表格，{len(parts)} 份报告",
        )
        if page_numbers:
            tell("文件", f"去掉 {len(page_numbers)} 处页码")
        for note in document.notes:
            tell("文件", note)


def _tell_zones(zones: dict[str, list[Zone]], lines: Sequence[Line]) -> None:
    if asked():
        for key, part in _PARTS.items():
            for zone in zones[key]:
                first, last = printed_in(lines[zone.start]), printed_in(lines[zone.end - 1])
                tell(
                    part,
                    f"第 {zone.start + 1}–{zone.end} 行：从“{first}”到“{last}”，认出 {len(zone.anchors)} 个行名或表头",
                )
            if not zones[key]:
                tell(part, "没有找到")


def _speaks_of_disclosure(document: Document) -> bool:
    """A cheap look before any work: no report is without the word 公开, wherever its lines are broken."""
    texts = (block.text if isinstance(block, Paragraph) else _grid_text(block) for block in document.blocks)
    whole = "".join("".join(texts).split())
    return "公开" in whole or "公開" in whole


def _grid_text(grid: Grid) -> str:
    return "".join(cell.text for row in grid.rows for cell in row)


def _not_a_report(document: Document) -> ReadingError:
    return ReadingError(
        "没有找到政府信息公开工作年度报告的内容", "请检查是否选错了文件", document.name, "READ_NOT_A_REPORT"
    )


def _is_nothing(heading: Heading, zones: dict[str, list[Zone]], texts: Sequence[str]) -> bool:
    """Nothing that only a report has: a title, a table, a section and two words on disclosing information."""
    if heading.title or any(zones.values()):
        return False
    return not heading.sections or len(_DISCLOSURE.findall(simplified("".join(texts)))) < _FEWEST_WORDS


def _split(lines: Sequence[Line], zones: dict[str, list[Zone]]) -> list[Sequence[Line]]:
    """One part for each report: a new one begins at a title between two tables three."""
    requests = zones[REQUESTS]
    bounds = [0]
    for before, after in itertools.pairwise(requests):
        start = next((i for i in range(after.start, before.end, -1) if _begins_report(lines, i)), None)
        if start is not None:
            bounds.append(start)
    return [lines[a:b] for a, b in zip(bounds, [*bounds[1:], len(lines)], strict=True)]


def _begins_report(lines: Sequence[Line], at: int) -> bool:
    texts = [line.text for line in lines[at : at + 3] if line.text]
    return any(title_in(texts[:count], at) is not None for count in range(1, len(texts) + 1))


@dataclass(slots=True)
class _Tables:
    form: Form | None
    cells: dict[str, Cell]
    findings: list[Finding]


def _report(lines: Sequence[Line], zones: dict[str, list[Zone]], document: Document, clock: Clock) -> AnnualReport:
    texts = _text_outside(lines, zones)
    heading = read_heading(texts, clock)
    if _is_nothing(heading, zones, texts):
        raise _not_a_report(document)
    tell("文件", f"标题“{heading.title or '未见'}”，机关“{heading.agency or '未见'}”，年度 {heading.year or '未见'}")
    _tell_zones(zones, lines)
    tables = _tables(lines, zones, heading, clock)
    if document.pictures and tables.form:
        unsure = doubtful_in(tables.form, tables.cells, document)
        tables = _Tables(tables.form, marked(tables.cells, unsure), [*tables.findings, *unsure])
    if is_traditional(f"{heading.title}{heading.opening}"):
        tables.findings.append(finding("READ-SCRIPT", "文件用繁体字写成，机关名称和文字照原样保留"))
    tables.findings.extend(note_findings(document, tables.cells))
    clock.check()
    code = tables.form.code if tables.form else _TEXT_ONLY if heading.year and heading.year < 2019 else None
    return AnnualReport(
        agency=heading.agency,
        year=heading.year,
        format=code,
        title=heading.title,
        opening=heading.opening,
        sections=heading.sections,
        signature=heading.signature,
        signed_on=heading.signed_on,
        tables=tables.cells,
        narrative=statements(heading.opening, heading.sections),
        findings=tables.findings,
        source=Source(document.name, document.sha256, document.media_type, document.reader),
    )


def _text_outside(lines: Sequence[Line], zones: dict[str, list[Zone]]) -> list[str]:
    inside = {i for found in zones.values() for zone in found for i in range(zone.start, zone.end)}
    return [line.text for i, line in enumerate(lines) if i not in inside and line.text]


def _tables(lines: Sequence[Line], zones: dict[str, list[Zone]], heading: Heading, clock: Clock) -> _Tables:
    if not any(zones.values()):
        form = form_for_year(heading.year) if heading.year else None
        missing = [finding("READ-TABLE", "没有找到三张统计表，请检查文件是否完整", form.paths)] if form else []
        return _Tables(form, {path: Cell.missing() for path in form.paths} if form else {}, missing)
    notes: list[Finding] = []
    tables = {key: _pieces(lines, found, heading.year, notes) for key, found in zones.items()}
    requests, collapsed = TableReading(), None
    likely = _shown(tables[PROACTIVE]) or (form_for_year(heading.year) if heading.year else None)
    if tables[REQUESTS]:
        read = [read_requests(table, clock, likely) for table in tables[REQUESTS]]
        requests, collapsed = compared([reading for reading, _ in read], "表三"), read[0][1]
    form = _form(_shown(tables[PROACTIVE]), collapsed, heading.year)
    tell("文件", f"按 {form.code} 年版式填入各格")
    readings = {REQUESTS: requests}
    if tables[PROACTIVE]:
        readings[PROACTIVE] = compared([read_proactive(t, form.code, clock) for t in tables[PROACTIVE]], "表二")
    if tables[DISPUTES]:
        readings[DISPUTES] = compared([read_disputes(table, heading.year) for table in tables[DISPUTES]], "表四")
    if _is_template(
        readings, (line for found in zones.values() for zone in found for line in lines[zone.start : zone.end])
    ):
        return _Tables(form, {path: Cell(None, CellState.BLANK, "") for path in form.paths}, [])
    together = _together(form, readings)
    return _Tables(form, together.cells, [*together.findings, *notes])


def _is_template(readings: dict[str, TableReading], lines: Iterable[Line]) -> bool:
    """All three tables with their labels, and in their lines no numbers that could be theirs, however they are parted:
    a form nobody has filled in."""
    if len(readings) < len(_PARTS) or any(reading.cells for reading in readings.values()):
        return False
    return sum(max(line.value_count, len(_NUMBER.findall(line.text))) for line in lines) < _FEWEST_VALUES


def _pieces(lines: Sequence[Line], zones: Sequence[Zone], year: int | None, notes: list[Finding]) -> list[list[Line]]:
    """The lines of each table, its pieces together; a list of words without any value is no table beside one with values,
    and a table of an earlier year none beside one of the year, which a note says."""
    tables = tables_of(zones)
    own = [table for table in tables if not _is_of_last_year(lines, table[0], zones, year)]
    if own and len(own) < len(tables):
        text = f"文件里另有 {len(tables) - len(own)} 张以往年度的{_PARTS[zones[0].table]}，没有采用"
        notes.append(finding("READ-NOTE", text))
    whole = [[line for zone in table for line in lines[zone.start : zone.end]] for table in own or tables]
    filled = [table for table in whole if any(line.value_count for line in table)]
    return filled or whole[:1]


def _is_of_last_year(lines: Sequence[Line], zone: Zone, zones: Sequence[Zone], year: int | None) -> bool:
    """What the nearest line above the table that names a year says of it."""
    above = max((other.end for other in zones if other.end <= zone.start), default=0)
    near = [line.text for line in lines[above : zone.start] if line.text][-_FURTHEST_CAPTION:]
    said = [speaks_of_last_year(text, year) for text in reversed(near) if len(text) <= _LONGEST_CAPTION]
    return next((verdict for verdict in said if verdict is not None), False)


def _shown(proactive: Sequence[Sequence[Line]]) -> Form | None:
    """The form that the heads and rows of table two show; None where they show none."""
    votes = dict.fromkeys(FORMS, 0)
    for table in proactive:
        for code, count in form_votes(table).items():
            votes[code] += count
    return FORMS[max(votes, key=lambda code: votes[code])] if votes["2019"] != votes["2021"] else None


def _form(shown: Form | None, collapsed: bool | None, year: int | None) -> Form:
    """What the tables show: table two first, then table three, then the year."""
    if shown:
        return shown
    if collapsed is False:
        return FORMS["2021"]
    by_year = form_for_year(year) if year else None
    return by_year or FORMS["2019" if collapsed else "2021"]


def _together(form: Form, readings: dict[str, TableReading]) -> _Tables:
    cells = dict.fromkeys(form.paths, Cell.missing())
    findings: list[Finding] = []
    for key, table in _PARTS.items():
        reading = readings.get(key)
        if reading is None or not reading.cells:
            findings.append(finding("READ-TABLE", f"没有找到{table}，请检查文件是否完整", form.table(key).paths))
            continue
        cells |= reading.cells
        findings.extend(reading.findings)
    allowed = {*form.paths, *COLLAPSED_OTHER}
    known = {path: cell for path, cell in cells.items() if path in allowed}
    return _Tables(form, known, [*findings, *_unsaid(form, cells, findings)])


def _unsaid(form: Form, cells: dict[str, Cell], findings: Sequence[Finding]) -> list[Finding]:
    """Rows that belong to another form than the rest, and cells that the file lacks and nothing has named yet."""
    said = {path for found in findings for path in found.cells}
    out: list[Finding] = []
    own = {*form.paths, *COLLAPSED_OTHER}
    foreign = [path for path in cells if path not in own]
    if any(cells[path].value is not None for path in foreign):
        text = "表三的“其他处理”与表二不是同一版格式，这几行没有采用，请核对"
        out.append(finding("READ-FORM", text, foreign))
    replaced = {path for path in form.paths if _is_other(path) and COLLAPSED_OTHER[0] in cells}
    said |= replaced
    lost = [path for path in form.paths if cells[path].state is CellState.MISSING and path not in said]
    others = [path for path in form.paths if _is_other(path)]
    if others and not replaced and all(cells[path].state is CellState.MISSING for path in others):
        lost += [path for path in COLLAPSED_OTHER if path not in said]
    if lost:
        out.append(finding("READ-ROW", "有的格在文件里没有找到，请对照原文核对", lost))
    return out


@cache
def _is_other(path: str) -> bool:
    """One of the three rows that some reports file as the single row 其他处理."""
    return path.split(".")[1] in OTHER_OUTCOMES
