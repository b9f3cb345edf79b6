"""The pages: who may open and do what, and that each act reaches its service."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from gongkai_web.catalogues.models import Catalogue, Duty
from gongkai_web.catalogues.services import assign, note, place
from gongkai_web.catalogues.views.taking_in import FIRST_DOUBTS, grouped_notes
from gongkai_web.organs.models import Kind, Level, Person
from gongkai_web.organs.roles import Role
from gongkai_web.organs.services import found
from tests.library.catalogue.making import line
from tests.platform.catalogues.bench import ROWS, TODAY, Desk, desk, out, row, taken, workbook
from tests.platform.pages import text, upload
from tests.platform.publishing.office import NOW, SINCE, draft, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def at() -> Desk:
    return desk()


def as_(who: Person) -> Client:
    client = Client()
    client.force_login(who, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def watched(at: Desk) -> Person:
    """A supervisor of the county above."""
    county = found(by=None, code="C", name="青山县人民政府", kind=Kind.GOVERNMENT, level=Level.COUNTY, since=SINCE)
    at.organ.parent = county
    at.organ.save()
    return person("C.watch", "周督", Role.SUPERVISOR, county)


def noted(at: Desk, second: str = "办事指南", arose_on: date = TODAY) -> Duty:
    chosen = at.organ.catalogues.get().rows.get(second=second)
    return note(by=at.clerk, row=chosen, about="修订办事指南", arose_on=arose_on, now=NOW)


READS, KEEPS, WORKS = {"clerk", "civil", "head", "above"}, {"clerk"}, {"clerk", "civil", "head"}
PAGES = {
    "catalogues/": READS,
    "catalogues/export/": READS,
    "catalogues/{catalogue}/": READS,
    "catalogues/{catalogue}/versions/1/": READS,
    "catalogues/rows/{row}/": READS,
    "duties/": READS,
    "duties/{duty}/": READS,
    "duties/new/": {"clerk", "civil"},
    "duties/new/?row={row}": {"clerk", "civil"},
    "catalogues/import/": KEEPS,
    "catalogues/import/{file}/": KEEPS,
    "items/{item}/rows/": {"clerk"},
}
ACTS = {
    "catalogues/import/": KEEPS,
    "catalogues/{catalogue}/change/": KEEPS,
    "catalogues/rows/{row}/": KEEPS,
    "duties/{duty}/bind/": {"clerk", "civil"},
    "duties/{duty}/drop/": KEEPS,
    "items/{item}/rows/": {"clerk"},
    "items/{item}/rows/take-off/": {"clerk"},
}


@pytest.fixture
def people(at: Desk) -> dict[str, Client]:
    other = desk("T2", name="青山县赤水乡人民政府")
    above = watched(at)
    far = found(by=None, code="D", name="清水县人民政府", kind=Kind.GOVERNMENT, level=Level.COUNTY, since=SINCE)
    auditor = person("T1.audit", "钱审", Role.AUDITOR, at.organ)
    who = {
        "clerk": at.clerk,
        "civil": at.civil_clerk,
        "head": at.office.head,
        "above": above,
        "other": other.clerk,
        "far": person("D.watch", "吴督", Role.SUPERVISOR, far),
        "auditor": auditor,
    }
    return {name: as_(one) for name, one in who.items()} | {"nobody": Client()}


@pytest.fixture
def ids(at: Desk) -> dict[str, int]:
    catalogue = taken(at)
    guide = row(catalogue, "办事指南")
    assign(by=at.clerk, catalogue=catalogue, rows=[guide.pk], unit=at.civil, day=TODAY)
    version = catalogue.versions.get()
    named = {"catalogue": catalogue.pk, "row": guide.pk, "file": version.file_id, "duty": noted(at).pk}
    return named | {"item": draft(at.office).pk}


@pytest.mark.parametrize("page", PAGES)
def test_who_may_open_what(people: dict[str, Client], ids: dict[str, int], page: str) -> None:
    for name, client in people.items():
        status = client.get(f"/office/T1/{page.format(**ids)}").status_code
        assert status == (200 if name in PAGES[page] else 302 if name == "nobody" else 404), name


@pytest.mark.parametrize("act", ACTS)
def test_who_may_do_what(people: dict[str, Client], ids: dict[str, int], act: str) -> None:
    for name, client in people.items():
        status = client.post(f"/office/T1/{act.format(**ids)}", {}).status_code
        expected = {422, 404, 302, 200} if name in ACTS[act] else {302} if name == "nobody" else {404}
        assert status in expected, name
        assert name not in ACTS[act] or status != 404 or "items/" in act, name


def test_what_belongs_to_another_organ_is_not_there_under_ones_own(at: Desk, ids: dict[str, int]) -> None:
    client = as_(desk("T2", name="青山县赤水乡人民政府").clerk)
    for page in (*PAGES, *ACTS):
        if "{" in page:
            assert client.get(f"/office/T2/{page.format(**ids)}").status_code in (404, 405)
            assert client.post(f"/office/T2/{page.format(**ids)}").status_code in (404, 405)


def test_an_import_is_looked_at_and_then_confirmed(at: Desk) -> None:
    client = as_(at.clerk)
    data = workbook(*ROWS, line("", "", "", "没有名称的一行"))
    looked = client.post("/office/T1/catalogues/import/", {"file": upload(data, "目录.xlsx")}, follow=True)
    shown = text(looked)
    assert "还没有导入" in shown
    assert "没有名称的一行" in shown
    assert not Catalogue.objects.exists()
    address = looked.redirect_chain[-1][0]
    given = {"t0-take": "on", "t0-field": "social_assistance", "t0-name": "", "t0-valid_from": "2026-01-01"}
    done = client.post(address, given, follow=True)
    assert "已导入：社会救助" in text(done)
    assert "审核信息" in text(done)
    report = text(client.get(f"/office/T1/catalogues/{Catalogue.objects.get().pk}/versions/1/"))
    assert "没有名称的一行" in report


def test_a_preview_of_a_newer_version_asks_about_names_that_are_alike(at: Desk) -> None:
    catalogue = taken(at)
    client = as_(at.clerk)
    data = workbook(ROWS[0], line(2, "政策法规文件", "监督检查情况"), *ROWS[2:])
    looked = client.post("/office/T1/catalogues/import/", {"file": upload(data, "目录.xlsx")}, follow=True)
    assert "政策法规文件 · 监督检查 → 政策法规文件 · 监督检查情况" in text(looked)
    given = {"t0-take": "on", "t0-field": "social_assistance", "t0-name": "", "t0-valid_from": "2026-01-01"}
    client.post(looked.redirect_chain[-1][0], given)
    assert row(catalogue, "监督检查").retired_on == TODAY


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "文件"), (b"hello", "没有找到基层政务公开标准目录的表头"), (b"\x89PNG\r\n\x1a\n....", "图片")],
)
def test_a_file_that_is_no_catalogue_is_said_so(at: Desk, data: bytes, said: str) -> None:
    answer = as_(at.clerk).post("/office/T1/catalogues/import/", {"file": upload(data, "目录.xlsx")})
    assert answer.status_code == 422
    assert said in text(answer)


def test_the_table_shows_coverage_and_leads_from_blank_rows_to_writing(at: Desk) -> None:
    catalogue = taken(at)
    law, guide = row(catalogue, "法律法规"), row(catalogue, "办事指南")
    place(by=at.clerk, item=out(at), row=law, now=NOW)
    shown = text(as_(at.clerk).get(f"/office/T1/catalogues/{catalogue.pk}/"))
    assert "25.0%" in shown
    assert f"/office/T1/items/new/?row={guide.pk}" in shown


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        ("state=blank", ["监督检查", "办事指南", "审核信息"]),
        ("state=covered", ["法律法规"]),
        ("state=overdue", ["办事指南"]),
        ("state=not_counted", ["支出金额"]),
        ("unit=none&state=blank", ["监督检查", "审核信息"]),
        ("q=低保对象", ["审核信息"]),
        ("unit=abc&state=xyz", []),
    ],
)
def test_rows_are_filtered(at: Desk, asked: str, rows: list[str]) -> None:
    catalogue = taken(at)
    guide = row(catalogue, "办事指南")
    assign(by=at.clerk, catalogue=catalogue, rows=[guide.pk], unit=at.civil, day=TODAY)
    place(by=at.clerk, item=out(at), row=row(catalogue, "法律法规"), now=NOW)
    noted(at, arose_on=date(2026, 9, 1))
    shown = text(as_(at.clerk).get(f"/office/T1/catalogues/{catalogue.pk}/?{asked}"))
    names = [one for one in ("法律法规", "监督检查", "办事指南", "审核信息", "支出金额") if f">{one}</a>" in shown]
    assert names == (rows or names)
    assert rows or len(names) == 5


def test_units_are_assigned_in_bulk_by_tick_or_by_filter(at: Desk) -> None:
    catalogue = taken(at)
    client, address = as_(at.clerk), f"/office/T1/catalogues/{catalogue.pk}/change/"
    law = row(catalogue, "法律法规")
    client.post(address, {"row": [law.pk], "to": at.farming.pk})
    client.post(f"{address}?q=最低生活", {"everything": "on", "to": at.civil.pk})
    given = {one.second: one.unit.name if one.unit else "" for one in catalogue.rows.select_related("unit")}
    assert given == {"法律法规": "农业站", "监督检查": "", "办事指南": "民政所", "审核信息": "民政所", "支出金额": ""}
    assert client.post(address, {"to": at.civil.pk}).status_code == 422
    assert client.post(address, {"row": [law.pk]}).status_code == 422
    client.post(address, {"row": [law.pk], "to": "none"})
    law.refresh_from_db()
    assert law.unit is None


def test_rows_are_said_not_to_apply_in_bulk_and_counted_again(at: Desk) -> None:
    catalogue = taken(at)
    client, address = as_(at.clerk), f"/office/T1/catalogues/{catalogue.pk}/change/"
    assert client.post(f"{address}?q=最低生活", {"everything": "on", "act": "none", "reason": ""}).status_code == 422
    client.post(f"{address}?q=最低生活", {"everything": "on", "act": "none", "reason": "由县里公开"})
    assert set(catalogue.rows.filter(applies=False).values_list("second", flat=True)) == {
        *("办事指南", "审核信息", "支出金额")
    }
    client.post(address, {"row": [row(catalogue, "支出金额").pk], "act": "some"})
    assert row(catalogue, "支出金额").applies


def test_the_file_of_an_import_is_for_those_who_work_there(at: Desk) -> None:
    version = taken(at).versions.get()
    address = version.file.get_absolute_url()
    assert as_(at.civil_clerk).get(address).status_code == 200
    other = desk("T2", name="青山县赤水乡人民政府")
    assert as_(other.clerk).get(address).status_code == 404
    assert Client().get(address).status_code == 404


def test_another_organs_unit_cannot_be_given(at: Desk) -> None:
    catalogue, other = taken(at), desk("T2", name="青山县赤水乡人民政府")
    law = row(catalogue, "法律法规")
    as_(at.clerk).post(f"/office/T1/catalogues/{catalogue.pk}/change/", {"row": [law.pk], "to": other.civil.pk})
    law.refresh_from_db()
    assert law.unit is None


def test_a_period_is_settled_and_a_row_said_not_to_apply(at: Desk) -> None:
    sums = row(taken(at), "支出金额")
    client, address = as_(at.clerk), f"/office/T1/catalogues/rows/{sums.pk}/"
    assert client.post(address, {"act": "period", "kind": "working_days"}).status_code == 422
    client.post(address, {"act": "period", "kind": "working_days", "number": "7"})
    client.post(address, {"act": "applies", "applies": "False", "reason": "由县里公开"})
    sums.refresh_from_db()
    assert (sums.period_kind, sums.period_number, sums.period_settled) == ("working_days", 7, True)
    assert (sums.applies, sums.applies_reason) == (False, "由县里公开")
    assert client.post(address, {"act": "applies", "applies": "False", "reason": ""}).status_code == 422


def test_work_done_is_noted_in_two_steps(at: Desk) -> None:
    guide = row(taken(at), "办事指南")
    client = as_(at.clerk)
    assert f"?row={guide.pk}" in text(client.get("/office/T1/duties/new/?q=申请材料"))
    wrong = client.post("/office/T1/duties/new/", {"row": guide.pk, "about": "修订指南", "arose_on": "2026-12-01"})
    assert wrong.status_code == 422
    assert "修订指南" in text(wrong)
    done = client.post(
        "/office/T1/duties/new/", {"row": guide.pk, "about": "修订指南", "arose_on": "2026-11-20"}, follow=True
    )
    assert "2026年12月4日到期" in text(done)
    assert "第二日起算" in text(done)


def test_duties_are_listed_by_state_and_unit(at: Desk) -> None:
    taken(at)
    late, open_ = noted(at, arose_on=date(2026, 9, 1)), noted(at)
    client = as_(at.clerk)
    for state, expected in (("overdue", late), ("open", open_), ("nonsense", late)):
        shown = text(client.get(f"/office/T1/duties/?state={state}"))
        assert f"/duties/{expected.pk}/" in shown
        assert "共 1 项" in shown
    assert "没有超期的任务" in text(client.get(f"/office/T1/duties/?state=overdue&unit={at.civil.pk}"))


def test_a_long_list_goes_on_where_it_ended(at: Desk) -> None:
    guide = row(taken(at), "办事指南")
    for back in range(60):
        note(by=at.clerk, row=guide, about=f"第{back}次", arose_on=TODAY - timedelta(days=back % 7), now=NOW)
    client, seen, address = as_(at.clerk), set(), "/office/T1/duties/?state=open"
    first = text(client.get(address))
    after = first.partition("after=")[2].partition('"')[0]
    for shown in (first, text(client.get(f"{address}&after={after}"))):
        seen |= {one.pk for one in Duty.objects.all() if f"/duties/{one.pk}/" in shown}
    assert len(seen) == 60


def test_a_duty_is_bound_and_dropped(at: Desk) -> None:
    taken(at)
    first, second, item = noted(at), noted(at), out(at)
    client = as_(at.clerk)
    client.post(f"/office/T1/duties/{first.pk}/bind/", {"index_number": item.index_number})
    first.refresh_from_db()
    assert first.settled_on == TODAY
    assert client.post(f"/office/T1/duties/{second.pk}/bind/", {"index_number": "none"}).status_code == 422
    assert client.post(f"/office/T1/duties/{second.pk}/drop/", {"reason": ""}).status_code == 422
    shown = text(client.post(f"/office/T1/duties/{second.pk}/drop/", {"reason": "重复登记"}, follow=True))
    assert "王芳取消：重复登记" in shown


def test_an_item_is_put_on_a_row_and_taken_off(at: Desk) -> None:
    guide, item = row(taken(at), "办事指南"), draft(at.office)
    client, address = as_(at.clerk), f"/office/T1/items/{item.pk}/rows/"
    assert "办事指南" in text(client.get(f"{address}?q=申请材料"))
    client.post(address, {"row": guide.pk})
    assert list(item.catalogue_rows.all()) == [guide]
    client.post(f"{address}take-off/", {"row": guide.pk})
    assert not item.catalogue_rows.exists()


def test_from_above_one_sees_and_changes_nothing(at: Desk) -> None:
    watcher = as_(watched(at))
    catalogue = taken(at)
    hidden = draft(at.office, title="还没有公布的底稿")
    guide = row(catalogue, "办事指南")
    place(by=at.clerk, item=hidden, row=guide, now=NOW)
    below = text(watcher.get("/office/C/catalogues/below/"))
    assert "青山县白云乡人民政府" in below
    assert watcher.get("/office/C/catalogues/").headers["Location"] == "/office/C/catalogues/below/"
    table = text(watcher.get(f"/office/T1/catalogues/{catalogue.pk}/"))
    assert "去写一条" not in table
    assert "指定负责" not in table
    assert "还没有公布的底稿" not in text(watcher.get(f"/office/T1/catalogues/rows/{guide.pk}/"))


def test_the_workbook_has_a_sheet_a_field_and_the_coverage(at: Desk) -> None:
    catalogue = taken(at)
    place(by=at.clerk, item=out(at), row=row(catalogue, "法律法规"), now=NOW)
    answer: Any = as_(at.clerk).get("/office/T1/catalogues/export/?year=2026")
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    assert book.sheet_names == ["覆盖率", "社会救助"]
    assert book.get_sheet_by_name("覆盖率").to_python()[2][:4] == ["社会救助", 4.0, 1.0, 25.0]
    rows = book.get_sheet_by_name("社会救助").to_python()
    assert rows[2][12:15] == ["本期有公开", 1.0, "2026年11月20日"]


def test_todays_page_lists_what_is_due(at: Desk) -> None:
    taken(at)
    noted(at, arose_on=date(2026, 9, 1))
    shown = text(as_(at.clerk).get("/office/"))
    assert "修订办事指南" in shown
    assert "待公开" in shown
    assert "已超期" in shown


@pytest.mark.parametrize(
    ("kind", "open_", "folded"),
    [
        ("refused", 7, 0),
        ("finding", 7, 0),
        ("doubt", FIRST_DOUBTS, 7 - FIRST_DOUBTS),
        ("assumption", 0, 7),
        ("aside", 0, 7),
    ],
)
def test_what_is_to_be_looked_at_is_not_folded_away(kind: str, open_: int, folded: int) -> None:
    (group,) = grouped_notes({"kind": kind, "text": str(number)} for number in range(7))
    assert (len(group.open), len(group.folded)) == (open_, folded)
    assert [*group.open, *group.folded] == group.notes
