"""Figures by hand and from a table: with source and voucher, a blank refused, 0 stated; two clerks at once; who may."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from gongkai_web.annual import figures, tables
from gongkai_web.annual.errors import AnnualError, ChangedError, RowsError
from gongkai_web.annual.kinds import Ledger
from gongkai_web.annual.models import Figure, OtherDocument
from gongkai_web.audit.models import Entry as LogEntry
from gongkai_web.channels.workbooks import to_csv, to_xlsx
from gongkai_web.organs.models import Unit
from gongkai_web.organs.roles import Role
from tests.platform.annual.desk import YEAR, collected, document, document_entry, entry, figure
from tests.platform.mailbox.desk import as_
from tests.platform.publishing.office import NOW, Office, person, township

pytestmark = pytest.mark.django_db
HEADS = ["种类", "事项", "件数或者金额（元）", "站所", "来源", "核实人", "备注"]


@pytest.fixture
def office() -> Office:
    return township()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"source": " "}, "来源"),
        ({"vouched_by": ""}, "核实人"),
        ({"label": ""}, "事项"),
        ({"amount": -1}, "不能小于 0"),
        ({"amount": "1.5"}, "要填整数"),
    ],
)
def test_a_figure_needs_what_makes_it_believable(office, given, said) -> None:
    with pytest.raises(AnnualError, match=said):
        figure(office, **given)
    assert not Figure.objects.exists()


def test_lines_of_a_ledger_add_up_and_struck_ones_do_not_count(office) -> None:
    kept, wrong = figure(office, amount=3), figure(office, amount=4)
    figures.strike(by=office.clerk, figure=wrong, lock=0, reason="重复", now=NOW)
    assert collected(office).data["decisions"]["licensing"] == 3
    figures.strike(by=office.clerk, figure=kept, lock=0, reason="也重复", now=NOW)
    assert Ledger.LICENSING in collected(office).unfilled


def test_the_second_clerk_is_told_and_nothing_is_overwritten(office) -> None:
    kept = figure(office)
    figures.correct(by=office.clerk, figure=kept, lock=0, entry=entry(amount=5), now=NOW)
    with pytest.raises(ChangedError):
        figures.correct(by=office.clerk, figure=kept, lock=0, entry=entry(amount=6), now=NOW)
    kept.refresh_from_db()
    assert kept.count == 5


def test_the_log_has_old_and_new(office) -> None:
    kept = figure(office)
    figures.correct(by=office.clerk, figure=kept, lock=0, entry=entry(amount=5), now=NOW)
    assert '"count":[3,5]' in LogEntry.objects.get(key="annual.figure_corrected").data


def test_a_unit_states_its_own_and_no_other(office) -> None:
    farms, money = (Unit.objects.create(organ=office.organ, name=name) for name in ("农业站", "财政所"))
    writer = person("w", "某人", Role.CONTRIBUTOR, office.organ, unit=farms)
    given = {"by": writer, "organ": office.organ, "year": YEAR, "now": NOW}
    figures.state(entry=entry(unit=farms), **given)
    for unit in (money, None):
        with pytest.raises(AnnualError, match="自己站所"):
            figures.state(entry=entry(unit=unit), **given)
    with pytest.raises(AnnualError, match="自己站所"):
        figures.state(entry=entry(), **given | {"by": office.head})


def test_no_year_that_is_not_here(office) -> None:
    for year in (2020, YEAR + 1):
        with pytest.raises(AnnualError, match="不在这里编制"):
            figure(office, year=year)


GOOD = [
    ["行政许可", "林木采伐", "12", "", "办件库", "王芳", ""],
    ["行政处罚", "本年没有作出", "0", "", "执法台账", "王芳", ""],
    ["行政强制", "拆除", "3件", "农业站", "执法台账", "李雷", "两户"],
    ["行政事业性收费", "土地复垦费", "1250.50", "", "财政票据", "赵敏", ""],
]


@pytest.mark.parametrize("write", [lambda lines: to_xlsx({"台账": lines}), to_csv], ids=["xlsx", "csv"])
def test_a_table_is_taken_over_whole(office, write) -> None:
    Unit.objects.create(organ=office.organ, name="农业站")
    name = "台账.xlsx" if write([HEADS])[:2] == b"PK" else "台账.csv"
    read = tables.read(office.organ, write([HEADS, *GOOD]), name)
    assert [(one.ledger.value, one.amount) for one in read] == [
        ("licensing", Decimal(12)),
        ("penalties", Decimal(0)),
        ("compulsory_measures", Decimal(3)),
        ("charges", Decimal("1250.50")),
    ]
    figures.state_many(by=office.clerk, organ=office.organ, year=YEAR, entries=read, now=NOW, batch=name)
    assert collected(office).unfilled == []


def test_the_empty_form_is_no_row_of_zeros(office) -> None:
    with pytest.raises(AnnualError, match="没有读到"):
        tables.read(office.organ, tables.blank_form(), "空表.xlsx")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["行政许可", "采伐", "", "", "办件库", "王芳", ""], "没有填数；没有的请填 0"),
        (["行政许可", "采伐", "无", "", "办件库", "王芳", ""], "不是件数"),
        (["行政许可", "采伐", "1.5", "", "办件库", "王芳", ""], "不是件数"),
        (["行政许可", "采伐", "12", "林业站", "办件库", "王芳", ""], "没有“林业站”"),
        (["行政许可", "采伐", "12", "", "", "王芳", ""], "来源没有写"),
        (["行政确认", "登记", "12", "", "办件库", "王芳", ""], "看不出是哪一种"),
        (["行政事业性收费", "某费", "12.345", "", "票据", "王芳", ""], "不到一分"),
        (["行政事业性收费", "某费", "-3", "", "票据", "王芳", ""], "不是金额"),
    ],
)
def test_each_wrong_row_is_told_and_none_is_taken(office, row, said) -> None:
    with pytest.raises(RowsError) as refused:
        tables.read(office.organ, to_xlsx({"台账": [HEADS, GOOD[0], row]}), "台账.xlsx")
    assert [number for number, _ in refused.value.rows] == [3] and said in refused.value.rows[0][1]


def test_wan_yuan_only_from_a_column_that_says_so(office) -> None:
    heads = ["种类", "事项", "收费金额（万元）", "来源", "核实人"]
    data = to_xlsx({"台账": [heads, ["收费", "某费", "0.125", "票据", "王芳"]]})
    assert tables.read(office.organ, data, "台账.xlsx")[0].amount == Decimal(1250)


def test_a_document_ends_with_day_and_way_or_not_at_all(office) -> None:
    for wrong in ({"ended_on": date(2025, 1, 1)}, {"ended_by": "expired"}):
        with pytest.raises(AnnualError, match="要么都写"):
            document(office, **wrong)
    with pytest.raises(AnnualError, match="早于成文日期"):
        document(office, ended_on=date(2020, 1, 1), ended_by="expired")
    kept = document(office)
    figures.correct_document(
        by=office.clerk,
        document=kept,
        lock=0,
        entry=document_entry(ended_on=date(2026, 5, 1), ended_by="repealed"),
        now=NOW,
    )
    assert OtherDocument.objects.get().ended_on == date(2026, 5, 1)


def test_the_pages_by_hand(office) -> None:
    client = as_(office.clerk)
    where = reverse("annual_figure_new", args=["T1", YEAR, "charges"])
    given = {"label": "某费", "amount": "一千", "source": "票据", "vouched_by": "王芳"}
    refused = client.post(where, given)
    assert refused.status_code == 422 and "要填金额" in refused.content.decode() and "票据" in refused.content.decode()
    assert client.post(where, given | {"amount": "1,000.5"}).status_code == 302
    assert Figure.objects.get().yuan == Decimal("1000.50")
    page = client.get(reverse("annual_ledgers", args=["T1", YEAR])).content.decode()
    assert page.count("没有填") == 3 and "1000.50 元" in page
    kept = Figure.objects.get()
    assert (
        client.post(reverse("annual_figure", args=["T1", kept.pk]), given | {"amount": "7", "lock": "9"}).status_code
        == 422
    )
    assert client.post(reverse("annual_figure_strike", args=["T1", kept.pk]), {"lock": "0"}).status_code == 422
    struck = client.post(reverse("annual_figure_strike", args=["T1", kept.pk]), {"lock": "0", "reason": "重复"})
    assert struck.status_code == 302 and Figure.objects.get().struck_reason == "重复"
