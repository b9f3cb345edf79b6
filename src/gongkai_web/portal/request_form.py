"""政府信息公开申请表 as a Word file: what 《条例》第二十九条 asks for, and nothing that it does not."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from gongkai_web.organs.models import Particulars

FONT = "宋体"


@dataclass(frozen=True, slots=True)
class Line:
    """`lines` is how much room there is to write, in lines."""

    label: str
    given: str = ""
    lines: int = 1


FORM: tuple[tuple[str, tuple[Line, ...]], ...] = (
    (
        "申请人（公民）",
        (Line("姓名"), Line("证件名称和号码"), Line("联系电话"), Line("通信地址、邮编或者电子邮箱")),
    ),
    (
        "申请人（法人或者其他组织）",
        (
            Line("名称"),
            Line("统一社会信用代码"),
            Line("法定代表人、联系人"),
            Line("联系电话、通信地址或者电子邮箱"),
        ),
    ),
    (
        "所需信息",
        (
            Line("信息的名称、文号，或者便于查询的其他特征", lines=5),
            Line("信息载体的形式", "□ 纸质　□ 电子邮件　□ 光盘　□ 其他："),
            Line("获取的方式", "□ 邮寄　□ 电子邮件　□ 自行领取、当场查阅　□ 其他："),
        ),
    ),
    ("申请人签名或者盖章", (Line("日期：", lines=2),)),
)


def as_docx(organ: str, contact: Particulars | None) -> bytes:
    """One A4 page."""
    document = Document()
    _use_font(document)
    for text in (organ, "政府信息公开申请表"):
        heading = document.add_paragraph()
        heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = heading.add_run(text)
        run.bold, run.font.size = True, Pt(18)
    table = document.add_table(rows=0, cols=3, style="Table Grid")
    for group, lines in FORM:
        _add_group(table, group, lines)
    document.add_paragraph(note(contact))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def note(contact: Particulars | None) -> str:
    said = "请附上身份证明的复印件。不需要写明用途。"
    if contact and contact.address:
        said += f"寄送地址：{contact.address}。"
    return f"{said}电话：{contact.phone}。" if contact and contact.phone else said


def _add_group(table: Any, group: str, lines: tuple[Line, ...]) -> None:
    rows = [table.add_row() for _ in lines]
    first = rows[0].cells[0].merge(rows[-1].cells[0])
    first.text = group
    for row, line in zip(rows, lines, strict=True):
        row.cells[1].text = line.label
        row.cells[2].text = line.given + "\n" * (line.lines - 1)


def _use_font(document: Any) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
