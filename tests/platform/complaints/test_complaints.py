"""投诉、举报 (第四十七条、第五十一条): received, the organ asked, found, mended; the complainant known to nobody else."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from gongkai_web.audit.models import Entry
from gongkai_web.complaints import services
from gongkai_web.complaints.errors import ChangedError, ComplaintError
from gongkai_web.complaints.kinds import ARTICLES, Matter
from gongkai_web.complaints.models import Complaint
from gongkai_web.complaints.rules import of_below, received_by, told_to
from gongkai_web.complaints.statistics import HEADS, of_year
from gongkai_web.complaints.tasks import tasks
from gongkai_web.mailbox.handling import accept, retype
from gongkai_web.mailbox.kinds import Channel, Kind
from gongkai_web.mailbox.models import Letter
from gongkai_web.mailbox.receiving import send_in
from gongkai_web.mailbox.setting import offered
from tests.platform.complaints.desk import FOUND, LATER, TEXT, Desk, asked, desk, found, mended, sent, stated
from tests.platform.mailbox.desk import NAME, PHONE, written
from tests.platform.publishing.office import NOW

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def at() -> Desk:
    return desk()


def test_every_matter_has_its_article() -> None:
    assert set(ARTICLES) == set(Matter)


def test_it_is_a_letter_with_the_clocks_of_the_mailbox(at: Desk) -> None:
    one = sent(at)
    assert (one.letter.kind, one.letter.consents, one.letter.due) == ("disclosure", False, date(2026, 12, 18))
    assert one.letter.number.startswith("C-X2026-")


def test_it_is_taken_where_the_mailbox_is_closed_and_never_among_its_types(at: Desk) -> None:
    from gongkai_web.mailbox.models import Practice

    Practice.objects.create(organ=at.county.organ, is_open=False)
    assert sent(at).state == "received"
    assert Kind.DISCLOSURE not in offered(at.county.organ)


def test_only_who_watches_over_an_organ_takes_complaints_of_it(at: Desk) -> None:
    with pytest.raises(ComplaintError, match="不归这里监督"):
        sent(at, organ=at.neighbour.organ)
    with pytest.raises(ComplaintError, match="不归这里监督"):
        sent(at, about=at.county.organ)
    assert Complaint.objects.count() == Letter.objects.count() == 0


def test_from_receipt_to_what_was_mended(at: Desk) -> None:
    one = mended(at)
    one = services.confirm(by=at.county.clerk, complaint=one, lock=one.lock, done=False, words="没有报原因", now=NOW)
    assert (one.state, one.confirmed_on) == ("mending", None)
    one = services.mend(by=at.town.clerk, complaint=one, lock=one.lock, text="已报原因", now=NOW)
    one = services.confirm(by=at.county.clerk, complaint=one, lock=one.lock, done=True, words="", now=NOW)
    assert (one.state, one.confirmed_on, one.is_closed) == ("done", TODAY, True)
    acts = ["received", "asked", "stated", "found", "mended", "sent_back", "mended", "confirmed"]
    assert [event.act for event in one.events.all()] == acts


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"finding": "false"}, "不属实的，不能督促整改"),
        ({"measure": "none", "demand": "", "mend_due": None}, "属实的，应当督促整改或者通报批评"),
        ({"reasons": " "}, "没有写认定的理由"),
        ({"demand": ""}, "没有写整改的要求和期限"),
        ({"mend_due": None}, "没有写整改的要求和期限"),
        ({"measure": "criticised", "demand": ""}, "只写了整改期限"),
        ({"mend_due": TODAY - timedelta(days=1)}, "整改的期限在今天以前"),
        ({"finding": ""}, "没有选认定"),
        ({"demand": f"答复{NAME}的申请"}, "里面有提出人的姓名"),
    ],
)
def test_what_a_finding_needs(at: Desk, change: dict[str, Any], refusal: str) -> None:
    with pytest.raises(ComplaintError, match=refusal):
        found(at, **change)
    assert Complaint.objects.get().state == "stated"


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({}, "mending"),
        ({"measure": "criticised", "demand": "", "mend_due": None}, "found"),
        ({"finding": "false", "measure": "none", "demand": "", "mend_due": None}, "found"),
        ({"finding": "partly", "measure": "none", "demand": "", "mend_due": None}, "found"),
        ({"measure": "proposed", "demand": "", "mend_due": None}, "found"),
    ],
)
def test_what_follows_a_finding(at: Desk, change: dict[str, Any], state: str) -> None:
    assert found(at, **change).state == state


@pytest.mark.parametrize("known", [NAME, PHONE])
def test_the_organ_is_not_told_who_complained(at: Desk, known: str) -> None:
    with pytest.raises(ComplaintError, match="机关会看到"):
        asked(at, question=f"请说明{known}的申请")
    one = asked(at)
    words = [getattr(one, name) for name in ("question", "statement", "demand", "mended")]
    assert not any(NAME in word or TEXT in word for word in words)


def test_the_organ_knows_of_it_only_when_it_is_asked(at: Desk) -> None:
    one = sent(at)
    assert not told_to(at.town.clerk, at.town.organ, TODAY).exists()
    one = services.ask(by=at.county.clerk, complaint=one, lock=one.lock, question="请说明", due=LATER, now=NOW)
    assert list(told_to(at.town.clerk, at.town.organ, TODAY)) == [one]
    assert not received_by(at.town.clerk, at.town.organ, TODAY).exists()
    assert not told_to(at.neighbour.clerk, at.neighbour.organ, TODAY).exists()
    assert not told_to(at.neighbour.clerk, at.town.organ, TODAY).exists()


def test_nobody_answers_for_another(at: Desk) -> None:
    one = asked(at)
    for by in (at.neighbour.clerk, at.county.clerk):
        with pytest.raises(ComplaintError, match="不由您办理"):
            services.state(by=by, complaint=one, lock=one.lock, text="没有", now=NOW)
    with pytest.raises(ComplaintError, match="不由您办理"):
        services.find(by=at.town.clerk, complaint=one, lock=one.lock, now=NOW, **FOUND)


def test_the_second_of_two_sees_that_it_changed(at: Desk) -> None:
    one = stated(at)
    with pytest.raises(ChangedError):
        services.find(by=at.county.clerk, complaint=one, lock=0, now=NOW, **FOUND)
    one.refresh_from_db()
    assert one.finding == ""


def test_a_superior_may_pass_on_one_about_the_organ_itself(at: Desk) -> None:
    given: dict[str, Any] = {"channel": Channel.SUPERIOR, "received_on": TODAY, "outer_number": "省督〔2026〕1号"}
    common = {
        "by": at.town.clerk,
        "organ": at.town.organ,
        "matter": Matter.NOT_UPDATED,
        "written": written(),
        "now": NOW,
    }
    _, one = services.take_down(about=at.town.organ, **common, **given)
    assert (one.letter.channel, one.letter.outer_number, one.letter.kind) == (
        "superior",
        "省督〔2026〕1号",
        "disclosure",
    )
    with pytest.raises(ComplaintError, match="不归本机关监督"):
        services.take_down(about=at.county.organ, **common, **given)
    assert list(of_below(at.county.clerk, at.county.organ, TODAY)) == [one]
    assert not of_below(at.neighbour.clerk, at.neighbour.organ, TODAY).exists()


def test_a_letter_that_turns_out_to_be_one(at: Desk) -> None:
    letter = send_in(organ=at.county.organ, written=written(), now=NOW).letter
    given: dict[str, Any] = {"by": at.county.clerk, "about": at.town.organ, "matter": Matter.FEES, "now": NOW}
    with pytest.raises(ComplaintError, match="先在来信页更正类型"):
        services.recognise(letter=letter, **given)
    letter = retype(by=at.county.clerk, letter=letter, lock=letter.lock, kind=Kind.DISCLOSURE, now=NOW)
    assert services.recognise(letter=letter, **given).matter == "fees"
    with pytest.raises(ComplaintError, match="已经登记过"):
        services.recognise(letter=letter, **given)


def test_each_is_asked_for_what_is_theirs(at: Desk) -> None:
    one = sent(at)
    assert [task.kind for task in tasks(at.county.clerk, TODAY)] == ["公开投诉"]
    one = services.ask(by=at.county.clerk, complaint=one, lock=one.lock, question="请说明", due=LATER, now=NOW)
    assert not list(tasks(at.county.clerk, TODAY))
    (task,) = tasks(at.town.clerk, LATER + timedelta(days=1))
    assert (task.due, task.overdue, task.organ) == (LATER, True, at.town.organ)
    assert NAME not in task.title + task.detail


def test_numbers_of_a_year(at: Desk) -> None:
    mended(at)
    sent(at, about=at.neighbour.organ, matter=Matter.FEES)
    asked(at)
    whole, by_organ, by_matter = of_year(at.county.organ, 2026, LATER + timedelta(days=1))
    named = dict(zip(HEADS, whole.cells, strict=True))
    assert named == {
        **{"收到": 3, "没有办结": 3, "机关超期": 1, "属实": 1, "部分属实": 0, "不属实": 0},
        **{"督促整改": 1, "通报批评": 0, "向有权机关提出处理建议": 0},
    }
    assert [(name, one.received) for name, one in by_organ] == [(str(at.town.organ), 2), (str(at.neighbour.organ), 1)]
    assert sum(one.received for _, one in by_matter) == 3
    assert of_year(at.county.organ, 2025, TODAY)[0].received == 0


def test_nothing_of_it_is_open_to_read_in_the_database_or_the_log(at: Desk) -> None:
    one = mended(at)
    accept(by=at.county.clerk, letter=one.letter, lock=one.letter.lock, unit=None, note="", now=NOW)
    plain = "".join(Entry.objects.values_list("data", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("SELECT question, statement, reasons, demand, mended FROM complaints_complaint")
        stored = str(cursor.fetchone())
        cursor.execute("SELECT text FROM complaints_event")
        stored += str(cursor.fetchall())
    for words in (NAME, PHONE, TEXT, "交接遗漏", "征地补偿", FOUND["reasons"], FOUND["demand"]):
        assert words not in plain
        assert words not in stored
