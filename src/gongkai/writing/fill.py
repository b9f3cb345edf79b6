"""The office's own Word file with only the numbers put in: its text, fonts, widths and remarks stay as they are."""

from __future__ import annotations

import zipfile
import zlib
from collections import Counter
from io import BytesIO

from gongkai.errors import GongkaiError, MissingExtraError

try:
    from lxml import etree
except ImportError as error:
    raise MissingExtraError.of("writing .docx", "docx") from error

from gongkai.report import AnnualReport, Certainty, Place, cell_name
from gongkai.writing.docx_cell import set_text, text_of
from gongkai.writing.docx_places import Element, cells_by_place
from gongkai.writing.layout import cell_text

_BODY = "word/document.xml"
_MOST_BYTES = 200_000_000
_NAMED = 5
_SURE_OF_PLACE = frozenset({"READ-DOUBT", "READ-UNREADABLE", "READ-UNIT"})
"""Findings that doubt what is printed, not where it stands."""
_BROKEN = (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, KeyError, RuntimeError, EOFError, OSError, ValueError)


class FillError(GongkaiError):
    """The file cannot take the numbers; nothing was written."""


def fill_docx(template: bytes, template_report: AnnualReport, values: AnnualReport) -> bytes:
    """The .docx `template` with the cells of `values`; `template_report` is what the reading found in that very file.

    Every cell of `values` is written as it prints: a blank empties its place, since last year's number must not stay.
    Raises FillError where the forms differ, the file is not the one that was read, or cells have no certain place of their
    own; all such cells are counted and the first are named.
    """
    _same_form(template_report, values)
    root, infos = _opened(template)
    cells = cells_by_place(root)
    places = _places(template_report, values, cells)
    for path, place in places.items():
        set_text(cells[place], cell_text(values.cell(path)))
    return _packed(template, infos, root)


def _same_form(template: AnnualReport, values: AnnualReport) -> None:
    if template.form is None or values.form is None or template.format == values.format:
        return
    text = f"这份 Word 文件用的是 {template.format} 年版表格，要填的是 {values.format} 年版"
    raise FillError(text, "请换用同一版表格的 Word 文件，或者直接下载新生成的 Word", code="FILL_FORM")


def _places(template: AnnualReport, values: AnnualReport, cells: dict[Place, Element]) -> dict[str, Place]:
    printed = [path for table in values.printed_tables() for path in table.paths]
    found = {path: _plain(template.cell(path).at) for path in printed}
    shared = Counter(found.values())
    without = [
        path
        for path, place in found.items()
        if place not in cells
        or shared[place] > 1
        or _doubtful(template, path)
        or _differs(template, path, cells[place])
    ]
    if without or not found:
        raise _no_place(without)
    return found


def _plain(place: Place | None) -> Place:
    return Place(table=place.table, row=place.row, column=place.column) if place else Place()


def _doubtful(template: AnnualReport, path: str) -> bool:
    """A number that the reading had to move stands in another column than it belongs to."""
    if template.cell(path).certainty is Certainty.REPAIRED:
        return True
    return any(
        path in finding.cells
        and finding.rule not in _SURE_OF_PLACE
        and template.cell(path).certainty is not Certainty.READ
        for finding in template.reading_findings()
    )


def _differs(template: AnnualReport, path: str, cell: Element) -> bool:
    """What stands in the cell is not what was read there: the places do not belong to this file."""
    return "".join((template.cell(path).raw or "").split()) != text_of(cell)


def _no_place(paths: list[str]) -> FillError:
    if not paths:
        return FillError("没有可以填写的表格", "请先编好年度报告的三张表", code="FILL_NO_PLACE")
    names = "、".join(cell_name(path) for path in paths[:_NAMED]) + ("等" if len(paths) > _NAMED else "")
    text = f"这份 Word 文件里有 {len(paths)} 格找不到确定的位置：{names}"
    return FillError(text, "请换用三张表完整的 Word 文件，或者直接下载新生成的 Word", code="FILL_NO_PLACE")


def _opened(template: bytes) -> tuple[Element, list[zipfile.ZipInfo]]:
    try:
        with zipfile.ZipFile(BytesIO(template)) as archive:
            infos = archive.infolist()
            if sum(info.file_size for info in infos) > _MOST_BYTES:
                raise FillError("Word 文件解压后过大", "请确认这是一份年度报告", code="FILL_TOO_LARGE")
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
            return etree.fromstring(archive.read(_BODY), parser), infos
    except _BROKEN as error:
        raise FillError(
            "不是能打开的 Word 文件（.docx）", "请用 Word 或 WPS 另存为 .docx", code="FILL_BROKEN"
        ) from error


def _packed(template: bytes, infos: list[zipfile.ZipInfo], root: Element) -> bytes:
    """The same package, part by part, with another document.xml."""
    body = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    stream = BytesIO()
    try:
        with zipfile.ZipFile(BytesIO(template)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
            for info in infos:
                new.writestr(info, body if info.filename == _BODY else old.read(info))
    except _BROKEN as error:
        raise FillError("Word 文件已损坏", "请用 Word 或 WPS 打开后重新保存", code="FILL_BROKEN") from error
    return stream.getvalue()
