"""The order of an item's files, an item begun from another, and the hour of release: acts around the text itself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongkai_web.audit.services import record
from gongkai_web.organs.models import Person
from gongkai_web.publishing.digests import CONTENT
from gongkai_web.publishing.drafting import begin, editable_with, touch
from gongkai_web.publishing.errors import PublishingError
from gongkai_web.publishing.models import Attachment, Item, Revision
from gongkai_web.publishing.rules import may_release, may_see

NOT_COPIED = frozenset({"document_number", "formed_on", "first_published_on", "names_until", "correction_note"})
"""What is another's with every document."""


@transaction.atomic
def move(*, by: Person, item: Item, attachment: int, up: bool, now: datetime) -> None:
    """One place up or down among the files; the main one always stands first."""
    revision, chosen = editable_with(by, item, attachment, now)
    files = list(revision.attachments.filter(is_main=False))
    if chosen not in files:
        return
    at = files.index(chosen)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(files):
        return
    files[at], files[to] = files[to], files[at]
    for order, one in enumerate(files, 1):
        Attachment.objects.filter(pk=one.pk).update(order=order)
    touch(revision, by, now)
    record(key="item.files_ordered", actor=by, organ=item.organ.code, target=f"item:{item.pk}")


@transaction.atomic
def copy(*, by: Person, item: Item, revision: Revision, now: datetime) -> Revision:
    """Another item that begins with this one's text; number, dates and files are its own."""
    if not may_see(by, item, timezone.localdate(now)):
        raise PublishingError("您不能使用这条信息", "请起草人或经办人复制")
    kept = {name: getattr(revision, name) for name in CONTENT if name not in NOT_COPIED and name != "column_id"}
    made = begin(by=by, organ=item.organ, unit=item.unit, now=now, column=revision.column, **kept)
    record(key="item.copied", actor=by, organ=item.organ.code, target=f"item:{made.item_id}", of=item.pk)
    return made


@transaction.atomic
def schedule(*, by: Person, item: Item, at: datetime | None, now: datetime) -> Revision:
    """Set, change or lift the hour of release of what is approved. The content stays, so nothing is reviewed again."""
    if not may_release(by, item.organ, timezone.localdate(now)):
        raise PublishingError("您没有发布信息的岗位", "请经办人或者政府信息公开工作机构负责人办理")
    Item.objects.select_for_update().get(pk=item.pk)
    revision = item.revisions.filter(state=Revision.State.APPROVED).first()
    if revision is None:
        raise PublishingError("没有审核通过、等待发布的稿子", "请刷新页面，看看现在的情况")
    if at is not None and at <= now:
        raise PublishingError("定时发布的时间已经过去", "请选一个以后的时间，或者按“现在发布”")
    revision.release_at = at
    revision.save(update_fields=["release_at"])
    said = timezone.localtime(at).isoformat(timespec="minutes") if at else ""
    record(key="item.scheduled", actor=by, organ=item.organ.code, target=f"item:{item.pk}", at=said)
    return revision
