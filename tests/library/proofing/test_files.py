"""What a file gives away beside its text."""

import pytest

from gongkai.errors import GongkaiError
from gongkai.proofing import ProofFinding, proof
from gongkai.proofing.inspection.exif import has_position
from tests.library.proofing.files import box, pdf, photograph, with_part, word, words, workbook
from tests.library.proofing.texts import ID

BLACK, WHITE, GREY = "0 0 0", "1 1 1", "0.9 0.9 0.9"
OPEN = words("Notice of the office", 250)


def rules(data: bytes, name: str = "a") -> list[str]:
    return list(dict.fromkeys(f"{f.rule} {f.severity}" for f in proof(data, name=name)))


def hidden(findings: list[ProofFinding]) -> list[str]:
    return [f"{f.rule} {f.severity}" for f in findings if f.rule == "PF-COVERED"]


SQUARE = "<< /Type /Annot /Subtype /Square /Rect [45 195 205 215] /IC [0 0 0] /C [0 0 0] >>"
REDACT = "<< /Type /Annot /Subtype /Redact /Rect [45 195 205 215] >>"


@pytest.mark.parametrize(
    ("content", "notes", "expected"),
    [
        (f"{words(ID)} {box(BLACK)}", "", ["PF-COVERED error"]),
        (f"{words(ID)} {box(BLACK, paint='B')}", "", ["PF-COVERED error"]),
        (f"{box(BLACK)} {words(ID)}", "", ["PF-COVERED error"]),
        (f"{words(ID)} {box(WHITE)}", "", ["PF-COVERED warning"]),
        (words(ID), SQUARE, ["PF-COVERED error"]),
        (words(ID), REDACT, ["PF-COVERED error"]),
        # A ground of pale grey, a box elsewhere, white letters on black, a box over nothing: all as it should be.
        (f"{box(GREY)} {words('Total')}", "", []),
        (f"{words('Total')} {box(BLACK, y=100)}", "", []),
        (f"{box(BLACK)} 1 1 1 rg {words('Total')}", "", []),
        (box(BLACK), "", []),
        # The ground of the whole page.
        (f"{words('Total')} q 1 1 1 rg 0 0 300 300 re f Q {words('Total', 100)}", "", []),
    ],
)
def test_text_under_a_box(content: str, notes: str, expected: list[str]) -> None:
    assert hidden(proof(pdf(f"{OPEN} {content}", notes))) == expected


def test_what_lies_under_a_box_is_proofed_and_never_shown() -> None:
    findings = proof(pdf(f"{OPEN} {words(ID)} {box(BLACK)}"))
    assert [f.rule for f in findings] == ["PF-COVERED", "PF-ID"]
    assert findings[1].part == "遮盖下的文字"
    assert findings[0].at.page == 1
    assert not any(ID in f.message + f.quote or ID[6:14] in f.message for f in findings)


def test_remarks_links_and_author_of_a_pdf() -> None:
    notes = (
        "<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (check again) >>"
        "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (http://192.168.1.1/a) >> >>"
    )
    assert sorted(rules(pdf(OPEN, notes, "/Author (Zhang San)"))) == [
        "PF-AUTHOR info",
        "PF-COMMENT error",
        "PF-LINK error",
    ]


RUN = "<w:r>{}<w:t>{}</w:t></w:r>"


@pytest.mark.parametrize(
    ("extra", "expected"),
    [
        (
            f'<w:del w:id="1" w:author="a"><w:r><w:delText>证号{ID}</w:delText></w:r></w:del>',
            ["PF-TRACKED error", "PF-ID error"],
        ),
        ('<w:ins w:id="1" w:author="a"><w:r><w:t>新增的话</w:t></w:r></w:ins>', ["PF-TRACKED error"]),
        (RUN.format("<w:rPr><w:vanish/></w:rPr>", "底线一百万元"), ["PF-HIDDEN error"]),
        (RUN.format('<w:rPr><w:highlight w:val="black"/></w:rPr>', "张三"), ["PF-COVERED error"]),
        (RUN.format('<w:rPr><w:shd w:val="clear" w:fill="000000"/></w:rPr>', "张三"), ["PF-COVERED error"]),
        (RUN.format('<w:rPr><w:color w:val="FFFFFF"/><w:highlight w:val="black"/></w:rPr>', "张三"), []),
        (RUN.format('<w:rPr><w:vanish w:val="0"/></w:rPr>', "平常的话"), []),
    ],
)
def test_what_a_word_document_hides(extra: str, expected: list[str]) -> None:
    assert sorted(rules(word("关于某事的通知", extra=extra))) == sorted(expected)


def test_comments_headers_authors_links_and_embedded_files_of_a_word_document() -> None:
    plain = word("关于某事的通知")
    assert rules(plain) == []
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    remark = (
        f'<w:comments {space}><w:comment w:id="0"><w:p><w:r><w:t>请核 {ID}</w:t></w:r></w:p></w:comment></w:comments>'
    )
    assert rules(with_part(plain, "word/comments.xml", remark)) == ["PF-COMMENT error", "PF-ID error"]
    header = f"<w:hdr {space}><w:p><w:r><w:t>机密★1年</w:t></w:r></w:p></w:hdr>"
    assert rules(with_part(plain, "word/header9.xml", header)) == ["PF-SECRET error"]
    link = '<Relationships><Relationship Id="x" Type="a/hyperlink" Target="file:///C:/a.doc" TargetMode="External"/></Relationships>'
    assert rules(with_part(plain, "word/_rels/x.rels", link)) == ["PF-LINK error"]
    assert rules(with_part(plain, "word/embeddings/a.xlsx", b"PK")) == ["PF-EMBEDDED warning"]
    assert rules(with_part(plain, "word/media/a.jpg", photograph(gps=True))) == ["PF-GPS warning"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (workbook(), []),
        (workbook(sheet=True), ["PF-HIDDEN-CELLS error"]),
        (workbook(row=True), ["PF-HIDDEN-CELLS error"]),
        (workbook(column=True), ["PF-HIDDEN-CELLS error"]),
        (workbook(remark=True), ["PF-COMMENT error"]),
    ],
)
def test_what_a_workbook_hides(data: bytes, expected: list[str]) -> None:
    assert [rule for rule in rules(data, "a.xlsx") if "AUTHOR" not in rule] == expected


def test_a_photograph_with_its_place() -> None:
    assert has_position(photograph(gps=True))
    assert not has_position(photograph(gps=False))
    assert not any(has_position(photograph(gps=True)[:length]) for length in range(40))


def test_a_web_page_with_an_address_nobody_can_open() -> None:
    page = "<html><body><h1>通知</h1><p>详见<a href='http://10.1.2.3/x'>附件</a>，<a href='/a/b.html'>目录</a></p></body></html>"
    assert rules(page.encode(), "a.html") == ["PF-LINK error"]


def test_an_empty_file_and_a_broken_one() -> None:
    assert rules(b"") == ["PF-EMPTY error"]
    with pytest.raises(GongkaiError):
        proof(b"%PDF-1.4 nothing", name="a.pdf")
    with pytest.raises(GongkaiError):
        proof(b"PK\x03\x04 nothing", name="a.docx")
