"""What the host is to remove: kept in the database, told in a signed list, open as a task until the host has confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from gongkai_web.export.folder import FORMAT, canonical
from gongkai_web.export.models import Copy, Removal, Site
from gongkai_web.publishing.models import Item

Why = Removal.Why


@transaction.atomic
def note(
    site: Site,
    *,
    items: Mapping[int, list[str]],
    ended: set[int],
    files: Mapping[str, str],
    before: Iterable[str],
    now: datetime,
) -> None:
    """Compare what the host has with what this export leaves. `items` are the paths of every visible item, `ended` those
    whose names are withheld by now, `before` the paths of the last export. Doing it twice is doing it once."""
    copies = {copy.item_id: copy for copy in Copy.objects.filter(site=site)}
    wanted: dict[str, Removal] = {}
    for key, copy in copies.items():
        for one in _of_item(site, key, copy, items.get(key), key in ended, files, now):
            wanted[one.path] = one
    known = {path for copy in copies.values() for path in copy.paths}
    for path in set(before) - set(files) - known:
        wanted[path] = Removal(site=site, path=path, why=Why.MOVED, since=now)
    _settle(site, wanted, files, ended)
    _renew_copies(site, copies, items, ended)


def _of_item(
    site: Site, key: int, copy: Copy, paths: list[str] | None, ended: bool, files: Mapping[str, str], now: datetime
) -> Iterable[Removal]:
    """`paths` None: the public sees the item no longer."""
    newly_ended = ended and not copy.ended
    why = Why.RECALLED if paths is None else Why.ENDED if ended else Why.REPLACED
    for path in copy.paths:
        if path not in files:
            yield Removal(site=site, item_id=key, path=path, why=why, since=now)
    page = copy.paths[0] if copy.paths else ""
    if page in files and (paths is None or newly_ended):
        yield Removal(site=site, item_id=key, path=page, replaced=True, why=why, since=now)


def _settle(site: Site, wanted: Mapping[str, Removal], files: Mapping[str, str], ended: set[int]) -> None:
    """Enter what is new; take out what stands in the folder again."""
    kept = {one.path: one for one in Removal.objects.filter(site=site).select_related("item")}
    back = [one.pk for one in kept.values() if _is_back(one, files, ended)]
    Removal.objects.filter(pk__in=back).delete()
    new = [one for path, one in wanted.items() if path not in kept or kept[path].pk in back]
    Removal.objects.bulk_create(new, batch_size=500)


def _is_back(one: Removal, files: Mapping[str, str], ended: set[int]) -> bool:
    """The path stands in the folder again, with what it stood there for."""
    if one.path not in files or one.item is None or not one.replaced:
        return one.path in files and not one.replaced
    return one.item.public == Item.Public.PUBLISHED and (one.why != Why.ENDED or one.item_id not in ended)


def _renew_copies(site: Site, copies: Mapping[int, Copy], items: Mapping[int, list[str]], ended: set[int]) -> None:
    """Of what is gone the copy stays as it was: the host has it until it says otherwise."""
    new = [
        Copy(site=site, item_id=key, paths=paths, ended=key in ended)
        for key, paths in items.items()
        if key not in copies
    ]
    Copy.objects.bulk_create(new, batch_size=500)
    for key, copy in copies.items():
        paths = items.get(key, copy.paths)
        if copy.paths != paths or copy.ended != (key in ended):
            copy.paths, copy.ended = paths, key in ended
            copy.save(update_fields=["paths", "ended"])


def deletions(site: Site) -> bytes:
    """The list as it is signed: everything that may not be found at the host any more."""
    rows = Removal.objects.filter(site=site).select_related("item").order_by("path")
    return canonical(
        {
            "format": FORMAT,
            "organ": site.organ.code,
            "remove": [_told(one) for one in rows if not one.replaced],
            "replace": [_told(one) for one in rows if one.replaced],
        }
    )


def _told(one: Removal) -> dict[str, Any]:
    """Neither what it was called nor why it was recalled."""
    return {
        "path": one.path,
        "why": str(one.get_why_display()),
        "since": one.since.isoformat(timespec="seconds"),
        "item": (one.item.index_number or "") if one.item else "",
    }
