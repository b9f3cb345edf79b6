"""Data of programs: markup in strings, rows in arrays, scripts that hold either."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.reading import ReadingError

from .shapes import lines, loaded, only_table, sample, sequence, tables

TABLE = "<table><tr><td>行政许可</td><td>860</td></tr></table>"
QUOTED = TABLE.replace("</", "<\\/")


def data(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


@pytest.mark.parametrize(
    "value",
    [
        {"code": 200, "data": {"content": TABLE}},
        [{"content": TABLE}],
        {"content": TABLE.replace("<", "&lt;").replace(">", "&gt;")},
        {"content": TABLE.replace("<", "&amp;lt;").replace(">", "&amp;gt;")},
        {"content": "%3Ctable%3E%3Ctr%3E%3Ctd%3E行政许可%3C/td%3E%3Ctd%3E860%3C/td%3E%3C/tr%3E%3C/table%3E"},
        {"data": json.dumps({"content": TABLE})},
        {"content": base64.b64encode((TABLE + "<p>政府信息公开</p>" * 20).encode()).decode()},
        {"rows": [["行政许可", 860], ["行政处罚", 3]]},
        {"rows": [{"name": "行政许可", "value": 860}, {"name": "行政处罚", "value": "3"}]},
        {"行政许可": 860, "行政处罚": 3},
        json.dumps({"content": TABLE}, ensure_ascii=True),
        f"callback({json.dumps({'content': TABLE})});",
        f"jQuery1_2({json.dumps([TABLE])})",
        f"var page = {json.dumps({'content': TABLE})};",
        f'window.page = {{title: "x", content: "{QUOTED}",}};',
        f"module.exports = {{ 'content': '{QUOTED}' }}",
        f"export default {{content: `{TABLE}`}}",
        f'var a = {{}}; /* {{ */ var body = "{QUOTED}";',
        'document.write("<table>");\ndocument.write("<tr><td>行政许可<\\/td>");\ndocument.write("<td>860<\\/td><\\/tr><\\/table>");',
        'var h = "<table><tr>" + "<td>行政许可</td>" + "<td>860</td>" + "</tr></table>";',
        'x = "\\x3ctable\\x3e\\u003ctr\\u003e\\u{3c}td>\\u884c\\u653f\\u8bb8\\u53ef</td><td>860</td></tr></table>";',
        "var rows = [['行政许可', 860], ['行政处罚', 3],];",
        f'var id = 4711;\nvar page = {{ clicks: 82, body: "{QUOTED}" }};',
        f'"use strict"; pageId = 4711; page.body = `{TABLE}`;',
        f'$(function () {{ var id = 7; $("#body").html("{QUOTED}"); }});',
        f'(function(){{ const page = {{ made: new Date(), body: "{QUOTED}" }}; }})()',
    ],
)
def test_the_same_table_however_it_is_wrapped(value: object) -> None:
    assert only_table(loaded("json", data(value)))[0] == ["行政许可", "860"]


@pytest.mark.parametrize(
    ("number", "text"), [("0", "0"), ("95.40", "95.40"), ("59237.2449", "59237.2449"), ("-8", "-8"), ("1e2", "1e2")]
)
def test_numbers_keep_the_digits_they_were_written_in(number: str, text: str) -> None:
    assert only_table(loaded("json", f'[["许可", {number}], ["处罚", 3]]'))[0] == ["许可", text]


def test_null_is_a_blank_cell() -> None:
    assert only_table(loaded("json", '[["许可", null], ["处罚", 3]]'))[0] == ["许可", ""]


def test_fields_are_columns_in_one_order() -> None:
    records = [{"类别": "许可", "本年": 1, "总计": 2}, {"本年": 3, "类别": "处罚"}]
    document = loaded("json", data(records))
    assert only_table(document) == [["类别", "本年", "总计"], ["许可", "1", "2"], ["处罚", "3", ""]]
    assert next(document.grids()).exact


def test_one_string_a_section_is_one_report() -> None:
    value = {"title": "某局年报", "sections": [{"content": "<p>一、总体</p>"}, {"content": f"<p>二、公开</p>{TABLE}"}]}
    assert sequence(loaded("json", data(value))) == ["某局年报", "一、总体", "二、公开", "行政许可|860"]


def test_summaries_and_copies_are_read_once() -> None:
    article = f"<p>一、总体情况良好</p>{TABLE}"
    value = {"summary": "一、总体情况", "content": article, "mobile": article, "plain": "一、总体情况良好行政许可860"}
    assert sequence(loaded("json", data(value))) == ["一、总体情况良好", "行政许可|860"]


def test_plain_text_in_a_string_is_read_as_text() -> None:
    assert sequence(loaded("json", data({"text": "题\n行政许可\t860\n行政处罚\t3"}))) == ["题", "行政许可|860"]


def test_a_list_of_strings_is_one_text_with_every_number_and_repeated_line() -> None:
    value = {"title": "某局年报", "lines": ["行政许可", "0", "行政处罚", "0", None, "二、公开", "二、公开"]}
    assert lines(loaded("json", data(value))) == ["某局年报", "行政许可", "0", "行政处罚", "0", "二、公开", "二、公开"]


def test_the_sample_has_its_title_and_three_tables() -> None:
    document = sample("json", "web-interface.json")
    assert lines(document)[0] == "蒙自市住房和城乡建设局2025年政府信息公开工作年度报告"
    assert [len(table) for table in tables(document)] == [14, 28, 4]


@pytest.mark.parametrize("text", ["{}", "[]", '{"a": 1}', "[" * 100_000, '{"a":' * 100_000, "var a = [[" * 10_000])
def test_data_without_a_word_of_chinese_is_refused(text: str) -> None:
    with pytest.raises(ReadingError) as refusal:
        loaded("json", text)
    assert refusal.value.code == "READ_JSON"


def test_endless_lists_of_strings_are_refused() -> None:
    with pytest.raises(ReadingError) as refusal:
        loaded("json", data([{"文": {"x": f"字{i}"}} for i in range(6000)]))
    assert refusal.value.code == "READ_LINES"


@pytest.mark.parametrize(
    "text", ['var a = "' + "\\u0041" * 200_000, "var a = {" + "'" * 100_001 + "}", "a = {" + "/*" * 100_000]
)
def test_strings_without_end_take_no_time(text: str) -> None:
    with pytest.raises(ReadingError):
        loaded("json", text)


@given(st.lists(st.tuples(st.sampled_from(["许可", "处罚"]), st.integers(-5, 10**12)), min_size=2, max_size=6))
def test_every_number_of_an_array_comes_back(rows: list[tuple[str, int]]) -> None:
    assert only_table(loaded("json", data(rows))) == [[name, str(number)] for name, number in rows]


@given(st.text(alphabet="[]{}()\"'`\\/,:=;1一a<>td \n", max_size=200))
def test_no_script_breaks_the_reader(text: str) -> None:
    try:
        loaded("json", f"var a = {text}")
    except ReadingError as error:
        assert error.code == "READ_JSON"
