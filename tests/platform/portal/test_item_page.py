"""The page of an item: what it says of it, what it links to, what can be taken home."""

from datetime import date

import pytest
from django.test import Client

from gongkai_web.files.services import store
from gongkai_web.organs.models import Particulars
from gongkai_web.portal.texts import framed
from gongkai_web.publishing.drafting import attach
from gongkai_web.publishing.models import Attachment, Link
from gongkai_web.publishing.releasing import release
from gongkai_web.publishing.validity import link, repeal
from tests.platform.portal.reading import metas, page
from tests.platform.publishing.making import BODY, CORRECTED, FILE, KEYWORD, NUMBER, STATES, SUMMARY, TITLE
from tests.platform.publishing.office import NOW, Office, approve, draft, hand_in, published, township

pytestmark = pytest.mark.django_db


def address(item) -> str:
    return f"/open/items/{item.pk}/"


def test_the_seven_facts_that_inspections_ask_for(client: Client) -> None:
    made = STATES["published"](township())
    content = page(client, address(made.item))
    for name, value in {
        "索引号": "T1/2026-00001",
        "主题分类": "应急管理",
        "公开属性": "主动公开",
        "成文日期": "2026年11月10日",
        "发文字号": NUMBER,
        "发布日期": "2026年11月20日",
        "公开主体": "青山县白云乡人民政府",
    }.items():
        assert f"<dt>{name}</dt><dd>{value}</dd>" in content


def test_the_basis_is_named_by_article_and_item(client: Client) -> None:
    made = STATES["published"](township())
    assert "《条例》第二十条第（十二）项：突发公共事件的应急预案、预警信息及应对情况" in page(
        client, address(made.item)
    )


def test_the_meta_tags_of_government_sites(client: Client) -> None:
    made = STATES["published"](township())
    assert metas(page(client, address(made.item))) == {
        "SiteName": "青山县白云乡人民政府",
        "SiteDomain": "testserver",
        "ColumnName": "通知公告和公示",
        "ColumnDescription": "青山县白云乡人民政府通知公告和公示",
        "ColumnKeywords": "通知公告和公示,法定主动公开内容,政府信息公开,青山县白云乡人民政府",
        "ColumnType": "通知公告",
        "ArticleTitle": TITLE,
        "PubDate": "2026-11-20 09:30",
        "ContentSource": "青山县白云乡人民政府",
        "Keywords": KEYWORD,
        "Author": "青山县白云乡人民政府",
        "Description": SUMMARY,
        "Url": f"http://testserver{address(made.item)}",
    }


def test_what_was_first_published_elsewhere_says_its_day(client: Client) -> None:
    item = published(township(), first_published_on=date(2019, 3, 1), formed_on=date(2019, 2, 20))
    assert metas(page(client, address(item)))["PubDate"] == "2019-03-01 00:00"


def test_attachments_with_kind_and_size(client: Client) -> None:
    made = STATES["published"](township())
    content = page(client, address(made.item))
    assert f'<a href="{made.file.get_absolute_url()}">{FILE}.txt</a>' in content.replace("%E6", "%E6")
    assert "纯文本，" in content
    assert "附件（1 个）" in content


def test_a_picture_is_named_in_the_tags(client: Client) -> None:
    office = township()
    item = draft(office)
    png = (
        b"\x89PNG\r\n\x1a\n"
        + b"\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde"
        + b"\x00" * 40
    )
    file = store(by=office.clerk, organ=office.organ, name="现场.png", content=png)
    attach(by=office.clerk, item=item, file=file, now=NOW)
    hand_in(office, item)
    approve(office, item)
    release(by=office.clerk, item=item, now=NOW)
    assert metas(page(client, address(item)))["Image"].endswith("?inline=1")


def test_a_correction_is_explained_with_its_day(client: Client) -> None:
    made = STATES["corrected"](township())
    content = page(client, address(made.item))
    assert "更正说明" in content
    assert CORRECTED in content
    assert "<dt>更正日期</dt><dd>2026年11月20日</dd>" in content


def normative(office: Office, **other: object):
    return published(office, title="防火管理办法", normative="document", categories=["20_01"], **other)


@pytest.mark.parametrize(
    ("dates", "word", "why"),
    [
        ({}, "有效", ""),
        ({"expires_on": date(2099, 12, 31)}, "有效", "有效期至2099年12月31日"),
        ({"effective_on": date(2099, 1, 1)}, "尚未施行", "自2099年1月1日起施行"),
        ({"expires_on": date(2026, 11, 20)}, "失效", "有效期到2026年11月20日为止"),
    ],
)
def test_validity_in_words(client: Client, dates: dict[str, date], word: str, why: str) -> None:
    content = page(client, address(normative(township(), **dates)))
    assert f'">{word}</span>' in content
    assert why in content


def test_a_repealed_document_says_by_what(client: Client) -> None:
    office = township()
    item = normative(office)
    other = published(office, title="关于废止防火管理办法的决定")
    repeal(by=office.clerk, item=item, on=date(2026, 11, 20), now=NOW, by_item=other, note="白政发〔2026〕80号")
    content = page(client, address(item))
    assert "废止" in content
    assert "（白政发〔2026〕80号）" in content
    assert "被以下文件废止" in content
    assert "关于废止防火管理办法的决定" in content
    assert "本文件废止" in page(client, address(other))


def test_a_document_and_its_interpretation_name_each_other(client: Client) -> None:
    office = township()
    document, interpretation = normative(office), published(office, title="《防火管理办法》解读")
    link(by=office.clerk, kind=Link.Kind.INTERPRETS, source=interpretation, target=document, now=NOW)
    assert "《防火管理办法》解读" in page(client, address(document))
    assert "解读的文件" in page(client, address(interpretation))


def test_a_link_to_what_is_not_public_is_not_shown(client: Client) -> None:
    office = township()
    document, hidden = normative(office), draft(office, title="尚未发布的解读")
    Link.objects.create(kind="interprets", source=hidden, target=document, made_by=office.clerk, made_at=NOW)
    assert "尚未发布的解读" not in page(client, address(document))


def test_earlier_and_later_in_the_column(client: Client) -> None:
    office = township()
    days = (date(2026, 3, 1), date(2026, 5, 1), date(2026, 7, 1))
    first, middle, last = (
        published(office, title=f"第{day.month}号", first_published_on=day, formed_on=day) for day in days
    )
    content = page(client, address(middle))
    assert f'后一条：<a href="{address(last)}">第7号</a>' in content
    assert f'前一条：<a href="{address(first)}">第3号</a>' in content
    assert "后一条" not in page(client, address(last))


def test_whoever_finds_a_mistake_is_told_whom_to_call(client: Client) -> None:
    office = township()
    made = STATES["published"](office)
    Particulars.objects.create(
        organ=office.organ, phone="0391-6000000", email="open@example.gov.cn", stated_at=NOW, stated_by=office.clerk
    )
    content = page(client, address(made.item))
    assert '<a href="tel:0391-6000000">' in content
    assert "mailto:open@example.gov.cn?subject=T1/2026-00001" in content


def test_a_table_scrolls_in_a_frame_of_its_own(client: Client) -> None:
    item = published(township(), body="<p>如下。</p><table><tbody><tr><td>一</td></tr></tbody></table>")
    content = page(client, address(item))
    assert '<div class="frame" role="region" tabindex="0" aria-label="表格"><table>' in content


def test_script_in_a_title_is_text(client: Client) -> None:
    item = published(township(), title="<script>alert(1)</script>通知", summary='"><script>alert(2)</script>')
    content = page(client, address(item))
    assert "<script>alert" not in content


@pytest.mark.parametrize("form", ["html", "txt"])
def test_the_text_can_be_taken_home(client: Client, form: str) -> None:
    made = STATES["published"](township())
    response = client.get(f"{address(made.item)}download.{form}")
    content = response.content.decode()
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "T1-2026-00001" in response.headers["Content-Disposition"]
    for words in (TITLE, NUMBER, BODY, FILE, f"http://testserver{address(made.item)}"):
        assert words in content


def test_another_form_of_download_is_not_there(client: Client) -> None:
    made = STATES["published"](township())
    assert client.get(f"{address(made.item)}download.exe").status_code == 404


def test_a_main_document_is_shown_as_the_text(client: Client) -> None:
    from io import BytesIO

    from docx import Document

    office = township()
    item = draft(office, body="")
    document, out = Document(), BytesIO()
    document.add_paragraph("第一条　河道内禁止采砂。")
    document.save(out)
    file = store(by=office.clerk, organ=office.organ, name="办法.docx", content=out.getvalue())
    attach(by=office.clerk, item=item, file=file, now=NOW, is_main=True)
    hand_in(office, item)
    approve(office, item)
    release(by=office.clerk, item=item, now=NOW)
    content = page(client, address(item))
    assert "河道内禁止采砂" in content
    assert "原件" in content
    assert Attachment.objects.get().is_main


def test_an_item_of_an_organ_that_has_ended_stays(client: Client) -> None:
    from gongkai_web.organs.services import merge

    office, into = township(), township("T2", "青山县大河镇人民政府")
    made = STATES["published"](office)
    merge(by=None, organ=office.organ, into=into.organ, on=NOW.date())
    content = page(client, address(made.item))
    assert "这里保留它当时公开的信息" in content
    assert "青山县大河镇人民政府" in content


def test_the_elder_version_gives_the_text_before_what_is_known_of_it(client: Client) -> None:
    made = STATES["published"](township())
    standard = page(client, address(made.item))
    client.post("/preferences/", {"view": "elder", "next": "/"})
    elder = page(client, address(made.item))
    assert standard.index("<dt>索引号") < standard.index(BODY)
    assert elder.index('class="item__when"') < elder.index(BODY) < elder.index("<dt>索引号")


def test_a_table_too_wide_for_a_telephone_says_that_it_can_be_swiped() -> None:
    narrow, wide = (f"<table><tr>{'<td>1</td>' * cells}</tr></table>" for cells in (3, 10))
    assert "左右滑动" not in framed(narrow) and framed(narrow).endswith("</table></div>")
    both = framed(f"<p>甲</p>{narrow}{wide}")
    assert both.count("frame__hint") == 1 and both.index("frame__hint") > both.index(narrow)
    assert '<div class="frame frame--wide" role="region" tabindex="0"' in both
