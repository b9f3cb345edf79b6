"""编制年报: beginning, typing, offers, zeros, undo, taking away. Nothing typed is lost, nothing is filled in silently."""

import json

import pytest
from django.test import Client

from gongkai.reading import read_bytes
from gongkai.report import loads
from tests.platform.pages import begun, edited, hidden, text, upload

pytestmark = pytest.mark.django_db

ROW = ("natural_person", "business", "research", "social_organization", "legal_service", "other")


def report_of(page):
    return loads(hidden(page)["report"])


def row(name: str, *figures: str) -> dict[str, str]:
    return {f"requests__{name}__{column}": figure for column, figure in zip(ROW, figures, strict=False)}


def test_an_empty_form_is_blank_and_not_zero(client: Client) -> None:
    report = report_of(begun(client))
    assert report.title == "大峪镇人民政府2024年政府信息公开工作年度报告"
    assert {report.cell(path).state.value for path in report.paths()} == {"blank"}
    assert [section.number for section in report.sections] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"agency": ""}, "请填写机关全称"),
        ({"agency": "长" * 200}, "机关名称太长"),
        ({"year": ""}, "请填写统计年度"),
        ({"year": "二〇二四"}, "请填写统计年度"),
        ({"year": "1899"}, "请填写统计年度"),
        ({"year": "2018"}, "2019年及以后"),
        ({"way": "previous"}, "还没有选择上年的报告"),
        ({"way": "saved"}, "还没有选择文件"),
        ({"way": "facts"}, "还没有选择文件"),
    ],
)
def test_a_beginning_that_cannot_be_says_why_and_keeps_the_answers(client: Client, answers: dict, words: str) -> None:
    page = begun(client, **answers)
    assert page.status_code == 422
    assert words in text(page)
    assert f'value="{answers.get("year", "2024")}"' in text(page)


@pytest.mark.parametrize(
    ("year", "form"), [("2019", "2019"), ("2020年", "2019"), ("２０２１", "2021"), ("2030", "2021")]
)
def test_the_year_decides_the_form(client: Client, year: str, form: str) -> None:
    assert report_of(begun(client, year=year)).format == form


def test_last_years_report_hands_on_what_is_carried_over(client: Client, sample) -> None:
    data = json.loads(_report_json(client, sample))
    data["tables"]["requests"]["carried_out"]["natural_person"] |= {"value": 4, "raw": "4"}
    data["tables"]["requests"]["carried_out"]["total"] |= {"value": 4, "raw": "4"}
    page = begun(client, way="previous", agency="", year="", file=upload(json.dumps(data).encode(), "上年.json"))
    report = report_of(page)
    assert (report.agency, report.year) == ("大峪镇人民政府", 2024)
    assert report.value("requests.carried_in.natural_person") == 4
    assert report.value("requests.carried_in.total") == 4
    assert report.value("requests.new.total") is None
    assert "已从2023年报告带入“上年结转” 7 格" in text(page)


def _report_json(client: Client, sample) -> str:
    page = client.post("/check/", {"files": upload(sample("seed-001.txt").read_bytes())})
    return hidden(page)["report"]


def test_what_was_not_read_for_certain_is_not_handed_on(client: Client, sample) -> None:
    data = json.loads(_report_json(client, sample))
    data["tables"]["requests"]["carried_out"]["business"]["certainty"] = "uncertain"
    page = begun(client, way="previous", year="2024", file=upload(json.dumps(data).encode(), "上年.json"))
    assert report_of(page).value("requests.carried_in.business") is None
    assert "没有读准" in text(page)


def test_a_report_of_the_wrong_year_is_refused_with_the_right_one_named(client: Client, sample) -> None:
    file = upload(sample("seed-001.txt").read_bytes(), "x.txt")
    page = begun(client, way="previous", year="2026", file=file)
    assert page.status_code == 422
    assert "要的是2025年的报告，这份报告是2023年的" in text(page)


def test_a_wrong_year_is_not_told_that_all_is_well(client: Client, sample) -> None:
    file = upload(sample("seed-001.txt").read_bytes())
    page = text(client.post("/compile/", {"way": "previous", "year": "2021", "file": file}))
    assert "这份报告是2023年的" in page
    assert "不用再选。" not in page


def test_a_file_once_read_need_not_be_chosen_again(client: Client, sample) -> None:
    file = upload(sample("seed-001.txt").read_bytes(), "x.txt")
    wrong = begun(client, way="previous", year="abcd", file=file)
    assert wrong.status_code == 422
    page = client.post("/compile/", hidden(wrong) | {"agency": "", "year": "2024", "way": "previous"})
    assert report_of(page).year == 2024


def test_in_force_is_offered_from_last_years_and_not_filled_in(client: Client, sample) -> None:
    data = json.loads(_report_json(client, sample))
    data["tables"]["proactive"]["normative_documents"]["in_force"] |= {"value": 66, "raw": "66"}
    begin = begun(client, way="previous", year="2024", file=upload(json.dumps(data).encode(), "上年.json"))
    page = edited(
        client,
        begin,
        proactive__normative_documents__issued="8",
        proactive__normative_documents__repealed="26",
    )
    assert report_of(page).value("proactive.normative_documents.in_force") is None
    assert 'value="adopt:proactive.normative_documents.in_force"' in text(page)
    adopted = edited(client, page, act="adopt:proactive.normative_documents.in_force")
    assert report_of(adopted).value("proactive.normative_documents.in_force") == 48


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("3", 3),
        ("３", 3),
        (" 12 ", 12),
        ("1,234", 1234),
        ("１，２３４", 1234),
        ("3985758", 3985758),
        ("0", 0),
        ("007", 7),
    ],
)
def test_a_figure_in_any_dress_is_the_figure(client: Client, typed: str, value: int) -> None:
    page = edited(client, begun(client), requests__new__total=typed)
    assert report_of(page).value("requests.new.total") == value


@pytest.mark.parametrize("typed", ["两", "1 2", "3.5", "1/2", "约3", "3件", "1,23", "０x1", "١٢"])
def test_what_is_no_figure_stays_as_typed_and_says_so(client: Client, typed: str) -> None:
    page = edited(client, begun(client), requests__new__total=typed)
    assert report_of(page).value("requests.new.total") is None
    assert f"“{typed}”不是数" in text(page)
    again = edited(client, page)
    assert f"“{typed}”不是数" in text(again)


@pytest.mark.parametrize(("typed", "printed"), [("59237.2449", "59237.2449"), ("0.10", "0.10"), ("316441", "316441")])
def test_money_keeps_its_digits(client: Client, typed: str, printed: str) -> None:
    assert (
        report_of(edited(client, begun(client), proactive__charges=typed)).cell("proactive.charges").printed == printed
    )


def test_a_slip_is_not_written_into_a_document(client: Client) -> None:
    page = edited(client, begun(client), requests__new__total="两")
    response = client.post("/compile/download/docx/", hidden(page))
    assert response.status_code == 422
    assert "填的不是数" in text(response)
    assert report_of(response).cell("requests.new.total").raw == "两"


def test_text_is_kept_to_the_letter(client: Client) -> None:
    words = "（一）主动公开。\r\n  全年公开 <b>5</b> 条 & 其他。\r\n\r\n末段"
    page = edited(client, begun(client), **{"section:1": words})
    assert report_of(page).sections[0].text == words.replace("\r\n", "\n")
    again = edited(client, page)
    assert report_of(again).sections[0].text == words.replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2025年1月12日", "2025-01-12"),
        ("2025-1-12", "2025-01-12"),
        ("2025.01.12", "2025-01-12"),
        (" 2025 年 1 月 12 日 ", "2025-01-12"),
    ],
)
def test_the_day_of_signing_is_understood(client: Client, typed: str, day: str) -> None:
    assert str(report_of(edited(client, begun(client), signed_on=typed)).signed_on) == day


@pytest.mark.parametrize("typed", ["2025年2月30日", "明天", "12日", "0000-01-01"])
def test_a_day_that_is_none_is_kept_and_asked_for(client: Client, typed: str) -> None:
    page = edited(client, begun(client), signed_on=typed)
    assert f'value="{typed}"' in text(page)
    response = client.post("/compile/download/docx/", hidden(page) | {"signed_on": typed})
    assert response.status_code == 422
    assert f"落款日期“{typed}”看不懂" in text(response)


def test_a_total_is_offered_only_when_every_part_is_known(client: Client) -> None:
    some = edited(client, begun(client), **row("new", "3", "1"))
    assert 'value="adopt:requests.new.total"' not in text(some)
    every = edited(client, begun(client), **row("new", "3", "1", "0", "0", "0", "0"))
    assert 'value="adopt:requests.new.total"' in text(every)
    assert report_of(every).value("requests.new.total") is None


def test_adopting_all_totals_fills_empty_ones_only(client: Client) -> None:
    page = edited(client, begun(client), **row("new", "3", "1", "0", "0", "0", "0"), **row("granted", "2", *"00000"))
    page = edited(client, page, requests__granted__total="9", act="adopt-all")
    assert report_of(page).value("requests.new.total") == 4
    assert report_of(page).value("requests.granted.total") == 9


def test_zeros_are_asked_for_before_they_are_filled_in(client: Client) -> None:
    page = edited(client, begun(client), act="zero")
    assert "将把" in text(page)
    assert "表三" in text(page)
    assert report_of(page).value("requests.new.natural_person") is None


def test_confirmed_zeros_fill_what_is_empty_and_no_total(client: Client) -> None:
    page = edited(client, begun(client), requests__new__natural_person="3", act="zero-confirmed")
    report = report_of(page)
    assert report.value("requests.new.natural_person") == 3
    assert report.value("requests.new.business") == 0
    assert report.value("requests.new.total") is None
    assert report.value("disputes.reconsideration.total") is None


def test_a_fill_can_be_undone(client: Client) -> None:
    typed = edited(client, begun(client), requests__new__natural_person="3")
    filled = edited(client, typed, act="zero-confirmed")
    undone = edited(client, filled, act="undo")
    assert report_of(undone).tables == report_of(typed).tables
    assert "已撤销" in text(undone)


def test_zeros_then_totals_make_a_full_form_that_holds(client: Client) -> None:
    page = edited(client, begun(client), **row("new", "3", "1"), **row("granted", "3", "1"), act="zero-confirmed")
    page = edited(client, page, act="adopt-all")
    report = report_of(page)
    assert not [path for path in report.paths() if report.value(path) is None]
    assert report.value("requests.result_total.total") == 4
    assert "表格已填满" in text(page)
    assert "finding--error" not in text(page)


def test_a_broken_relation_is_said_while_writing(client: Client) -> None:
    page = edited(client, begun(client), **row("new", "3", "1", *"0000"), requests__new__total="5")
    assert "相差 1" in text(page)
    live = edited(client, page, "/compile/live/").json()
    assert live["cells"]["e-c-requests-new-total"]["group"] == "error"
    assert live["offers"]["requests.new.total"] == "4"
    assert "相差 1" in live["panel"]


def test_an_empty_form_is_not_scolded_for_being_empty(client: Client) -> None:
    assert "finding--error" not in text(begun(client))


def test_a_sentence_is_offered_with_the_figures_and_put_in_on_demand(client: Client) -> None:
    page = edited(client, begun(client), act="zero-confirmed")
    page = edited(client, page, act="adopt-all")
    assert "新收政府信息公开申请0件" in text(page)
    assert "新收" not in report_of(page).sections[0].text
    page = edited(client, page, act="insert:requested")
    assert "新收政府信息公开申请0件" in report_of(page).sections[0].text
    assert 'value="insert:requested"' not in text(page)


def test_an_invented_act_does_nothing(client: Client) -> None:
    page = begun(client)
    for act in ("adopt:requests.new.everyone", "insert:x", "drop table", "adopt:"):
        assert hidden(edited(client, page, act=act))["report"] == hidden(page)["report"]


def test_a_forged_undo_is_no_undo(client: Client) -> None:
    page = begun(client)
    for undo in ("[", "[1]", '{"requests.new.total": 5}', '{"x": "1"}'):
        after = client.post("/compile/edit/", hidden(page) | {"undo": undo, "act": "undo"})
        assert report_of(after).tables == report_of(page).tables


@pytest.mark.parametrize("suffix", ["docx", "pdf", "xlsx", "json"])
def test_the_written_report_can_be_taken_away(client: Client, suffix: str) -> None:
    page = edited(client, begun(client), **row("new", "3", "1"))
    response = client.post(f"/compile/download/{suffix}/", hidden(page))
    assert response.status_code == 200
    assert response.content[:2] == {"docx": b"PK", "pdf": b"%P", "xlsx": b"PK", "json": b"{\n"}[suffix]


def test_the_docx_read_back_says_what_was_typed(client: Client) -> None:
    page = edited(client, begun(client), **row("new", "3", "1"), act="zero-confirmed")
    page = edited(client, page, act="adopt-all")
    written = read_bytes(client.post("/compile/download/docx/", hidden(page)).content, "x.docx")[0]
    before = report_of(page)
    assert {p: written.value(p) for p in before.paths()} == {p: before.value(p) for p in before.paths()}


def test_work_from_json_says_that_last_year_is_not_in_it(client: Client) -> None:
    data = client.post("/compile/download/json/", hidden(begun(client))).content
    page = client.post("/compile/", {"way": "saved", "file": upload(data, "年报.json")})
    assert "JSON 里没有上年报告，两年之间的衔接不核对" in text(page)


def test_work_goes_on_from_the_downloaded_json(client: Client) -> None:
    page = edited(client, begun(client), **row("new", "3", "两"), **{"section:5": "问题"})
    data = client.post("/compile/download/json/", hidden(page)).content
    again = begun(client, way="saved", agency="", year="", file=upload(data, "年报.json"))
    assert report_of(again).tables == report_of(page).tables
    assert "“两”不是数" in text(again)


def test_only_the_numbers_are_put_into_the_offices_own_document(client: Client) -> None:
    old = edited(client, begun(client, year="2023"), act="zero-confirmed")
    old = edited(client, old, act="adopt-all", **{"section:5": "去年写的话"})
    template = client.post("/compile/download/docx/", hidden(old)).content
    new = edited(client, begun(client), **row("new", "3", "1"), act="zero-confirmed")
    new = hidden(edited(client, new, act="adopt-all"))
    response = client.post("/compile/fill/", new | {"template": upload(template, "模板.docx"), "as_it_is": "yes"})
    filled = read_bytes(response.content, "x.docx")[0]
    assert filled.value("requests.new.total") == 4
    assert "去年写的话" in filled.sections[4].text


def filled(client: Client, template: bytes, **fields: str):
    page = hidden(full_form(client))
    return client.post("/compile/fill/", page | {"template": upload(template, "模板.docx")} | fields)


@pytest.mark.parametrize(
    ("begun_as", "section", "words"),
    [
        ({"year": "2023"}, "", "年度是2023年，本报告是2024年"),
        ({"year": "2023"}, "", "标题是“大峪镇人民政府2023年"),
        ({"agency": "淮安市人民政府"}, "", "机关是“淮安市人民政府”，本报告是“大峪镇人民政府”"),
        ({}, "2024年，共收到政府信息公开申请9件，办结9件。", "9件"),
    ],
)
def test_what_the_offices_own_document_keeps_and_does_not_fit_is_said(
    client: Client, begun_as: dict, section: str, words: str
) -> None:
    old = edited(client, begun(client, **begun_as), act="zero-confirmed", **{"section:1": section})
    template = client.post("/compile/download/docx/", hidden(edited(client, old, act="adopt-all"))).content
    refused = filled(client, template)
    assert refused.status_code == 422
    assert words in str(refused.context["error"])
    assert filled(client, template, as_it_is="yes").status_code == 200


def test_an_own_document_that_fits_is_given_at_once(client: Client) -> None:
    template = client.post("/compile/download/docx/", hidden(full_form(client))).content
    answer = filled(client, template)
    assert "wordprocessingml" in answer["Content-Type"], answer.context["error"]


def test_filling_without_a_document_says_so_and_loses_nothing(client: Client) -> None:
    page = edited(client, begun(client), **row("new", "3"))
    response = client.post("/compile/fill/", hidden(page))
    assert response.status_code == 422
    assert "还没有选择" in text(response)
    assert hidden(response)["report"] == hidden(page)["report"]


def test_a_checked_report_opens_for_writing_with_its_doubts(client: Client, sample) -> None:
    checked_page = client.post("/check/", {"files": upload(sample("seed-004.txt").read_bytes())})
    page = client.post("/compile/edit/", hidden(checked_page))
    assert page.status_code == 200
    before, after = loads(hidden(checked_page)["report"]), report_of(page)
    assert before.tables == after.tables


def test_switching_the_view_while_writing_loses_nothing(client: Client) -> None:
    page = edited(client, begun(client), view="elder", requests__new__total="3")
    assert 'data-view="elder"' in text(page)
    assert report_of(page).value("requests.new.total") == 3


def full_form(client: Client, **typed: str):
    """A form filled up with 7 requests, all granted, and zeros."""
    page = edited(client, begun(client), act="zero-confirmed", **row("new", "7"), **row("granted", "7"))
    return edited(client, page, act="adopt-all", **typed)


SEVEN_AND_EIGHT = "2024年，共收到政府信息公开申请7件，办结8件。"


@pytest.mark.parametrize(("section", "is_said"), [(SEVEN_AND_EIGHT, True), (SEVEN_AND_EIGHT.replace("8", "7"), False)])
def test_the_text_as_typed_is_compared_with_the_tables(client: Client, section: str, is_said: bool) -> None:
    page = full_form(client)
    answer = edited(client, page, **{"section:1": section})
    assert ("“办结8件”" in text(answer)) is is_said
    live = edited(client, page, "/compile/live/", **{"section:1": section}).json()
    assert ("办结8件" in live["panel"]) is is_said


def test_what_the_text_stated_before_it_was_changed_is_forgotten(client: Client) -> None:
    page = edited(client, full_form(client), **{"section:1": SEVEN_AND_EIGHT})
    json_file = edited(client, page, "/compile/download/json/", **{"section:1": "没有数字。"}).content
    assert loads(json_file.decode()).narrative == []


def test_an_opened_report_is_compared_with_its_text_as_changed(client: Client, sample) -> None:
    page = client.post("/check/", {"files": upload(sample("word.docx").read_bytes(), "年报.docx")})
    opened = client.post("/compile/edit/", hidden(page))
    section = report_of(opened).sections[0].text
    answer = edited(client, opened, **{"section:1": section.replace("3119", "9999")})
    assert "9999件" not in text(opened)
    assert "TX-" in "".join(f.rule for f in answer.context["desk"].checked.findings if "9999" in f.message)


def test_a_reopened_draft_is_compared_with_its_text(client: Client) -> None:
    page = edited(client, full_form(client), "/drafts/save/", **{"section:1": SEVEN_AND_EIGHT})
    link = page.context["saved"]["link"]
    assert "“办结8件”" in text(client.get(link))
