"""The pages: taking a request in, its clocks, a step whose consequence is shown first, the guide, the second clerk."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from gongkai_web.audit.models import Entry
from gongkai_web.requests.models import Decision, Request
from gongkai_web.requests.services import assign
from tests.platform.publishing.office import Office, township
from tests.platform.requests.desk import at, registered, take_step, wanted

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: at(TODAY))


@pytest.fixture
def office() -> Office:
    return township()


@pytest.fixture
def client(office) -> Client:
    client = Client()
    client.force_login(office.clerk, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def text(answer) -> str:
    return answer.content.decode()


def test_an_empty_board_says_what_belongs_here(client) -> None:
    page = text(client.get("/office/T1/requests/"))
    assert "登记第一件申请" in page and "期限从收到申请之日起自动计算" in page


def test_from_intake_to_the_case(client, office) -> None:
    given = {
        "intake-channel": "counter",
        "intake-arrived_on": "2026-11-02",
        "applicant-category": "natural_person",
        "applicant-name": "张三丰",
        "content-subject": "公路养护资金",
    }
    answer = client.post("/office/T1/requests/new/", given)
    request = Request.objects.get()
    assert answer.headers["Location"] == f"/office/T1/requests/{request.pk}/"
    page = text(client.get(answer.headers["Location"]))
    assert "还剩 6 个工作日（11月30日到期）" in page and "《条例》第三十三条第二款" in page
    assert "申请里没有：身份证明、联系方式、获取信息的形式、方式" in page and "张三丰" not in page


def test_what_was_typed_is_not_lost(client) -> None:
    answer = client.post(
        "/office/T1/requests/new/", {"intake-channel": "fax", "applicant-name": "李四光", "content-subject": "某信息"}
    )
    assert answer.status_code == 422 and "李四光" in text(answer) and "某信息" in text(answer)


def test_a_step_is_taken_only_after_its_consequence_was_shown(client, office) -> None:
    request = registered(office)
    where = f"/office/T1/requests/{request.pk}/steps/extend/"
    given = {"on": "2026-11-20", "days": "10", "approved_by": "钱主任", "version": "1"}
    first = client.post(where, given)
    page = text(first)
    assert "答复期限由2026年11月30日变为2026年12月14日" in page and request.acts.count() == 1
    seen = page.split('name="seen" value="')[1].split('"')[0]
    changed = client.post(where, given | {"days": "5", "seen": seen})
    assert "12月7日" in text(changed) and request.acts.count() == 1
    assert client.post(where, given | {"seen": seen}).status_code == 302
    request.refresh_from_db()
    assert request.due == date(2026, 12, 14)


def test_a_step_that_is_not_allowed_says_why(client, office) -> None:
    request = registered(office)
    answer = client.post(
        f"/office/T1/requests/{request.pk}/steps/receive_correction/", {"on": "2026-11-20", "version": "1"}
    )
    assert answer.status_code == 422 and "没有告知补正" in text(answer)


def test_the_second_clerk_sees_what_changed_and_keeps_what_was_typed(client, office) -> None:
    request = registered(office)
    assign(by=office.clerk, request=request, version=1, unit=None, handler=office.clerk, now=at(TODAY))
    where = f"/office/T1/requests/{request.pk}/steps/withdraw/"
    page = text(client.post(where, {"on": "2026-11-20", "version": "1", "note": "电话里说的"}))
    seen = page.split('name="seen" value="')[1].split('"')[0]
    answer = client.post(where, {"on": "2026-11-20", "version": "1", "note": "电话里说的", "seen": seen})
    assert answer.status_code == 409
    assert "指定承办" in text(answer) and "电话里说的" in text(answer) and 'name="version" value="2"' in text(answer)
    request.refresh_from_db()
    assert request.is_open


def test_revealing_is_logged_and_needs_a_reason(client, office) -> None:
    request = registered(office)
    where = f"/office/T1/requests/{request.pk}/reveal/"
    assert "张三丰" not in text(client.post(where, {"reason": " "}))
    answer = client.post(where, {"reason": "电话确认"})
    assert "张三丰" in text(answer) and "no-store" in answer.headers["Cache-Control"]
    assert Entry.objects.filter(key="personal.revealed", target=f"request:{request.pk}").count() == 1


def test_the_guide_leads_to_a_reply_with_its_evidence(client, office) -> None:
    request = registered(office)
    where = f"/office/T1/requests/{request.pk}/guide/"
    for version, (question, answer) in enumerate([("correct", "clear"), ("scope", "ours"), ("held", "not_held")], 1):
        assert client.post(where, {"version": version, "question": question, "answer": answer}).status_code == 302
    page = text(client.get(where))
    assert "政府信息不存在" in page and "1.本机关不掌握相关政府信息" in page and "缺：谁检索的" in page
    typed = {f"evidence_search_{name}": "写明了" for name in ("by", "on", "where", "words", "found")}
    client.post(where, {"version": 4, **typed})
    client.post(where, {"version": 5, "question": "proper", "answer": "yes"})
    assert "还不能答复" not in text(client.get(where))
    reply = f"/office/T1/requests/{request.pk}/steps/reply/"
    given = {"on": "2026-11-20", "version": "6", "letter_number": "白公复〔2026〕1号"}
    page = text(client.post(reply, given))
    seen = page.split('name="seen" value="')[1].split('"')[0]
    assert client.post(reply, given | {"seen": seen}).status_code == 302
    request.refresh_from_db()
    assert (request.state, request.outcome) == ("replied", "unable_not_held")


def test_what_was_typed_is_kept_with_the_last_answer(client, office) -> None:
    request = registered(office)
    where = f"/office/T1/requests/{request.pk}/guide/"
    for version, (question, answer) in enumerate([("correct", "clear"), ("scope", "ours"), ("held", "not_held")], 1):
        client.post(where, {"version": version, "question": question, "answer": answer})
    typed = {f"evidence_search_{name}": f"写了{name}" for name in ("by", "on", "where", "words", "found")}
    lost = client.post(where, {"version": 3, "question": "proper", "answer": "yes", **typed})
    assert lost.status_code == 422 and "写了where" in text(lost)
    assert client.post(where, {"version": 4, "question": "proper", "answer": "yes", **typed}).status_code == 302
    kept = Decision.objects.get(request=request)
    assert (kept.evidence["search_where"], kept.answers["proper"]) == ("写了where", "yes")
    assert "还不能答复" not in text(client.get(where))


def test_a_reply_without_a_decision_is_refused(client, office) -> None:
    request = registered(office)
    answer = client.post(f"/office/T1/requests/{request.pk}/steps/reply/", {"on": "2026-11-20", "version": "1"})
    assert answer.status_code == 422 and "请选答复的种类" in text(answer)


def test_what_is_handed_out_was_reviewed_also_where_the_letter_went_out_elsewhere(client, office) -> None:
    request = registered(office)
    Decision.objects.create(
        request=request,
        by=office.clerk,
        at=at(TODAY),
        reply="R36_2",
        answers={"proper": "yes"},
        evidence={"handed_out": "白石乡2025年公路养护资金明细表，3页"},
    )
    reply = f"/office/T1/requests/{request.pk}/steps/reply/"
    given = {"on": "2026-11-20", "version": "1", "letter_number": "白公复〔2026〕1号"}
    seen = text(client.post(reply, given)).split('name="seen" value="')[1].split('"')[0]
    assert "没有写明作过的保密审查" in text(client.post(reply, given | {"seen": seen}))
    request.refresh_from_db()
    assert request.state != "replied"
    given |= {"secrecy_review": "沈静波，11月19日，可以提供"}
    seen = text(client.post(reply, given)).split('name="seen" value="')[1].split('"')[0]
    assert client.post(reply, given | {"seen": seen}).status_code == 302
    request.refresh_from_db()
    assert request.state == "replied"
    assert request.acts.filter(step="reply").get().data["secrecy_review"] == "沈静波，11月19日，可以提供"


def test_a_reply_begins_with_its_letter_and_asks_for_no_day(client, office) -> None:
    """五问, letter, approval, dispatch; the day is asked for only of a reply that was made elsewhere."""
    request = registered(office)
    reply = f"/office/T1/requests/{request.pk}/steps/reply/"
    undecided = text(client.get(reply))
    assert "起草文书，送审核" not in undecided and 'id="elsewhere" open' not in undecided
    evidence = {f"search_{name}": "写明了" for name in ("by", "on", "where", "words", "found")}
    given = {"by": office.clerk, "at": at(TODAY), "reply": "R36_4", "answers": {"proper": "yes"}, "evidence": evidence}
    Decision.objects.create(request=request, **given)
    page = text(client.get(reply))
    first, _, elsewhere = page.partition('id="elsewhere"')
    assert "起草文书，送审核" in first and 'type="date"' not in first and "发出的那一天就是答复的日期" in first
    assert 'type="date"' in elsewhere and not elsewhere.startswith(" open")
    begun = client.post(f"{reply}letter/", {"on": "2026-11-20"})
    assert begun.status_code == 200 and "检索范围" in text(begun) and "重新答复的依据" not in text(begun)


def test_the_board_has_the_nearest_first_and_says_how_many(client, office) -> None:
    late = registered(office, arrived=date(2026, 10, 9), content=wanted(subject="晚了的"))
    near = registered(office, content=wanted(subject="快到期的"))
    done = registered(office, content=wanted(subject="办结的"))
    take_step(office, done, "reply", TODAY, reply="R36_2", now=at(TODAY))
    page = text(client.get("/office/T1/requests/"))
    assert "共 2 件" in page and page.index(late.subject) < page.index(near.subject)
    assert "已超期" in page and done.subject not in page
    assert done.subject in text(client.get("/office/T1/requests/?tab=ended"))
    assert "没有符合的" in text(client.get("/office/T1/requests/?words=没有这个"))
