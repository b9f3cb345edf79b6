"""What lies in the folder: pages that lead to one another, the portal's words, and nothing that may not be seen."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gongkai_web.affairs.services import place, set_up, show
from gongkai_web.export.errors import ExportError
from gongkai_web.export.verifying import faults
from gongkai_web.files.services import seal
from gongkai_web.publishing.models import Link
from gongkai_web.publishing.releasing import recall
from gongkai_web.publishing.validity import link
from tests.platform.export.county import exported, links, main_words, page, rule, tree, with_file, words
from tests.platform.publishing.office import NOW, draft, hand_in, published, township

pytestmark = pytest.mark.django_db


def full(office):
    """An organ with something of every kind."""
    item, policy = with_file(office), rule(office)
    reading = published(office, title="管理办法解读")
    link(by=office.clerk, kind=Link.Kind.INTERPRETS, source=reading, target=policy, now=NOW)
    affair = set_up(
        by=office.clerk, organ=office.organ, name="2026年道路养护", kind="project", begun_on=NOW.date(), now=NOW
    )
    place(by=office.clerk, affair=affair, item=item, stage="result", now=NOW)
    show(by=office.clerk, affair=affair, now=NOW)
    return item, policy, reading, affair


def test_every_link_is_relative_and_leads_to_something(tmp_path: Path):
    office = township()
    full(office)
    exported(office, tmp_path)
    found = list(links(tmp_path))
    assert found
    for where, to in found:
        if to.startswith(("mailto:", "tel:", "#")):
            continue
        assert not to.startswith(("/", "http")), (where, to)
        target = (tmp_path / where).parent / to.partition("#")[0]
        assert target.resolve().is_file(), (where, to)


def test_everything_can_be_reached_from_the_first_page(tmp_path: Path):
    office = township()
    full(office)
    exported(office, tmp_path)
    reached, waiting = set(), ["index.html"]
    by_page: dict[str, list[str]] = {}
    for where, to in links(tmp_path):
        by_page.setdefault(where, []).append(to)
    while waiting:
        at = waiting.pop()
        if at in reached:
            continue
        reached.add(at)
        for to in by_page.get(at, []):
            if not to.startswith(("mailto:", "tel:", "#")):
                target = ((tmp_path / at).parent / to.partition("#")[0]).resolve()
                waiting.append(target.relative_to(tmp_path.resolve()).as_posix())
    apart = {"manifest.json", "deletions.json", "deletions.json.sig", "public-key.pem", "feed.rss"}
    assert set(tree(tmp_path)) - reached <= apart


SAME = {
    "guide.html": "open_guide",
    "rules/index.html": "open_rules",
    "reports/index.html": "open_reports",
    "requests.html": "open_requests",
    "affairs/index.html": "open_affairs",
}


@pytest.mark.parametrize("path", SAME)
def test_a_page_says_what_the_portal_says(tmp_path: Path, path: str):
    office = township()
    full(office)
    exported(office, tmp_path)
    ours = main_words((tmp_path / path).read_text(encoding="utf-8"))
    theirs = main_words(Client().get(reverse(SAME[path], args=["T1"])).content.decode())
    entries = "".join(("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开"))
    open_data = words("；也可以用开放数据取得全部目录")
    assert ours == theirs.removeprefix(entries).replace(open_data, "").replace("，按发布日期排列", "，按发布日期排列")


def test_the_page_of_an_item_says_what_the_portals_says(tmp_path: Path):
    office = township()
    for item in full(office)[:3]:
        exported(office, tmp_path)
        theirs = main_words(Client().get(reverse("open_item", args=[item.pk])).content.decode())
        ours = main_words(page(tmp_path, item))
        for part in (item.title, item.index_number, "现将秋季防火工作通知如下"):
            assert part in ours
        article = ours[ours.index("索引号") : ours.index("内容有误")]
        assert article in theirs


def test_an_attachment_goes_with_its_item(tmp_path: Path):
    office = township()
    item = with_file(office, words_="名单在此".encode())
    exported(office, tmp_path)
    [path] = [path for path in tree(tmp_path) if path.startswith("files/")]
    assert tree(tmp_path)[path] == "名单在此".encode()
    assert f"../../{path}" in page(tmp_path, item)


def test_nothing_that_is_not_public_is_in_the_folder(tmp_path: Path):
    office = township()
    shown = published(office, title="公开的题目", body="<p>公开的正文</p>")
    draft(office, title="草稿的题目", body="<p>草稿的正文</p>")
    hand_in(office, draft(office, title="审核中的题目", body="<p>审核中的正文</p>"))
    gone = with_file(office, title="撤回的题目", body="<p>撤回的正文</p>", words_="撤回的附件".encode())
    recall(by=office.clerk, item=gone, reason="涉及撤回的原因", now=NOW)
    exported(office, tmp_path)
    together = b"".join(tree(tmp_path).values()).decode("utf-8", "ignore")
    assert "公开的正文" in together
    for word in ("草稿", "审核中的", "撤回的题目", "撤回的正文", "撤回的附件", "撤回的原因"):
        assert word not in together
    assert shown.title in together


def test_a_recalled_item_leaves_a_page_that_says_so_and_nothing_more(tmp_path: Path):
    office = township()
    item = published(office)
    recall(by=office.clerk, item=item, reason="有误", now=NOW)
    exported(office, tmp_path)
    assert "本信息已撤回" in page(tmp_path, item)
    assert item.title not in page(tmp_path, item)
    assert 'name="robots" content="noindex"' in page(tmp_path, item)


def test_a_sealed_file_does_not_go_out_and_is_taken_back_when_it_is_sealed_later(tmp_path: Path):
    office = township()
    item = with_file(office)
    exported(office, tmp_path)
    seal(by=office.clerk, file=item.revision.attachments.get().file, now=NOW)
    exported(office, tmp_path)
    assert not [path for path in tree(tmp_path) if path.startswith("files/")]
    assert "名单.txt" not in page(tmp_path, item)


def test_once_a_list_of_names_has_ended_it_is_gone_with_the_next_export(tmp_path: Path, monkeypatch):
    office = township()
    item = with_file(office, body="<p>张三、李四</p>", names_until=NOW.date() + timedelta(days=9))
    exported(office, tmp_path)
    assert "张三" in page(tmp_path, item)
    later = NOW + timedelta(days=10)
    monkeypatch.setattr(timezone, "now", lambda: later)
    exported(office, tmp_path)
    assert "张三" not in page(tmp_path, item)
    assert "公示期已满" in page(tmp_path, item)
    assert not [path for path in tree(tmp_path) if path.startswith("files/")]
    told = json.loads((tmp_path / "deletions.json").read_text(encoding="utf-8"))
    assert [one["why"] for one in (*told["remove"], *told["replace"])] == ["公示期已满"] * 2


def test_another_organs_items_are_no_part_of_it(tmp_path: Path):
    ours, theirs = township(), township("T2", "青山县柳河镇人民政府")
    published(ours, title="我们的题目")
    other = published(theirs, title="他们的题目")
    exported(ours, tmp_path)
    together = b"".join(tree(tmp_path).values()).decode("utf-8", "ignore")
    assert "我们的题目" in together
    assert "他们的题目" not in together
    assert not (tmp_path / f"items/0/{other.pk}.html").exists()


def test_a_link_to_another_organs_item_is_said_without_a_link(tmp_path: Path):
    ours, theirs = township(), township("T2", "青山县柳河镇人民政府")
    item, other = published(ours), published(theirs, title="他们的解读")
    link(by=theirs.clerk, kind=Link.Kind.INTERPRETS, source=other, target=item, now=NOW)
    exported(ours, tmp_path)
    assert "他们的解读" in page(tmp_path, item)
    assert f"{other.pk}.html" not in page(tmp_path, item)


def test_the_countys_head_and_foot_stand_unchanged_around_every_page(tmp_path: Path):
    office = township()
    item = published(office)
    theme = tmp_path / "theme"
    theme.mkdir()
    (theme / "head.html").write_text('<div id="top"><a href="/index.html">清源县</a></div>', encoding="utf-8-sig")
    (theme / "foot.html").write_text('<script src="/count.js"></script>', encoding="utf-8")
    (theme / "theme.css").write_text("#top { color: red }", encoding="utf-8")
    out = tmp_path / "out"
    exported(office, out, theme=str(theme))
    for path, content in tree(out).items():
        if path.endswith(".html"):
            assert b'<div id="top"><a href="/index.html">' in content
            assert b'<script src="/count.js"></script>' in content
    assert 'href="../../theme.css"' in page(out, item)
    (theme / "head.html").write_text("<b>换了</b>", encoding="utf-8")
    exported(office, out)
    assert "<b>换了</b>" in page(out, item)


def test_our_words_cannot_pass_for_the_countys_head(tmp_path: Path):
    office = township()
    item = published(office, title="<!--gongkai:foot-->的通知")
    theme = tmp_path / "theme"
    theme.mkdir()
    (theme / "foot.html").write_text("<b>页脚</b>", encoding="utf-8")
    exported(office, tmp_path / "out", theme=str(theme))
    assert page(tmp_path / "out", item).count("<b>页脚</b>") == 1


REFUSED = {
    "theme missing": ({"theme": "/nowhere"}, "页头页脚的文件夹不存在"),
    "address": ({"address": "example"}, "网址不对"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_used_is_refused(tmp_path: Path, case: str):
    given, said = REFUSED[case]
    with pytest.raises(ExportError, match=said):
        exported(township(), tmp_path / "out", **given)


def test_a_theme_that_is_not_utf8_is_refused(tmp_path: Path):
    (tmp_path / "head.html").write_bytes("清源县人民政府".encode("gb18030"))
    with pytest.raises(ExportError, match="UTF-8"):
        exported(township(), tmp_path / "out", theme=str(tmp_path))


def test_a_folder_with_something_else_in_it_is_not_touched(tmp_path: Path):
    (tmp_path / "照片.jpg").write_bytes(b"x")
    with pytest.raises(ExportError, match="有别的东西"):
        exported(township(), tmp_path)
    assert list(tree(tmp_path)) == ["照片.jpg"]


def test_what_somebody_put_into_our_folder_or_changed_there_is_mended(tmp_path: Path):
    office = township()
    item = published(office)
    exported(office, tmp_path)
    good = tree(tmp_path)
    (tmp_path / "items/0/evil.html").write_text("x", encoding="utf-8")
    (tmp_path / f"items/0/{item.pk}.html").unlink()
    exported(office, tmp_path)
    assert tree(tmp_path) == good
    (tmp_path / "guide.html").write_text("改过", encoding="utf-8")
    assert list(faults(tmp_path)) == ["被改动 guide.html"]
    exported(office, tmp_path, everything=True)
    assert tree(tmp_path) == good


def test_feeds_say_whole_addresses_where_the_hosts_is_known(tmp_path: Path):
    office = township()
    item = published(office)
    exported(office, tmp_path, address="https://www.example.cn/xxgk/by")
    feed = (tmp_path / "feed.atom").read_text(encoding="utf-8")
    assert f"https://www.example.cn/xxgk/by/items/0/{item.pk}.html" in feed
    assert f'content="https://www.example.cn/xxgk/by/items/0/{item.pk}.html"' in page(tmp_path, item)
