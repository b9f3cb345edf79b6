"""Opinions, fees, help of units, consent, and the reply that rests on its evidence."""

from datetime import date

import pytest

from gongkai_web.audit.models import Entry
from gongkai_web.organs.models import Unit
from gongkai_web.organs.roles import Role
from gongkai_web.requests import services
from gongkai_web.requests.errors import RequestError
from gongkai_web.requests.models import Consultation, Fee, Request
from gongkai_web.requests.services.charging import by_items, month_of
from gongkai_web.requests.services.deciding import lacking, reply_step
from gongkai_web.requests.stepping import perform
from gongkai_web.requests.tasks import tasks
from tests.platform.publishing.office import NOW, Office, person, township
from tests.platform.requests.desk import TODAY, registered, somebody, wanted

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return township()


@pytest.fixture
def case(office) -> Request:
    return registered(office)


def step(office: Office, case: Request, code: str, on: date, **given) -> None:
    case.refresh_from_db()
    perform(code, by=office.clerk, request=case, version=case.version, given={"on": on, **given}, now=NOW)
    case.refresh_from_db()


def do(office: Office, case: Request, act, **given):
    case.refresh_from_db()
    return act(by=office.clerk, request=case, version=case.version, now=NOW, **given)


def test_a_third_party_is_asked_by_label_and_its_name_is_sealed(office, case) -> None:
    step(office, case, "consult_third_party", date(2026, 11, 5), name="王五", contact="", received=None)
    asked = Consultation.objects.get()
    assert (asked.label, asked.name, case.state, asked.asked.party) == ("第三方1", "王五", "consulting", "第三方1")
    assert not any("王五" in entry.data for entry in Entry.objects.all())
    given = {"consultation": str(asked.pk), "opinion": "refuses", "reasons": "涉及隐私"}
    step(office, case, "receive_third_party_opinion", date(2026, 11, 16), **given)
    asked.refresh_from_db()
    assert (asked.opinion, case.state, case.due) == ("refuses", "in_hand", date(2026, 12, 9))


def test_a_refusal_without_reasons_is_asked_for_them(office, case) -> None:
    step(office, case, "consult_third_party", date(2026, 11, 5), name="王五", contact="")
    given = {"consultation": str(Consultation.objects.get().pk), "opinion": "refuses", "reasons": ""}
    with pytest.raises(RequestError, match="没有写理由"):
        step(office, case, "receive_third_party_opinion", date(2026, 11, 16), **given)


def test_fees_count_the_applicant_s_month_over_all_channels(office) -> None:
    for channel in ["counter", "registered_post", "fax"] * 3 + ["counter"]:
        registered(office, channel=channel)
    eleventh = registered(office, applicant=somebody(identity_number="", name="张三丰"))
    other = registered(office, applicant=somebody(identity_number="9", name="李四", phone="", email=""))
    assert (month_of(eleventh).place, by_items(eleventh, TODAY).total) == (11, 100)
    assert (month_of(other).place, by_items(other, TODAY).total) == (1, 0)


def test_a_fee_is_noted_with_both_methods_and_paid(office, case) -> None:
    with pytest.raises(RequestError, match="不收费"):
        step(office, case, "notify_fee", date(2026, 11, 5), method="items")
    step(office, case, "notify_fee", date(2026, 11, 5), method="pages", pages=57)
    fee = Fee.objects.get()
    assert (fee.amount, fee.quantity, case.state) == (270, 57, "paying")
    step(office, case, "record_payment", date(2026, 11, 16), receipt_number="A1")
    fee.refresh_from_db()
    assert (fee.receipt_number, case.due) == ("A1", date(2026, 12, 14))


def test_a_unit_helps_within_a_day_before_the_law_s(office, case) -> None:
    unit = Unit.objects.create(organ=office.organ, name="财政所")
    writer = person("w", "某人", Role.CONTRIBUTOR, office.organ, unit=unit)
    with pytest.raises(RequestError, match="早于答复期限"):
        do(office, case, services.ask_unit, unit=unit, what="明细", due=date(2026, 11, 30))
    part = do(office, case, services.ask_unit, unit=unit, what="提供明细", due=date(2026, 11, 25))
    assert [task.kind for task in tasks(writer, TODAY)] == ["协办"]
    services.answer_for_unit(by=writer, part=part, answer="有，可以公开", now=NOW)
    with pytest.raises(RequestError, match="已经答复过"):
        services.answer_for_unit(by=writer, part=part, answer="没有", now=NOW)
    case.refresh_from_db()
    assert case.due == date(2026, 11, 30)


def test_the_head_consents_to_an_extension(office, case) -> None:
    head = person("h", "孙主任", Role.DISCLOSURE_HEAD, office.organ)
    with pytest.raises(RequestError, match="1 至 20"):
        do(office, case, services.ask_consent, days=21, reason="在核对")
    consent = do(office, case, services.ask_consent, days=10, reason="在核对")
    assert "报请延长" in [task.kind for task in tasks(head, TODAY)]
    with pytest.raises(RequestError, match="不由您同意"):
        services.decide_consent(by=office.clerk, consent=consent, agreed=True, words="", now=NOW)
    services.decide_consent(by=head, consent=consent, agreed=True, words="", now=NOW)
    step(office, case, "extend", TODAY, days=10, approved_by="孙主任")
    assert case.due == date(2026, 12, 14)


def test_a_reply_waits_for_its_evidence(office, case) -> None:
    for question, chosen in (("correct", "clear"), ("scope", "repeat")):
        do(office, case, services.answer, question=question, chosen=chosen)
    with pytest.raises(RequestError, match="以前"):
        do(office, case, services.reply, step=reply_step(case, TODAY))
    earlier = registered(office, content=wanted(subject="同一内容"))
    do(office, case, services.link_repeat, earlier=earlier)
    do(office, case, services.set_evidence, evidence={"earlier": f"{earlier.number}，白公复〔2026〕1号"})
    assert lacking(case) == ["最后一问“当不当”还没有确认"]
    do(office, case, services.answer, question="proper", chosen="yes")
    do(office, case, services.reply, step=reply_step(case, TODAY, "白公复〔2026〕2号"))
    case.refresh_from_db()
    assert (case.outcome, case.state) == ("refused_repeat", "replied")


def test_answering_an_earlier_question_again_asks_the_later_ones_again(office, case) -> None:
    for question, chosen in (("correct", "clear"), ("scope", "ours"), ("held", "not_held")):
        do(office, case, services.answer, question=question, chosen=chosen)
    decision = do(office, case, services.answer, question="scope", chosen="petition")
    assert (decision.answers, decision.reply) == ({"correct": "clear", "scope": "petition"}, "R39_1")


def test_a_reply_that_may_not_be_given_is_not_chosen(office, case) -> None:
    with pytest.raises(RequestError, match="先告知补正"):
        do(office, case, services.answer, question="correct", chosen="still")
