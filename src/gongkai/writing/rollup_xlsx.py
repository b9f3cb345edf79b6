"""A roll-up as a workbook: the summed tables, and beside them whose numbers they are, who is missing, what differs."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from gongkai.report import Finding, Number, cell_name
from gongkai.report.forms import cell_words
from gongkai.report.rollup import KIND_NAMES, Difference, LeftOut, Part, RollUp, Share, Standing, SummedCell
from gongkai.writing.neutral import neutral
from gongkai.writing.xlsx import Worksheet, fill, open_workbook, write_number
from gongkai.writing.xlsx_grid import Formats

STANDINGS = {
    Standing.EQUAL: "相符",
    Standing.DIFFERS: "不符",
    Standing.OPEN: "不能断定",
    Standing.NO_NUMBER: "一方没有数",
    Standing.NOT_COMPARABLE: "不可比",
}
LEFT_OUT = {
    LeftOut.OTHER_FORM: "另一版格式，不可比",
    LeftOut.ONLY_OWN: "只计政府本身",
    LeftOut.UNIT: "没有写单位",
}
_BEFORE_PARTS = 5


def to_bytes(sums: RollUp, findings: Sequence[Finding] = (), compared: Sequence[Difference] = ()) -> bytes:
    """The .xlsx file."""
    stream = BytesIO()
    with open_workbook(stream) as book:
        formats = Formats(book)
        fill(book, sums.report.with_findings(list(findings)), formats)
        _parts(book.add_worksheet("各机关"), sums, formats)
        _organs(book.add_worksheet("机关"), sums, formats)
        if sums.taken:
            _joint(book.add_worksheet("合并计数"), sums, formats)
        if compared:
            _differences(book.add_worksheet("与本级报告比较"), compared, formats)
    return stream.getvalue()


def _heads(sheet: Worksheet, heads: Sequence[str], widths: Sequence[float], formats: Formats, beside: int = 0) -> None:
    for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, neutral(head), formats.head)
    sheet.freeze_panes(1, beside)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.repeat_rows(0)


def _parts(sheet: Worksheet, sums: RollUp, formats: Formats) -> None:
    """A row a cell of the form, a column an organ: the sum is what stands to its right, less what was counted twice."""
    names = [part.name for part in sums.counted]
    heads = ("表", "行", "列", "汇总", "合并计数减去", *names)
    _heads(sheet, heads, (8, 34, 14, 12, 12, *(12,) * len(names)), formats, _BEFORE_PARTS)
    for y, cell in enumerate(sums.cells.values(), start=1):
        for x, word in enumerate(cell_words(cell.path)):
            sheet.write_string(y, x, neutral(word), formats.label)
        write_number(sheet, y, 3, cell.value, formats)
        write_number(sheet, y, 4, _less(cell), formats)
        for x, share in enumerate(cell.shares, start=_BEFORE_PARTS):
            _share(sheet, y, x, share, formats)


def _less(cell: SummedCell) -> Number | None:
    return sum((count for _, count in cell.subtracted), start=0) if cell.subtracted else None


def _share(sheet: Worksheet, y: int, x: int, share: Share, formats: Formats) -> None:
    if share.value is not None and not (share.blank or share.unread or share.uncertain):
        write_number(sheet, y, x, share.value, formats)
    else:
        sheet.write_string(y, x, neutral(share_text(share)), formats.text)


def share_text(share: Share) -> str:
    """What stands for a share that is not a plain number."""
    value = "" if share.value is None else f"{share.value}"
    if share.left_out:
        return f"（{LEFT_OUT[share.left_out]}{'' if share.told is None else f'：{share.told}'}）"
    marks = [
        word for word, so in (("空白", share.blank), ("没有读出", share.unread), ("待核对", share.uncertain)) if so
    ]
    return f"{value}（{'、'.join(marks)}）"


def _organs(sheet: Worksheet, sums: RollUp, formats: Formats) -> None:
    _heads(sheet, ("机关", "类别", "计入", "说明"), (34, 12, 10, 50), formats)
    for y, part in enumerate(sums.parts, start=1):
        row = (part.name, KIND_NAMES[part.kind], "计入" if part.report else "没有计入", part.missing or _form(part))
        for x, text in enumerate(row):
            sheet.write_string(y, x, neutral(text), formats.text)


def _form(part: Part) -> str:
    return f"{part.report.format} 年格式" if part.report else ""


def _joint(sheet: Worksheet, sums: RollUp, formats: Formats) -> None:
    _heads(sheet, ("原因", "格", "机关", "件数", "减去", "没有计这一件的机关"), (40, 44, 44, 8, 8, 34), formats)
    names = {part.code: part.name for part in sums.parts}
    for y, taken in enumerate(sums.taken, start=1):
        joint = taken.joint
        sheet.write_string(y, 0, neutral(joint.reason), formats.text)
        sheet.write_string(y, 1, "、".join(map(cell_name, joint.cells)), formats.text)
        sheet.write_string(y, 2, "、".join(names[code] for code in joint.organs), formats.text)
        write_number(sheet, y, 3, joint.count, formats)
        write_number(sheet, y, 4, taken.subtracted, formats)
        sheet.write_string(y, 5, "、".join(part.name for part in taken.without), formats.text)


def _differences(sheet: Worksheet, compared: Sequence[Difference], formats: Formats) -> None:
    _heads(sheet, ("表", "行", "列", "各机关之和", "本级报告", "相差", "结论"), (8, 34, 14, 14, 14, 12, 14), formats)
    for y, one in enumerate(compared, start=1):
        for x, word in enumerate(cell_words(one.path)):
            sheet.write_string(y, x, neutral(word), formats.label)
        for x, value in enumerate((one.summed, one.typed, one.by), start=3):
            write_number(sheet, y, x, value, formats)
        sheet.write_string(y, 6, STANDINGS[one.standing], formats.text)
    sheet.autofilter(0, 0, max(1, len(compared)), 6)
