"""docx and PDF of a letter, by the default wording and by an office's own template."""

from io import BytesIO

import docx
import pypdfium2
import pytest
from docx.document import Document

from gongkai.letters import LETTERS, Letter, LetterError, default_template, fill, to_docx, to_pdf
from gongkai.letters.samples import sample_occasion, sample_values
from gongkai.letters.template import problems
from gongkai.reading.loaders.office import soffice

LETTER = LETTERS["granted"]


def filled(letter: Letter = LETTER, **changes):
    return fill(letter, sample_values(letter) | changes, sample_occasion(letter))


def words(data: bytes) -> str:
    document = docx.Document(BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs if paragraph.text), *cells])


def own(*lines: str, start: bytes | None = None) -> Document:
    document = docx.Document(BytesIO(start)) if start else docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return document


def saved(document: Document) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("letter", LETTERS.values(), ids=list(LETTERS))
def test_the_default_template_is_a_good_template_and_gives_the_same_letter(letter: Letter) -> None:
    template = default_template(letter)
    assert problems(template, letter) == []
    made = filled(letter)
    assert words(to_docx(made, template)) == words(to_docx(made))


@pytest.mark.parametrize("code", ["correction", "partial", "third_party", "proof_of_service"])
def test_the_pdf_says_what_the_docx_says(code: str) -> None:
    made = filled(LETTERS[code])
    with pypdfium2.PdfDocument(to_pdf(made)) as pdf:
        text = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    # The page numbers and the spaces a typesetter puts between Chinese and western letters are not of the text.
    squeezed = "".join(text.split())
    for line in made.text.splitlines():
        assert "".join(line.split())[:12] in squeezed, line


def test_the_page_is_official() -> None:
    document = docx.Document(BytesIO(to_docx(filled())))
    title, _, number, to = document.paragraphs[:4]
    assert (title.style.name, number.text, to.text) == ("Title", "青民公复〔2026〕12号", "王小明：")
    assert round(document.sections[0].page_width.mm) == 210
    assert document.core_properties.author == "青石县民政局"


def test_a_field_cut_into_runs_is_filled_in_its_own_type() -> None:
    document = own(start=default_template(LETTER))
    paragraph = document.add_paragraph("抄送：")
    for piece in ("{", "{申请", "人}}", "同志"):
        paragraph.add_run(piece).bold = piece == "{"
    made = docx.Document(BytesIO(to_docx(filled(), saved(document)))).paragraphs[-1]
    assert made.text == "抄送：王小明同志"
    assert [run.text for run in made.runs if run.bold] == ["王小明"]


def test_tables_headers_and_several_lines() -> None:
    document = own(start=default_template(LETTER))
    document.add_table(1, 2).cell(0, 1).text = "附：{{附件}}。"
    document.sections[0].header.paragraphs[0].text = "{{文号}}"
    made = docx.Document(BytesIO(to_docx(filled(附件="甲表\n乙表；"), saved(document))))
    assert [paragraph.text for paragraph in made.tables[0].cell(0, 1).paragraphs] == ["附：甲表", "乙表。"]
    assert made.sections[0].header.paragraphs[0].text == "青民公复〔2026〕12号"


def test_a_paragraph_goes_with_its_blank_field_but_a_cell_stays() -> None:
    document = own(start=default_template(LETTER))
    document.add_table(1, 1).cell(0, 0).text = "附件：{{附件}}"
    values = {name: value for name, value in sample_values(LETTER).items() if name != "附件"}
    made = words(to_docx(fill(LETTER, values, sample_occasion(LETTER)), saved(document)))
    assert made.count("附件") == 1 and "{{" not in made


def test_problems_name_the_field_and_its_place() -> None:
    document = own("第一段", "{{申请人姓名}}：", "{{文号", start=None)
    document.add_table(2, 2).cell(1, 0).text = "{{救济}}"
    found = [str(problem) for problem in problems(saved(document), LETTER)]
    assert found[0].startswith("第2段：没有“申请人姓名”这个字段")
    assert found[1].startswith("第3段：大括号不成对")
    assert found[2].startswith("表格1第2行第1格：没有“救济”这个字段")
    assert any("模板里缺少{{救济告知}}" in problem for problem in found)


def test_remedies_are_not_typed_into_a_template() -> None:
    document = own("不服的可以向上级主管部门申请行政复议。", start=default_template(LETTER))
    assert [problem.code for problem in problems(saved(document), LETTER)] == ["LETTER_TYPED_REMEDY"]


def test_an_unknown_field_in_a_template_stops_the_letter() -> None:
    with pytest.raises(LetterError, match="没有“领导”这个字段") as caught:
        to_docx(filled(), saved(own("{{领导}}", start=default_template(LETTER))))
    assert caught.value.where.endswith("段")


def test_nothing_typed_is_lost_in_a_template_without_its_place() -> None:
    document = docx.Document(BytesIO(default_template(LETTER)))
    for paragraph in list(document.paragraphs):
        if "{{附件}}" in paragraph.text:
            paragraph._p.getparent().remove(paragraph._p)
    assert problems(saved(document), LETTER) == []
    with pytest.raises(LetterError, match="模板里没有附件的位置"):
        to_docx(filled(), saved(document))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7"])
def test_what_is_no_word_file(data: bytes) -> None:
    with pytest.raises(LetterError, match="不是能打开的 Word 文件"):
        problems(data, LETTER)


@pytest.mark.skipif(soffice() is None, reason="needs LibreOffice")
def test_an_own_template_becomes_a_pdf() -> None:
    with pypdfium2.PdfDocument(to_pdf(filled(), default_template(LETTER))) as pdf:
        text = "".join(pdf[0].get_textpage().get_text_bounded().split())
    assert "青民公复〔2026〕12号" in text and "王小明：" in text
