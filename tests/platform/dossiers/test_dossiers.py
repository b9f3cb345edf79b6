"""The dossier of a request: what is in it for whom, who gets it, how long it lies there, what the log says."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta

import pypdfium2 as pdfium
import pytest
from django.test import Client
from django.utils import timezone

from gongkai_web.audit.models import Entry
from gongkai_web.dossiers import making, storage
from gongkai_web.dossiers.contents import contents
from gongkai_web.dossiers.erasing import erase
from gongkai_web.dossiers.errors import ChangedError, DossierError
from gongkai_web.dossiers.kinds import Purpose, State
from gongkai_web.dossiers.models import Dossier
from gongkai_web.dossiers.ordering import KEPT, offered, order, take, usual
from gongkai_web.files.services import store
from gongkai_web.letters.models import Enclosure
from gongkai_web.letters.services import record_served
from gongkai_web.organs.roles import Role
from gongkai_web.requests import services
from gongkai_web.requests.models import Paper, Request
from tests.platform.letters.desk import bureau
from tests.platform.publishing.office import NOW, Office, person
from tests.platform.requests.desk import at, registered
from tests.platform.requests.test_letters import planned_reply, send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def office() -> Office:
    return bureau()


def png(colour: str = "white") -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (300, 200), colour).save(out, "PNG")
    return out.getvalue()


def workbook() -> bytes:
    from gongkai_web.channels.workbooks import to_xlsx

    return to_xlsx({"明细": [["a", 1]]})


def paper(office: Office, case: Request, kind: str, name: str, data: bytes) -> Paper:
    file = store(by=office.clerk, organ=office.organ, name=name, content=data, sealed=True, now=NOW)
    return Paper.objects.create(request=case, file=file, kind=kind, by=office.clerk, at=NOW)


@pytest.fixture
def case(office) -> Request:
    """Answered, with a picture of an identity card, a workbook, and an extension that the head agreed to."""
    case = registered(office)
    paper(office, case, "identity", "身份证.png", png())
    paper(office, case, "handed_out", "明细.xlsx", workbook())
    person("T1.disclosure", "孙主任", Role.DISCLOSURE_HEAD, office.organ)
    services.ask_consent(by=office.clerk, request=case, version=case.version, days=5, reason="核对", now=NOW)
    send(office, planned_reply(office, case))
    case.refresh_from_db()
    return case


def ordered(office: Office, case: Request, purpose: Purpose = Purpose.ARCHIVE, **other) -> Dossier:
    keys = {one.key for one in offered(case, purpose) if usual(one, purpose)}
    given = {"to": "青山县人民法院", "chosen": keys, "proves": {}, "version": case.version, "now": NOW}
    return order(by=office.clerk, request=case, purpose=purpose, **(given | other))


def worked(dossier: Dossier) -> Dossier:
    for _ in range(20):
        if making.work(timezone.now()):
            break
    dossier.refresh_from_db()
    assert dossier.state == State.DONE
    return dossier


def texts(pdf: bytes) -> list[str]:
    return ["".join(page.get_textpage().get_text_range().split()) for page in pdfium.PdfDocument(pdf)]


def titles(case: Request) -> list[str]:
    return [one.title for one in contents(case)]


def test_everything_of_the_case_in_the_order_of_its_life(case) -> None:
    found = titles(case)
    expected = [
        "政府信息公开申请表",
        "身份证明：身份证.png",
        "政府信息公开申请登记表",
        "延长答复期限呈批表",
        "政府信息公开审查呈批单",
        "没有提供的文件：明细.xlsx",
    ]
    assert [one for one in found if one in expected] == expected
    assert found.index("政府信息公开审查呈批单") < next(n for n, one in enumerate(found) if "送达情况记录" in one)
    assert found[-1] == "政府信息公开申请办理流程图"


def test_what_did_not_go_out_is_not_said_to_have_been_provided(office, case) -> None:
    """Only what was enclosed in a letter that went out, or handed out without a letter of ours, was provided."""
    letter = case.planned.get().letter
    file = case.papers.get(kind="handed_out").file
    assert "提供的信息：明细.xlsx" not in titles(case)
    enclosed = Enclosure.objects.create(letter=letter, file=file, name=file.name)
    assert f"附件：{file.name}" in titles(case) and "没有提供的文件：明细.xlsx" not in titles(case)
    letter.state = "void"
    letter.save()
    assert "提供的信息：明细.xlsx" in titles(case)
    enclosed.delete()


def test_the_archive_has_all_and_its_list_is_right(office, case) -> None:
    made = worked(ordered(office, case))
    pages = texts(take(by=office.clerk, dossier=made, now=NOW))
    contents_page = next(page for page in pages if page.startswith("卷内目录"))
    assert all("".join(title.split()) in contents_page for title in titles(case))
    assert "政府信息公开申请案卷" in pages[0] and "张三丰申请公开" in pages[0]
    assert any("乡长批准" not in page and "11010519491231002X" in page for page in pages)


def test_a_workbook_is_named_with_its_sm3(office, case) -> None:
    made = worked(ordered(office, case))
    sheet = next(page for page in texts(storage.read(made.token)) if "电子文件说明" in page and "明细.xlsx" in page)
    assert case.papers.get(kind="handed_out").file.sm3 in sheet


def test_for_the_court_deliberation_stays_behind_and_is_named(office, case) -> None:
    made = worked(ordered(office, case, Purpose.COURT))
    pages = texts(storage.read(made.token))
    evidence = next(page for page in pages if "证据目录" in page)
    assert "审查呈批单（机关内部审批、讨论的材料）" in evidence and "延长答复期限呈批表（" in evidence
    assert not any(page.startswith("白杨乡人民政府政府信息公开审查呈批单") for page in pages)
    assert "青山县人民法院" in pages[0]


def test_the_clerk_says_what_it_proves(office, case) -> None:
    made = worked(ordered(office, case, Purpose.COURT, proves={"application": "申请人要的是2025年的明细"}))
    assert any("申请人要的是2025年的明细" in page for page in texts(storage.read(made.token)))


def test_what_came_after_it_was_chosen_is_not_slipped_in(office, case) -> None:
    made = ordered(office, case, Purpose.COURT)
    later = paper(office, case, "other", "内部会议纪要.png", png())
    Paper.objects.filter(pk=later.pk).update(at=NOW + timedelta(hours=1))
    pages = texts(storage.read(worked(made).token))
    assert any("内部会议纪要.png（选定以后新增的材料）" in page for page in pages)


def test_a_letter_not_yet_out_is_no_part_of_it_and_is_told(office) -> None:
    case = registered(office)
    planned_reply(office, case)
    case.refresh_from_db()
    pages = texts(storage.read(worked(ordered(office, case)).token))
    assert "还没有发出，没有装入" in pages[-1] and "制作时这一件还没有办结" in pages[-1]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"to": "  "}, "没有写送给哪个机关"),
        ({"chosen": ()}, "一份材料也没有选"),
        ({"chosen": ("x",)}, "一份材料也没有选"),
    ],
)
def test_what_is_lacking_is_said(office, case, given, said) -> None:
    with pytest.raises(DossierError, match=said):
        ordered(office, case, Purpose.COURT, **given)


def test_who_saw_an_older_list_looks_again(office, case) -> None:
    with pytest.raises(ChangedError):
        ordered(office, case, version=case.version - 1)
    assert not Dossier.objects.exists()


def test_only_who_handles_it_orders_and_fetches(office, case) -> None:
    made = worked(ordered(office, case))
    for who in (office.head, office.reviewer):
        with pytest.raises(DossierError):
            take(by=who, dossier=made, now=NOW)
        with pytest.raises(DossierError):
            order(
                by=who,
                request=case,
                version=case.version,
                purpose=Purpose.ARCHIVE,
                to="",
                chosen=(),
                proves={},
                now=NOW,
            )


def test_every_making_and_fetching_is_in_the_log_without_a_name(office, case) -> None:
    made = worked(ordered(office, case, Purpose.COURT))
    take(by=office.clerk, dossier=made, now=NOW)
    keys = list(Entry.objects.filter(key__startswith="dossier.").order_by("number").values_list("key", flat=True))
    assert keys == ["dossier.ordered", "dossier.made", "dossier.taken"]
    assert Entry.objects.filter(key="personal.revealed", data__contains="整件卷宗").count() == 1
    entries = Entry.objects.filter(key__startswith="dossier.")
    assert not any("张三丰" in one.data for one in entries)
    assert json.loads(entries.last().data)["sm3"] == made.sm3


def test_after_a_day_it_is_gone_from_the_disk(office, case) -> None:
    made = worked(ordered(office, case))
    folder = storage.folder(made.token)
    assert [one.name for one in folder.iterdir()] == [storage.WHOLE]
    later = NOW + KEPT + timedelta(minutes=1)
    with pytest.raises(DossierError, match="已经清除"):
        take(by=office.clerk, dossier=made, now=later)
    assert erase(later) == {"T1": 1}
    made.refresh_from_db()
    assert made.state == State.ERASED and not folder.exists()


def test_files_nobody_knows_of_are_erased(office) -> None:
    storage.write("s" * 24, "x.pdf", b"x")
    erase(NOW)
    assert not storage.folder("s" * 24).exists()


def test_a_program_that_died_goes_on_where_it_was(office, case, monkeypatch) -> None:
    made = ordered(office, case)
    monkeypatch.setattr(making, "_SECONDS", 0.0)
    assert making.work(NOW) == 0
    made.refresh_from_db()
    assert (made.state, made.parts_done) == (State.RUNNING, 1)
    Dossier.objects.update(beat_at=NOW)
    assert making.work(NOW + timedelta(minutes=1)) == 0
    made.refresh_from_db()
    assert made.parts_done == 1
    monkeypatch.setattr(making, "_SECONDS", 60.0)
    assert making.work(NOW + timedelta(minutes=6)) == 1


def test_one_that_cannot_be_made_says_so_and_stops(office, case, monkeypatch) -> None:
    made = ordered(office, case)
    monkeypatch.setattr(making, "bind", lambda *given, **more: 1 / 0)
    for _ in range(5):
        making.work(NOW)
    made.refresh_from_db()
    assert made.state == State.FAILED and not storage.folder(made.token).exists()


def test_served_letters_tell_how(office, case) -> None:
    from gongkai_web.letters.models import OutgoingLetter

    letter = OutgoingLetter.objects.get()
    record_served(by=office.clerk, letter=letter, lock=letter.lock, on=NOW.date(), note="本人签收", now=NOW)
    case.refresh_from_db()
    pages = texts(storage.read(worked(ordered(office, case)).token))
    assert any("送达情况记录" in page and "本人签收" in page and "XA1" in page for page in pages)


def client_of(person) -> Client:
    client = Client()
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_from_the_case_to_the_file(office, case) -> None:
    client = client_of(office.clerk)
    here = f"/office/T1/requests/{case.pk}/"
    assert f'href="{here}dossiers/"' in client.get(here).content.decode()
    page = client.get(f"{here}dossiers/new/court/").content.decode()
    assert "张三丰" not in page
    approval = page.split('value="approval"')[1].split(">")[0]
    assert "checked" not in approval
    given = {"version": case.version, "take": ["application", "registration"], "proves_application": "收到申请"}
    lacking = client.post(f"{here}dossiers/new/court/", given)
    assert lacking.status_code == 422 and 'value="收到申请"' in lacking.content.decode()
    assert client.post(f"{here}dossiers/new/court/", given | {"to": "青山县人民法院"}).status_code == 302
    waiting = client.get(f"{here}dossiers/").content.decode()
    assert "排队" in waiting and 'http-equiv="refresh"' in waiting
    made = worked(Dossier.objects.get())
    assert sorted(made.chosen) == ["application", "registration"]
    answer = client.post(f"{here}dossiers/{made.pk}/file/")
    assert answer.headers["Content-Type"] == "application/pdf" and "no-store" in answer.headers["Cache-Control"]
    assert client.get(f"{here}dossiers/{made.pk}/file/").status_code == 405


def test_forms_are_printed_with_what_is_known_and_logged(office, case) -> None:
    client = client_of(office.clerk)
    for name, words in {
        "application": "11010519491231002X",
        "registration": case.number,
        "approval": "不属于政府信息",
        "search": "检索人签名",
        "flow": "答复申请人" if case.is_open else "不属于政府信息",
    }.items():
        answer = client.post(f"/office/T1/requests/{case.pk}/sheets/{name}/")
        assert answer.headers["Content-Type"] == "application/pdf"
        assert words in "".join(texts(answer.content)), name
    assert Entry.objects.filter(key="personal.revealed").count() == 5


def test_the_approval_sheet_has_every_opinion(office, case) -> None:
    (page, *_) = texts(client_of(office.clerk).post(f"/office/T1/requests/{case.pk}/sheets/approval/").content)
    assert "该不该" in page and "赵乡" in page and "2026年11月20日审核全部通过" in page


def test_a_second_clerk_is_told(office, case) -> None:
    client = client_of(office.clerk)
    where = f"/office/T1/requests/{case.pk}/dossiers/new/archive/"
    answer = client.post(where, {"version": str(case.version - 1)})
    assert answer.status_code == 409 and "有新的办理" in answer.content.decode()


def test_an_erased_applicant_is_not_brought_back(office, case) -> None:
    from gongkai_web.requests.retention import erase as erase_people

    assert erase_people(at(date(2037, 1, 5)))
    case.refresh_from_db()
    pages = texts(storage.read(worked(ordered(office, Request.objects.get(pk=case.pk))).token))
    assert "（已清除）申请公开" in pages[0] and not any("11010519491231002X" in page for page in pages)


def test_the_original_of_a_redacted_paper_goes_to_the_archive_alone(office, case) -> None:
    from gongkai_web.redactions.models import Redaction

    kept = paper(office, case, "other", "原件（未遮盖）.png", png("red"))
    other = store(by=office.clerk, organ=office.organ, name="另一原件.png", content=png("blue"), sealed=True, now=NOW)
    for file in (kept.file, other):
        Redaction.objects.create(request=case, original=file, by=office.clerk, at=NOW, state="drawing")
    court = worked(ordered(office, case, Purpose.COURT, chosen={one.key for one in contents(case)}))
    assert not any(one.original for one in contents(case) if one.key in court.chosen)
    left = texts(storage.read(court.token))[-1]
    assert left.count("遮盖前的原件，只归档") == 2
    assert {f"paper:{kept.pk}"} < set(worked(ordered(office, case)).chosen)


def test_a_dispute_stands_in_the_dossier(office, case) -> None:
    from gongkai_web.disputes.models import Dispute

    given = {"kind": "reconsideration", "against": "reply", "track": "ordinary", "body": "青山县人民政府"}
    day = NOW.date()
    Dispute.objects.create(
        organ=office.organ, number="FY-1", request=case, filed_on=day, about="不服答复", by=office.clerk, **given
    )
    pages = texts(storage.read(worked(ordered(office, case)).token))
    assert any("行政复议、行政诉讼登记" in page and "不服答复" in page for page in pages)


def test_it_is_addressed_to_who_decides_and_holds_no_notes(office, case) -> None:
    from gongkai_web.disputes.models import Dispute

    day, client = NOW.date(), client_of(office.clerk)
    given = {"against": "reply", "track": "ordinary", "by": office.clerk, "organ": office.organ, "request": case}
    here = f"/office/T1/requests/{case.pk}/dossiers/new/"
    assert 'value="青山县人民政府' not in client.get(f"{here}reconsideration/").content.decode()
    Dispute.objects.create(
        number="FY-1",
        kind="reconsideration",
        body="青山县人民政府",
        file_number="青政复〔2026〕3号",
        filed_on=day,
        about="不服答复",
        **given,
    )
    page = client.get(f"{here}reconsideration/").content.decode()
    assert 'value="青山县人民政府（青政复〔2026〕3号）"' in page and "未提供的其他材料" in page
    assert "青山县人民政府（青政复" not in client.get(f"{here}court/").content.decode()
    Request.objects.filter(pk=case.pk).update(note="下周再催", channel="oral")
    case.refresh_from_db()
    outside = "".join(texts(storage.read(worked(ordered(office, case, Purpose.RECONSIDERATION)).token)))
    assert "下周再催" not in outside and "看要不要补正" not in outside and "没有存入" not in outside
    assert outside.count(f"口头提出，由{case.by}代为填写") == 1 and "（代为填写）" not in outside
    inside = "".join(texts(storage.read(worked(ordered(office, case)).token)))
    assert "下周再催" in inside and "没有存入申请人签名或者盖章的申请原件" in inside
    assert "没有存入申请人签名" in client.get(f"{here}reconsideration/").content.decode()
