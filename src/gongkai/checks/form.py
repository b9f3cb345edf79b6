"""Whether the report is the form the notices ask for: title, year, six sections, three filled tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gongkai.checks.case import Case, part
from gongkai.checks.doubts import has_left_over
from gongkai.checks.gaps import TABLE_NAMES, TABLE_SECTIONS, Gap, gaps
from gongkai.checks.organs import OrganKind, kind_of
from gongkai.checks.registry import FORM_NOTICES, MAIN, Found, rule
from gongkai.report import CellState, Kind, Severity, form_for_year
from gongkai.report.forms import FORM_2019, FORM_2021, OTHER_OUTCOMES, REQUESTS
from gongkai.report.script import simplified
from gongkai.statute.annual_report import ARTICLE, department_deadline, government_deadline

_NAME = "政府信息公开工作年度报告"
_COVER_LETTER = re.compile(r"关于(?:报送|上报|呈报)|报送.*的?(?:函|报告)$|的函$|的请示$")
_NOT_FILLED = (CellState.BLANK, CellState.NOT_APPLICABLE)
_COUNT, _FEWEST_NUMBERS = re.compile(r"(?<![\d.年月〔第])\d+(?![\d.年月日号〕])"), 4
_TO_FILL = re.compile(r"【请填写[^】]*】|[×xX＊*]{2,}(?:年|月|日|件|条)|[_＿]{3,}")


@rule(
    "FORM-TITLE",
    Severity.WARNING,
    title="标题应为“政府信息公开工作年度报告”",
    title_en="The title says 政府信息公开工作年度报告",
    description="标题应包含“政府信息公开工作年度报告”；写成“工作报告”、报送函或缺少标题的，提示改正。",
    message={
        MAIN: "标题“{title}”没有写明“政府信息公开工作年度报告”。请改正标题。",
        "missing": "没有读到标题。标题应写明机关全称、年度和“政府信息公开工作年度报告”。",
        "letter": "标题“{title}”像是报送函，不是年度报告本身。请公布年度报告正文。",
    },
    basis="《条例》第四十九条、第五十条",
)
def title_is_the_report(case: Case) -> Iterator[Found]:
    """Circulars name both mistakes: 工作报告 for 年度报告, and the covering letter published in its place."""
    title = re.sub(r"\s", "", case.report.title or "")
    plain = simplified(title)
    if not title:
        yield Found(template="missing")
    elif _COVER_LETTER.search(plain):
        yield Found({"title": title}, template="letter")
    elif _NAME not in plain:
        yield Found({"title": title})


@rule(
    "FORM-AGENCY",
    Severity.WARNING,
    title="报告应写明机关名称",
    title_en="The report names the organ",
    description="标题、正文或落款应能看出是哪个机关的报告。",
    message="没有读到机关名称。请在标题中写明机关全称。",
    basis="《条例》第四十九条",
)
def agency_is_named(case: Case) -> Iterator[Found]:
    """Without it a report cannot be paired with last year's or rolled up."""
    if not case.report.agency:
        yield Found()


@rule(
    "FORM-YEAR",
    Severity.WARNING,
    title="报告应写明统计年度",
    title_en="The report names the year it is about",
    description="统计年度是报告所统计的年度，不是公布的年度。",
    message="没有读到统计年度。请在标题中写明是哪一年的报告。",
    basis="《条例》第四十九条",
)
def year_is_named(case: Case) -> Iterator[Found]:
    """Which form must be used follows from the year."""
    if case.report.year is None:
        yield Found()


@rule(
    "FORM-WRONG",
    Severity.WARNING,
    title="表格应使用该年度的格式",
    title_en="The tables are those of the year's form",
    description=f"{FORM_2019.first_year} 年度起用{FORM_2019.notice}格式，{FORM_2021.first_year} 年度起用{FORM_2021.notice}格式。",
    message="这是 {year} 年度的报告，表格却是 {used} 的格式，应使用 {right} 的格式。请换用正确的表格填报。",
    basis=FORM_NOTICES,
)
def tables_are_of_the_year(case: Case) -> Iterator[Found]:
    """Table two of the two forms has not one number in common."""
    form = case.report.form
    right = form_for_year(case.report.year) if case.report.year else None
    if form and right and form is not right and case.report.tables:
        yield Found({"year": case.report.year, "used": form.notice, "right": right.notice})


@rule(
    "FORM-OTHER",
    Severity.WARNING,
    title="2021 年格式“其他处理”应分三行",
    title_en="The 2021 form has three rows of other outcomes",
    description="2021 年格式把“（六）其他处理”分为三行；仍用一行的，提示换用新表。",
    message="表三“（六）其他处理”只有一行，2021 年格式应分为三行填写。请按三种情形分别填写。",
    basis="国办公开办函〔2021〕30号附件表三",
)
def other_outcomes_are_three(case: Case) -> Iterator[Found]:
    """The row of the 2019 form, kept in the new table."""
    if case.report.collapsed_other:
        cells = tuple(path for path in FORM_2021.paths if path.split(".")[1] in OTHER_OUTCOMES)
        yield Found(cells=tuple(path for path in cells if path.startswith(f"{REQUESTS}.")))


@rule(
    "FORM-TEMPLATE",
    Severity.ERROR,
    title="报告没有填写",
    title_en="The report is an empty form",
    description="三张表没有一格填了数字。",
    message="三张表都没有填数字，像是一份空白模板。请填写后再公布；没有发生的填“0”。",
    basis=FORM_NOTICES,
)
def form_is_filled(case: Case) -> Iterator[Found]:
    """One finding for a blank form, in place of one for every row."""
    if _is_template(case):
        yield Found(cells=tuple(case.report.tables))


def _is_template(case: Case) -> bool:
    """Most cells were found and none is filled; a table that was not found may be filled and only not read."""
    states = [cell.state for cell in case.report.tables.values()]
    empty = sum(state in _NOT_FILLED for state in states)
    return empty * 2 > len(states) and not any(s in (CellState.NUMBER, CellState.UNREADABLE) for s in states)


@rule(
    "FORM-BLANK",
    Severity.WARNING,
    title="表中不应有空白、“/”或“无”",
    title_en='No cell is blank, "/" or 无',
    description="每一格都应填数字，没有发生的填 0；空白不当作 0。",
    message="{where}{count}{what}。没有发生的请填“0”，不要留空，也不要填“/”“无”。",
    basis=FORM_NOTICES,
)
def cells_are_filled(case: Case) -> Iterator[Found]:
    """A blank says nothing: not that there was none."""
    if _is_template(case):
        return
    for gap in gaps(case.report, _NOT_FILLED, case.thresholds.blank_rows):
        kinds = {case.report.cell(path).state for path in gap.cells}
        yield Found({"where": gap.where, "count": _count(gap), "what": _kinds(kinds)}, gap.cells)


def _count(gap: Gap) -> str:
    return "" if len(gap.cells) == 1 else f" {len(gap.cells)} 格"


def _kinds(kinds: set[CellState]) -> str:
    words = {CellState.BLANK: "空白", CellState.NOT_APPLICABLE: "没有填数字（填的是“/”“无”等）"}
    return "、".join(words[kind] for kind in _NOT_FILLED if kind in kinds)


@rule(
    "FORM-MISSING",
    Severity.WARNING,
    title="三张表应完整",
    title_en="All three tables are there, with every row and column",
    description="缺少整张表是错误，缺少个别行、列是警告；文件里有没能归位的数字时，只提示核对读取结果。",
    message={
        MAIN: "{where}{count}没有读到。请对照原文，看是表格缺行缺列，还是数字错位。",
        "table": "没有读到{tables}。请确认文件里有这些表，而且是可以复制的文字表格，不是图片。",
        "unread": "{tables}没有读出来，但文件里有没能归位的数字。请对照原文核对，或换一种文件再试。",
        "picture": "没有读到{tables}。请看原件上有没有这些表，扫描时是否缺页。",
    },
    basis=FORM_NOTICES,
)
def tables_are_complete(case: Case) -> Iterator[Found]:
    """A table that is a picture is missing too: nobody can search or reuse it. Single cells that the reading itself
    asks to look at are left to it."""
    if case.report.form is None:
        yield _absent(case, Found({"tables": "、".join(TABLE_NAMES.values())}))
        return
    found = list(gaps(case.report, (CellState.MISSING,), case.thresholds.blank_rows))
    whole = [gap for gap in found if gap.whole]
    unread = [gap for gap in whole if _holds_numbers(case, gap)]
    if unread:
        yield replace(_tables(unread), template="unread", kind=Kind.READING)
    if len(unread) < len(whole):
        yield _absent(case, _tables([gap for gap in whole if gap not in unread]))
    doubted = {path for finding in case.report.reading_findings() for path in finding.cells}
    for gap in found:
        if not gap.whole and not doubted.issuperset(gap.cells):
            yield Found({"where": gap.where, "count": _count(gap)}, gap.cells)


def _absent(case: Case, found: Found) -> Found:
    """Of a scan nobody can ask that its tables be text; there, a page may not have been scanned."""
    source = case.report.source
    if source and source.reader == "ocr":
        return replace(found, template="picture", kind=Kind.READING)
    return replace(found, severity=Severity.ERROR, template="table")


def _tables(gaps: Sequence[Gap]) -> Found:
    names = "、".join(TABLE_NAMES[gap.cells[0].split(".")[0]] for gap in gaps)
    return Found({"tables": names}, tuple(path for gap in gaps for path in gap.cells))


def _holds_numbers(case: Case, gap: Gap) -> bool:
    """Whether the reading left numbers over, or the part where the table belongs holds some: then the table may be there,
    and the reading at fault. Without a heading of its own, a table stands under that of another."""
    section = TABLE_SECTIONS[gap.cells[0].split(".")[0]]
    wanted = {section} if case.has_section(section) else set(TABLE_SECTIONS.values())
    texts = (part.text for number, part in case.sections if number in wanted)
    return has_left_over(case.report) or sum(len(_COUNT.findall(text)) for text in texts) >= _FEWEST_NUMBERS


@rule(
    "FORM-UNFILLED",
    Severity.WARNING,
    title="文字中不应留有待填写的地方",
    title_en="No place in the text is left to be filled in",
    description="正文里还有“【请填写：…】”“××年”一类待填写的地方。",
    message="{part}还有待填写的地方：“{quote}”{more}。请补写。",
    basis="《条例》第五十条",
)
def text_is_filled(case: Case) -> Iterator[Found]:
    """What the ledgers could not say is marked for the office, and must not be published as a mark."""
    for section, prose in case.places():
        places = [prose.quote(match.start(), match.end()) for match in _TO_FILL.finditer(prose.text)]
        if places:
            more = f"等 {len(places)} 处" if len(places) > 1 else ""
            fill = {"part": part(section), "quote": places[0], "more": more}
            yield Found(fill, quote=places[0], section=section)


@rule(
    "FORM-DATE",
    Severity.WARNING,
    title="落款日期应在统计年度之后、法定公布期限之内",
    title_en="The date is after the year and within the legal term",
    description="政府部门和本级政府应分别在《条例》规定的期限前公布；乡镇、街道按当地要求，晚于部门期限的仅作提示。",
    message={
        MAIN: "落款日期 {date} 晚于公布期限 {deadline}。请核对日期；确已逾期的，请尽快公布。",
        "early": "落款日期 {date} 还在统计年度之内，全年数据尚未产生。请核对日期。",
    },
    basis=ARTICLE,
)
def date_is_in_term(case: Case) -> Iterator[Found]:
    """Governments: 第二款; departments: 第一款; the article names neither townships nor 街道."""
    year, signed = case.report.year, case.report.signed_on
    if year is None or signed is None:
        return
    kind = kind_of(case.report.agency)
    government = kind in (OrganKind.COUNTY, OrganKind.CITY_OR_PROVINCE, OrganKind.UNKNOWN)
    deadline = government_deadline(year) if government else department_deadline(year)
    fill = {"date": f"{signed:%Y}年{signed.month}月{signed.day}日", "deadline": f"{deadline.month}月{deadline.day}日"}
    if signed.year <= year:
        yield Found(fill, template="early")
    elif signed > deadline:
        yield Found(fill, severity=Severity.INFO if kind is OrganKind.TOWNSHIP else None)
