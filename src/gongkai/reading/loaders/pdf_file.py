"""A PDF file through pdfium: opened, and its pages with what was typed into them."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from gongkai.reading.problem import ReadingError

MOST_PAGES = 1000


def opened(data: bytes, name: str) -> pdfium.PdfDocument:
    """Raises ReadingError for a damaged or locked file."""
    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise ReadingError("PDF 有打开密码", "请去掉密码后再试", name, "READ_PASSWORD") from error
        raise ReadingError("PDF 已损坏，打不开", "请重新导出或重新下载后再试", name, "READ_BROKEN") from error
    if pdf.get_formtype() != raw.FORMTYPE_NONE:
        pdf.init_forms()
    return pdf


def pages_of(pdf: pdfium.PdfDocument, name: str) -> Iterator[pdfium.PdfPage]:
    """Every page, each to be closed by who takes it. Raises ReadingError."""
    count = len(pdf)
    if count > MOST_PAGES:
        text = f"PDF 有 {count} 页，超过上限 {MOST_PAGES} 页"
        raise ReadingError(text, "请确认这是一份年度报告，或只导出需要的几页", name, "READ_PAGES")
    if not count:
        raise ReadingError("PDF 已损坏，没有一页可以打开", "请重新导出或重新下载后再试", name, "READ_BROKEN")
    for index in range(count):
        yield page_at(pdf, index, name)


def page_at(pdf: pdfium.PdfDocument, index: int, name: str) -> pdfium.PdfPage:
    """The page, to be closed by who takes it. Raises ReadingError."""
    try:
        return _with_remarks(pdf, index)
    except pdfium.PdfiumError as error:
        text = f"PDF 第 {index + 1} 页已损坏，打不开"
        raise ReadingError(text, "请重新导出或重新下载后再试", name, "READ_BROKEN") from error


_DRAWN_REMARKS = (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP)


def _with_remarks(pdf: pdfium.PdfDocument, index: int) -> pdfium.PdfPage:
    """The page with what was typed into its form fields and text boxes drawn on it."""
    page = pdf.get_page(index)
    if not any(_kind_of_remark(page, i) in _DRAWN_REMARKS for i in range(raw.FPDFPage_GetAnnotCount(page))):
        return page
    raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
    page.close()
    return pdf.get_page(index)


def _kind_of_remark(page: pdfium.PdfPage, index: int) -> int:
    remark = raw.FPDFPage_GetAnnot(page, index)
    kind: int = raw.FPDFAnnot_GetSubtype(remark)
    raw.FPDFPage_CloseAnnot(remark)
    return kind
