"""The year's facts: each counting rule on a row a jurist can read, and everything together against an independent count."""

import json
import random
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest

from gongkai.report.build import build
from gongkai.report.forms import APPLICANTS, OUTCOMES
from gongkai_web.annual.cells import behind
from gongkai_web.annual.command import facts as command
from gongkai_web.annual.kinds import DocumentKind, Ledger
from gongkai_web.publishing.codes import Normative
from gongkai_web.publishing.models import Item
from gongkai_web.publishing.validity import repeal
from gongkai_web.requests.models import Act, Applicant, Fee, Request, Voiding
from tests.platform.annual.desk import YEAR, all_figures, collected, document, figure, replied
from tests.platform.disputes.desk import recorded
from tests.platform.publishing.office import NOW, Office, published, township
from tests.platform.requests.desk import registered, somebody, take_step

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return township()


def facts_of(office: Office, year: int = YEAR):
    found = collected(office, year)
    assert found.troubles == [] and found.facts is not None
    return found.facts


def test_a_request_counts_by_its_receipt_and_its_first_reply(office) -> None:
    request = replied(office, date(2026, 11, 2), date(2026, 11, 10), "R36_4")
    take_step(office, request, "open_dispute", date(2026, 11, 12))
    take_step(office, request, "order_reply", date(2026, 11, 16))
    take_step(office, request, "reply", date(2026, 11, 18), reply="R36_2")
    one = facts_of(office).requests[0]
    assert (one.received_on, one.closed_on, one.outcome) == (date(2026, 11, 2), date(2026, 11, 10), "unable_not_held")


def test_while_a_reply_is_ordered_anew_the_request_stays_answered(office) -> None:
    request = replied(office, date(2026, 11, 2), date(2026, 11, 10), "R36_4")
    take_step(office, request, "open_dispute", date(2026, 11, 12))
    take_step(office, request, "order_reply", date(2026, 11, 16))
    assert request.is_open and facts_of(office).requests[0].closed_on == date(2026, 11, 10)


def test_a_correction_moves_the_clock_and_never_the_year(office) -> None:
    request = registered(office, arrived=date(2026, 11, 2))
    take_step(office, request, "request_correction", date(2026, 11, 4), until=date(2026, 11, 16))
    take_step(office, request, "receive_correction", date(2026, 11, 10))
    assert facts_of(office).requests[0].received_on == date(2026, 11, 2)


def test_a_withdrawn_request_is_other_misc(office) -> None:
    request = registered(office, arrived=date(2026, 11, 2))
    take_step(office, request, "withdraw", date(2026, 11, 6))
    assert facts_of(office).requests[0].outcome == "other_misc"


def test_a_voided_reply_does_not_count(office) -> None:
    request = replied(office, date(2026, 11, 2), date(2026, 11, 10), "R36_4")
    act = request.acts.get(event="replied")
    Voiding.objects.create(act=act, reason="记错了", by=office.clerk, at=NOW)
    assert facts_of(office).requests[0].outcome is None


def test_what_nobody_has_confirmed_is_in_no_row_and_is_told(office) -> None:
    request = registered(office, channel="email")
    found = collected(office)
    assert found.facts.requests == () and request.number in found.notes[0]


def test_another_organs_requests_do_not_count(office) -> None:
    registered(township("T2", "青山县红枫乡人民政府"))
    assert facts_of(office).requests == ()


@pytest.mark.parametrize(
    ("received", "closed", "year", "counted"),
    [
        (date(2025, 12, 31), None, 2025, True),
        (date(2025, 12, 31), None, 2026, True),
        (date(2026, 1, 1), None, 2025, False),
        (date(2025, 6, 1), date(2025, 12, 31), 2026, False),
        (date(2025, 6, 1), date(2026, 1, 1), 2026, True),
        (date(2025, 6, 1), date(2026, 1, 1), 2025, True),
    ],
)
def test_which_years_a_request_is_in(office, received, closed, year, counted) -> None:
    _row(office, "1", "natural_person", received, "R36_2" if closed else "", closed)
    assert bool(facts_of(office, year).requests) is counted


def test_an_ending_without_a_result_is_named_with_its_page(office) -> None:
    request = _row(office, "甲-1", "business", date(2026, 3, 2), "", date(2026, 3, 20))
    found = collected(office)
    assert found.facts is None and len(found.troubles) == 1
    trouble = found.troubles[0]
    assert "甲-1" in trouble.where and "没有写明结果" in trouble.text
    assert trouble.url == f"/office/T1/requests/{request.pk}/"


def test_an_applicant_without_a_kind_is_named(office) -> None:
    request = registered(office)
    Applicant.objects.filter(pk=request.applicant_id).update(category="")
    assert [one.text for one in collected(office).troubles] == ["没有申请人类别"]


def test_all_troubles_are_told_at_once(office) -> None:
    for number in ("1", "2", "3"):
        _row(office, number, "business", date(2026, 3, 2), "", date(2026, 3, 20))
    assert len(collected(office).troubles) == 3


def test_documents_by_the_days_on_which_they_hold(office) -> None:
    """The last day of an expiring one still counts; the day of repeal does not."""
    rule = {"normative": Normative.DOCUMENT, "formed_on": date(2026, 2, 1)}
    for number, more in (
        ("甲〔2026〕1号", {}),
        ("甲〔2026〕2号", {"expires_on": date(2026, 12, 31)}),
        ("甲〔2026〕3号", {"expires_on": date(2026, 12, 30)}),
    ):
        published(office, title=number, document_number=number, **rule | more)
    ended = published(office, title="旧", document_number="甲〔2025〕9号", **rule | {"formed_on": date(2025, 5, 1)})
    repeal(by=office.clerk, item=ended, on=date(2026, 12, 31), note="清理", now=NOW)
    document(office)
    document(
        office, number="白政〔2019〕1号", issued_on=date(2019, 1, 1), ended_on=date(2025, 12, 31), ended_by="repealed"
    )
    tables = build(_filled(office)).tables
    row = "proactive.normative_documents"
    assert [tables[f"{row}.{key}"].value for key in ("issued", "repealed", "in_force")] == [3, 2, 3]
    assert "白政〔2019〕1号" not in {one.number for one in facts_of(office).documents}


def _filled(office: Office, year: int = YEAR):
    all_figures(office, year)
    return facts_of(office, year)


def test_a_document_of_another_organ_is_not_ours(office) -> None:
    published(office, normative=Normative.DOCUMENT, source="other_organ", document_number="青政〔2026〕1号")
    found = collected(office)
    assert found.facts.documents == () and "其他机关制发" in found.notes[0]


def test_what_replaces_and_what_expires_is_told_apart(office) -> None:
    old, new = (
        published(office, title=name, document_number=name, normative=Normative.DOCUMENT, formed_on=date(2026, 2, 1))
        for name in ("旧办法", "新办法")
    )
    repeal(by=office.clerk, item=old, on=NOW.date(), by_item=new, replaced=True, now=NOW)
    assert {one.number: one.ended_by for one in facts_of(office).documents} == {"旧办法": "replaced", "新办法": None}


def test_a_number_that_two_documents_bear_is_named(office) -> None:
    published(office, normative=Normative.DOCUMENT, document_number="白政[2021] 3号")
    document(office)
    assert len(collected(office).troubles) == 2


def test_a_document_without_its_day_is_named(office) -> None:
    item = published(office, normative=Normative.DOCUMENT)
    Item.objects.filter(pk=item.pk).update(formed_on=None)
    assert collected(office).troubles[0].url == f"/office/T1/items/{item.pk}/"


def test_a_ledger_that_nobody_filled_in_is_not_zero(office) -> None:
    figure(office, Ledger.PENALTIES, 0)
    found = collected(office)
    assert [one.value for one in found.unfilled] == ["licensing", "compulsory_measures", "charges"]
    assert set(found.blank) == {"proactive.licensing", "proactive.compulsory_measures", "proactive.charges"}


def test_disputes_are_those_of_table_four_each_with_its_record(office) -> None:
    kept = recorded(office)
    found = collected(office)
    assert [one.id for one in found.facts.disputes] == [kept.number]
    told = behind(found, "disputes.reconsideration.pending", office.clerk, NOW.date())
    assert (told.count, told.hidden, [one.title for one in told.entries]) == (1, 0, [kept.number])


def test_a_paid_fee_is_part_of_the_charges(office) -> None:
    request = registered(office, arrived=date(2026, 3, 2))
    asked, paid = (
        Act.objects.create(request=request, step="x", event=event, on=on, version=9, at=NOW)
        for event, on in (("fee_notified", date(2026, 3, 3)), ("fee_paid", date(2026, 3, 9)))
    )
    Fee.objects.create(request=request, method="items", quantity=11, amount=100, notice=asked, payment=paid)
    figure(office, Ledger.CHARGES, "1250.50")
    found = collected(office)
    assert (found.data["charges_yuan"], found.data["information_fee_yuan"]) == ("1350.50", "100.00")


def test_facts_are_written_whole_or_not_at_all(office, tmp_path, capsys) -> None:
    target = tmp_path / "facts.json"
    assert command("T1", YEAR, target, NOW) == 2 and not target.exists()
    assert "行政许可没有填" in capsys.readouterr().err
    all_figures(office, penalties=17)
    assert command("T1", YEAR, target, NOW) == 0
    said = json.loads(target.read_text(encoding="utf-8"))
    assert (said["schema"], said["decisions"]["penalties"]) == ("gongkai.facts/1", 17)
    assert command("NOBODY", YEAR, target, NOW) == 2 and command("T1", 2019, target, NOW) == 2


def _row(
    office: Office, number: str, category: str, received: date, reply: str, closed: date | None, ended: str = "replied"
) -> Request:
    """A request as the database may hold it, whatever a person could have entered."""
    who = Applicant.objects.create(organ=office.organ, category=category, name="某人")
    request = Request.objects.create(
        organ=office.organ, number=number, channel="counter", arrived_on=received, received_on=received, applicant=who
    )
    if closed:
        Act.objects.create(request=request, step="reply", event=ended, reply=reply, on=closed, version=2, at=NOW)
    return request


REPLY_OF = {
    "granted": "R36_2", "partial": "R37", "unable_not_held": "R36_4", "refused_repeat": "R36_6", "denied_inquiry": "R36_7",
}  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_the_built_report_equals_an_independent_count_of_the_rows(office, seed) -> None:
    """Every cell of tables two and three, from rows made at random over three years; and behind each cell stand as many
    records as it says."""
    chance = random.Random(seed)
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(3 * 365)]
    rows = []
    for number in range(60):
        received, outcome = chance.choice(days), chance.choice([*REPLY_OF, None])
        closed = received + timedelta(days=chance.randrange(60)) if outcome else None
        category = chance.choice(APPLICANTS)
        _row(office, f"R{number}", category, received, REPLY_OF.get(outcome or "", ""), closed)
        rows.append((category, received, outcome, closed))
    documents = []
    for number in range(12):
        issued = chance.choice(days)
        ended = issued + timedelta(days=chance.randrange(1, 700)) if chance.random() < 0.5 else None
        document(
            office, number=f"白政{number}号", issued_on=issued, ended_on=ended, ended_by="expired" if ended else ""
        )
        documents.append((issued, ended))
    amounts = {ledger: chance.randrange(500) for ledger in Ledger}
    all_figures(office, 2025, **{ledger.value: number for ledger, number in amounts.items()})
    found = collected(office, 2025)
    tables = build(found.facts).tables
    expected = _counted_apart(rows, documents, 2025)
    assert {path: tables[path].value for path in expected} == dict(expected)
    others = [path for path in tables if path.startswith("requests.") and path not in expected]
    assert all(tables[path].value == 0 for path in others)
    assert [tables[one.path].value for one in Ledger if not one.is_money] == [
        amounts[one] for one in Ledger if not one.is_money
    ]
    for path, cell in tables.items():
        told = behind(found, path, office.clerk, NOW.date())
        assert told.hidden == 0
        assert told.sum == (cell.value * 10_000 if path == "proactive.charges" else cell.value), path


def _counted_apart(rows: list, documents: list, year: int) -> Counter:
    """Straight from what was made, without a line of the platform's."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    cells: Counter = Counter()
    for row in ("new", "carried_in", "carried_out", "result_total", *OUTCOMES):
        cells[f"requests.{row}.total"] = 0
    for category, received, outcome, closed in rows:
        stands = []
        if first <= received <= last:
            stands.append("new")
        if received < first and (closed is None or closed >= first):
            stands.append("carried_in")
        if closed and first <= closed <= last:
            stands += [outcome, "result_total"]
        if received <= last and (closed is None or closed > last):
            stands.append("carried_out")
        for row in stands:
            cells[f"requests.{row}.{category}"] += 1
            cells[f"requests.{row}.total"] += 1
    row = f"proactive.{DocumentKind.NORMATIVE.value}s"
    cells[f"{row}.issued"] = sum(first <= issued <= last for issued, _ in documents)
    cells[f"{row}.repealed"] = sum(bool(ended) and first <= ended <= last for _, ended in documents)
    cells[f"{row}.in_force"] = sum(issued <= last and not (ended and ended <= last) for issued, ended in documents)
    return cells


def test_behind_a_number_each_sees_only_their_own(office) -> None:
    """The number is the same for all; the records are those one may see anyway."""
    from gongkai_web.organs.models import Unit
    from gongkai_web.organs.roles import Role
    from tests.platform.publishing.office import person

    farms = Unit.objects.create(organ=office.organ, name="农业站")
    writer = person("w", "某人", Role.CONTRIBUTOR, office.organ, unit=farms)
    mine, _other = registered(office), registered(office, applicant=somebody(name="李四"))
    Request.objects.filter(pk=mine.pk).update(unit=farms)
    told = behind(collected(office), "requests.new.total", writer, NOW.date())
    assert (told.count, told.hidden, told.sum) == (2, 1, Decimal(2))
    assert [one.url for one in told.entries] == [f"/office/T1/requests/{mine.pk}/"]
