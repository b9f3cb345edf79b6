"""What an organ has not set is said before somebody types a letter, with where to set it; nothing typed is lost."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from gongkai_web.letters.models import Habits
from gongkai_web.organs.models import Person
from gongkai_web.requests.models import Decision
from tests.platform.letters.desk import approved, bureau
from tests.platform.publishing.office import NOW
from tests.platform.requests.desk import registered, wanted

pytestmark = pytest.mark.django_db
SAID = "本机关还没有填写行政复议机关、管辖法院"
NO_WEBSITE = "本机关还没有填写网上提交行政复议申请书的网址"


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def browser(who: Person) -> Client:
    client = Client()
    client.force_login(who, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_missing_names_are_said_at_the_beginning() -> None:
    office = bureau(reviewer="", court="")
    case = registered(office)
    given = {"by": office.clerk, "at": NOW, "reply": "R36_2", "answers": {"proper": "yes"}}
    Decision.objects.create(request=case, evidence={"handed_out": "明细"}, **given)
    clerk, where = browser(office.clerk), f"/office/T1/requests/{case.pk}/"
    new = "/office/T1/letters/new/?kind="
    for address in (where, f"{where}steps/reply/", f"{new}granted"):
        page = clerk.get(address).text
        assert SAID in page and "/office/T1/settings/letters/#at-reviewer" in page, address
    draft = clerk.post(f"{where}steps/reply/letter/", {"on": "2026-11-20"}).text
    assert SAID in draft
    typed = {"on": "2026-11-20", "version": case.version, "write": "1", "v_申请人": "张三丰", "v_提供方式": "自取"}
    refused = clerk.post(f"{where}steps/reply/letter/", typed)
    assert refused.status_code == 422 and SAID in refused.text and "自取" in refused.text
    assert SAID not in clerk.get(f"{new}extension").text
    assert "还没有填写行政复议机关、管辖法院：" in browser(office.head).get("/office/T1/settings/letters/").text
    Habits.objects.update(reviewer="青山县人民政府", court="青山县人民法院")
    assert SAID not in clerk.get(where).text


def test_without_an_address_for_filing_online_electronic_delivery_is_warned_of() -> None:
    office = bureau(website="")
    letter = approved(office, "granted")
    page = browser(office.clerk).get(f"/office/T1/letters/{letter.pk}/dispatch/").text
    assert NO_WEBSITE in page and "第二十二条第二款" in page
    case = registered(office, content=wanted(way="online"))
    given = {"by": office.clerk, "at": NOW, "reply": "R36_2", "answers": {"proper": "yes"}}
    Decision.objects.create(request=case, evidence={"handed_out": "明细"}, **given)
    draft = browser(office.clerk).post(f"/office/T1/requests/{case.pk}/steps/reply/letter/", {"on": "2026-11-20"})
    assert NO_WEBSITE in draft.text
    assert "还没有填写网上提交" in browser(office.head).get("/office/T1/settings/letters/").text
    extension = approved(office, "extension")
    assert NO_WEBSITE not in browser(office.clerk).get(f"/office/T1/letters/{extension.pk}/dispatch/").text
    assert date(2026, 11, 20) == NOW.date()
