"""The pages: a letter from the form to its proof of service, what is refused said in words, nothing typed lost."""

from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from gongkai.letters import LETTERS, default_template
from gongkai_web.frame.tasks import tasks_of
from gongkai_web.letters.models import OutgoingLetter
from gongkai_web.organs.models import Person
from gongkai_web.publishing.secrecy import QUESTIONS, WANTED_YES
from tests.platform.letters.desk import HABITS, approved, bureau, say, submitted, values
from tests.platform.publishing.office import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def browser(who: Person) -> Client:
    client = Client()
    client.force_login(who, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def form_of(code: str, reply: str = "", **other: str) -> dict[str, str]:
    given = {f"v_{name}": str(value) for name, value in values(code, reply).items()}
    return {**given, "kind": code, "about": "T1-2026-0012", "reply": reply, **other}


def test_a_reply_goes_its_whole_way() -> None:
    office = bureau()
    clerk, head, reviewer = map(browser, (office.clerk, office.head, office.reviewer))
    home = f"/office/{office.organ.code}/letters/"
    handed_out = SimpleUploadedFile("明细.txt", "补贴明细".encode())
    made = clerk.post(f"{home}new/", form_of("granted") | {"files": [handed_out]}, follow=True)
    letter = OutgoingLetter.objects.get()
    at = f"{home}{letter.pk}/"
    assert "王**：" in made.text and "已存入草稿" in made.text and letter.enclosures.count() == 1
    told = clerk.post(f"{at}submit/", {"lock": letter.lock}, follow=True).text
    assert "白政公复〔2026〕1号" in told and "还没有审查" in told
    say(office.head, OutgoingLetter.objects.get())
    letter.refresh_from_db()
    held = clerk.get(at).text
    assert "还不能登记发出：随这份文书提供信息，还没有做保密审查" in held and "请保密审查员先填写保密审查表" in held
    assert f'<a class="button button--quiet" href="{at}dispatch/">登记发出</a>' in held
    assert "还不能登记发出" in clerk.get(f"{at}dispatch/").text
    answers = {f"q_{name}": "yes" if name in WANTED_YES else "no" for name in QUESTIONS}
    refused = reviewer.post(f"{at}secrecy/", {**answers, "digest": letter.digest})
    assert refused.status_code == 422 and "还没有写审查结论" in refused.text
    reviewed = {**answers, "digest": letter.digest, "conclusion": "on_request"}
    assert reviewer.post(f"{at}secrecy/", reviewed).status_code == 302
    assert "待发出" in [task.kind for task in tasks_of(office.clerk, NOW.date())]
    assert f'<a class="button" href="{at}dispatch/">登记发出</a>' in clerk.get(at).text
    posted = {"lock": letter.lock, "way": "post", "on": "2026-11-20", "tracking": "XA1"}
    assert "没有确认由本机关付邮资" in clerk.post(f"{at}dispatch/", posted).text
    assert clerk.post(f"{at}dispatch/", posted | {"postage_paid": "on"}).status_code == 302
    letter.refresh_from_db()
    served = clerk.post(f"{at}served/", {"lock": letter.lock, "on": "2026-11-20", "note": "本人"}, follow=True)
    assert "2026年11月20日送达" in served.text
    assert clerk.get(f"{at}proof.pdf").content[:4] == b"%PDF"
    assert head.get(f"{home}?state=served").text.count("白政公复〔2026〕1号") == 1


def test_what_is_missing_is_said_and_what_was_typed_stays() -> None:
    office = bureau()
    answer = browser(office.clerk).post(
        f"/office/{office.organ.code}/letters/new/", form_of("refused", "R36_3_14b") | {"v_禁止公开的规定": ""}
    )
    assert answer.status_code == 422
    assert "还没有填写：禁止公开的规定" in answer.text and "王小明" in answer.text
    assert not OutgoingLetter.objects.exists()


def test_files_are_chosen_in_chinese() -> None:
    """A browser's own button speaks the browser's language."""
    office = bureau()
    page = browser(office.clerk).get(f"/office/{office.organ.code}/letters/new/?kind=granted").text
    chosen = page.split('class="file-pick"')[1].split("</div>")[0]
    assert "选择文件" in chosen and " multiple" in chosen and 'name="files"' in chosen and "可以选几个" in chosen
    assert page.count('type="file"') == page.count('class="file-pick"')


def test_the_second_clerk_is_told() -> None:
    office = bureau()
    letter = submitted(office)
    at = f"/office/{office.organ.code}/letters/{letter.pk}/edit/"
    given = form_of("extension") | {"lock": "0", "dated": "2026-11-20", "v_延期理由": "另有原因"}
    answer = browser(office.clerk).post(at, given)
    assert answer.status_code == 422 and "又改动过" in answer.text and "另有原因" in answer.text


def test_every_letter_has_its_pages() -> None:
    office = bureau()
    head, clerk = browser(office.head), browser(office.clerk)
    home = f"/office/{office.organ.code}/"
    for code, kind in LETTERS.items():
        assert "下载默认模板" in head.get(f"{home}settings/letters/{code}/").text, code
        if not kind.sheet:
            form = clerk.get(f"{home}letters/new/", {"kind": code})
            assert form.status_code == 200 and "关于哪件事" in form.text, code
    assert head.get(f"{home}settings/letters/extension/default.docx").content[:2] == b"PK"


def test_a_template_with_faults_is_shown_fault_by_fault() -> None:
    office = bureau()
    document = docx.Document(BytesIO(default_template(LETTERS["extension"])))
    document.add_paragraph("{{领导}}批准")
    stream = BytesIO()
    document.save(stream)
    client, at = browser(office.head), f"/office/{office.organ.code}/settings/letters/extension/"
    answer = client.post(at, {"file": SimpleUploadedFile("延期.docx", stream.getvalue())})
    assert answer.status_code == 422 and "没有“领导”这个字段" in answer.text
    good = SimpleUploadedFile("延期.docx", default_template(LETTERS["extension"]))
    assert "第 1 版" in client.post(at, {"file": good}, follow=True).text
    assert "默认模板。" in client.post(f"{at}bring-back/", {"number": "0"}, follow=True).text


def test_the_settings_show_the_next_number_and_keep_what_was_typed() -> None:
    office = bureau()
    client, at = browser(office.head), f"/office/{office.organ.code}/settings/letters/"
    shown = client.post(at, HABITS | {"mark": "青白政", "preview": "yes"})
    assert "青白政公复〔2026〕1号" in shown.text
    wrong = client.post(at, HABITS | {"number_pattern": "{mark}复{number}号"})
    assert wrong.status_code == 422 and "要有年份" in wrong.text and "{mark}复{number}号" in wrong.text


def test_the_way_that_was_meant_is_chosen_at_first() -> None:
    office = bureau()
    letter = approved(office, electronic=True)
    page = browser(office.clerk).get(f"/office/{office.organ.code}/letters/{letter.pk}/dispatch/").text
    assert [line for line in page.split("<input") if "checked" in line and 'value="electronic"' in line]
