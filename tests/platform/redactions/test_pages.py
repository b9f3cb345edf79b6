"""The pages: begin, draw or type, look for words, take a guess, burn, look at the result, accept; nothing typed is lost."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from gongkai_web.audit.models import Entry
from gongkai_web.redactions import services, working
from gongkai_web.redactions.boxes import current
from gongkai_web.redactions.models import Redaction, State
from gongkai_web.redactions.pages import open_guesses
from gongkai_web.requests.models import Decision, Request
from tests.platform.letters.desk import bureau
from tests.platform.publishing.office import NOW, Office
from tests.platform.redactions.desk import NAME, PHONE, accepted, burnt, covered, original, prepared, run
from tests.platform.requests.desk import registered

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch) -> None:
    monkeypatch.setattr(working, "_under_way", None)
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def office() -> Office:
    return bureau()


@pytest.fixture
def case(office) -> Request:
    return registered(office)


def client_of(person) -> Client:
    client = Client()
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def client(office) -> Client:
    return client_of(office.clerk)


def text(answer) -> str:
    return answer.content.decode()


def where(made: Redaction, more: str = "") -> str:
    return f"/office/T1/requests/{made.request_id}/redactions/{made.pk}/{more}"


def test_the_whole_way_without_a_script(client, office, case) -> None:
    page = text(client.get(f"/office/T1/requests/{case.pk}/"))
    assert f"/office/T1/requests/{case.pk}/redactions/" in page
    begin = client.post(
        f"/office/T1/requests/{case.pk}/redactions/", {"file": SimpleUploadedFile("会议纪要.pdf", original())}
    )
    made = Redaction.objects.get()
    assert begin.headers["Location"] == where(made)
    waiting = client.get(where(made))
    assert "正在准备页面" in text(waiting) and waiting.headers["Refresh"] == "2"
    run()
    page = text(client.get(where(made)))
    assert "手机号码" in page and PHONE not in page and "Refresh" not in client.get(where(made)).headers
    change = where(made, "change/")
    typed = {"act": "draw", "version": "0", "page": "1", "lines": "10 5 90 8", "reason": "16a"}
    assert client.post(change, typed).headers["Location"].endswith("?page=1&reason=16a#page")
    words = {"act": "words", "version": "1", "page": "1", "words": NAME, "reason": "15"}
    assert client.post(change, words).status_code == 302
    assert client.post(change, {"act": "guess", "version": "2", "guess": "0", "reason": "personal"}).status_code == 302
    assert client.post(change, {"act": "guess", "version": "3", "guess": "1", "dismiss": "1"}).status_code == 302
    page = text(client.get(where(made)))
    assert "这一页的框，4 个" in page and "所有页上共 4 个框" in page and 'x="100.00"' in page
    assert "第 2 框，第 1 页" in page and page.count('class="redact__number"') == 4
    assert client.post(where(made, "burn/"), {"version": "4"}).status_code == 302
    run()
    page = text(client.get(where(made)))
    made.refresh_from_db()
    assert "逐页看过，存入案卷" in page and "都提取不出" in page and "pdfium" not in page
    assert client.get(where(made, "result-1.png")).content.startswith(b"\x89PNG")
    assert client.post(where(made, "accept/"), {"result": made.result_id}).status_code == 302
    assert "会议纪要（遮盖后）.pdf" in text(client.get(f"/office/T1/requests/{case.pk}/"))
    printed = text(client.get(where(made, "list/")))
    assert "遮盖 4 处" in printed and "第十六条第一款" in printed and NAME not in printed and "草稿" not in printed


def test_a_guess_has_the_reason_of_its_kind_and_another_may_be_chosen(client, office, case) -> None:
    made = prepared(office, case)
    first = made.guesses[0]["rule"]
    page = text(client.get(where(made)))
    chosen = page.split('id="guess-reason-0"')[1].split("</select>")[0]
    assert first in ("PF-MOBILE", "PF-ID") and 'value="personal" selected' in chosen
    without = client.post(where(made, "change/"), {"act": "guess", "version": "0", "guess": "0", "reason": ""})
    assert without.status_code == 422 and "没有选遮盖的理由" in text(without)
    client.post(where(made, "change/"), {"act": "guess", "version": "0", "guess": "0", "reason": "15"})
    assert {box.reason for box in current(made.__class__.objects.get(pk=made.pk))} == {"15"}
    made.guesses = [{**made.guesses[0], "rule": rule} for rule in ("PF-BANKCARD", "PF-LANDLINE")]
    made.dismissed, made.version = [], 0
    assert [one.reason for one in open_guesses(made)] == ["15", ""]


def test_what_was_typed_is_not_lost(client, office, case) -> None:
    made = prepared(office, case)
    wrong = client.post(
        where(made, "change/"), {"act": "draw", "version": "0", "page": "1", "lines": "10 20 30", "reason": "16b"}
    )
    assert wrong.status_code == 422 and "10 20 30" in text(wrong) and 'value="16b" selected' in text(wrong)
    without = client.post(where(made, "change/"), {"act": "words", "version": "0", "page": "1", "words": NAME})
    assert without.status_code == 422 and "没有选遮盖的理由" in text(without) and f'value="{NAME}"' in text(without)
    nowhere = client.post(
        where(made, "change/"), {"act": "words", "version": "0", "page": "1", "words": "没有的字", "reason": "15"}
    )
    assert "没有找到“没有的字”" in text(nowhere)


def test_the_second_clerk_sees_what_changed(client, office, case) -> None:
    made = covered(office, prepared(office, case))
    late = {"act": "draw", "version": "0", "page": "1", "lines": "10 20 40 25", "reason": "15"}
    answer = client.post(where(made, "change/"), late)
    page = text(answer)
    assert answer.status_code == 409 and "查找后加了 2 个框" in page and "10 20 40 25" in page
    assert client.post(where(made, "change/"), late | {"version": _version(page)}).status_code == 302


def _version(page: str) -> str:
    return re.search(r'name="version" value="(\d+)"', page)[1]


def test_pictures_of_the_original_are_logged_and_the_original_is_only_posted_for(client, office, case) -> None:
    made = prepared(office, case)
    picture = client.get(where(made, "page-1.png"))
    assert picture.content.startswith(b"\x89PNG") and "no-store" in picture.headers["Cache-Control"]
    assert client.get(where(made, "page-2.png")).status_code == 404
    answer = client.post(where(made, "original/"))
    assert answer.content == original() and "no-store" in answer.headers["Cache-Control"]
    opened = Entry.objects.filter(key="redaction.opened", target=f"request:{case.pk}")
    assert [json.loads(one.data)["what"] for one in opened] == ["page 1", "original"]
    assert client.get(made.original.get_absolute_url()).status_code == 404
    for person in (office.head, office.reviewer):
        assert client_of(person).get(where(made)).status_code == 404
        assert client_of(person).post(where(made, "original/")).status_code == 404


def test_a_paper_that_was_chosen_is_shown_as_sealed(client, office, case) -> None:
    client.post(
        f"/office/T1/requests/{case.pk}/papers/",
        {"kind": "other", "file": SimpleUploadedFile("名单.pdf", original())},
    )
    paper = case.papers.get()
    assert client.post(f"/office/T1/requests/{case.pk}/redactions/", {"paper": paper.pk}).status_code == 302
    page = text(client.get(f"/office/T1/requests/{case.pk}/"))
    assert "名单.pdf（遮盖的原件，已封存）" in page and paper.file.get_absolute_url() not in page


def test_nothing_chosen_says_so(client, case) -> None:
    answer = client.post(f"/office/T1/requests/{case.pk}/redactions/", {})
    assert answer.status_code == 422 and "没有选文件" in text(answer)


def test_a_scan_says_that_words_cannot_be_looked_for(client, office, case) -> None:
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(out, "PNG")
    made = prepared(office, case, out.getvalue(), name="扫描.png")
    page = text(client.get(where(made)))
    assert "不能查找文字" in page and 'name="words"' not in page
    assert client.get(where(made, "page-1.png")).status_code == 200


def test_the_guide_is_filled_from_the_list_to_be_checked(client, office, case) -> None:
    accepted(office, case)
    Decision.objects.create(
        request=case,
        answers={"correct": "clear", "scope": "ours", "held": "held", "give": "part"},
        reply="R37",
        by=office.clerk,
        at=NOW,
    )
    page = text(client.get(f"/office/T1/requests/{case.pk}/guide/"))
    assert "已按遮盖清单填好" in page and "《会议纪要（遮盖后）》中遮盖的 3 处" in page
    assert re.search(r'value="15" checked', page)
    case.refresh_from_db()
    assert Decision.objects.get().evidence == {}, "nothing is decided by it"
    warned = page.split("还不能答复：")[1].split("</div>")[0]
    assert "缺：提供什么" not in warned and "缺：哪些内容" not in warned and "没有选不予公开" not in warned
    assert "已填好、还没有存入的：提供什么" in warned and "保存后生效" in page
    assert "缺：第三方的意见" in warned and "缺：不公开会不会对公共利益" in warned
    assert 'name="evidence_third_party"' in page and "草稿，待补充" in page
    assert "各处" in page and "理由：只有条文或者处数" in warned


def test_on_two_grounds_each_has_its_own_places(office, case) -> None:
    from gongkai_web.redactions.reasons import withheld

    made = covered(office, covered(office, prepared(office, case), NAME, "15"), PHONE, "16a")
    services.accept(by=office.clerk, redaction=burnt(office, made), result=Redaction.objects.get().result_id, now=NOW)
    told = withheld(case)
    assert {code: part for code, (part, _) in told.each.items()} == {
        "15": "《会议纪要（遮盖后）》中遮盖的 2 处",
        "16a": "《会议纪要（遮盖后）》中遮盖的 1 处",
    }


def test_the_opinion_of_a_third_party_is_filled_in(client, office, case) -> None:
    from gongkai_web.requests.stepping import perform

    def step(code: str, on: date, **given) -> None:
        case.refresh_from_db()
        perform(code, by=office.clerk, request=case, version=case.version, given={"on": on, **given}, now=NOW)

    step("consult_third_party", date(2026, 11, 5), name="王五", contact="", received=None)
    asked = case.consultations.get()
    step(
        "receive_third_party_opinion",
        date(2026, 11, 16),
        consultation=str(asked.pk),
        opinion="refuses",
        reasons="涉及隐私",
    )
    Decision.objects.create(request=case, answers={}, reply="R36_3_15", by=office.clerk, at=NOW)
    page = text(client.get(f"/office/T1/requests/{case.pk}/guide/"))
    assert "第三方1：2026年11月16日答复不同意公开，理由：涉及隐私" in page and "缺：第三方的意见" not in page
    assert "王五" not in page.split('id="evidence"')[1]


def test_going_back_to_the_boxes_and_giving_up(client, office, case) -> None:
    made = burnt(office, covered(office, prepared(office, case)))
    assert client.post(where(made, "boxes/")).status_code == 302
    assert "这一页的框，2 个" in text(client.get(where(made)))
    assert client.post(where(made, "drop/")).status_code == 302
    made.refresh_from_db()
    assert made.state == State.DROPPED and made.original.sealed
