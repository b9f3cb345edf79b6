"""Rules and normative documents: which were valid on a day, what ended them, what will end soon."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from gongkai_web.audit.services import record, together
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.codes import Normative
from gongkai_web.publishing.editions import next_edition_around
from gongkai_web.publishing.errors import PublishingError
from gongkai_web.publishing.gate import visible
from gongkai_web.publishing.models import Item, Link
from gongkai_web.publishing.months import months_after
from gongkai_web.publishing.rules import may_release

ALERT_MONTHS = 6


class Validity(models.TextChoices):
    """What a page says of a document on a day."""

    VALID = "valid", "有效"
    COMING = "coming", "尚未施行"
    EXPIRED = "expired", "失效"
    REPEALED = "repealed", "废止"


def validity_of(item: Item, day: date) -> Validity | None:
    """None for what is neither a rule nor a normative document. The day of repeal is the first on which it is not valid;
    `expires_on` is the last day on which it is."""
    if not item.normative:
        return None
    if item.repealed_on and item.repealed_on <= day:
        return Validity.REPEALED
    if item.expires_on and item.expires_on < day:
        return Validity.EXPIRED
    if item.effective_on and item.effective_on > day:
        return Validity.COMING
    return Validity.VALID


def end_of(item: Item) -> tuple[date, Validity] | None:
    """The first day on which it is not valid any more, and what ended it; None for what nothing ends."""
    ends = []
    if item.repealed_on:
        ends.append((item.repealed_on, Validity.REPEALED))
    if item.expires_on:
        ends.append((item.expires_on + timedelta(days=1), Validity.EXPIRED))
    return min(ends, key=lambda end: end[0], default=None)


def normative_documents(organ: Organ, now: datetime) -> QuerySet[Item]:
    """Every rule and normative document of the organ that the public can see, the newest first.

    Asked by their keys: there are few of them, and an index finds them without walking through everything else.
    """
    watched = Item.objects.filter(organ=organ, normative__in=[Normative.RULE, Normative.DOCUMENT])
    return visible(now).filter(organ=organ, pk__in=watched.values("pk")).order_by("-published_on", "-pk")


def in_force(organ: Organ, day: date, now: datetime) -> QuerySet[Item]:
    """The list in force on a day: published by then, and neither repealed nor expired; the same whenever it is asked."""
    ended = Q(repealed_on__lte=day) | Q(expires_on__lt=day)
    return normative_documents(organ, now).filter(published_on__lte=day).exclude(ended)


def expiring(organ: Organ, day: date, now: datetime) -> QuerySet[Item]:
    """What ends by itself within half a year, the nearest first: to be evaluated, renewed or let go."""
    return (
        in_force(organ, day, now)
        .filter(expires_on__range=(day, months_after(day, ALERT_MONTHS)))
        .order_by("expires_on")
    )


@transaction.atomic
def repeal(
    *,
    by: Person,
    item: Item,
    on: date,
    now: datetime,
    by_item: Item | None = None,
    note: str = "",
    replaced: bool = False,
) -> Item:
    """End a document from a day on, by another document of ours or by one named in words. The text stays to be read."""
    _require_releaser(by, item, now)
    if not item.normative:
        raise PublishingError("这条信息不是规章或者行政规范性文件", "不需要标注废止")
    if by_item is None and not note.strip():
        raise PublishingError("没有写明废止的依据", "请选作出废止决定的文件，或者写明其名称和文号")
    if item.published_on and on < item.published_on:
        raise PublishingError("废止日期早于发布日期", "请核对日期")
    item.repealed_on, item.repealed_by, item.repeal_note = on, by_item, note.strip()
    item.save(update_fields=["repealed_on", "repealed_by", "repeal_note"])
    with together():
        if by_item is not None:
            kind = Link.Kind.REPLACES if replaced else Link.Kind.REPEALS
            link(by=by, kind=kind, source=by_item, target=item, now=now)
        next_edition_around(item)
        _log("item.repealed", by, item, on=on.isoformat(), by_item=by_item.pk if by_item else None, note=note.strip())
    return item


@transaction.atomic
def restore(*, by: Person, item: Item, now: datetime) -> Item:
    """Undo a repeal that was entered by mistake."""
    _require_releaser(by, item, now)
    next_edition_around(item)
    item.linked_from.filter(kind__in=(Link.Kind.REPEALS, Link.Kind.REPLACES)).delete()
    item.repealed_on, item.repealed_by, item.repeal_note = None, None, ""
    item.save(update_fields=["repealed_on", "repealed_by", "repeal_note"])
    _log("item.repeal_undone", by, item)
    return item


@transaction.atomic
def link(*, by: Person, kind: Link.Kind, source: Item, target: Item, now: datetime) -> Link:
    """`source` interprets, replaces, amends … `target`; each page names the other."""
    _require_releaser(by, source, now)
    if source.pk == target.pk:
        raise PublishingError("不能与自己关联", "请选另一条信息")
    made, new = Link.objects.get_or_create(
        kind=kind, source=source, target=target, defaults={"made_by": by, "made_at": now}
    )
    if new:
        next_edition_around(source)
        _log("item.linked", by, source, kind=kind.value, other=target.pk)
    return made


@transaction.atomic
def unlink(*, by: Person, link: Link, now: datetime) -> None:
    _require_releaser(by, link.source, now)
    source, kind, other = link.source, link.kind, link.target_id
    next_edition_around(source)
    link.delete()
    _log("item.unlinked", by, source, kind=kind, other=other)


def uninterpreted(organ: Organ, now: datetime) -> QuerySet[Item]:
    """Documents in force that nothing interprets (政策解读 is to be linked both ways)."""
    day = timezone.localdate(now)
    interpreted = Link.objects.filter(kind=Link.Kind.INTERPRETS, source__public="published")
    return in_force(organ, day, now).exclude(pk__in=interpreted.values("target"))


def _require_releaser(by: Person, item: Item, now: datetime) -> None:
    if not may_release(by, item.organ, timezone.localdate(now)):
        raise PublishingError("您没有管理已发布信息的岗位", "请经办人或者政府信息公开工作机构负责人办理")


def _log(key: str, by: Person, item: Item, **data: object) -> None:
    record(key=key, actor=by, organ=item.organ.code, target=f"item:{item.pk}", **data)
