"""From an empty page to a revision that is ready for review. Every act leaves its entry; nothing typed is overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from gongkai_web.audit.models import Entry
from gongkai_web.audit.services import record
from gongkai_web.files.models import StoredFile
from gongkai_web.organs.models import Organ, Person, Unit
from gongkai_web.publishing.digests import CONTENT
from gongkai_web.publishing.errors import ChangedMeanwhileError, PublishingError
from gongkai_web.publishing.keepers import require_free
from gongkai_web.publishing.models import Attachment, Item, Revision
from gongkai_web.publishing.rich_text import clean
from gongkai_web.publishing.rules import may_draft, may_edit

State = Revision.State
OPEN = (State.DRAFT, State.IN_REVIEW, State.RETURNED, State.APPROVED)
EDITABLE = (State.DRAFT, State.RETURNED)
EDITED = frozenset({name.removesuffix("_id") for name in CONTENT} | {"release_at"})


@transaction.atomic
def begin(*, by: Person, organ: Organ, now: datetime, unit: Unit | None = None, **content: Any) -> Revision:
    """A new item with its first revision. What it is to be called may be decided later."""
    if not may_draft(by, organ, timezone.localdate(now)):
        raise PublishingError(f"您在{organ}没有起草信息的岗位", "请安全管理员任命您为信息员或经办人")
    item = Item.objects.create(organ=organ, unit=unit, drafted_by=by, created_at=now)
    revision = Revision.objects.create(
        item=item, number=1, drafted_by=by, created_at=now, saved_at=now, **_accepted(content)
    )
    _log("item.begun", by, item, revision=1, title=revision.title)
    return revision


def open_revision(item: Item) -> Revision | None:
    """The revision somebody is working on, of which an item has one at most."""
    return item.revisions.filter(state__in=OPEN).first()


@transaction.atomic
def save(*, by: Person, item: Item, lock: int, now: datetime, quiet: bool = False, **content: Any) -> Revision:
    """Keep what was typed. `lock` is the number the page was opened with: if it is older than what is kept, nothing is
    overwritten and ChangedMeanwhileError is raised. A revision that was approved but not released becomes a new one.
    What changes nothing is no save. `quiet` is a save that the page makes by itself: of a run of them by one person the
    log keeps the first, and an approved revision is never replaced by one."""
    _require_editor(by, item, now)
    revision = _locked(item)
    if revision.lock != lock:
        raise ChangedMeanwhileError(_said_meanwhile(revision, by), "请对照下面的新内容，把要改的地方改好再保存")
    changed = {name: value for name, value in _accepted(content).items() if getattr(revision, name) != value}
    if not changed or (quiet and revision.state == State.APPROVED):
        return revision
    if revision.state == State.APPROVED and changed.keys() - {"release_at"}:
        revision = _next(by, revision, now)
    for name, value in changed.items():
        setattr(revision, name, value)
    touch(revision, by, now, *changed)
    if not (quiet and _saved_last(by, item)):
        _log("item.saved", by, item, revision=revision.number, lock=revision.lock)
    return revision


def _said_meanwhile(revision: Revision, by: Person) -> str:
    """Somebody else, or the same person in another window: then there are no two people to agree."""
    at = timezone.localtime(revision.saved_at)
    if revision.drafted_by_id == by.pk:
        return f"您打开这一页以后，在另一个窗口（{at:%-m月%-d日 %H:%M}）保存过同一稿，这个窗口里的修改还没有存入"
    return f"您打开这一页以后，{revision.drafted_by}（{at:%-m月%-d日 %H:%M}）又保存过，您的修改还没有存入"


def _saved_last(by: Person, item: Item) -> bool:
    last = Entry.objects.filter(target=f"item:{item.pk}").order_by("-number").first()
    return last is not None and last.key == "item.saved" and last.actor == by.account


@transaction.atomic
def attach(*, by: Person, item: Item, file: StoredFile, now: datetime, name: str = "", is_main: bool = False) -> None:
    """Add a file; the main one is the text itself, of which there is one."""
    _require_editor(by, item, now)
    revision = _editable(by, item, now)
    if file.organ_id != item.organ_id:
        raise PublishingError("这个文件不是本机关上传的", "请重新上传")
    if is_main:
        revision.attachments.filter(is_main=True).delete()
    last = revision.attachments.aggregate(last=Max("order"))["last"] or 0
    Attachment.objects.create(
        revision=revision, file=file, name=name or file.name, is_main=is_main, order=0 if is_main else last + 1
    )
    touch(revision, by, now)
    _log("item.attached", by, item, revision=revision.number, name=file.name, sm3=file.sm3)


@transaction.atomic
def detach(*, by: Person, item: Item, attachment: int, now: datetime) -> None:
    """Take a file off; the file itself stays with the revisions that had it."""
    revision, before = editable_with(by, item, attachment, now)
    before.delete()
    touch(revision, by, now)
    _log("item.detached", by, item, revision=revision.number, name=before.name)


@transaction.atomic
def begin_correction(*, by: Person, item: Item, now: datetime) -> Revision:
    """A further revision of what is published or was recalled; the public goes on seeing the old one until it is released."""
    _require_editor(by, item, now)
    return further_revision(by, item, now)


def further_revision(by: Person, item: Item, now: datetime, **content: Any) -> Revision:
    """The last revision again, to be worked on, with this content in place of its own."""
    item = Item.objects.select_for_update().get(pk=item.pk)
    if open_revision(item) is not None:
        raise PublishingError("这条信息已有一份正在修改的稿子", "请在那一份上继续")
    last = item.revisions.order_by("-number").first()
    if last is None:
        raise PublishingError("这条信息还没有稿子", "请新建一条")
    revision = _copy(by, _latest_worth_keeping(item) or last, now)
    given = {"correction_note": ""} | _accepted(content)
    for name, value in given.items():
        setattr(revision, name, value)
    revision.save(update_fields=list(given))
    _log("item.correction_begun", by, item, revision=revision.number)
    return revision


def _latest_worth_keeping(item: Item) -> Revision | None:
    """What the public sees, unless a later one was turned down: its drafter goes on from there."""
    turned_down = item.revisions.filter(state=State.REJECTED).order_by("-number").first()
    if turned_down and (item.revision is None or turned_down.number > item.revision.number):
        return turned_down
    return item.revision


@transaction.atomic
def set_aside(*, by: Person, item: Item, now: datetime) -> Revision:
    """What was approved is not released: a further revision of the same content takes its place, to be approved anew."""
    _require_editor(by, item, now)
    revision = _locked(item)
    if revision.state != State.APPROVED:
        raise PublishingError("没有审核通过、等待发布的稿子", "请刷新页面")
    further = _next(by, revision, now)
    _log("item.set_aside", by, item, revision=further.number)
    return further


@transaction.atomic
def discard(*, by: Person, item: Item, now: datetime) -> None:
    """Put a draft away; it can be taken back. What was ever published is recalled instead."""
    _require_editor(by, item, now)
    revision = _locked(item)
    if revision.state not in EDITABLE:
        raise PublishingError("审核中或待发布的稿子不能丢弃", "请先撤回审核")
    if item.public != Item.Public.NONE or item.withholdings.filter(ended_on=None).exists():
        revision.state = State.SUPERSEDED
        revision.save(update_fields=["state"])
    else:
        item.discarded_at = now
        item.save(update_fields=["discarded_at"])
    _log("item.discarded", by, item, revision=revision.number)


@transaction.atomic
def take_back(*, by: Person, item: Item, now: datetime) -> None:
    """Undo `discard`."""
    _require_editor(by, item, now)
    item.discarded_at = None
    item.save(update_fields=["discarded_at"])
    _log("item.taken_back", by, item)


def _accepted(content: Mapping[str, Any]) -> dict[str, Any]:
    unknown = set(content) - EDITED
    if unknown:
        raise TypeError(f"not content of a revision: {', '.join(sorted(unknown))}")
    return {name: clean(value) if name == "body" else value for name, value in content.items()}


def _require_editor(by: Person, item: Item, now: datetime) -> None:
    require_free(item)
    if not may_edit(by, item, timezone.localdate(now)):
        raise PublishingError("您不能修改这条信息", "请起草人或经办人修改")


def _locked(item: Item) -> Revision:
    """The open revision, held until the transaction ends."""
    Item.objects.select_for_update().get(pk=item.pk)
    revision = open_revision(item)
    if revision is None:
        raise PublishingError("这条信息没有正在修改的稿子", "已发布的信息请按“更正”开始修改")
    if revision.state == State.IN_REVIEW:
        raise PublishingError("稿子正在审核，内容不能改动", "要修改，请先撤回审核，修改后重新提交")
    return revision


def _editable(by: Person, item: Item, now: datetime) -> Revision:
    revision = _locked(item)
    return _next(by, revision, now) if revision.state == State.APPROVED else revision


def editable_with(by: Person, item: Item, attachment: int, now: datetime) -> tuple[Revision, Attachment]:
    """The revision to work on and one of its files, given the file's number in the open one: where that is approved, both
    are those of the revision which takes its place."""
    _require_editor(by, item, now)
    before = _locked(item).attachments.filter(pk=attachment).first()
    if before is None:
        raise PublishingError("这个附件已经不在了", "请刷新页面")
    revision = _editable(by, item, now)
    return revision, revision.attachments.get(order=before.order, is_main=before.is_main, name=before.name)


def _next(by: Person, revision: Revision, now: datetime) -> Revision:
    """An approval holds for exactly what was approved: another edit begins another revision, and review with it."""
    revision.state = State.SUPERSEDED
    revision.save(update_fields=["state"])
    return _copy(by, revision, now)


def _copy(by: Person, revision: Revision, now: datetime) -> Revision:
    attachments = list(revision.attachments.all())
    last = revision.item.revisions.aggregate(last=Max("number"))["last"]
    kept = {name: getattr(revision, name) for name in CONTENT}
    copy = Revision.objects.create(
        item=revision.item, number=last + 1, drafted_by=by, created_at=now, saved_at=now, lock=revision.lock, **kept
    )
    for one in attachments:
        Attachment.objects.create(revision=copy, file=one.file, name=one.name, is_main=one.is_main, order=one.order)
    return copy


def touch(revision: Revision, by: Person, now: datetime, *changed: str) -> None:
    """Somebody has changed it: they are one of its writers, as whoever saved before stays one."""
    if revision.drafted_by_id != by.pk:
        revision.writers = sorted({*revision.writers, revision.drafted_by_id})
    revision.saved_at, revision.lock, revision.drafted_by = now, revision.lock + 1, by
    revision.save(update_fields=["saved_at", "lock", "drafted_by", "writers", *changed])


def _log(key: str, by: Person | None, item: Item, **data: object) -> None:
    record(key=key, actor=by, organ=item.organ.code, target=f"item:{item.pk}", **data)
