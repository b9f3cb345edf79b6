"""A dossier: what its lists say of pages is where the documents are; every page is A4 and bears its number."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest

pdfium = pytest.importorskip("pypdfium2")

from gongkai.dossier import Cover, LeftOut, Piece, bind, left_file_sheet  # noqa: E402
from gongkai.dossier.a4 import HEIGHT, WIDTH, NotPagesError, pages_of  # noqa: E402
from gongkai.writing.typesetting import typst  # noqa: E402

COVER = Cover(
    organ="青石县民政局",
    title="王小明申请公开“2025年度养老机构运营补贴发放明细”",
    number="QS-2026-0012",
    began=date(2026, 11, 2),
    ended=date(2026, 11, 20),
    retention="定期10年",
    purpose="归档",
    made_on=date(2026, 12, 1),
)


def made(*words: str, width: float = WIDTH, height: float = HEIGHT) -> bytes:
    """A PDF with one page of this size for each word."""
    pages = "\n#pagebreak()\n".join(words)
    size = f"#set page(width: {width}pt, height: {height}pt, margin: 30pt)\n"
    return bytes(typst.compile((size + pages).encode(), format="pdf"))


def turned(pdf: bytes, by: int) -> bytes:
    document = pdfium.PdfDocument(pdf)
    for page in document:
        page.set_rotation(by)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def texts(pdf: bytes) -> list[str]:
    return ["".join(page.get_textpage().get_text_range().split()) for page in pdfium.PdfDocument(pdf)]


def corner(pdf: bytes, index: int) -> str:
    """What stands in the upper right corner of a page."""
    page = pdfium.PdfDocument(pdf)[index]
    width, height = page.get_size()
    bounds = {"left": width - 90, "right": width, "bottom": height - 50, "top": height}
    return str(page.get_textpage().get_text_bounded(**bounds)).strip()


def piece(title: str, *words: str, **other: object) -> Piece:
    return Piece(title=title, pages=made(*words), **other)


def test_the_list_tells_the_pages_where_the_documents_are() -> None:
    pieces = [piece("甲", "one"), piece("乙", "two-a", "two-b", "two-c"), piece("丙", "three")]
    bound = bind(COVER, pieces)
    assert [(one.piece.title, one.span) for one in bound.entries] == [("甲", "1"), ("乙", "2—4"), ("丙", "5")]
    found = texts(bound.pdf)
    for entry, word in zip(bound.entries, ("one", "two-a", "three"), strict=True):
        assert word in found[bound.front + entry.first - 1]
    assert "two-c" in found[bound.front + bound.entries[1].last - 1]


def test_every_page_of_a_document_bears_its_number_and_no_other_page_does() -> None:
    bound = bind(COVER, [piece("甲", "a", "b"), piece("乙", "c")])
    numbered = [corner(bound.pdf, bound.front + index) for index in range(bound.pages)]
    assert numbered == ["1", "2", "3"]
    others = [*range(bound.front), bound.front + bound.pages]
    assert [corner(bound.pdf, index) for index in others] == [""] * len(others)


def test_the_contents_name_number_author_day_and_remark() -> None:
    one = piece(
        "补正告知书", "a", number="青民公告〔2026〕1号", author="青石县民政局", on=date(2026, 11, 4), remark="复印"
    )
    contents = texts(bind(COVER, [one]).pdf)[1]
    assert "卷内目录" in contents
    assert all(word in contents for word in ("青民公告〔2026〕1号", "青石县民政局", "补正告知书", "20261104", "复印"))


def test_a_long_list_goes_on_overleaf_and_moves_no_number() -> None:
    page = made("x")
    many = [Piece(title=f"第{number}份", pages=page) for number in range(1, 61)]
    bound = bind(COVER, many)
    assert bound.front > 2 and corner(bound.pdf, bound.front) == "1" and bound.entries[-1].first == 60


def test_evidence_is_listed_with_what_it_proves_and_what_is_left_out_by_name() -> None:
    pieces = [
        piece("申请表", "a", proves="申请的时间"),
        piece("身份证明", "b"),
        piece("答复书", "c", proves="已经答复"),
    ]
    left = [LeftOut(title="审查呈批单", on=date(2026, 11, 18), why="机关内部审批、讨论的材料")]
    bound = bind(COVER, pieces, left_out=left, evidence=True)
    evidence = next(text for text in texts(bound.pdf) if text.startswith("证据目录"))
    assert "1申请表申请的时间1" in evidence and "2答复书已经答复3" in evidence and "身份证明" not in evidence
    assert "审查呈批单（机关内部审批、讨论的材料）" in evidence
    assert "审查呈批单" in texts(bound.pdf)[-1]


def test_without_evidence_there_is_no_list_of_it() -> None:
    assert not any("证据目录" in text for text in texts(bind(COVER, [piece("甲", "a")]).pdf))


@pytest.mark.parametrize(
    ("size", "across"),
    [
        ((WIDTH, HEIGHT), False),
        ((HEIGHT, WIDTH), True),
        ((1191, 1684), False),
        ((300, 400), False),
        ((2000, 700), True),
    ],
)
def test_every_page_is_a4(size, across) -> None:
    made_ = pages_of(made("x", width=size[0], height=size[1]), "x.pdf")
    found = pdfium.PdfDocument(made_)[0].get_size()
    assert found == pytest.approx((HEIGHT, WIDTH) if across else (WIDTH, HEIGHT), abs=0.1)


@pytest.mark.parametrize("by", [0, 90, 180, 270])
def test_a_turned_page_is_shown_as_a_reader_shows_it(by) -> None:
    """Pixel by pixel, on a page of A4 already."""
    source = turned(made("#place(top + left)[TOP]#place(bottom + right)[BOTTOM]"), by)
    before, after = (pdfium.PdfDocument(one)[0].render(scale=0.5).to_numpy() for one in (source, pages_of(source, "x")))
    rows, columns = min(before.shape[0], after.shape[0]), min(before.shape[1], after.shape[1])
    differing = abs(before[:rows, :columns].astype(int) - after[:rows, :columns].astype(int)) > 90
    assert differing.mean() < 0.001


def test_a_picture_fills_a_page() -> None:
    image = pytest.importorskip("PIL.Image")
    out = io.BytesIO()
    image.new("RGBA", (600, 800), (200, 10, 10, 128)).save(out, "PNG")
    page = pdfium.PdfDocument(pages_of(out.getvalue(), "身份证.png"))[0]
    assert page.get_size() == pytest.approx((WIDTH, HEIGHT), abs=0.1)
    assert tuple(page.render(scale=0.2).to_numpy()[80, 60]) != (255, 255, 255)


BAD = {"broken": b"%PDF-1.7\n1 0 obj\n<<", "nothing": b"", "a table": b"a,b\n1,2\n"}


@pytest.mark.parametrize("data", BAD.values(), ids=BAD)
def test_what_has_no_pages_is_refused(data) -> None:
    with pytest.raises(NotPagesError):
        pages_of(data, "x.pdf")


def test_what_hangs_is_ended() -> None:
    with pytest.raises(NotPagesError, match="时间"):
        pages_of(made("x"), "x.pdf", seconds=0.01)


def test_nothing_but_drawing_comes_along() -> None:
    """Links, scripts and attachments of a document that somebody sent stay behind."""
    source = pdfium.PdfDocument(made('#link("https://evil.example/")[press]'))
    source.new_attachment("evil.exe").set_data(b"MZ evil")
    out = io.BytesIO()
    source.save(out)
    drawn = pages_of(out.getvalue(), "x.pdf")
    assert b"evil.example" in out.getvalue() and b"evil" not in drawn
    assert "press" in texts(drawn)[0]


def test_the_sheet_in_place_of_a_file_tells_its_digest() -> None:
    digest = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    sheet = left_file_sheet(
        title="提供的信息", name="明细.xlsx", kind="Excel 工作簿", size=1234, sm3=digest, why="没有页面"
    )
    (text,) = texts(sheet)
    assert digest in text and "明细.xlsx" in text and "1,234字节" in text


def test_a_piece_without_pages_is_not_listed_as_if_it_had_some() -> None:
    empty = io.BytesIO()
    pdfium.PdfDocument.new().save(empty)
    with pytest.raises((ValueError, pdfium.PdfiumError)):
        bind(COVER, [Piece(title="甲", pages=empty.getvalue())])


def test_the_cover_counts_and_dates() -> None:
    cover = texts(bind(COVER, [piece("甲", "a", "b"), piece("乙", "c")]).pdf)[0]
    assert "共2件3页" in cover and "2026年11月2日至2026年11月20日" in cover and "定期10年" in cover
    assert re.search(r"青石县民政局.*王小明申请公开", cover)
