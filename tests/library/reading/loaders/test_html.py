"""Web pages: what a browser shows, as lines and grids."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.reading import Limits, ReadingError
from gongkai.reading.blocks import Grid
from gongkai.report import Place

from .shapes import cells, drawn, lines, loaded, only_table, sample, sequence, tables


def html(markup: str):
    return loaded("html", markup)


# ---- tables


def test_cells_keep_their_columns_under_row_and_column_spans() -> None:
    page = html(
        "<table><tr><td colspan=2 rowspan=2>头<td colspan=2>法人<tr><td>企业<td>其他<tr><td>一<td>二<td>1<td>2</table>"
    )
    (grid,) = page.grids()
    assert drawn(grid) == ["头|头|法人|法人", "头|头|企业|其他", "一|二|1|2"]
    assert grid.exact


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<table><tr><td rowspan=100000000>一<td>1<tr><td>2</table>", ["一|1", "一|2"]),
        ("<table><tr><td colspan=100000000>头<tr><td>1<td>2</table>", ["头|头", "1|2"]),
        ("<table><tr><td rowspan=0>一<td>1<tr><td>2<tbody><tr><td>3<td>4</table>", ["一|1", "一|2", "3|4"]),
        ("<table><thead><tr><td rowspan=9>头<td>头</thead><tr><td>3<td>4</table>", ["头|头", "3|4"]),
        ("<table><tr><td rowspan=-2 colspan=x>一<td>1</table>", ["一|1"]),
        ("<table><tr><td rowspan='２'>一<td>1<tr><td>2<td>3</table>", ["一|1", "2|3"]),
    ],
)
def test_spans_end_where_the_table_does(markup: str, expected: list[str]) -> None:
    (grid,) = html(markup).grids()
    assert drawn(grid) == expected


@pytest.mark.parametrize(
    "markup",
    [
        "<table><tr><td>一<td>1<tr><td>二<td>2</table>",
        "<table><tr><td><p>一<td><p>1<tr><td><p>二<td><p>2</table>",
        "<table><tr><td><div>一<td>1</div><tr><td>二<td>2</table>",
        "<table><tr><td><span>一<td><b>1<tr><td><font>二<td>2",
        "<table><form><tr><td>一</form><td>1</td></div></tr></p><tr><td>二<td>2</td></table></table>",
        "<tr><td>一</td><td>1</td></tr><tr><td>二</td><td>2</td></tr>",
        "<div><tr><td>一<td>1<tr><td>二<td>2</div>",
        "<table><td>一<td>1</tr><td>二<td>2</table>",
        '<div style="display:table"><p style="display:table-row"><i style="display:table-cell">一</i>'
        '<i style="display:table-cell">1</i></p><p style="display: TABLE-ROW"><i style="display:table-cell">二</i>'
        '<i style="display:table-cell">2</i></p></div>',
        "<style>.r { color:red; display: table-row }.c{display:table-cell}</style>"
        "<div><p class=r><i class=c>一</i><i class='x c'>1</i></p><p class=r><i class=c>二</i><i class=c>2</i></p></div>",
        "<div class='my-table'><div class='table-row odd'><div class=cell>一</div><div class='cell num'>1</div></div>"
        "<div class='table-row'><div class=cell>二</div><div class=cell><p>2</p></div></div></div>",
        "<ul><li class=tr><span class=td>一</span><span class=td>1</span></li>"
        "<li class=tr><span class=td>二</span><span class=td>2</span></li></ul>",
        "<div role=table><div role=row><span role=cell>一</span><span role=cell>1</span></div>"
        "<div role=row><span role=cell>二</span><span role=cell>2</span></div></div>",
    ],
)
def test_the_same_table_however_it_is_written(markup: str) -> None:
    assert only_table(html(markup)) == [["一", "1"], ["二", "2"]]


def test_a_label_that_reaches_one_row_too_far_does_not_push_that_row_aside() -> None:
    rows = "".join(f"<tr><td>{name}<td>1<td>2" for name in "乙丙丁")
    page = html(f"<table><tr><td rowspan=5>甲<td>一<td>1<td>2{rows}<tr><td colspan=2>戊<td>3<td>4</table>")
    [grid] = [block for block in page.blocks if isinstance(block, Grid)]
    assert [cell.column for cell in grid.rows[-1]] == [0, 2, 3]


def test_a_page_layout_of_boxes_is_no_table() -> None:
    page = html(
        "<div><div class=row><div class=col-md-3><h2>导航</h2></div><div class=col-md-9><p>一段</p></div></div>"
        "<div class=row><div class=col>页脚</div></div></div>"
    )
    assert (lines(page), tables(page)) == (["导航", "一段", "页脚"], [])


def test_a_table_whose_end_was_forgotten_ends_where_the_next_begins() -> None:
    page = html("<table><tr><td>甲<td>1</tr><table><tr><td>乙<td>2</table><p>完")
    assert sequence(page) == ["甲|1", "乙|2", "完"]


def test_tables_around_the_page_only_frame_it() -> None:
    page = html(
        "<table><tr><td>导航<td><p>正文</p><table><tr><td>行<td>1</table><p>尾</p></table>"
        "<table><tr><td>一段<tr><td>又一段</table>"
    )
    assert sequence(page) == ["导航", "正文", "行|1", "尾", "一段", "又一段"]


def test_a_cell_with_a_table_of_one_cell_is_a_cell() -> None:
    page = html("<table><tr><td>规章<td><table><tr><td>5</table><td>6</table>")
    assert only_table(page) == [["规章", "5", "6"]]


def test_rows_of_articles_are_text_between_tables() -> None:
    long = "某局坚持公开。" * 100
    page = html(f"<table><tr><td>甲<td>1<tr><td>一<td>{long}<tr><td>乙<td>2</table>")
    assert sequence(page) == ["甲|1", "一", long, "乙|2"]


def test_text_and_captions_inside_a_table_stand_before_it() -> None:
    assert sequence(html("<table><caption>表题</caption>杂字<tr><td>1<td>2</table>")) == ["表题", "杂字", "1|2"]


# ---- text of a cell


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<span>1</span><span>3</span><span lang=EN-US>9</span>", "139"),
        ("<p class=MsoNormal><span style='mso-x:1'>1<o:p></o:p></span></p>", "1"),
        ("1\n    <!-- 2 -->", "1"),
        ("&nbsp;", ""),
        ("\u200b", ""),
        ("<p>1</p><p>2</p>", "1\n2"),
        ("1<br>2", "1\n2"),
        ("4<del>5</del><s>6</s>", "4"),
        ('4<span style="text-decoration: line-through">5</span>', "4"),
        ("5<script>9</script><style>8</style><template>7</template>", "5"),
        ('5<b style="display: none">9</b><b hidden>8</b><b style="mso-hide:all">7</b>', "5"),
        ("5<sup>[1]</sup>", "5（注[1]）"),
        ("5<sup> </sup>", "5"),
        ("<input value=8>", "8"),
        ("<input type=hidden value=8>", ""),
        ("<select><option>1<option selected>2</select>", "2"),
        ("<img src=7.png>", "[img]"),
        ("7<img src=7.png>", "7"),
        ("<img width=1 src=dot.gif>", ""),
        ("１２", "１２"),
        ("&lt;1&gt;", "<1>"),
        ("<span style='float:left'>1</span><span style='display:inline-block'>2</span>", "1 2"),
    ],
)
def test_the_text_of_a_cell(cell: str, text: str) -> None:
    assert only_table(html(f"<table><tr><td>x<td>{cell}</table>")) == [["x", text]]


def test_hidden_cells_take_no_column_and_invisible_ones_do() -> None:
    page = html('<table><tr><td>一<td style="display:none">9<td style="visibility:hidden">8<td>1</table>')
    assert only_table(page) == [["一", "", "1"]]


# ---- lines


def test_lines_end_where_a_browser_ends_them() -> None:
    page = html("<h1>题</h1><div>一<p>二<span>三</span></p>四<br>五</div><ul><li>六<li>七</ul><dl><dt>八<dd>九</dl>")
    assert lines(page) == ["题", "一", "二三", "四", "五", "六", "七", "八", "九"]


def test_chinese_broken_in_the_source_is_whole_and_other_words_keep_a_space() -> None:
    assert lines(html("<p>共收到\n  申请</p><p>1\n2</p><p>a\nb</p>")) == ["共收到申请", "1 2", "a b"]


def test_empty_paragraphs_are_counted() -> None:
    page = html("<p>一</p><p>&nbsp;</p><p><br></p><p>二<br><br>三</p>")
    assert [(p.text, p.gap) for p in page.paragraphs()] == [("一", 0), ("二", 2), ("三", 1)]


def test_preformatted_text_is_read_as_text() -> None:
    page = html("<p>前</p><pre>一\t1\t2\n二\t3\t4</pre><p>后</p>")
    assert sequence(page) == ["前", "一|1|2", "后"]


def test_page_furniture_stays_as_lines() -> None:
    page = html("<div class=nav><a>首页</a> &gt; <a>年报</a></div><p>文</p><div class=foot>备案 05002345</div>")
    assert lines(page) == ["首页 > 年报", "文", "备案 05002345"]


def test_places_count_lines_and_tables() -> None:
    page = html("<p>一<table><tr><td>a<td>b<tr><td>c<td>d</table><p>二<table><tr><td>e<td>f</table>")
    first, second = page.grids()
    assert [p.at.line for p in page.paragraphs()] == [1, 4]
    assert cells(first)[3].at == Place(table=1, row=2, column=2, line=3)
    assert cells(second)[0].at == Place(table=2, row=1, column=1, line=5)


# ---- pages that hide their report


def test_where_all_tables_are_hidden_they_are_read_and_it_is_said() -> None:
    page = html('<p>标题</p><div style="display:none"><table><tr><td>一<td>1</table></div>')
    assert only_table(page) == [["一", "1"]]
    assert page.notes == ["网页显示的部分没有表格，隐藏的部分也读了"]


def test_a_table_in_a_script_is_read_and_it_is_said() -> None:
    page = html('<h1>标题</h1><script>var body = "<table><tr><td>一<\\/td><td>1<\\/td><\\/tr><\\/table>";</script>')
    assert sequence(page) == ["标题", "一|1"]
    assert page.notes == ["表格在网页的脚本里"]


CARRIED = "<table><tr><td>一<td>1</table>"


@pytest.mark.parametrize(
    "markup",
    [
        f"<textarea>{CARRIED.replace('<', '&lt;').replace('>', '&gt;')}</textarea>",
        f"<noscript>{CARRIED}</noscript>",
        f"<template>{CARRIED}</template>",
        f"<iframe srcdoc='{CARRIED}'></iframe>",
    ],
)
def test_a_table_that_the_page_only_carries_along_is_read_and_it_is_said(markup: str) -> None:
    page = html(f"<h1>标题</h1>{markup}")
    assert (sequence(page)[-1], page.notes) == ("一|1", ["表格在网页的内嵌部分里"])


# ---- encodings


PAGE = '<meta charset="{}"><p>政府信息公开，本年度共收到申请</p>'
TRADITIONAL = '<meta charset="{}"><p>政府資訊公開，本年度共收到申請</p>'


@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "gbk", "big5", "iso-8859-1", "no-such-thing", ""])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_bytes_decide_and_not_what_is_declared(encoding: str, declared: str) -> None:
    page = loaded("html", PAGE.format(declared).encode(encoding))
    assert lines(page) == ["政府信息公开，本年度共收到申请"]


def test_big5_is_read_where_it_is_declared_and_makes_sense() -> None:
    page = loaded("html", TRADITIONAL.format("big5").encode("big5"))
    assert lines(page) == ["政府資訊公開，本年度共收到申請"]
    assert page.notes == ["网页是繁体编码（Big5）"]


def test_a_single_broken_character_does_not_cost_the_page() -> None:
    whole = PAGE.format("utf-8") + "<p>" + "正常的文字" * 300 + "</p>"
    page = loaded("html", whole.encode() + b"<table><tr><td>\xe6\x94<td>12</table>")
    assert only_table(page) == [["\ufffd", "12"]]
    assert len(page.notes) == 1


def test_damaged_text_is_refused() -> None:
    with pytest.raises(ReadingError):
        loaded("html", b"<p>" + bytes(range(128, 256)) * 20)


# ---- samples


@pytest.mark.parametrize("name", ["web-page.html", "web-page-gb18030.html"])
def test_the_samples_have_their_three_tables(name: str) -> None:
    page = sample("html", name)
    tables_drawn = [drawn(grid) for grid in page.grids()]
    assert [(len(table), table[-1].count("|") + 1) for table in tables_drawn] == [(14, 4), (28, 10), (4, 15)]
    assert tables_drawn[1][2].startswith("（本列")
    assert all(grid.exact for grid in page.grids())
    assert lines(page)[0].startswith("首页")


# ---- hostile pages: an end, and one clear error


@pytest.mark.parametrize(
    ("markup", "code"),
    [
        ("<table><tr>" + "<td>" * 2_500_000, "READ_LINES"),
        ("<table><tr>" + "<td>1" * 501, "READ_LINES"),
        ("<table>" + "<tr><td rowspan=9999 colspan=9999>1<td>2" * 2000, "READ_LINES"),
        ("<div>" * 5000 + "x", "READ_DEPTH"),
        ("<table><tr><td>" * 5000 + "x", "READ_DEPTH"),
        ("<p " + " ".join(f"a{i}=1" for i in range(20_000)) + ">x", "READ_LINES"),
        ("<p " + " ".join(f"a{i}='<'" for i in range(20_000)) + ">x", "READ_LINES"),
        ("<" * 500_000, "READ_LINES"),
        ("<!--" * 500_000, "READ_LINES"),
    ],
)
def test_hostile_pages_are_refused(markup: str, code: str) -> None:
    with pytest.raises(ReadingError) as refusal:
        html(f"<p>年度报告</p>{markup}")
    assert refusal.value.code == code


def test_inline_tags_never_closed_cost_nothing() -> None:
    assert lines(html("<p>一</p>" + "<font><b>" * 5000 + "<p>二</p>")) == ["一", "二"]


def test_entities_of_a_document_type_are_not_expanded() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "1111111111"><!ENTITY b "&a;&a;&a;&a;">]><p>一&b;</p>'
    assert "1111" not in "".join(lines(html(bomb)))


def test_time_is_bounded() -> None:
    with pytest.raises(ReadingError) as refusal:
        loaded("html", "<p>年</p>", limits=Limits(seconds=0))
    assert refusal.value.code == "READ_TIME"


FRAGMENTS = [
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<td rowspan=3>",
    "<td colspan=4>",
    "<div class=row>",
]
FRAGMENTS += [
    "<div class=cell>",
    "</div>",
    "<p>",
    "</p>",
    "<br>",
    "<b>",
    "</b>",
    "<pre>",
    "</pre>",
    "<ul>",
    "<li>",
    "<form>",
]
FRAGMENTS += [
    "<div style='display:table-row'>",
    "<i style='display:table-cell'>",
    "</i>",
    "<select>",
    "<sup>",
    "<!--",
    "-->",
    "&",
]


@given(st.lists(st.sampled_from([*FRAGMENTS, "一", "1", " ", "\n"]), max_size=60))
def test_whatever_the_markup_no_shown_digit_is_lost_or_doubled(pieces: list[str]) -> None:
    markup = "".join(pieces)
    if "<!--" in markup or "<select>" in markup:
        html(f"年{markup}")
        return
    page = html(f"年{markup}")
    shown = "".join(block if isinstance(block, str) else "" for block in [*lines(page)])
    shown += "".join(cell.text for grid in page.grids() for cell in cells(grid))
    assert shown.count("1") == pieces.count("1")


@given(st.text(alphabet="<>/=\"' tdrable1一&;!-", max_size=200))
def test_no_markup_breaks_the_reader(markup: str) -> None:
    html(f"年{markup}")


@pytest.mark.parametrize(
    "hidden",
    [
        '<span class="old">9</span>',
        '<span style="font-size:0">9</span>',
        '<span style="color:#fff">9</span>',
        '<font color="white">9</font>',
    ],
)
def test_a_number_that_no_reader_of_the_page_sees_is_no_digit(hidden: str) -> None:
    page = f"<style>.old {{ display: none }}</style><table><tr><td>甲</td><td>17{hidden}</td></tr></table>"
    (grid,) = html(page).grids()
    assert [c.text for c in grid.rows[0]] == ["甲", "17"]


def test_a_panel_that_a_style_sheet_hides_is_read() -> None:
    page = html("<style>.tab{display:none}</style><div class='tab'><table><tr><td>甲<td>17</table></div>")
    assert len(list(page.grids())) == 1
