"""The report of a year: counted as records change, every cell open, a changed cell keeps what was counted, text that cannot
drift from the tables."""

from datetime import date

import pytest
from django.urls import reverse

from gongkai.report import CellState
from gongkai_web.annual import keeping
from gongkai_web.annual.building import built
from gongkai_web.annual.errors import AnnualError, ChangedError
from gongkai_web.annual.figures_in_text import FIELDS, render
from gongkai_web.annual.models import Change, Report
from tests.platform.annual.desk import YEAR, all_figures, figure, report
from tests.platform.mailbox.desk import as_
from tests.platform.publishing.office import NOW, Office, township
from tests.platform.requests.desk import registered

pytestmark = pytest.mark.django_db
NEW = "requests.new.natural_person"


@pytest.fixture
def office() -> Office:
    return township()


def change(office: Office, row: Report, path: str = NEW, typed: str = "4", **other):
    given = {"reason": "平台启用前的 3 件在纸质台账里", "seen": "1"}
    return keeping.change_cell(by=office.clerk, report=row, path=path, typed=typed, now=NOW, **given | other)


def test_it_follows_the_records(office) -> None:
    row = report(office)
    assert built(row, NOW).report.value(NEW) == 0
    registered(office)
    assert built(row, NOW).report.value(NEW) == 1


def test_what_nobody_stated_is_blank_and_stands_in_the_way(office) -> None:
    row = report(office)
    made = built(row, NOW)
    assert made.report.cell("proactive.licensing").state is CellState.BLANK
    assert any("行政许可" in said for said, _ in made.blockers)
    all_figures(office)
    made = built(row, NOW)
    assert made.report.value("proactive.licensing") == 0
    assert not any(said.startswith("没有填：") for said, _ in made.blockers)


def test_a_changed_cell_keeps_what_was_counted_beside_it(office) -> None:
    registered(office)
    row = report(office)
    change(office, row)
    made = built(row, NOW)
    assert made.report.value(NEW) == 4 and made.computed[NEW].value == 1
    finding = next(one for one in made.report.findings if one.rule == "ANNUAL-CHANGED")
    assert (finding.cells, finding.expected, finding.actual) == ((NEW,), 1, 4) and "纸质台账" in finding.message
    assert any(one.rule == "T3-ROW" and NEW in one.cells for one in made.report.findings)
    registered(office)
    assert built(row, NOW).computed[NEW].value == 2 and built(row, NOW).report.value(NEW) == 4


def test_a_change_is_undone_and_kept_in_the_past(office) -> None:
    registered(office)
    row = report(office)
    change(office, row)
    change(office, row, typed="5", seen="4")
    keeping.undo_change(by=office.clerk, report=row, path=NEW, now=NOW)
    assert built(row, NOW).report.value(NEW) == 1
    assert list(Change.objects.values_list("value", flat=True)) == ["4", "5"]
    with pytest.raises(AnnualError, match="没有手工改过"):
        keeping.undo_change(by=office.clerk, report=row, path=NEW, now=NOW)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"typed": ""}, "不是可以填"),
        ({"typed": "三"}, "不是可以填"),
        ({"typed": "-1"}, "不是可以填"),
        ({"typed": "1.5"}, "不是可以填"),
        ({"reason": " "}, "原因"),
        ({"path": "requests.new.nobody"}, "没有这一格"),
        ({"path": "proactive.charges", "typed": "1.23456", "seen": ""}, "四位小数"),
    ],
)
def test_what_cannot_stand_in_a_cell(office, other, said) -> None:
    registered(office)
    with pytest.raises(AnnualError, match=said):
        change(office, report(office), **other)
    assert not Change.objects.exists()


def test_whoever_saw_another_number_looks_again(office) -> None:
    row = report(office)
    registered(office)
    with pytest.raises(ChangedError, match="这一格现在是 1"):
        change(office, row, seen="0")


def test_only_the_disclosure_office_writes(office) -> None:
    row = report(office)
    given = {"by": office.head, "report": row, "now": NOW}
    for act in (
        lambda: keeping.begin(by=office.head, organ=office.organ, year=2025, now=NOW),
        lambda: keeping.change_cell(path=NEW, typed="4", reason="x", seen="0", **given),
        lambda: keeping.undo_change(path=NEW, **given),
        lambda: keeping.write(lock=0, texts=texts(row), signed_on=None, **given),
    ):
        with pytest.raises(AnnualError, match="没有编制年报的岗位"):
            act()


def texts(row: Report, **other: str) -> dict[str, str]:
    return {name: getattr(row, name) for name in keeping.TEXTS} | other


def test_figures_in_the_text_are_those_of_the_tables(office) -> None:
    registered(office)
    row = report(office)
    all_figures(office, penalties=17)
    overall = next(one for one in built(row, NOW).report.sections if one.number == 1).text
    assert "新收政府信息公开申请1件" in overall and "行政处罚处理决定17件" in overall and "{" not in overall
    change(office, row)
    overall = next(one for one in built(row, NOW).report.sections if one.number == 1).text
    assert "新收政府信息公开申请0件" not in overall
    keeping.change_cell(
        by=office.clerk, report=row, path="requests.new.total", typed="4", reason="同上", seen="1", now=NOW
    )
    overall = next(one for one in built(row, NOW).report.sections if one.number == 1).text
    assert "新收政府信息公开申请4件" in overall


def test_the_first_text_agrees_with_its_tables(office) -> None:
    """No rule of the library finds that a sentence of ours contradicts a table."""
    registered(office)
    row = report(office)
    all_figures(office, licensing=3, charges="1250.50")
    found = [one for one in built(row, NOW).report.findings if one.rule.startswith("TX-") and one.severity == "error"]
    assert [one for one in found if one.rule != "TX-5"] == []
    assert built(row, NOW).report.narrative


def test_an_unknown_field_is_an_error_and_one_without_a_number_is_marked(office) -> None:
    row = report(office)
    given = texts(row, problems="新收{新收}件，{没有这个}件，许可{许可}件。")
    keeping.write(by=office.clerk, report=row, lock=0, texts=given, signed_on=None, now=NOW)
    row.refresh_from_db()
    made = built(row, NOW)
    assert made.texts["problems"].unknown == ("没有这个",) and made.texts["problems"].open == ("许可",)
    assert "许可【未填：" in made.texts["problems"].text
    assert any(one.rule == "ANNUAL-FIELD" for one in made.report.findings)


def test_every_field_has_a_number_once_everything_is_stated(office) -> None:
    row = report(office)
    all_figures(office)
    made = built(row, NOW)
    from gongkai_web.annual.building import values_of

    everything = "".join(f"{{{name}}}" for name in FIELDS)
    rendered = render(everything, made.report.tables, values_of(made.collected))
    assert rendered.unknown == () and rendered.open == ()


def test_two_write_at_once(office) -> None:
    row = report(office)
    given = {"by": office.clerk, "report": row, "signed_on": None, "now": NOW}
    keeping.write(lock=0, texts=texts(row, problems="甲"), **given)
    with pytest.raises(ChangedError):
        keeping.write(lock=0, texts=texts(row, problems="乙"), **given)
    row.refresh_from_db()
    assert row.problems == "甲"


def test_the_pages(office) -> None:
    client = as_(office.clerk)
    request = registered(office)
    assert client.get("/office/T1/annual/").status_code == 200
    assert "还没有开始" in client.get(f"/office/T1/annual/{YEAR}/").content.decode()
    assert client.post(f"/office/T1/annual/{YEAR}/begin/").status_code == 302
    page = client.get(f"/office/T1/annual/{YEAR}/").content.decode()
    cell = reverse("annual_cell", args=["T1", YEAR, NEW])
    assert f'href="{cell}"' in page and "送签以前还差" in page
    behind = client.get(cell).content.decode()
    assert f"/office/T1/requests/{request.pk}/" in behind and "共 1 条" in behind
    refused = client.post(f"{cell}change/", {"value": "四", "reason": "x", "seen": "1"})
    assert refused.status_code == 422 and 'value="四"' in refused.content.decode()
    assert client.post(f"{cell}change/", {"value": "4", "reason": "纸质台账", "seen": "1"}).status_code == 302
    assert "按记录算是" in client.get(f"/office/T1/annual/{YEAR}/").content.decode()
    assert client.post(f"{cell}undo/").status_code == 302
    assert client.get(f"/office/T1/annual/{YEAR}/cells/requests.nothing/").status_code == 404
    assert client.get("/office/T1/annual/2019/").status_code == 404


def test_the_text_page_keeps_what_was_typed(office) -> None:
    row, client = report(office), as_(office.clerk)
    where = f"/office/T1/annual/{YEAR}/text/"
    given = texts(row, problems="问题：人手少。改进：加人。") | {"signed_on": "2027-01-12", "lock": "7"}
    conflict = client.post(where, given)
    assert conflict.status_code == 409 and "人手少" in conflict.content.decode()
    assert client.post(where, given | {"lock": "0"}).status_code == 302
    row.refresh_from_db()
    assert row.signed_on == date(2027, 1, 12)


def test_a_draft_is_taken_away_in_four_forms(office) -> None:
    report(office)
    figure(office)
    client = as_(office.clerk)
    for form in ("json", "xlsx", "docx", "pdf"):
        answer = client.get(reverse("annual_download", args=["T1", YEAR, form]))
        assert answer.status_code == 200 and len(answer.content) > 1000
    assert client.get(f"/office/T1/annual/{YEAR}/download.exe").status_code == 404


def test_a_first_version_has_no_note_of_correction(office) -> None:
    row, client = report(office), as_(office.clerk)
    where = f"/office/T1/annual/{YEAR}/text/"
    assert "correction_note" not in client.get(where).content.decode()
    client.post(where, texts(row) | {"lock": "0", "correction_note": "改了", "signed_on": ""})
    row.refresh_from_db()
    assert row.correction_note == "" and "更正说明" not in built(row, NOW).report.opening
