"""A catalogue in the styles offices draw it in."""

import pytest

from gongkai.catalogue import (
    Audience,
    CatalogueError,
    CatalogueFile,
    Choice,
    Level,
    Manner,
    NoteKind,
    Row,
    read_bytes,
)
from gongkai.reading import ReadingError
from tests.library.catalogue.making import (
    HEAD,
    LAW,
    LEGEND,
    ROWS,
    SUB,
    Drawn,
    docx,
    html,
    line,
    standard,
    xlsx,
)


def rows_of(data: bytes, name: str = "目录.xlsx") -> list[Row]:
    return [row for table in read_bytes(data, name).tables for row in table.rows]


def codes(file: CatalogueFile) -> list[str]:
    return [note.code for note in file.notes]


def test_the_standard_form() -> None:
    file = read_bytes(xlsx(standard().rows(ROWS, merged=(1, 4, 6)).add(LEGEND, across=14)), "目录.xlsx")
    table = file.tables[0]
    assert table.field is not None
    assert (table.field.code, table.title) == ("social_assistance", "（十九）社会救助领域基层政务公开标准目录")
    assert [(row.first, row.second) for row in table.rows] == [(line[1], line[2]) for line in ROWS]
    last = table.rows[-1]
    assert last.number == "5"
    assert last.content == "初审对象名单及相关信息"
    assert last.responsible == "区民政局"
    assert last.audience == (Audience.GROUP,)
    assert last.manners == (Manner.PROACTIVE,)
    assert last.levels == (Level.TOWNSHIP,)
    assert table.rows[0].levels == (Level.COUNTY, Level.TOWNSHIP)
    assert (last.at.sheet, last.at.row) == ("社会救助", 8)


def test_with_a_legend_the_boxes_are_required_and_optional() -> None:
    with_legend = rows_of(xlsx(standard().rows(ROWS).add(LEGEND)))[0].channels
    assert with_legend[0] == ("政府网站", Choice.REQUIRED)
    assert with_legend[1] == ("政府公报", Choice.OPTIONAL)
    assert [one.name for one in with_legend][-3:] == ["社区/企事业单位/村公示栏（电子屏）", "精准推送", "其他"]


def test_without_a_legend_ticked_and_not_and_the_assumption_is_said() -> None:
    file = read_bytes(xlsx(standard().rows(ROWS)), "目录.xlsx")
    assert file.tables[0].rows[0].channels[0].choice is Choice.TICKED
    assert file.tables[0].rows[0].channels[1].choice is Choice.UNTICKED
    assert [note.kind for note in file.notes if note.code == "NO_LEGEND"] == [NoteKind.ASSUMPTION]


def test_a_legend_on_a_sheet_of_its_own_holds_for_all() -> None:
    about = Drawn("填表说明").add("填表说明").add("■表示必选项，□表示可选项")
    file = read_bytes(xlsx(about, standard().rows(ROWS)), "目录.xlsx")
    assert file.tables[0].rows[0].channels[0].choice is Choice.REQUIRED
    assert "NO_LEGEND" not in codes(file)


@pytest.mark.parametrize(
    "text",
    [
        "■政府网站 □政府公报",
        "■政府网站□政府公报",
        "■ 政府网站\n□ 政府公报",
        "■政府网站、口政府公报",
        "☑政府网站 ☐政府公报",
        "√政府网站 □政府公报",
        "●政府网站 ○政府公报",
        "\uf052政府网站 \uf0a3政府公报",
        "R政府网站 □政府公报",
    ],
)
def test_boxes_of_every_style(text: str) -> None:
    channels = rows_of(xlsx(standard().rows([line(1, "甲", "乙", channels=text)])))[0].channels
    assert channels == (("政府网站", Choice.TICKED), ("政府公报", Choice.UNTICKED))


def test_a_list_without_boxes_is_a_list() -> None:
    channels = rows_of(xlsx(standard().rows([line(1, "甲", "乙", channels="政府网站、两微一端\n公示栏")])))[0].channels
    assert [(one.name, one.choice) for one in channels] == [
        ("政府网站", Choice.LISTED),
        ("两微一端", Choice.LISTED),
        ("公示栏", Choice.LISTED),
    ]


def test_same_as_above_takes_what_stands_above() -> None:
    rows = [ROWS[0], line(2, "同上", "监督检查", "电话", "同上", basis="同上", responsible="〃", channels="同 上")]
    first, second = rows_of(xlsx(standard().rows(rows)))
    assert (second.first, second.period, second.basis) == (first.first, first.period, first.basis)
    assert (second.responsible, second.channels) == (first.responsible, first.channels)


def test_same_as_above_in_the_first_row_is_a_doubt() -> None:
    file = read_bytes(xlsx(standard().rows([line(1, "甲", "乙", period="同上")])), "目录.xlsx")
    assert file.tables[0].rows[0].period.text == ""
    assert "SAME_AS_NOTHING" in codes(file)


@pytest.mark.parametrize("tick", ["√", "✓", "●", "是", "Y", "■", "√ "])
def test_ticks_of_every_style(tick: str) -> None:
    row = rows_of(xlsx(standard().rows([line(1, "甲", "乙", ticks=(tick, "", tick, "", "", tick))])))[0]
    assert (row.audience, row.manners, row.levels) == ((Audience.EVERYONE,), (Manner.PROACTIVE,), (Level.TOWNSHIP,))


@pytest.mark.parametrize("blank", ["", "×", "□", "否", "/", "—"])
def test_what_is_no_tick(blank: str) -> None:
    row = rows_of(xlsx(standard().rows([line(1, "甲", "乙", ticks=("√", blank, "√", blank, blank, "√"))])))[0]
    assert (row.audience, row.levels) == ((Audience.EVERYONE,), (Level.TOWNSHIP,))


def test_a_sign_nobody_knows_is_a_doubt_and_no_tick() -> None:
    file = read_bytes(xlsx(standard().rows([line(1, "甲", "乙", ticks=("√", "", "△", "", "", "√"))])), "目录.xlsx")
    assert file.tables[0].rows[0].manners == ()
    assert "MARK" in codes(file)


def test_the_specific_group_is_named_where_its_tick_should_be() -> None:
    row = rows_of(xlsx(standard().rows([line(1, "甲", "乙", ticks=("", "√（项目单位）", "√", "", "", "√"))])))[0]
    assert (row.audience, row.group) == ((Audience.GROUP,), "项目单位")


def test_a_head_without_merged_cells() -> None:
    drawn = Drawn("救助").add("社会救助领域基层政务公开标准目录")
    drawn.lines += [list(HEAD), list(SUB)]
    assert len(rows_of(xlsx(drawn.rows(ROWS)))) == len(ROWS)


def test_a_head_of_one_line_with_words_in_the_cells() -> None:
    head = [
        "序号",
        "公开事项",
        "公开内容",
        "公开依据",
        "公开时限",
        "公开主体",
        "公开渠道",
        "公开对象",
        "公开方式",
        "公开层级",
    ]
    drawn = Drawn("就业").add("就业领域基层政务公开标准目录").add(*head)
    drawn.add("1", "招聘信息", "岗位", "条例", "及时公开", "人社局", "■政府网站", "全社会", "主动公开", "县级、乡级")
    row = rows_of(xlsx(drawn))[0]
    assert (row.first, row.second) == ("", "招聘信息")
    assert (row.audience, row.manners, row.levels) == (
        (Audience.EVERYONE,),
        (Manner.PROACTIVE,),
        (Level.COUNTY, Level.TOWNSHIP),
    )


def test_a_column_of_the_process() -> None:
    head, sub = list(HEAD), list(SUB)
    head.insert(1, "公开过程")
    sub.insert(1, "")
    rows = [[*row[:1], "决策公开", *row[1:]] for row in ROWS]
    drawn = Drawn("救助").add("社会救助领域基层政务公开标准目录", across=15).head(head, sub).rows(rows, merged=(1,))
    assert {row.process for row in rows_of(xlsx(drawn))} == {"决策公开"}


def test_an_item_of_one_level_and_a_township_alone() -> None:
    head = [*HEAD[:1], "公开事项", *HEAD[3:12], "公开层级"]
    sub = [*[""] * 7, "全社会", "特定群众", "主动", "依申请公开", "镇级"]
    drawn = Drawn("涉农补贴").add("涉农补贴领域基层政务公开标准目录", across=12).head(head, sub)
    cells = ["1", "政策文件", "文件", LAW, "3个工作日内", "镇人民政府", "■政府网站", "√", "", "√", "", "√"]
    row = rows_of(xlsx(drawn.rows([cells])))[0]
    assert (row.key, row.levels, row.period.number) == (("", "政策文件"), (Level.TOWNSHIP,), 3)


@pytest.mark.parametrize(
    ("labels", "levels"),
    [
        (("县级", "乡、村级"), (Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE)),
        (("区级", "街道"), (Level.COUNTY, Level.TOWNSHIP)),
        (("县（市、区）级", "乡（镇、街道）级"), (Level.COUNTY, Level.TOWNSHIP)),
        (("镇级", "村（社区）级"), (Level.TOWNSHIP, Level.VILLAGE)),
        (("市级", "镇级"), (Level.COUNTY, Level.TOWNSHIP)),
        (("市级", "县级"), (Level.CITY, Level.COUNTY)),
    ],
)
def test_levels_of_every_name(labels: tuple[str, str], levels: tuple[Level, ...]) -> None:
    drawn = Drawn("救助").add("社会救助领域基层政务公开标准目录", across=14).head(HEAD, (*SUB[:-2], *labels))
    assert rows_of(xlsx(drawn.rows(ROWS)))[0].levels == levels


def test_several_fields_in_one_workbook() -> None:
    other = standard("就业", "就业领域基层政务公开标准目录").rows([line(1, "就业信息服务", "岗位信息发布")])
    file = read_bytes(xlsx(standard().rows(ROWS), other), "目录.xlsx")
    assert [(table.field and table.field.code, len(table.rows)) for table in file.tables] == [
        ("social_assistance", 5),
        ("employment", 1),
    ]


def test_several_fields_on_one_sheet_whose_numbers_start_again() -> None:
    drawn = standard().rows(ROWS).add().add("（十七）就业领域基层政务公开标准目录", across=14).head()
    file = read_bytes(xlsx(drawn.rows([line(1, "就业信息服务", "岗位信息发布")])), "目录.xlsx")
    assert [table.field_name for table in file.tables] == ["社会救助", "就业"]


def test_a_head_printed_again_on_the_next_page_begins_no_table() -> None:
    file = read_bytes(xlsx(standard().rows(ROWS[:2]).head().rows(ROWS[2:])), "目录.xlsx")
    assert [len(table.rows) for table in file.tables] == [5]


def test_a_column_of_fields() -> None:
    head, sub = ["领域", *HEAD], ["", *SUB]
    rows = [["社会救助", *ROWS[0]], ["社会救助", *ROWS[1]], ["就业", *line(1, "就业信息服务", "岗位信息")]]
    drawn = Drawn("目录").add("甲镇基层政务公开标准目录", across=15).head(head, sub).rows(rows, merged=(0,))
    file = read_bytes(xlsx(drawn), "目录.xlsx")
    assert [(table.field_name, len(table.rows)) for table in file.tables] == [("社会救助", 2), ("就业", 1)]


def test_a_heading_between_rows_is_the_first_level_where_there_is_none() -> None:
    head = ["序号", "公开事项", "公开内容", "公开依据", "公开时限", "公开主体", "公开渠道和载体"]
    drawn = Drawn("就业").add("就业领域政务公开目录", across=7).add(*head).add("一、政策文件", across=7)
    drawn.add("1", "招聘信息", "岗位", "条例", "及时公开", "人社局", "■政府网站")
    assert [(row.first, row.second) for row in rows_of(xlsx(drawn))] == [("政策文件", "招聘信息")]


def test_blank_rows_and_column_numbers_are_no_rows() -> None:
    numbers = [str(n) for n in range(1, 15)]
    file = read_bytes(xlsx(standard().rows([numbers, ROWS[0]]).add().add().rows(ROWS[1:])), "目录.xlsx")
    assert len(file.tables[0].rows) == 5
    assert "COLUMN_NUMBERS" in codes(file)


def test_a_row_without_an_item_is_refused_and_named() -> None:
    file = read_bytes(xlsx(standard().rows([ROWS[0], line("", "", "", "续上行的内容")])), "目录.xlsx")
    refused = file.of(NoteKind.REFUSED)
    assert [(note.code, note.at.row) for note in refused] == [("NO_ITEM", 5)]
    assert "续上行的内容" in refused[0].text


def test_one_second_level_item_with_its_contents_line_by_line_is_counted_once() -> None:
    rows = [line(1, "甲", "乙", "申请材料"), line(1, "甲", "乙", "办理流程")]
    table = read_bytes(xlsx(standard().rows(rows, merged=(0, 1, 2, 4, 5, 6, 7))), "目录.xlsx").tables[0]
    assert [row.content for row in table.rows] == ["申请材料", "办理流程"]
    assert len(table.items()) == 1


def test_a_first_level_item_alone_is_an_item_and_a_doubt() -> None:
    file = read_bytes(xlsx(standard().rows([line(1, "办事指南", "")])), "目录.xlsx")
    assert file.tables[0].rows[0].key == ("办事指南", "办事指南")
    assert "NO_SECOND" in codes(file)


def test_a_column_of_its_own_is_kept_and_named() -> None:
    head, sub = [*HEAD, "备注事宜"], [*SUB, ""]
    drawn = Drawn("救助").add("社会救助领域基层政务公开标准目录", across=15).head(head, sub)
    file = read_bytes(xlsx(drawn.rows([[*ROWS[0], "每年抽查"]])), "目录.xlsx")
    assert file.tables[0].rows[0].more == {"备注事宜": "每年抽查"}
    assert "HEAD" in codes(file)


def test_footers_are_kept_beside_the_rows() -> None:
    file = read_bytes(
        xlsx(standard().rows(ROWS).add("备注：本目录由区民政局解释").add("填表人：", "张三")), "目录.xlsx"
    )
    asides = [note.text for note in file.of(NoteKind.ASIDE)]
    assert asides == ["备注：本目录由区民政局解释", "填表人： 张三"]
    assert len(file.tables[0].rows) == 5


def test_a_period_longer_than_the_laws_is_a_finding() -> None:
    file = read_bytes(xlsx(standard().rows([line(1, "甲", "乙", period="30个工作日内")])), "目录.xlsx")
    assert [note.code for note in file.of(NoteKind.FINDING)] == ["PERIOD_LONG"]


def test_an_unknown_field_is_named_as_printed() -> None:
    file = read_bytes(xlsx(standard("甲", "凤屯镇政府文件信息领域基层政务公开标准目录").rows(ROWS)), "目录.xlsx")
    assert (file.tables[0].field, file.tables[0].field_name) == (None, "凤屯镇政府文件信息")
    assert "FIELD" in codes(file)


def test_html_and_docx_read_as_the_workbook_does() -> None:
    drawn = standard().rows(ROWS, merged=(1, 4, 6)).add(LEGEND, across=14)
    asked = [(*row.key, row.period, row.channels, row.levels) for row in rows_of(xlsx(drawn))]
    for data, name in ((html(drawn), "目录.html"), (docx(drawn), "目录.docx")):
        assert [(*row.key, row.period, row.channels, row.levels) for row in rows_of(data, name)] == asked


def test_a_docx_with_one_table_a_field() -> None:
    other = standard("就业", "就业领域基层政务公开标准目录").rows([line(1, "就业信息服务", "岗位信息发布")])
    file = read_bytes(docx(standard().rows(ROWS), other), "目录.docx")
    assert [table.field_name for table in file.tables] == ["社会救助", "就业"]
    assert file.tables[1].rows[0].at.sheet == "第 2 个表格"


def test_a_table_that_has_become_text_is_refused_and_not_lost() -> None:
    text = "就业领域基层政务公开标准目录</p><p>序号公开事项公开内容公开依据公开时限公开主体公开渠道和载体1岗位信息"
    file = read_bytes(html(standard().rows(ROWS), after=f"<p>{text}</p>"), "目录.html")
    assert [note.code for note in file.of(NoteKind.REFUSED)] == ["LOST_TABLE"]
    assert "TITLE_ALONE" in codes(file)


@pytest.mark.parametrize("data", [b"%PDF-1.4 endobj", b"\x89PNG\r\n"])
def test_a_form_that_would_be_read_wrongly_is_refused(data: bytes) -> None:
    with pytest.raises(ReadingError) as caught:
        read_bytes(data, "目录")
    assert "Excel" in caught.value.remedy


def test_a_csv_says_that_blanks_may_have_been_merged_cells() -> None:
    cells = [HEAD, SUB, *ROWS[:1], line(2, "", "监督检查", "电话", "", basis="")]
    text = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in cells)
    for encoding in ("utf-8-sig", "gb18030"):
        file = read_bytes(text.encode(encoding), "目录.csv")
        assert [row.first for row in file.tables[0].rows] == ["政策法规文件"] * 2
        assert any("不保留合并单元格" in note.text for note in file.notes)


def test_a_file_without_a_catalogue_is_refused_with_what_to_do() -> None:
    with pytest.raises(CatalogueError) as caught:
        read_bytes(xlsx(Drawn("甲").add("单位", "电话").add("办公室", "12345")), "通讯录.xlsx")
    assert "公开事项" in caught.value.remedy


def test_lines_above_the_head_that_are_no_title_are_kept() -> None:
    drawn = Drawn("救助").add("附件2").add("社会救助领域基层政务公开标准目录", across=14).add("单位：区民政局").head()
    file = read_bytes(xlsx(drawn.rows(ROWS)), "目录.xlsx")
    assert file.tables[0].title == "社会救助领域基层政务公开标准目录"
    assert [note.text for note in file.of(NoteKind.ASIDE)] == ["附件2", "单位：区民政局"]
