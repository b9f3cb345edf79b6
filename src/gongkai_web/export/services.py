"""Setting up an export, asking for a run, and recording that the host has removed what it was to remove."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from gongkai_web.audit.services import record
from gongkai_web.export.errors import ExportError
from gongkai_web.export.models import Copy, Removal, Site
from gongkai_web.export.rules import may_export
from gongkai_web.export.state import folder_of_exports
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.models import Item

_ADDRESS = re.compile(r"https?://[^\s/]+(/[^\s?#]*)?/\Z")


def site_in(organ: Organ, folder: Path, theme: str | None = None, address: str | None = None) -> Site:
    """The export into this folder, set up where there is none. What is not given stays as it was."""
    site, _new = Site.objects.get_or_create(organ=organ, folder=str(folder.resolve()))
    if theme is not None:
        site.theme = str(Path(theme).resolve()) if theme else ""
    if address is not None:
        site.address = checked_address(address)
    site.save(update_fields=["theme", "address"])
    return site


def own_site(organ: Organ) -> Site:
    """The one that is begun from the page: its folder and that of its theme lie in the data folder."""
    root = folder_of_exports() / _named(organ)
    found = Site.objects.filter(organ=organ, folder=str(root / "site")).first()
    return found or Site(organ=organ, folder=str(root / "site"))


def theme_of_own(organ: Organ) -> Path:
    return folder_of_exports() / _named(organ) / "theme"


def _named(organ: Organ) -> str:
    return organ.code if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", organ.code) else f"organ-{organ.pk}"


@transaction.atomic
def ask(*, by: Person, organ: Organ, now: datetime, everything: bool = False) -> Site:
    """Have the column exported: the program beside the web server does it within seconds."""
    _require_exporter(by, organ, now)
    site = own_site(organ)
    theme = theme_of_own(organ)
    site.theme = str(theme) if theme.is_dir() else ""
    site.wanted_at, site.wanted_by, site.wanted_all = now, by, everything
    site.save()
    record(key="export.asked", actor=by, organ=organ.code, target=f"export:{site.pk}", everything=everything)
    return site


@transaction.atomic
def arrange(*, by: Person, organ: Organ, automatic: bool, address: str, now: datetime) -> Site:
    """Whether it follows by itself whatever is published, and under which address the host shows it."""
    _require_exporter(by, organ, now)
    site = own_site(organ)
    site.automatic, site.address = automatic, checked_address(address)
    site.save()
    record(
        key="export.arranged",
        actor=by,
        organ=organ.code,
        target=f"export:{site.pk}",
        automatic=automatic,
        address=site.address,
    )
    return site


@transaction.atomic
def confirm(*, by: Person, site: Site, item: Item, who: str, now: datetime) -> list[Removal]:
    """The host has said that it removed what it had of this item: who said it there, and when it was entered."""
    _require_exporter(by, site.organ, now)
    if not who.strip():
        raise ExportError("没有写是谁确认的", "请写县网站确认人的单位和姓名，例如“县融媒体中心 张工”")
    removals = list(Removal.objects.select_for_update().filter(site=site, item=item, confirmed_at=None))
    if not removals:
        raise ExportError("这条信息没有等待确认的删除", "刚撤回的，请先导出一次，县网站才知道要删除什么")
    for one in removals:
        one.confirmed_at, one.confirmed_by, one.confirmed_for = now, by, who.strip()[:100]
        one.save(update_fields=["confirmed_at", "confirmed_by", "confirmed_for"])
    if item.public != Item.Public.PUBLISHED:
        Copy.objects.filter(site=site, item=item).delete()
    record(
        key="export.removal_confirmed",
        actor=by,
        organ=site.organ.code,
        target=f"export:{site.pk}",
        item=item.pk,
        who=who.strip()[:100],
        paths=len(removals),
    )
    return removals


def checked_address(address: str) -> str:
    """With a slash at its end; "" where it is not known."""
    plain = address.strip()
    plain = plain if not plain or plain.endswith("/") else f"{plain}/"
    if plain and not _ADDRESS.match(plain):
        raise ExportError("网址不对", "请写县网站上这个栏目的完整网址，例如 https://www.example.gov.cn/xxgk/baiyun/")
    return plain


def _require_exporter(by: Person, organ: Organ, now: datetime) -> None:
    day: date = timezone.localdate(now)
    if not may_export(by, organ, day):
        raise ExportError("您没有导出栏目的岗位", "请经办人或者政府信息公开工作机构负责人办理")
