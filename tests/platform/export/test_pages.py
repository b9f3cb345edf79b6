"""The page of the export: who opens it, what it starts, what it shows; the command; the tick."""

import io
import zipfile
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from gongkai_web.export import ticks
from gongkai_web.export.command import export_site, verify_export
from gongkai_web.export.models import Run, Site
from gongkai_web.export.running import export
from gongkai_web.export.services import arrange, ask, own_site, theme_of_own
from gongkai_web.organs.roles import Role
from gongkai_web.publishing.releasing import recall
from tests.platform.channels.desk import signed_in
from tests.platform.pages import text
from tests.platform.publishing.office import NOW, person, published, township

pytestmark = pytest.mark.django_db


def address(office, name: str = "export", *args) -> str:
    return reverse(name, args=[office.organ.code, *args])


def test_a_clerk_starts_an_export_and_sees_how_it_ended(monkeypatch):
    office = township()
    published(office)
    client = signed_in(office.clerk)
    assert "还没有导出过" in text(client.get(address(office)))
    assert client.post(address(office)).status_code == 302
    assert "正在导出" in text(client.get(address(office)))
    started = []
    monkeypatch.setattr(ticks, "_start", started.append)
    ticks.start_due(timezone.now())
    assert [site.organ for site in started] == [office.organ]
    assert export_site("T1", Path(started[0].folder), None, None, False, asked=True) == 0
    page = text(client.get(address(office)))
    assert "1 条信息" in page
    assert "王芳" in page
    assert ticks.start_due(timezone.now()) == []


def test_another_organ_finds_nothing():
    ours, theirs = township(), township("T2", "青山县柳河镇人民政府")
    item = published(ours)
    export(ask(by=ours.clerk, organ=ours.organ, now=NOW), by=None)
    site = Site.objects.get(organ=ours.organ)
    client = signed_in(theirs.clerk)
    assert client.get(address(ours)).status_code == client.post(address(ours)).status_code == 404
    assert client.get(address(ours, "export_download")).status_code == 404
    assert client.post(address(ours, "export_arrange")).status_code == 404
    assert client.post(address(theirs, "export_confirm", site.pk, item.pk), {"who": "x"}).status_code == 404


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.SECRECY_REVIEWER, Role.HEAD, Role.AUDITOR, Role.SYSTEM_ADMIN])
def test_who_does_not_release_does_not_export(role):
    office = township()
    client = signed_in(person("T1.other", "别人", role, office.organ))
    assert client.get(address(office)).status_code == 404


def test_the_hosts_confirmation_is_recorded_on_the_page():
    office = township()
    item = published(office, title="要撤回的")
    export(ask(by=office.clerk, organ=office.organ, now=NOW), by=None)
    recall(by=office.clerk, item=item, reason="有误", now=NOW)
    client = signed_in(office.clerk)
    assert "先导出一次" in text(client.get(address(office)))
    site = Site.objects.get()
    assert client.post(address(office, "export_confirm", site.pk, item.pk), {"who": "张工"}).status_code == 422
    export(site, by=None)
    assert client.post(address(office, "export_confirm", site.pk, item.pk), {"who": "张工"}).status_code == 302
    assert "要撤回的" not in text(client.get(address(office)))


def test_the_folder_is_downloaded_as_one_file_but_never_with_what_was_recalled():
    office = township()
    item = published(office)
    client = signed_in(office.clerk)
    assert client.get(address(office, "export_download")).status_code == 422
    site = ask(by=office.clerk, organ=office.organ, now=NOW)
    export(site, by=None)
    answer = client.get(address(office, "export_download"))
    names = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))).namelist()
    assert f"items/0/{item.pk}.html" in names
    assert "manifest.json" in names
    recall(by=office.clerk, item=item, reason="有误", now=NOW)
    refused = client.get(address(office, "export_download"))
    assert refused.status_code == 422
    assert "还没有重新导出" in text(refused)


def test_an_automatic_site_follows_what_is_published(monkeypatch):
    office = township()
    published(office)
    site = arrange(by=office.clerk, organ=office.organ, automatic=True, address="", now=NOW)
    started = []
    monkeypatch.setattr(ticks, "_start", started.append)
    assert ticks.start_due(timezone.now()) == [site]
    export(site, by=None)
    later = timezone.now() + 2 * ticks.PAUSE
    assert ticks.start_due(later) == []
    published(office)
    assert ticks.start_due(timezone.now()) == [], "not twice within a minute"
    assert ticks.start_due(later) == [site]


def test_settings_are_checked_and_what_was_typed_stays():
    office = township()
    client = signed_in(office.clerk)
    answer = client.post(address(office, "export_arrange"), {"address": "example"})
    assert answer.status_code == 422
    assert "网址不对" in text(answer)
    client.post(address(office, "export_arrange"), {"address": "https://www.example.cn/by", "automatic": "on"})
    assert (own_site(office.organ).address, own_site(office.organ).automatic) == ("https://www.example.cn/by/", True)


def test_the_theme_in_the_data_folder_is_used():
    office = township()
    item = published(office)
    theme = theme_of_own(office.organ)
    theme.mkdir(parents=True)
    (theme / "head.html").write_text("<b>县的页头</b>", encoding="utf-8")
    site = ask(by=office.clerk, organ=office.organ, now=NOW)
    export(site, by=None)
    assert "<b>县的页头</b>" in (Path(site.folder) / f"items/0/{item.pk}.html").read_text(encoding="utf-8")


def test_the_command_says_what_it_did_and_what_is_wrong(tmp_path: Path, capsys):
    office = township()
    published(office)
    assert export_site("T1", tmp_path / "out", None, None, False, False) == 0
    assert "1 条信息" in capsys.readouterr().out
    assert verify_export(tmp_path / "out") == 0
    (tmp_path / "out" / "guide.html").unlink()
    assert verify_export(tmp_path / "out") == 1
    assert "缺少 guide.html" in capsys.readouterr().err
    assert export_site("NONE", tmp_path / "x", None, None, False, False) == 2
    assert "没有代码为“NONE”的机关" in capsys.readouterr().err
    assert verify_export(tmp_path) == 2


def test_a_run_that_was_cut_off_is_told_as_such():
    office = township()
    site = ask(by=office.clerk, organ=office.organ, now=NOW)
    Run.objects.create(site=site, started_at=NOW)
    export(site, by=None)
    assert "中途停止" in Run.objects.get(started_at=NOW).problems[0]
