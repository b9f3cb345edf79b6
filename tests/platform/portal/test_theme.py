"""设置 · 网页: whose site the pages are part of, as the inspections of government sites ask."""

import pytest
from django.test import Client

from gongkai_web.audit.models import Entry
from gongkai_web.organs.models import Level
from gongkai_web.portal.models import Theme
from gongkai_web.portal.theming import set_theme
from gongkai_web.publishing.errors import PublishingError
from tests.platform.portal.reading import metas, page
from tests.platform.publishing.office import NOW, Office, township

pytestmark = pytest.mark.django_db

GIVEN = {
    "site_name": "青山县人民政府",
    "site_domain": "www.qingshan.gov.cn",
    "site_code": "4108820001",
    "head_links": "县政府门户 https://www.qingshan.gov.cn/",
    "foot_links": "我为政府网站找错 https://zfwzgl.www.gov.cn/\n隐私 /privacy/",
    "foot_text": "主办：青山县人民政府办公室",
}


def save(client: Client, office: Office, **other: str):
    client.force_login(office.clerk)
    return client.post(f"/office/{office.organ.code}/site/", {**GIVEN, **other})


def test_what_is_set_is_on_every_page_at_once(client: Client) -> None:
    office = township()
    before = page(Client(), "/open/T1/")
    assert save(client, office).status_code == 302
    content = page(Client(), "/open/T1/")
    assert content != before
    assert {name: metas(content)[name] for name in ("SiteName", "SiteDomain", "SiteIDCode")} == {
        "SiteName": "青山县人民政府",
        "SiteDomain": "www.qingshan.gov.cn",
        "SiteIDCode": "4108820001",
    }
    assert '<a href="https://www.qingshan.gov.cn/">县政府门户</a>' in content
    assert '<a href="/privacy/">隐私</a>' in content
    assert "网站标识码：4108820001" in content
    assert Entry.objects.filter(key="site.set", organ="T1").count() == 1


def test_an_organ_takes_the_site_of_the_government_above(client: Client) -> None:
    county, office = township("C", "青山县人民政府", Level.COUNTY), township()
    office.organ.parent = county.organ
    office.organ.save()
    save(client, county)
    assert metas(page(Client(), "/open/T1/"))["SiteIDCode"] == "4108820001"
    assert metas(page(Client(), "/"))["SiteName"] == "青山县人民政府"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("site_code", "123", "10 位"),
        ("head_links", "https://no-words.example/", "看不懂"),
        ("head_links", "脚本 javascript:alert(1)", "看不懂"),
        ("foot_links", "别处 //example.com/", "看不懂"),
        ("foot_links", "\n".join(f"第{n}个 /{n}/" for n in range(9)), "最多 8 个"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(client: Client, field: str, value: str, words: str) -> None:
    response = save(client, township(), **{field: value})
    content = response.content.decode()
    assert response.status_code == 422
    assert words in content
    assert value.splitlines()[0] in content
    assert not Theme.objects.exists()


def test_the_last_change_can_be_undone(client: Client) -> None:
    office = township()
    save(client, office)
    save(client, office, site_name="写错了")
    client.post("/office/T1/site/undo/")
    assert Theme.objects.get().site_name == "青山县人民政府"


def test_nobody_else_sets_it(client: Client) -> None:
    office, other = township(), township("T2", "青山县大河镇人民政府")
    client.force_login(other.clerk)
    assert client.get("/office/T1/site/").status_code == 404
    assert client.post("/office/T1/site/", GIVEN).status_code == 404
    client.force_login(office.reviewer)
    assert client.get("/office/T1/site/").status_code == 404
    with pytest.raises(PublishingError, match="岗位"):
        set_theme(by=office.reviewer, organ=office.organ, now=NOW)
