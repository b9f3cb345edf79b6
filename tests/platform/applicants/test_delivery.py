"""电子送达: the applicant takes the letter with number and code, only once it has gone out, and the day is kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from gongkai_web.applicants import notifying
from gongkai_web.applicants.models import Access, Notice
from gongkai_web.audit.models import Entry
from gongkai_web.files.gate import may_take
from gongkai_web.files.models import StoredFile
from gongkai_web.frame import telling
from gongkai_web.letters.kinds import State, Way
from gongkai_web.letters.models import OutgoingLetter, Reading
from gongkai_web.letters.services import dispatch, draft, record_bounced, record_served, submit
from gongkai_web.requests import services
from gongkai_web.requests.models import Request
from gongkai_web.requests.services.writing import write_letter
from tests.platform.applicants.citizen import Applied, opened
from tests.platform.letters.desk import HABITS, a_file, approved, bureau, made, say, sent, values
from tests.platform.publishing.office import NOW, Office

pytestmark = pytest.mark.django_db
WEBSITE = HABITS["website"]


@pytest.fixture
def office() -> Office:
    return bureau()


@pytest.fixture
def mine(office: Office) -> Applied:
    found = opened()
    day = timezone.localdate()
    services.confirm(by=office.clerk, request=found.request, version=1, on=day, how="phone", now=NOW)
    found.request.refresh_from_db()
    return found


def ready(office: Office, request: Request, code: str = "extension", **other: Any) -> OutgoingLetter:
    """Approved, not sent."""
    given = {"subject": ("request", request.pk), "about": request.number, "electronic": True}
    return made(approved(office, code, **(given | other)))


def sent_online(office: Office, request: Request, code: str = "extension", **other: Any) -> OutgoingLetter:
    letter = ready(office, request, code, **other)
    sent(office, letter, Way.ELECTRONIC, now=NOW)
    return letter


def status(found: Applied) -> str:
    return found.client.get("/open/T1/my-request/status/").content.decode()


def take(found: Applied, file: StoredFile, client: Client | None = None) -> Any:
    return (client or found.client).get(f"/open/T1/my-request/{found.request.pk}/files/{file.pk}/")


def replied(office: Office, case: Request) -> OutgoingLetter:
    """A reply decided, written and approved; its step waits for the dispatch."""

    def do(act: Any, **given: Any) -> Any:
        case.refresh_from_db()
        return act(by=office.clerk, request=case, version=case.version, now=NOW, **given)

    for question, chosen in (("correct", "clear"), ("scope", "no_information")):
        do(services.answer, question=question, chosen=chosen)
    do(services.set_evidence, evidence={"reason": "是对政策的咨询"})
    do(services.answer, question="proper", chosen="yes")
    given = {
        "申请人": "张三丰",
        "称谓": "您",
        "登记编号": case.number,
        "收到日期": case.received_on,
        "申请内容": case.subject,
        "理由": "是对政策的咨询",
    }
    step = {"on": timezone.localdate(), "note": ""}
    letter = do(write_letter, step="reply", given=step, values=given, electronic=True)
    submit(by=office.clerk, letter=letter, lock=letter.lock, now=NOW)
    letter.refresh_from_db()
    return made(say(office.head, letter))


def test_the_letter_and_what_was_enclosed_are_taken_after_dispatch_and_not_before(
    office: Office, mine: Applied
) -> None:
    enclosed = a_file(office)
    letter = ready(office, mine.request, "granted", enclosures=[enclosed])
    assert "下载文书" not in status(mine)
    assert take(mine, letter.pdf).status_code == take(mine, enclosed).status_code == 404
    sent(office, letter, Way.ELECTRONIC, now=NOW)
    page = status(mine)
    assert "下载文书（PDF）" in page and letter.number in page and enclosed.name in page and WEBSITE in page
    answer = take(mine, letter.pdf)
    assert answer.status_code == 200 and answer.content.startswith(b"%PDF")
    assert take(mine, enclosed).content.decode() == "补贴发放明细"
    assert take(mine, letter.docx).status_code == 404


def test_the_first_reading_is_the_day_of_service(
    office: Office, mine: Applied, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = sent_online(office, mine.request)
    assert letter.state == State.DISPATCHED
    for days in (2, 5):
        monkeypatch.setattr("django.utils.timezone.now", lambda days=days: NOW + timedelta(days=days))
        mine.client.post("/open/T1/my-request/", mine.given)
        assert take(mine, letter.pdf).status_code == 200
    letter.refresh_from_db()
    gone = letter.dispatches.get()
    assert (letter.state, gone.served_on) == (State.SERVED, (NOW + timedelta(days=2)).date())
    reading = Reading.objects.get()
    assert (reading.times, reading.first_at, reading.last_at) == (2, NOW + timedelta(days=2), NOW + timedelta(days=5))
    assert Entry.objects.filter(key="letter.read", target=f"letter:{letter.pk}", actor="").count() == 1
    assert Entry.objects.filter(key="letter.served").count() == 1


def test_an_enclosure_or_a_mere_question_about_its_size_serves_nothing(office: Office, mine: Applied) -> None:
    enclosed = a_file(office)
    letter = sent_online(office, mine.request, "granted", enclosures=[enclosed])
    take(mine, enclosed)
    mine.client.head(f"/open/T1/my-request/{mine.request.pk}/files/{letter.pdf_id}/")
    letter.refresh_from_db()
    assert letter.state == State.DISPATCHED
    assert [one.file for one in Reading.objects.all()] == [enclosed]


def test_nobody_else_takes_it(office: Office, mine: Applied) -> None:
    letter = sent_online(office, mine.request)
    assert take(mine, letter.pdf, Client()).status_code == 404
    assert not may_take(letter.pdf, None, NOW)
    assert Client().get(letter.pdf.get_absolute_url()).status_code == 404
    assert not Reading.objects.exists()


def test_a_letter_to_a_third_party_of_the_case_is_not_the_applicants(office: Office, mine: Applied) -> None:
    letter = sent_online(office, mine.request, "third_party")
    assert "下载文书" not in status(mine)
    assert take(mine, letter.pdf).status_code == 404


def test_what_went_by_post_or_came_back_is_not_taken_over_the_internet(office: Office, mine: Applied) -> None:
    posted = approved(office, subject=("request", mine.request.pk))
    sent(office, made(posted), Way.POST, now=NOW)
    back = sent_online(office, mine.request)
    record_bounced(by=office.clerk, letter=back, lock=back.lock, on=NOW.date(), note="邮箱退信", now=NOW)
    assert "下载文书" not in status(mine)
    assert take(mine, posted.pdf).status_code == take(mine, back.pdf).status_code == 404
    back.refresh_from_db()
    sent(office, back, Way.ELECTRONIC, now=NOW)
    assert take(mine, back.pdf).status_code == 200
    back.refresh_from_db()
    assert [one.served_on for one in back.dispatches.all()] == [None, NOW.date()]


def test_a_reply_read_online_is_served_in_its_case(office: Office, mine: Applied) -> None:
    letter = replied(office, mine.request)
    dispatch(by=office.clerk, letter=letter, lock=letter.lock, way=Way.ELECTRONIC, on=NOW.date(), now=NOW)
    mine.request.refresh_from_db()
    assert mine.request.state == "replied"
    take(mine, letter.pdf)
    take(mine, letter.pdf)
    acts = list(mine.request.acts.filter(step="serve"))
    assert [(one.on, one.by, one.data) for one in acts] == [(NOW.date(), None, {"way": "online"})]
    client = Client()
    client.force_login(office.clerk, "allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(f"/office/T1/requests/{mine.request.pk}/").content.decode()
    assert "在网上下载" in page and letter.number in page


def test_service_recorded_by_the_clerk_reaches_the_case_too(office: Office, mine: Applied) -> None:
    letter = replied(office, mine.request)
    sent(office, letter, Way.POST, now=NOW)
    record_served(by=office.clerk, letter=letter, lock=letter.lock, on=NOW.date(), now=NOW, note="本人签收")
    (act,) = mine.request.acts.filter(step="serve")
    assert (act.on, act.by, act.data["way"]) == (NOW.date(), office.clerk, "post")


def test_a_sealed_file_is_not_enclosed(office: Office, mine: Applied) -> None:
    from gongkai_web.files.services import seal
    from gongkai_web.letters.errors import SendingError

    original = a_file(office)
    seal(by=office.clerk, file=original, now=NOW)
    with pytest.raises(SendingError, match="已经封存"):
        draft(
            by=office.clerk,
            organ=office.organ,
            code="extension",
            values=values("extension"),
            now=NOW,
            enclosures=[original],
        )


def test_the_applicant_is_told_once_by_the_step_or_by_the_letter(
    office: Office, mine: Applied, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.EMAIL_HOST, settings.DEFAULT_FROM_EMAIL = "mail.example.cn", "gk@example.cn"
    monkeypatch.setattr(telling, "_sms", [])
    Access.objects.update(tells=True)
    notifying.follow(NOW)
    letter = replied(office, mine.request)
    dispatch(by=office.clerk, letter=letter, lock=letter.lock, way=Way.ELECTRONIC, on=NOW.date(), now=NOW)
    notifying.follow(NOW)
    assert [one.key for one in Notice.objects.all()] == ["request.reply"]
    sent_online(office, mine.request)
    notifying.tick(NOW)
    assert [one.key for one in Notice.objects.all()] == ["request.reply", "letter.dispatched"]
    assert "可以在网上下载" in mail.outbox[-1].body and letter.number not in mail.outbox[-1].body
    posted = approved(office, subject=("request", mine.request.pk))
    sent(office, made(posted), Way.POST, now=NOW)
    assert notifying.follow(NOW) == 0


def test_the_clerk_is_told_whether_the_applicant_has_a_page(office: Office, mine: Applied) -> None:
    from tests.platform.requests.desk import registered

    client = Client()
    client.force_login(office.clerk, "allauth.account.auth_backends.AuthenticationBackend")
    reached = ready(office, mine.request)
    by_hand = ready(office, registered(office))
    pages = [client.get(f"/office/T1/letters/{one.pk}/dispatch/").content.decode() for one in (reached, by_hand)]
    assert "出现在申请人的查询页面上" in pages[0]
    assert "申请人没有编号和查询码" in pages[1]


def test_the_clerk_cannot_say_it_was_served_before_it_was_read_unseen(office: Office, mine: Applied) -> None:
    """Who has the page open from before the reading is told that something changed."""
    from gongkai_web.letters.errors import ChangedError

    letter = sent_online(office, mine.request)
    take(mine, letter.pdf)
    with pytest.raises(ChangedError):
        record_bounced(by=office.clerk, letter=letter, lock=letter.lock, on=NOW.date(), note="退信", now=NOW)


def test_what_the_reply_says_is_published_is_linked_as_long_as_it_is(office: Office, mine: Applied) -> None:
    from gongkai_web.publishing.releasing import recall
    from gongkai_web.requests.models import Decision
    from tests.platform.publishing.office import published

    item = published(office, title="2025年养护资金公告")
    case = mine.request
    Decision.objects.create(request=case, by=office.clerk, at=NOW, reply="R36_1", answers={"proper": "yes"})
    services.point(by=office.clerk, request=case, version=case.version, item=item.pk, site="https://x", now=NOW)
    link = f'href="/open/items/{item.pk}/"'
    assert link not in status(mine)
    case.refresh_from_db()
    step = services.Step(code="reply", on=NOW.date(), fields={"reply": "R36_1"}, letter_number="1号")
    services.reply(by=office.clerk, request=case, version=case.version, step=step, now=NOW)
    assert link in status(mine)
    recall(by=office.head, item=item, reason="内容有误", now=NOW)
    assert link not in status(mine)


def test_a_file_for_handing_out_does_not_leave_with_a_refusal_or_beside_a_letter_written_here(
    office: Office, mine: Applied
) -> None:
    from gongkai_web.requests.services.keeping import keep_paper

    paper = keep_paper(by=office.clerk, request=mine.request, name="明细.txt", content=b"x", kind="handed_out", now=NOW)
    letter = replied(office, mine.request)
    sent(office, letter, Way.POST, now=NOW)
    mine.request.refresh_from_db()
    assert mine.request.reply and take(mine, paper.file).status_code == 404
