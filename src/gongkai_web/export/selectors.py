"""How an export stands, and what its host still has that it should not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from gongkai_web.export.models import Copy, Removal, Run, Site
from gongkai_web.export.source import touched_since
from gongkai_web.organs.models import Organ
from gongkai_web.publishing.models import Item


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item of which the host is to remove something. `listed`: the folder says so already."""

    site: Site
    item: Item
    why: str
    since: datetime
    paths: tuple[str, ...]
    listed: bool


def waiting(sites: Iterable[Site]) -> list[Waiting]:
    """The longest waiting first. What was recalled since the last export waits from the moment of its recall."""
    found: dict[tuple[int, int], Waiting] = {}
    by_key = {site.pk: site for site in sites}
    rows = Removal.objects.filter(site__in=by_key, item__isnull=False, confirmed_at=None).select_related("item__organ")
    for one in rows.order_by("pk"):
        if one.item is None:
            continue
        key = (one.site_id, one.item.pk)
        before = found[key].paths if key in found else ()
        why = str(one.get_why_display())
        found[key] = Waiting(by_key[one.site_id], one.item, why, one.since, (*before, one.path), True)
    recalled = Copy.objects.filter(site__in=by_key, item__public=Item.Public.RECALLED).select_related("item__organ")
    for copy in recalled:
        key = (copy.site_id, copy.item_id)
        if key not in found and copy.item.recalled_at:
            why = str(Removal.Why.RECALLED.label)
            paths = tuple(copy.paths)
            found[key] = Waiting(by_key[copy.site_id], copy.item, why, copy.item.recalled_at, paths, False)
    return sorted(found.values(), key=lambda one: (one.since, one.item.pk))


def sites_of(organ: Organ) -> list[Site]:
    return list(Site.objects.filter(organ=organ).select_related("organ"))


def last_run(site: Site) -> Run | None:
    return site.runs.first() if site.pk else None


def last_done(site: Site) -> Run | None:
    return site.runs.filter(state=Run.State.DONE).first() if site.pk else None


def must_be_exported_first(site: Site) -> bool:
    """The folder holds something that the public no longer sees."""
    listed = Removal.objects.filter(site=site, item__isnull=False).values("item")
    gone = Copy.objects.filter(site=site).exclude(item__public=Item.Public.PUBLISHED)
    return gone.exclude(item__in=listed).exists()


def is_behind(site: Site, upto: int) -> bool:
    """Whether any item was acted upon since this entry of the log."""
    return bool(touched_since(upto))
