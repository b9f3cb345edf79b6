"""What stands side by side is read one after the other: columns on each page, two documents through all pages."""

from .pdf_maker import HandPdf, text
from .pdf_reading import ROWS, outline, read, table, tables

PROSE = (
    "本机关认真贯彻落实条例，主动公开政府信息",
    "及时回应群众关切，不断提高工作水平，加强",
    "培训和督促，全年未发生泄密事件，工作进展",
    "平稳有序，群众满意度进一步提高，得到好评",
)


def prose(x: float, y: float, *, size: float = 10) -> list[str]:
    return [text(x, y - 15 * i, part, size=size) for i, part in enumerate(PROSE)]


def test_lines_of_one_column_keep_their_order():
    assert outline(read(HandPdf().page(text(50, 800, "报告"), *prose(50, 770)))) == ["报告", "".join(PROSE)]


def test_two_columns_of_text_are_read_one_after_the_other():
    left, right = (
        prose(50, 770),
        [text(330, 770 - 15 * i, f"第二栏的第{'一二三四五'[i]}行文字，一直写到栏的右边") for i in range(5)],
    )
    found = outline(read(HandPdf().page(text(50, 800, "横贯全页的题目" * 6), *left, *right)))
    assert found[0] == "横贯全页的题目" * 6
    assert found[1] == "".join(PROSE)
    assert all(said.startswith("第二栏") for said in found[2:])


def test_two_tables_side_by_side_do_not_mix():
    other = [["其他", "件数"], ["乙", "3"], ["丙", "4"]]
    assert tables(read(HandPdf().page(*table(50), *table(330, rows=other)))) == [ROWS, other]


def test_the_columns_of_an_unruled_table_stay_on_their_lines():
    rows = [
        ("一、本年新收政府信息公开申请数量", "12", "0", "12"),
        ("二、上年结转政府信息公开申请数量", "3", "1", "4"),
        ("三、结转下年度继续办理", "0", "0", "0"),
    ]
    drawn = [
        text(x, 780 - 20 * i, said)
        for i, row in enumerate(rows)
        for x, said in zip((50, 300, 380, 460), row, strict=True)
    ]
    assert [said.split() for said in outline(read(HandPdf().page(*drawn)))] == [list(row) for row in rows]


def test_columns_keep_their_place_on_the_printed_line():
    drawn = [
        text(50, 780, "项目"),
        text(300, 780, "12"),
        text(400, 780, "7"),
        text(50, 760, "其他"),
        text(400, 760, "9"),
    ]
    first, second = outline(read(HandPdf().page(*drawn)))
    assert first.index("7") == second.index("9")


def report(x: float, organ: str, number: int) -> list[list[str]]:
    """Two pages of a document in a column that begins at x."""
    headings = [
        "总体情况说明",
        "主动公开情况",
        "收到申请情况",
        "复议诉讼情况",
        "存在主要问题",
        "其他报告事项",
        "附件材料目录",
        "联系方式说明",
        "监督保障情况",
    ]
    first = [text(x, 800, f"{organ}的年度报告")] + [text(x, 770 - 20 * i, said) for i, said in enumerate(headings)]
    return [[*first, *table(x, 500, [["件数", str(number)]])], [*table(x, 780, [["总计", str(number)]])]]


def test_two_documents_side_by_side_are_read_each_through_all_pages():
    (a1, a2), (b1, b2) = report(50, "甲镇", 12), report(330, "乙镇", 34)
    document = read(HandPdf().page(*a1, *b1).page(*a2, *b2))
    assert tables(document) == [[["件数", "12"]], [["总计", "12"]], [["件数", "34"]], [["总计", "34"]]]
    assert [grid.at.page for grid in document.grids()] == [1, 2, 1, 2]
    assert [grid.at.table for grid in document.grids()] == [1, 2, 3, 4]


def test_two_pages_of_one_document_on_a_sheet_are_read_sheet_by_sheet():
    left, right = table(50, 600, [["甲", "1"]]), table(330, 600, [["乙", "2"]])
    later = [*table(50, 600, [["丙", "3"]]), *table(330, 600, [["丁", "4"]])]
    document = read(HandPdf().page(*prose(50, 780), *left, *right).page(*later))
    assert [found[0][0] for found in tables(document)] == ["甲", "乙", "丙", "丁"]


def test_a_word_written_downwards_beside_lines_is_one_word():
    label = [text(50, 780 - 12 * i, char) for i, char in enumerate("办理结果情况")]
    rows = [
        text(x, 775 - 20 * i, said)
        for i in range(3)
        for x, said in ((100, f"项目{'甲乙丙'[i]}"), (300, "1"), (400, "2"))
    ]
    assert "办理结果情况" in outline(read(HandPdf().page(*label, *rows)))


def test_page_heads_and_numbers_are_paragraphs():
    document = read(HandPdf().page(text(50, 820, "大峪镇人民政府"), *table(), text(280, 30, "- 4 -")))
    assert outline(document) == ["大峪镇人民政府", "[项目]", "- 4 -"]


def test_empty_lines_are_counted():
    document = read(HandPdf().page(*prose(50, 780), text(50, 650, "二、主动公开政府信息情况")))
    assert [paragraph.gap for paragraph in document.paragraphs()] == [0, 5]
