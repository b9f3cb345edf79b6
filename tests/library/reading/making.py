"""Reports made up for the tests: numbers that satisfy the relations, and the many ways in which extractors print them.

`Made.printed` is the truth: path → what stands in that cell of the file, None where the file has no such cell.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from gongkai.report import FORMS, AnnualReport, Certainty, Verdict, judge
from gongkai.report.forms import APPLICANTS, COLUMNS, DISPUTE_GROUPS, DISPUTE_RESULTS, GROUPS, REQUEST_LABELS

Matrix = dict[str, list[str | None]]


@dataclass
class Made:
    """One made report. `requests` maps a row to its seven cells; text per cell, "" blank, None not in the file."""

    code: str = "2021"
    year: int = 2023
    agency: str = "清河县青山镇人民政府"
    proactive: Matrix = field(default_factory=dict)
    requests: Matrix = field(default_factory=dict)
    disputes: list[str | None] = field(default_factory=list)

    @property
    def rows(self) -> tuple[str, ...]:
        return FORMS[self.code].request_rows

    def truth(self) -> dict[str, Decimal | None]:
        cells: dict[str, str | None] = {}
        for key, values in self.proactive.items():
            cells |= dict(zip(proactive_paths(self.code)[key], values, strict=True))
        for row, values in self.requests.items():
            cells |= {f"requests.{row}.{column}": value for column, value in zip(COLUMNS, values, strict=True)}
        names = [f"disputes.{group}.{result}" for group in DISPUTE_GROUPS for result in DISPUTE_RESULTS]
        cells |= dict(zip(names, self.disputes, strict=True))
        return {path: number(text) for path, text in cells.items()}


def number(text: str | None) -> Decimal | None:
    if text is None:
        return None
    plain = unicodedata.normalize("NFKC", text).replace(",", "").removesuffix("件").strip()
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def proactive_paths(code: str) -> dict[str, list[str]]:
    rows: dict[str, list[str]] = {}
    for path in FORMS[code].tables[0].paths:
        rows.setdefault(path.split(".")[1], []).append(path)
    return rows


def make(rng: random.Random, code: str = "2021", *, busy: float = 0.3, most: int = 40) -> Made:
    """Numbers that satisfy every relation; `busy` is the share of rows that are not all 0."""
    made = Made(code, FORMS[code].first_year + rng.randrange(2))
    for key, paths in proactive_paths(code).items():
        made.proactive[key] = [str(rng.choice([0, 0, rng.randrange(9), rng.randrange(9999)])) for _ in paths]
    some = list(proactive_paths(code)["charges"])
    if code == "2021" and rng.random() < 0.5:
        made.proactive["charges"] = [f"{rng.randrange(9999)}.{rng.randrange(1, 9999):04d}" for _ in some]
    outcomes = FORMS[code].outcomes
    table = {row: [_count(rng, busy, most) for _ in APPLICANTS] for row in outcomes}
    table["result_total"] = [sum(table[row][i] for row in outcomes) for i in range(6)]
    table["carried_out"] = [_count(rng, busy, 9) for _ in APPLICANTS]
    both = [a + b for a, b in zip(table["result_total"], table["carried_out"], strict=True)]
    table["carried_in"] = [min(both[i], _count(rng, busy, 9)) for i in range(6)]
    table["new"] = [both[i] - table["carried_in"][i] for i in range(6)]
    made.requests = {row: [str(n) for n in (*table[row], sum(table[row]))] for row in made.rows}
    groups = [[_count(rng, busy, 9) for _ in range(4)] for _ in range(3)]
    made.disputes = [str(n) for group in groups for n in (*group, sum(group))]
    return made


def _count(rng: random.Random, busy: float, most: int) -> int:
    return rng.randrange(most) if rng.random() < busy else 0


# ---- how a report is printed

HEADS_3 = ["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "申请人情况"]
RESULTS = list(DISPUTE_RESULTS.values())


def label_cells(row: str, first: set[str]) -> list[str]:
    """The label cells in front of a row, as the official form merges them; group labels once."""
    group = row.split("_")[0] if row != "other" else ""
    cells = []
    if row not in ("new", "carried_in", "carried_out"):
        cells.append("三、本年度办理结果" if "results" not in first else "")
        first.add("results")
    if group in GROUPS and row != "other":
        cells.append(GROUPS[group] if group not in first else "")
        first.add(group)
    return [*cells, REQUEST_LABELS[row]]


def proactive_rows(made: Made) -> list[list[str | None]]:
    rows: list[list[str | None]] = []
    values = iter(made.proactive.values())
    for row in FORMS[made.code].tables[0].rows:
        if any(cell.path for cell in row):
            rows.append([row[0].text, *next(values)])
        else:
            rows.append([cell.text for cell in row])
    return rows


def request_rows(made: Made) -> list[list[str | None]]:
    first: set[str] = set()
    return [[*label_cells(row, first), *values] for row, values in made.requests.items()]


def head_rows() -> list[list[str]]:
    names = list(COLUMNS.values())
    return [HEADS_3, [names[0], "法人或其他组织", names[6]], names[1:6]]


def dispute_heads() -> list[list[str]]:
    return [["行政复议", "行政诉讼"], [*RESULTS, "未经复议直接起诉", "复议后起诉"], [*RESULTS, *RESULTS]]


def before(made: Made) -> str:
    return f"{made.agency}{made.year}年政府信息公开工作年度报告\n\n一、总体情况\n本年度认真落实条例要求，扎实推进公开工作。\n"


AFTER = "\n五、存在的主要问题及改进情况\n公开内容还不够细，下一步将加强培训。\n六、其他需要报告的事项\n无。\n"
SECTIONS = ("二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况")


def _document(made: Made, tables: list[str]) -> str:
    parts = [f"{title}\n\n{table}\n" for title, table in zip(SECTIONS, tables, strict=True)]
    return before(made) + "\n" + "\n".join(parts) + AFTER


def all_rows(made: Made) -> list[list[list[str | None]]]:
    """The three tables as rows of cells, merged cells once."""
    return [
        proactive_rows(made),
        [*head_rows(), *request_rows(made)],
        [*dispute_heads(), list(made.disputes)],
    ]


def one_cell_a_line(made: Made) -> str:
    """As a word processor saves text: no trace of rows; empty cells leave an empty line."""
    return _document(made, ["\n".join(c for row in table for c in row if c is not None) for table in all_rows(made)])


def one_cell_a_line_dense(made: Made) -> str:
    """The same without the empty lines."""
    return _document(made, ["\n".join(c for row in table for c in row if c) for table in all_rows(made)])


def behind_tabs(made: Made) -> str:
    """One cell a line behind a tab; an empty line ends a row."""
    tables = ["\n\n".join("\n".join(f"\t{c}" for c in row if c is not None) for row in t) for t in all_rows(made)]
    return _document(made, tables)


def stroke_below(made: Made) -> str:
    """One cell a line with a stroke below each, as pages are saved whose cells hold paragraphs."""
    tables = ["\n".join(f"{c}\n|" for row in table for c in row if c) for table in all_rows(made)]
    return _document(made, tables)


def stroke_behind(made: Made) -> str:
    """One cell a line with a stroke behind each."""
    tables = ["\n".join(f"{c} |" for row in table for c in row if c) for table in all_rows(made)]
    return _document(made, tables)


def stroke_rows(made: Made) -> str:
    """The same with a stroke before each row, and those of the cells that a merge covers."""
    tables = ["\n".join("|\n" + "\n".join(f"{c} |" for c in row if c) + "\n|||" for row in t) for t in all_rows(made)]
    return _document(made, tables)


def grid_rows(made: Made) -> list[list[list[str]]]:
    """Full grids with empty cells where a merge covers: 4, 10 and 15 columns. Lost cells close up to the left."""
    pro = [_padded([c for c in row if c is not None], 4) for row in proactive_rows(made)]
    req = [
        _padded([HEADS_3[0], "", "", HEADS_3[1]], 10),
        _padded(["", "", "", "自然人", "法人或其他组织", "", "", "", "", "总计"], 10),
        _padded(["", "", "", "", *list(COLUMNS.values())[1:6]], 10),
    ]
    first: set[str] = set()
    for row, values in made.requests.items():
        labels = _padded(label_cells(row, first), 3)
        req.append(_padded([*labels, *(v for v in values if v is not None)], 10))
    heads = dispute_heads()
    dis = [
        _padded([heads[0][0], "", "", "", "", heads[0][1]], 15),
        _padded([*RESULTS, heads[1][5], "", "", "", "", heads[1][6]], 15),
        _padded([""] * 5 + heads[2], 15),
        _padded([v for v in made.disputes if v is not None], 15),
    ]
    return [pro, req, dis]


def _padded(cells: list[str], width: int) -> list[str]:
    return cells + [""] * (width - len(cells))


def tab_rows(made: Made) -> str:
    return _document(made, ["\n".join("\t".join(row) for row in table) for table in grid_rows(made)])


def pipe_rows(made: Made) -> str:
    tables = []
    for table in grid_rows(made):
        lines = ["| " + " | ".join(row) + " |" for row in table]
        lines.insert(1, "|" + "---|" * len(table[0]))
        tables.append("\n".join(lines))
    return _document(made, tables)


def ragged_tab_rows(made: Made) -> str:
    """Rows that lost their empty cells in front, as from page to page of a PDF."""
    pro, req, dis = grid_rows(made)
    ragged = [row if i % 3 else _padded(_without_leading(row), 10) for i, row in enumerate(req)]
    return _document(made, ["\n".join("\t".join(row) for row in table) for table in (pro, ragged, dis)])


def _without_leading(row: list[str]) -> list[str]:
    labels = [cell for cell in row[:3] if cell]
    return labels + row[3:]


def one_space(made: Made) -> str:
    """pdftotext -raw: label and values on one line, one space apart; long labels broken, their values on a line of their own."""
    lines_3: list[str] = []
    for row in [*head_rows(), *request_rows(made)]:
        words = [c for c in row if c and number(c) is None and c not in ("/", "-", "—", "无")]
        values = [c for c in row[-7:] if c is not None and c not in words and c]
        joined = " ".join(words)
        if len(joined) > 18 and values:
            lines_3 += [*_wrapped(joined, 10), " ".join(values)]
        else:
            lines_3.append(" ".join([joined, *values]))
    table_2 = "\n".join(" ".join(c for c in row if c) for row in proactive_rows(made))
    table_4 = "\n".join(["行政复议 行政诉讼", " ".join(v for v in made.disputes if v)])
    heads_4 = "未经复议直接起诉 复议后起诉\n" + "\n".join(RESULTS * 3)
    table_4 = table_4.replace("\n", "\n" + heads_4 + "\n", 1)
    return _document(made, [table_2, "\n".join(lines_3), table_4])


def _wrapped(text: str, width: int) -> list[str]:
    return [text[i : i + width] for i in range(0, len(text), width)]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _at(line: str, column: int, text: str) -> str:
    return line + " " * max(2 if line else 0, column - _width(line)) + text


def laid_out(made: Made) -> str:
    """pdftotext -layout: columns kept by spaces, values in the middle of a wrapped label."""
    lines = ["                                              申请人情况"]
    lines.append(_at("（本列数据的勾稽关系为：第一项加第二", 62, "法人或其他组织"))
    lines.append("            自然人    商业企业  科研机构  社会公益组织  法律服务机构   其他   总计")
    first: set[str] = set()
    for row, values in made.requests.items():
        *group, label = label_cells(row, first)
        parts = _wrapped(label, 11) if group else [label]
        middle = len(parts) // 2
        for i, part in enumerate(parts):
            line = _at("", 12 if group else 0, part)
            if group and i == 0 and group[-1]:
                line = _at("  " + group[-1], 14, part)
            lines.append(_values_at(line, values) if i == middle else line)
    pro = "\n".join(_proactive_at(row) for row in proactive_rows(made))
    dis = "\n".join(["     行政复议              行政诉讼", "结果维持  结果纠正  其他结果  尚未审结  总计" * 3])
    dis += "\n" + "".join(f"{v or '':>6}" for v in made.disputes)
    return _document(made, [pro, "\n".join(lines), dis])


def laid_out_narrow(made: Made) -> str:
    """The same with columns so narrow that labels are cut every few characters, group labels between them."""
    lines = [
        "                                              自然人    商业企业  科研机构  社会公益组织  法律服务机构   其他   总计"
    ]
    first: set[str] = set()
    for row, values in made.requests.items():
        *group, label = label_cells(row, first)
        parts = _wrapped(label, 4)
        beside = _wrapped(group[-1], 3) if group and group[-1] else []
        for i in range(max(len(parts), len(beside))):
            line = _at("", 10, beside[i]) if i < len(beside) else ""
            line = _at(line, 22 if group else 0, parts[i]) if i < len(parts) else line
            lines.append(_values_at(line, values) if i == len(parts) // 2 else line)
    pro = "\n".join(_proactive_at(row) for row in proactive_rows(made))
    dis = (
        "行政复议    行政诉讼\n"
        + "  ".join([*RESULTS, "未经复议直接起诉", "复议后起诉"])
        + "\n"
        + "  ".join(RESULTS * 2)
    )
    dis += "\n" + "".join(f"{v or '':>6}" for v in made.disputes)
    return _document(made, [pro, "\n".join(lines), dis])


def _values_at(line: str, values: list[str | None]) -> str:
    for i, value in enumerate(values):
        if value:
            line = _at(line, 46 + 9 * i - _width(value) // 2, value)
    return line


def _proactive_at(row: list[str | None]) -> str:
    line = "  " + (row[0] or "")
    for i, cell in enumerate(row[1:]):
        if cell:
            line = _at(line, 26 + 16 * i, cell)
    return line


def columns_first(made: Made) -> str:
    """All labels of table three, then its values column by column."""
    labels = "\n".join(c for row in request_rows(made) for c in row[:-7] if c)
    columns = []
    for i, name in enumerate(COLUMNS.values()):
        columns.append("\n".join([name, *(values[i] for values in made.requests.values() if values[i])]))
    dense = ["\n".join(c for row in table for c in row if c) for table in all_rows(made)]
    return _document(made, [dense[0], "\n".join([*HEADS_3, labels, *columns]), dense[2]])


def labels_first(made: Made) -> str:
    """All labels of table three, then its values row by row."""
    labels = "\n".join(c for row in request_rows(made) for c in row[:-7] if c)
    heads = "\n".join(c for row in head_rows() for c in row)
    values = "\n".join(v for row in made.requests.values() for v in row if v)
    dense = ["\n".join(c for row in table for c in row if c) for table in all_rows(made)]
    return _document(made, [dense[0], "\n".join([heads, labels, values]), dense[2]])


def drifting_labels(made: Made) -> str:
    """pdftotext without -layout: a group's values first, its labels behind them."""
    lines: list[str] = [c for row in head_rows() for c in row]
    first: set[str] = set()
    late: list[str] = []
    for i, (row, values) in enumerate(made.requests.items()):
        cells = [c for c in label_cells(row, first) if c]
        if len(cells[-1]) > 9 and row.startswith(("denied", "unable", "refused", "other_")):
            late += cells
        else:
            lines += cells
        lines += [v for v in values if v]
        if row in ("denied_inquiry", "unable_unclear", "other_misc") or i == len(made.requests) - 1:
            lines += late
            late = []
    dense = ["\n".join(c for r in table for c in r if c) for table in all_rows(made)]
    return _document(made, [dense[0], "\n".join(lines), dense[2]])


PRINTERS: dict[str, Callable[[Made], str]] = {
    printer.__name__: printer
    for printer in (
        one_cell_a_line,
        one_cell_a_line_dense,
        stroke_below,
        stroke_behind,
        stroke_rows,
        behind_tabs,
        tab_rows,
        pipe_rows,
        ragged_tab_rows,
        one_space,
        laid_out,
        laid_out_narrow,
        columns_first,
        labels_first,
        drifting_labels,
    )
}


# ---- how a reading is judged


def wrong_cells(report: AnnualReport, made: Made) -> dict[str, tuple[Decimal | None, Decimal]]:
    """Cells that hold another number than the file prints there: path → (printed, read)."""
    truth = made.truth()
    out = {}
    for path, cell in report.tables.items():
        if cell.value is not None and Decimal(cell.value) != truth.get(path):
            out[path] = (truth.get(path), Decimal(cell.value))
    return out


def silent_errors(report: AnnualReport, made: Made) -> dict[str, tuple[Decimal | None, Decimal]]:
    """Wrong cells that neither their certainty, nor a READ-* finding, nor a broken relation gives away."""
    loud = {path for finding in report.findings for path in finding.cells}
    for relation in report.relations():
        if judge(relation, report.tables).verdict is Verdict.FAILS:
            loud.update(relation.cells)
    wrong = wrong_cells(report, made).items()
    return {p: v for p, v in wrong if report.tables[p].certainty is not Certainty.UNCERTAIN and p not in loud}


def silent_nulls(report: AnnualReport, made: Made) -> list[str]:
    """Cells without a number where the file prints one, and no finding that names them."""
    named = {path for finding in report.findings for path in finding.cells}
    printed = [path for path, number in made.truth().items() if number is not None]
    return [path for path in printed if report.value(path) is None and path not in named]


def right_share(report: AnnualReport, made: Made) -> float:
    """Share of the cells read exactly as printed."""
    truth = made.truth()
    right = sum(
        (None if (value := report.value(path)) is None else Decimal(value)) == expected
        for path, expected in truth.items()
    )
    return right / len(truth)
