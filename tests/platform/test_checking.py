"""检查年报: what a clerk sees of a file, and what becomes of an answer."""

import io
import json
import zipfile

import pytest
from django.test import Client, override_settings

from gongkai.checks import SEVERITY_NAMES
from gongkai.report import Finding, Severity
from gongkai_web.reports.demo import load_demo
from gongkai_web.reports.models import ExampleReport, SavedReport
from gongkai_web.reports.remarks import TITLES, group_of
from tests.platform.pages import checked, hidden, text, upload

pytestmark = pytest.mark.django_db

SEEDS = ["seed-000", "seed-001", "seed-002", "seed-003", "seed-004"]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_example_shows_its_three_tables(client: Client, sample, seed: str) -> None:
    page = text(checked(client, sample(f"{seed}.txt")))
    for table in ("sheet--proactive", "sheet--requests", "sheet--disputes"):
        assert page.count(f'class="sheet {table}"') == 1
    assert "（本列数据的勾稽关系为" in page


def test_findings_are_called_what_the_command_line_calls_them() -> None:
    names = {str(TITLES[group_of(Finding("X", severity, "", ()))]) for severity in Severity}
    assert names == set(SEVERITY_NAMES.values())


def test_a_file_leaves_nothing_in_the_database(client: Client, sample) -> None:
    checked(client, sample("seed-002.txt"))
    assert not SavedReport.objects.exists()
    assert not ExampleReport.objects.exists()


def test_a_finding_leads_to_its_cell_and_back(client: Client, sample) -> None:
    page = text(checked(client, sample("word.docx")))
    assert 'href="#r1-c-requests-granted-total"' in page
    assert 'id="r1-c-requests-granted-total"' in page
    assert 'href="#r1-f1"' in page
    assert 'id="r1-f1"' in page


def test_a_finding_leads_to_its_place_in_the_source(client: Client, sample) -> None:
    page = text(checked(client, sample("seed-002.txt")))
    link = page.split("data-to-source")[0].rsplit('href="#', 1)[1].split('"')[0]
    assert f'id="{link}"' in page


def test_the_error_of_the_docx_is_said_with_its_numbers(client: Client, sample) -> None:
    page = text(checked(client, sample("word.docx")))
    assert "tag--error" in page
    assert "相差 10" in page


def test_a_sound_report_is_said_to_be_sound(client: Client, sample) -> None:
    fields = hidden(checked(client, sample("seed-001.txt")))
    report = json.loads(fields["report"])
    for section in report["sections"]:
        section["text"] = ""
    fields["report"] = json.dumps(report)
    page = text(client.post("/check/again/", fields))
    assert "条勾稽关系成立" in page


def test_no_file_chosen_is_an_error_in_words(client: Client) -> None:
    response = client.post("/check/")
    assert response.status_code == 422
    assert "还没有选择文件" in text(response)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b'{"schema":"gongkai.report/1","x":1}', "空.json"),
        (b"", "空.txt"),
        (b"Rar!\x1a\x07\x00" + bytes(200), "打包.docx"),
        (b"\x00" * 5000, "噪声.txt"),
        (b"PK\x03\x04" + bytes(100), "坏.docx"),
        ("今天天气很好。".encode(), "日记.txt"),
    ],
)
def test_a_file_that_is_no_report_gets_one_clear_error(client: Client, data: bytes, name: str) -> None:
    response = client.post("/check/", {"files": upload(data, name)})
    assert response.status_code in (200, 422)
    assert "Traceback" not in text(response)
    if response.status_code == 422:
        assert name in text(response)


def test_several_files_each_get_their_own_line(client: Client, sample) -> None:
    files = [upload(sample(f"{seed}.txt").read_bytes(), f"{seed}.txt") for seed in SEEDS]
    files.insert(2, upload(b"Rar!\x1a\x07\x00" + bytes(200), "打包.txt"))
    page = text(client.post("/check/", {"files": files}))
    assert "共 6 份文件" in page
    assert page.count('target="_blank"') == 5
    assert "打包.txt" in page


def test_a_script_gets_the_fragment_with_the_keys_it_asked_for(client: Client, sample) -> None:
    data = {"files": upload(sample("seed-001.txt").read_bytes()), "first": "3001"}
    page = text(client.post("/check/", data, headers={"x-requested-with": "fetch"}))
    assert "<html" not in page
    assert 'id="r3001"' in page


@pytest.mark.parametrize("first", ["-1", "x", "", "9" * 30, "١"])
def test_a_strange_first_key_is_one(client: Client, sample, first: str) -> None:
    data = {"files": upload(sample("seed-001.txt").read_bytes()), "first": first}
    assert 'id="r1"' in text(client.post("/check/", data))


@override_settings(DATA_UPLOAD_MAX_NUMBER_FILES=2)
def test_too_many_files_are_refused(client: Client) -> None:
    assert client.post("/check/", {"files": [upload(b"x", f"{i}.txt") for i in range(4)]}).status_code == 413


def _uncertain(fields: dict[str, str]) -> list[str]:
    """Paths of the cells that a person must look at."""
    report = json.loads(fields["report"])
    return [path for finding in report["findings"] if finding["rule"].startswith("READ-") for path in finding["cells"]]


def _cell(fields: dict[str, str], path: str) -> dict:
    node = json.loads(fields["report"])["tables"]
    for key in path.split("."):
        node = node[key]
    return node


def test_an_uncertain_cell_can_be_typed_and_is_then_a_number_that_was_read(client: Client, sample) -> None:
    fields = hidden(checked(client, sample("seed-002.txt")))
    path = _uncertain(fields)[0]
    after = hidden(client.post("/check/again/", fields | {f"cell:{path}": "７"}))
    assert _cell(after, path) | {"at": None} == {
        "value": 7,
        "state": "number",
        "raw": "７",
        "certainty": "read",
        "at": None,
    }
    assert path not in _uncertain(after)
    assert _cell(after, path)["at"] == _cell(fields, path)["at"]


def test_a_guess_left_alone_is_never_taken_for_an_answer(client: Client, sample) -> None:
    fields = hidden(checked(client, sample("seed-002.txt")))
    page = client.post("/check/again/", fields | {f"cell:{path}": "" for path in _uncertain(fields)})
    assert _uncertain(hidden(page)) == _uncertain(fields)


def test_a_reading_found_right_is_confirmed_with_one_button(client: Client, sample) -> None:
    fields = hidden(checked(client, sample("seed-002.txt")))
    path = _uncertain(fields)[0]
    after = hidden(client.post("/check/again/", fields | {"confirm": f"{path} requests.new.nobody"}))
    assert _cell(after, path)["certainty"] == "read"
    assert _cell(after, path)["value"] == _cell(fields, path)["value"]
    assert path not in _uncertain(after)


def test_answering_every_cell_leaves_no_reading_finding(client: Client, sample) -> None:
    fields = hidden(checked(client, sample("seed-002.txt")))
    answers = {f"cell:{path}": "0" for path in _uncertain(fields)}
    after = client.post("/check/again/", fields | answers)
    assert not _uncertain(hidden(after))
    assert "待核对" not in text(after)


def test_a_doubt_on_no_cell_is_settled_with_one_button(client: Client, sample) -> None:
    page = checked(client, sample("seed-004.txt"))
    doubt = next(r for r in page.context["bench"].remarks if r.finding.rule == "READ-EXTRA")
    assert "多出的“0”没有采用" in doubt.finding.message
    after = client.post("/check/again/", hidden(page) | {"settled": doubt.doubt})
    assert "多出的“0”没有采用" not in text(after)
    assert "已核对 1 条" in text(after)


def test_every_doubt_of_the_reading_can_be_answered(client: Client, sample) -> None:
    page = checked(client, sample("seed-004.txt"))
    doubts = [remark for group in page.context["bench"].groups if group.group == "reading" for remark in group.remarks]
    settled = [remark.doubt for remark in doubts if remark.doubt]
    cells = " ".join(remark.paths for remark in doubts)
    after = client.post("/check/again/", hidden(page) | {"settled": settled, "confirm": cells})
    assert "待核对" not in text(after)


@pytest.mark.parametrize("forged", ["T3-ROW x", "READ-SEVERAL", "", "READ-EXTRA 别的"])
def test_only_a_doubt_that_stands_there_can_be_settled(client: Client, sample, forged: str) -> None:
    fields = hidden(checked(client, sample("seed-004.txt")))
    assert hidden(client.post("/check/again/", fields | {"settled": forged}))["report"] == fields["report"]


@pytest.mark.parametrize("typed", ["两", "1 2", "3.5", "1e5", "<b>", "9" * 40])
def test_what_is_no_number_is_shown_again_and_changes_nothing(client: Client, sample, typed: str) -> None:
    fields = hidden(checked(client, sample("seed-002.txt")))
    path = _uncertain(fields)[0]
    page = client.post("/check/again/", fields | {f"cell:{path}": typed})
    assert _cell(hidden(page), path) == _cell(fields, path)
    assert "不是数" in text(page)
    assert f'value="{typed}"' in text(page)


def test_what_is_no_number_is_told_with_a_way_to_its_cell(client: Client, sample) -> None:
    fields = hidden(checked(client, sample("seed-004.txt")))
    again = text(client.post("/check/again/", fields | {"cell:requests.granted.total": "abc"}))
    assert "1 格填的不是数" in again
    assert '<a href="#r1-c-requests-granted-total" lang="zh-Hans">' in again


def test_a_cell_the_form_does_not_have_is_ignored(client: Client, sample) -> None:
    fields = hidden(checked(client, sample("seed-001.txt")))
    after = client.post("/check/again/", fields | {"cell:requests.new.everyone": "5", "cell:": "1"})
    assert hidden(after)["report"] == fields["report"]


def test_a_correction_is_checked_again(client: Client, sample) -> None:
    fields = hidden(checked(client, sample("word.docx"))) | {"edit": "all"}
    wrong = text(client.post("/check/again/", fields))
    assert "相差 10" in wrong
    total = _cell(fields, "requests.granted.total")["value"]
    right = text(client.post("/check/again/", fields | {"cell:requests.granted.total": str(total - 10)}))
    assert "相差 10" not in right


def test_last_years_report_can_be_added_and_dropped(client: Client, sample) -> None:
    fields = hidden(checked(client, sample("seed-001.txt")))
    report = json.loads(fields["report"])
    before = report | {"year": report["year"] - 1, "findings": []}
    file = upload(json.dumps(before).encode(), "上年.json")
    page = client.post("/check/again/", fields | {"previous_file": file})
    assert "已对照上年报告" in text(page)
    dropped = client.post("/check/again/", hidden(page) | {"drop": "previous"})
    assert "已对照上年报告" not in text(dropped)


def test_a_report_of_another_year_is_refused_as_last_years(client: Client, sample) -> None:
    fields = hidden(checked(client, sample("seed-001.txt")))
    file = upload(sample("seed-003.txt").read_bytes(), "别的.txt")
    page = client.post("/check/again/", fields | {"previous_file": file})
    assert page.status_code == 422
    assert "别的.txt" in text(page)
    assert hidden(page)["report"] == fields["report"]


def test_the_two_years_are_compared(client: Client, sample) -> None:
    fields = hidden(checked(client, sample("seed-001.txt")))
    before = json.loads(fields["report"])
    before["year"] -= 1
    before["tables"]["requests"]["carried_out"]["total"] |= {"value": 9, "raw": "9"}
    file = upload(json.dumps(before).encode(), "上年.json")
    page = text(client.post("/check/again/", fields | {"previous_file": file}))
    assert "上年结转" in page.split("bench__paper")[0]


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "pdf", "json"])
def test_the_report_can_be_taken_away(client: Client, sample, suffix: str) -> None:
    fields = hidden(checked(client, sample("seed-001.txt")))
    response = client.post(f"/check/download/{suffix}/", fields)
    start = {"docx": b"PK", "xlsx": b"PK", "pdf": b"%PDF", "json": b"{"}[suffix]
    assert response.content.startswith(start)
    assert "%E5%A4%A7%E5%B3%AA%E9%95%87" in response.headers["Content-Disposition"]


def test_the_docx_taken_away_says_what_the_page_says(client: Client, sample) -> None:
    from gongkai.reading import read_bytes
    from gongkai.report import loads

    fields = hidden(checked(client, sample("seed-001.txt")))
    data = client.post("/check/download/docx/", fields).content
    assert data.startswith(b"PK")
    again, before = read_bytes(data, "x.docx")[0], loads(fields["report"])
    assert {p: again.cell(p).value for p in before.paths()} == {p: before.cell(p).value for p in before.paths()}


@pytest.mark.parametrize(("suffix", "status"), [("docx", 422), ("pdf", 422), ("xlsx", 200), ("json", 200)])
def test_a_guess_is_not_printed_as_a_figure(client: Client, sample, suffix: str, status: int) -> None:
    fields = hidden(checked(client, sample("seed-002.txt")))
    response = client.post(f"/check/download/{suffix}/", fields)
    assert response.status_code == status
    if status == 422:
        assert "没有核对" in text(response)
        assert hidden(response)["report"] == fields["report"]


def test_a_slip_is_not_left_out_of_a_download_in_silence(client: Client, sample) -> None:
    fields = hidden(checked(client, sample("seed-001.txt")))
    response = client.post("/check/download/docx/", fields | {"cell:requests.new.total": "很多"})
    assert response.status_code == 422
    assert 'value="很多"' in text(response)


def test_switching_language_on_a_result_loses_nothing(client: Client, sample) -> None:
    fields = hidden(checked(client, sample("seed-002.txt")))
    page = client.post("/check/again/", fields | {"language": "en"})
    assert '<html lang="en"' in text(page)
    assert hidden(page)["report"] == fields["report"]


def test_examples_open_and_are_loaded_once(client: Client) -> None:
    assert load_demo() == 5
    first = list(ExampleReport.objects.values_list("pk", flat=True))
    assert load_demo() == 5
    assert list(ExampleReport.objects.values_list("pk", flat=True)) == first
    for seed in SEEDS:
        assert client.get(f"/check/examples/{seed}/").status_code == 200


def test_an_example_that_cannot_be_read_says_so(client: Client) -> None:
    load_demo()
    ExampleReport.objects.update(content=b"Rar!\x1a\x07\x00" + bytes(99))
    page = client.get("/check/examples/seed-001/")
    assert page.status_code == 422
    assert "seed-001.txt" in text(page)


def test_a_large_source_is_cut_and_says_so(client: Client, sample, monkeypatch) -> None:
    from gongkai_web.reports import intake

    monkeypatch.setattr(intake, "MOST_CHARACTERS", 500)
    assert "后面的没有显示" in text(checked(client, sample("seed-000.txt")))


def test_a_file_of_two_reports_gives_two_results(client: Client, sample) -> None:
    data = sample("seed-001.txt").read_bytes() + b"\n\n" + sample("seed-002.txt").read_bytes()
    page = text(client.post("/check/", {"files": upload(data, "两份.txt")}))
    assert "大峪镇人民政府" in page
    assert "年都乎乡" in page
    assert page.count('target="_blank"') == 2


def zipped(sample, *names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, sample(name).read_bytes())
    return packed.getvalue()


def test_the_reports_of_an_archive_are_not_scolded_for_being_several(client: Client, sample) -> None:
    data = zipped(sample, "seed-001.txt", "seed-003.txt")
    page = client.post("/check/", {"files": upload(data, "全县.zip")})
    benches = page.context["outcomes"][0].benches
    assert [bench.report.source.file for bench in benches] == ["seed-001.txt", "seed-003.txt"]
    assert "READ-SEVERAL" not in {f.rule for bench in benches for f in bench.report.findings}


def test_adding_last_years_report_without_a_file_says_so(client: Client, sample) -> None:
    fields = hidden(checked(client, sample("seed-001.txt")))
    page = client.post("/check/again/", fields | {"act": "previous"})
    assert page.status_code == 422
    assert "还没有选择文件" in text(page)


def test_a_collection_of_reports_is_refused_with_a_remedy(client: Client, sample) -> None:
    page = client.post("/check/", {"files": upload(sample("seed-001.txt").read_bytes() * 12, "汇编.txt")})
    assert page.status_code == 422
    assert "请拆成一份一个文件" in text(page)


def test_text_without_end_is_refused_before_it_is_checked(client: Client, sample) -> None:
    words = sample("seed-001.txt").read_text(encoding="utf-8").replace("大峪镇坚持", "文" * 400_000)
    page = client.post("/check/", {"files": upload(words.encode(), "长.txt")})
    assert page.status_code == 422
    assert "正文太长" in text(page)


def test_the_checked_json_can_be_dropped_in_again(client: Client, sample) -> None:
    fields = hidden(checked(client, sample("seed-002.txt")))
    data = client.post("/check/download/json/", fields).content
    page = client.post("/check/", {"files": upload(data, "年报.json")})
    assert json.loads(hidden(page)["report"])["tables"] == json.loads(fields["report"])["tables"]
    assert io.BytesIO(data).read(1) == b"{"
