"""A catalogue file → its tables and what a person should know about them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from gongkai.catalogue.channels import is_legend, is_ticked_legend
from gongkai.catalogue.fields import FIELDS, Fields
from gongkai.catalogue.model import CatalogueFile, Note, NoteKind, Where
from gongkai.catalogue.pages import Page, pages_of
from gongkai.catalogue.tables import Reader
from gongkai.errors import system_reason
from gongkai.reading import Limits, ReadingError

LIMITS = Limits(bytes=20_000_000, seconds=30)
_NO_REPORT = "请确认这是一份年度报告"


class CatalogueError(ReadingError):
    """The file holds no catalogue that can be read; `where` is its name."""


def read(path: str | Path, *, fields: Fields = FIELDS, limits: Limits = LIMITS) -> CatalogueFile:
    """The catalogue in this file. Raises ReadingError; a file that is not there or not readable is one too."""
    file = Path(path)
    try:
        data = file.read_bytes()
    except OSError as error:
        text = f"打不开文件：{system_reason(error)}"
        raise CatalogueError(text, "请检查文件是否还在、是否有权限", str(file), "READ_OPEN") from error
    return read_bytes(data, file.name, fields=fields, limits=limits)


def read_bytes(data: bytes, name: str, *, fields: Fields = FIELDS, limits: Limits = LIMITS) -> CatalogueFile:
    """As `read`, from bytes. Raises ReadingError, CatalogueError where no table of it has a head of the form."""
    if len(data) > limits.bytes:
        raise CatalogueError("文件太大", "请确认这是一份目录；删去图片后再试", name, "READ_SIZE")
    try:
        pages, left_out = pages_of(data, name, limits)
    except ReadingError as error:
        raise _about_catalogues(error) from error
    made = _read_pages(pages, name, fields)
    made.notes[:0] = [Note(NoteKind.ASIDE, "FILE", text, "", Where(name)) for text in left_out]
    if not made.tables:
        remedy = "表头应有“公开事项、公开内容、公开依据、公开时限、公开主体、公开渠道和载体”等栏目，请核对"
        raise CatalogueError("没有找到基层政务公开标准目录的表头", remedy, name, "CATALOGUE_NONE")
    return made


def _about_catalogues(error: ReadingError) -> ReadingError:
    """The loaders speak of annual reports, which is what most files are."""
    return replace(error, remedy=error.remedy.replace(_NO_REPORT, "请确认这是一份目录")) if error.remedy else error


def _read_pages(pages: list[Page], name: str, fields: Fields) -> CatalogueFile:
    legends = [any(is_legend(text) for text in _texts(page)) for page in pages]
    ticked = any(is_ticked_legend(text) for page in pages for text in _texts(page))
    made = CatalogueFile(name, [], [])
    asides: list[Note] = []
    readers = [Reader(page, name, fields, legend=legend) for page, legend in zip(pages, legends, strict=True)]
    for reader in readers:
        reader.read()
    shared = any(reader.legend and not reader.tables for reader in readers)
    for reader in readers:
        if shared and reader.tables and not reader.legend:
            reader = Reader(reader.page, name, fields, legend=True)
            reader.read()
        made.tables += reader.tables
        made.notes += reader.notes
        asides += _assumed(reader, ticked=ticked)
    made.notes = asides + made.notes
    return made


def _texts(page: Page) -> set[str]:
    return {
        box.text for line in page.lines for box in line.boxes if (box and "■" in box.text) or (box and "□" in box.text)
    }


def _assumed(reader: Reader, *, ticked: bool) -> list[Note]:
    """What ■ and □ were taken for, where the file does not say it."""
    if reader.legend or ticked or not reader.has_boxes or not reader.tables:
        return []
    text = "没有说明■和□的含义，按■为已选、□为未选理解"
    remedy = "原文件另有“■为必选项，□为可选项”等说明的，请补在表下后重新导入"
    return [Note(NoteKind.ASSUMPTION, "NO_LEGEND", text, remedy, reader.tables[0].at._replace(row=0))]
