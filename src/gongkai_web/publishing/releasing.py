"""Release, recall, and what is due by itself. Each is one transaction: either the public sees all of it, or none."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gongkai_web.audit.services import record
from gongkai_web.organs.models import Person
from gongkai_web.publishing import withholding
from gongkai_web.publishing.codes import Disclosure
from gongkai_web.publishing.digests import digest_of
from gongkai_web.publishing.editions import next_edition_around
from gongkai_web.publishing.errors import PublishingError
from gongkai_web.publishing.models import Category, Item, Revision, SecrecyReview, first_day
from gongkai_web.publishing.numbers import next_number
from gongkai_web.publishing.practice import practice_of
from gongkai_web.publishing.rules import may_recall, may_release
from gongkai_web.workflow.selectors import running_round
from gongkai_web.workflow.services import supersede
from gongkai_web.workflow.subjects import Subject

CLEARED = (SecrecyReview.Conclusion.OPEN, SecrecyReview.Conclusion.PARTIAL)


@transaction.atomic
def release(*, by: Person | None, item: Item, now: datetime) -> Item:
    """Make the approved revision public. `by` is None where its hour has come by itself.

    Refused unless the content is to the byte what was approved and what the secrecy review passed.
    """
    if by is not None and not may_release(by, item.organ, timezone.localdate(now)):
        raise PublishingError("您没有发布信息的岗位", "请经办人或者政府信息公开工作机构负责人发布")
    item = Item.objects.select_for_update(of=("self",)).select_related("organ").get(pk=item.pk)
    revision = item.revisions.filter(state=Revision.State.APPROVED).select_related("column").first()
    if revision is None:
        raise PublishingError("没有审核通过、等待发布的稿子", "请先提交审核")
    _require_unchanged(revision)
    _require_cleared(revision)
    if by is None and revision.release_at is not None and revision.release_at > now:
        raise PublishingError("还没有到定时发布的时间", "请到时再发布")
    _put_out(item, revision, now)
    key = "item.corrected" if item.changed_at else "item.published"
    _log(key, by, item, revision=revision.number, digest=revision.digest, index_number=item.index_number)
    return item


def _require_unchanged(revision: Revision) -> None:
    if not revision.digest or digest_of(revision) != revision.digest:
        raise PublishingError("稿子与审核通过的内容不一致，不能发布", "请重新提交审核")


def _require_cleared(revision: Revision) -> None:
    """先审查、后公开: a record of this very revision that lets it out (《条例》第十七条)."""
    passed = SecrecyReview.objects.filter(revision=revision, digest=revision.digest).first()
    if passed is None:
        raise PublishingError("这一稿还没有保密审查记录，不能发布", "请保密审查员逐项审查并填写保密审查表")
    if passed.conclusion not in CLEARED:
        raise PublishingError(f"保密审查的结论是“{passed.get_conclusion_display()}”，不能发布", "请按结论办理")
    if revision.disclosure != Disclosure.ACTIVE:
        raise PublishingError("这条信息的公开属性不是主动公开，不能发布", "要公开，请先更正公开属性并重新审核")


def _put_out(item: Item, revision: Revision, now: datetime) -> None:
    day = timezone.localdate(now)
    first = item.published_at is None
    if item.index_number is None:
        item.index_number = _numbered(item, revision, day)
    if item.revision_id:
        Revision.objects.filter(pk=item.revision_id).update(state=Revision.State.SUPERSEDED)
    revision.state, revision.released_at = Revision.State.PUBLISHED, now
    revision.save(update_fields=["state", "released_at"])
    item.public, item.revision = Item.Public.PUBLISHED, revision
    item.published_at = now if first else item.published_at
    item.changed_at = None if first else now
    item.recalled_at, item.recall_reason = None, ""
    _copy_to_list(item, revision, timezone.localdate(item.published_at))
    item.save()
    _categorise(item, revision)
    withholding.end(item, day)
    next_edition_around(item)


def _numbered(item: Item, revision: Revision, day: date) -> str:
    column = revision.column.code if revision.column else ""
    return next_number(organ=item.organ, practice=practice_of(item.organ), column=column, day=day)


def _copy_to_list(item: Item, revision: Revision, day: date) -> None:
    item.title, item.document_number, item.column = revision.title, revision.document_number, revision.column
    item.publisher = item.publisher or item.organ.name_on(day)
    item.formed_on, item.published_on = revision.formed_on, first_day(revision, day)
    item.year = item.published_on.year
    item.names_until = revision.names_until
    item.normative, item.effective_on, item.expires_on = revision.normative, revision.effective_on, revision.expires_on


def _categorise(item: Item, revision: Revision) -> None:
    item.categories.all().delete()
    Category.objects.bulk_create(Category(item=item, code=code) for code in sorted(set(revision.categories)))


@transaction.atomic
def recall(*, by: Person, item: Item, reason: str, now: datetime) -> Item:
    """The public stops seeing it with this transaction: text, files, search, feeds. The page says that it was recalled."""
    if not may_recall(by, item.organ, timezone.localdate(now)):
        raise PublishingError("您没有撤回信息的岗位", "请经办人或者负责人撤回")
    if not reason.strip():
        raise PublishingError(
            "没有写明撤回的原因", "请写明原因，例如“附件含有个人身份证号”；原因只存入日志，不对外显示"
        )
    item = Item.objects.select_for_update(of=("self",)).select_related("organ").get(pk=item.pk)
    if item.public != Item.Public.PUBLISHED:
        raise PublishingError("这条信息现在没有对外发布", "不需要撤回")
    item.public, item.recalled_at, item.recall_reason = Item.Public.RECALLED, now, reason.strip()
    item.save(update_fields=["public", "recalled_at", "recall_reason"])
    _stop_what_is_under_way(by, item, now)
    next_edition_around(item)
    _log("item.recalled", by, item, reason=reason.strip(), index_number=item.index_number)
    return item


def _stop_what_is_under_way(by: Person, item: Item, now: datetime) -> None:
    """A correction in the making must not bring back by itself what was taken away: somebody hands it in anew, or releases
    it by hand."""
    running = running_round(Subject("item", item.pk))
    if running is not None:
        supersede(round_id=running.pk, now=now, by=by)
    item.revisions.filter(state=Revision.State.IN_REVIEW).update(state=Revision.State.DRAFT, digest="")
    item.revisions.filter(state=Revision.State.APPROVED).update(release_at=None)


def release_due(now: datetime) -> list[Item]:
    """Release every approved revision whose hour has come, each in its own transaction; one that may not go out is left."""
    due = Revision.objects.filter(state=Revision.State.APPROVED, release_at__lte=now).select_related("item__organ")
    released = []
    for revision in due.order_by("release_at", "pk"):
        try:
            released.append(release(by=None, item=revision.item, now=now))
        except PublishingError as error:
            _hold(revision, error)
    return released


@transaction.atomic
def _hold(revision: Revision, error: PublishingError) -> None:
    """What could not go out at its hour waits for a person; nothing to say where another process was quicker."""
    waiting = Revision.objects.filter(pk=revision.pk, state=Revision.State.APPROVED)
    if waiting.update(release_at=None):
        _log("item.release_refused", None, revision.item, revision=revision.number, why=error.text)


def _log(key: str, by: Person | None, item: Item, **data: object) -> None:
    record(key=key, actor=by, organ=item.organ.code, target=f"item:{item.pk}", **data)
