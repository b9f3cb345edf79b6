"""A report on paper: paragraphs and tables, before any file form. Merged boxes stand in every place they cover."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.corpus.case import Case
from gongkai.report import FormTable, Role
from gongkai.report.forms import REQUESTS_COLLAPSED

SECTIONS = "一二三四五六"


@dataclass(eq=False)
class Box:
    """A printed box; the same object in several places of the grid is one merged box."""

    text: str
    role: Role
    path: str | None = None


Matrix = list[list[Box]]


@dataclass
class Sheet:
    """One table. `cuts` are the rows before which a page ends; `heads` of the first rows are repeated after it."""

    key: str
    matrix: Matrix
    heads: int
    cuts: list[int] = field(default_factory=list)

    def row_of(self, path: str) -> int | None:
        return next((i for i, row in enumerate(self.matrix) for box in row if box.path == path), None)

    def values(self, index: int) -> list[Box]:
        return [box for box in _once(self.matrix[index]) if box.role is Role.VALUE]


@dataclass
class Paper:
    """`blocks` from top to bottom; a text starting with "#" is a heading."""

    title: str
    blocks: list[str | Sheet]
    repeat_heads: bool = False
    furniture: list[str] = field(default_factory=list)

    def sheets(self) -> Iterator[Sheet]:
        return (block for block in self.blocks if isinstance(block, Sheet))

    def sheet(self, key: str) -> Sheet | None:
        return next((sheet for sheet in self.sheets() if sheet.key == key), None)


def _once(row: list[Box]) -> list[Box]:
    return [box for i, box in enumerate(row) if i == 0 or row[i - 1] is not box]


def paper(case: Case, said: dict[int, list[str]] | None = None) -> Paper:
    """The report as the office would print it; `said`: the paragraphs of a section by its number, else plain ones."""
    blocks: list[str | Sheet] = []
    for number, (title, text) in enumerate(zip(case.form.sections, _texts(case), strict=True)):
        blocks.append(f"#{SECTIONS[number]}、{title}")
        blocks += text if said is None else said.get(number + 1, [])
        if 1 <= number <= 3:
            blocks.append(sheet(case, ("proactive", "requests", "disputes")[number - 1]))
    return Paper(f"{case.agency}{case.year}年政府信息公开工作年度报告", blocks)


def sheet(case: Case, key: str) -> Sheet:
    table = REQUESTS_COLLAPSED if case.collapsed and key == "requests" else case.form.table(key)
    return Sheet(key, _matrix(case, table), table.head_rows)


def _matrix(case: Case, table: FormTable) -> Matrix:
    places: dict[tuple[int, int], Box] = {}
    for r, row in enumerate(table.rows):
        c = 0
        for cell in row:
            while (r, c) in places:
                c += 1
            box = Box(case.text(cell.path) if cell.path else cell.text, cell.role, cell.path)
            for i in range(cell.rowspan):
                places.update({(r + i, c + j): box for j in range(cell.colspan)})
            c += cell.colspan
    return [[places[r, c] for c in range(table.columns)] for r in range(len(table.rows))]


def anchors(matrix: Matrix) -> Iterator[list[tuple[int, Box, int, int]]]:
    """Row by row the boxes that begin there: column, box, rowspan, colspan."""
    for r, row in enumerate(matrix):
        out = []
        for c, box in enumerate(row):
            if (c and row[c - 1] is box) or (r and c < len(matrix[r - 1]) and matrix[r - 1][c] is box):
                continue
            colspan = next((i for i in range(c, len(row)) if row[i] is not box), len(row)) - c
            rowspan = next((i for i in range(r, len(matrix)) if matrix[i][c] is not box), len(matrix)) - r
            out.append((c, box, rowspan, colspan))
        yield out


def _texts(case: Case) -> list[list[str]]:
    year, who = case.year, case.agency
    return [
        [
            f"{year}年，{who}认真贯彻落实《中华人民共和国政府信息公开条例》，扎实推进政府信息公开工作。",
            "（一）主动公开。全年通过政府网站发布信息784条，其中政策文件5条，微信公众号发布356条。",
            f"（二）依申请公开。{_received(case)}",
            "（三）政府信息管理。严格执行“先审查、后公开”制度。",
            "（四）平台建设。优化政府信息公开专栏，服务电话0731-85012345。",
            "（五）监督保障。全年开展业务培训2次，参训60人次；做好工作考核、社会评议和责任追究。",
        ],
        [],
        [],
        [],
        ["存在的问题是公开内容的针对性还需加强。改进措施是加强业务培训，规范办理流程，3月底前完成整改。"],
        [f"{year}年度未收取信息处理费。无其他需要报告的事项。"],
    ]


def _received(case: Case) -> str:
    said = {
        "new": "共收到政府信息公开申请{}件",
        "carried_in": "上年结转{}件",
        "result_total": "办结{}件",
        "carried_out": "结转下年度继续办理{}件",
    }
    numbers = {row: case.values.get(f"requests.{row}.total") for row in said}
    if any(number is None for number in numbers.values()):
        return "依法依规办理政府信息公开申请。"
    return "，".join(text.format(numbers[row]) for row, text in said.items()) + "。"
