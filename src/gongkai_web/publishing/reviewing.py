"""Sending a revision through its chain, and what the chain asks of publishing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gongkai_web.audit.services import record
from gongkai_web.organs.models import Person
from gongkai_web.publishing.codes import Disclosure
from gongkai_web.publishing.completeness import shortcomings
from gongkai_web.publishing.digests import digest_of
from gongkai_web.publishing.drafting import EDITABLE, open_revision
from gongkai_web.publishing.errors import ChangedMeanwhileError, PublishingError
from gongkai_web.publishing.findings import unanswered
from gongkai_web.publishing.keepers import require_free
from gongkai_web.publishing.models import Item, Revision, SecrecyReview
from gongkai_web.publishing.outcomes import goes_out_at_once, outcome_of
from gongkai_web.publishing.releasing import release
from gongkai_web.publishing.rules import may_edit, may_see
from gongkai_web.publishing.secrecy import drafters
from gongkai_web.publishing.withholding import enter
from gongkai_web.workflow.models import Chain, Round
from gongkai_web.workflow.models import State as RoundState
from gongkai_web.workflow.services import submit as submit_round
from gongkai_web.workflow.stages import Stage
from gongkai_web.workflow.subjects import Handler, Outcome, Subject, SubjectView

KIND = "item"
State = Revision.State


@transaction.atomic
def submit(*, by: Person, item: Item, chain: Chain, lock: int, now: datetime) -> Revision:
    """Hand in the open revision, which from now on is what its digest says. `lock` is what the person looked at."""
    day = timezone.localdate(now)
    if not may_edit(by, item, day):
        raise PublishingError("您不能提交这条信息", "请起草人或经办人提交")
    require_free(item)
    Item.objects.select_for_update().get(pk=item.pk)
    revision = open_revision(item)
    if revision is None or revision.state not in EDITABLE:
        raise PublishingError("没有可以提交的稿子", "审核中的稿子不需要再提交；已发布的请先按“更正”修改")
    if revision.lock != lock:
        raise ChangedMeanwhileError("您打开这一页以后，稿子又改动过，还没有提交", "请看一遍现在的内容再提交")
    missing = shortcomings(revision, day)
    if missing:
        raise PublishingError(f"还有 {len(missing)} 项没有填好：{missing[0][1]}", "请补填后再提交")
    revision.digest, revision.state = digest_of(revision), State.IN_REVIEW
    revision.save(update_fields=["digest", "state"])
    submit_round(by=by, subject=Subject(KIND, item.pk), chain=chain, now=now)
    record(
        key="item.submitted",
        actor=by,
        organ=item.organ.code,
        target=f"item:{item.pk}",
        revision=revision.number,
        digest=revision.digest,
        chain=chain.name,
    )
    return revision


class ItemHandler(Handler):
    """What approval asks of an item. Every question is about its open revision."""

    def view(self, subject_id: int) -> SubjectView:
        return self.views([subject_id])[subject_id]

    def views(self, subject_ids: Iterable[int]) -> dict[int, SubjectView]:
        items = Item.objects.filter(pk__in=list(subject_ids)).select_related("organ", "unit")
        return {item.pk: _view(item) for item in items.prefetch_related("organ__names", "revisions")}

    def may_see(self, subject_id: int, person: Person, day: date) -> bool:
        item = Item.objects.select_related("organ").filter(pk=subject_id).first()
        return item is not None and may_see(person, item, day)

    def digest(self, subject_id: int) -> str:
        revision = _under_review(subject_id)
        return digest_of(revision) if revision else ""

    def lock(self, subject_id: int) -> None:
        Item.objects.select_for_update().get(pk=subject_id)

    def before_approval(self, subject_id: int, stage: Stage, by: Person, now: datetime) -> None:
        """Nobody approves over an error that has not been answered for; secrecy is approved by its record."""
        revision = _under_review(subject_id)
        if revision is None:
            raise PublishingError("这条信息现在没有在审核", "请刷新页面")
        open_errors = unanswered(revision, timezone.localdate(now))
        if open_errors:
            first = open_errors[0].finding.message
            raise PublishingError(
                f"还有 {len(open_errors)} 处错误没有人说明：{first}", "请在“检查”里逐条说明，或者退回修改"
            )
        if stage.secrecy:
            _require_record(revision, by)

    def outcome(self, subject_id: int) -> Outcome | None:
        revision = _under_review(subject_id)
        return outcome_of(revision) if revision else None

    def ended(self, round: Round) -> None:
        revision = _under_review(round.subject_id)
        if revision is None:
            return
        revision.state = _AFTER[round.state]
        if revision.state == State.APPROVED and revision.disclosure != Disclosure.ACTIVE:
            revision.state = State.FILED
        revision.save(update_fields=["state"])
        if revision.state == State.FILED:
            enter(revision, timezone.localdate(round.ended_at or timezone.now()))
        if revision.state == State.APPROVED and goes_out_at_once(revision):
            release(by=None, item=revision.item, now=round.ended_at or timezone.now())


_AFTER = {
    RoundState.APPROVED: State.APPROVED,
    RoundState.RETURNED: State.RETURNED,
    RoundState.REJECTED: State.REJECTED,
    RoundState.WITHDRAWN: State.DRAFT,
    RoundState.SUPERSEDED: State.DRAFT,
}


def _view(item: Item) -> SubjectView:
    revision = max(item.revisions.all(), key=lambda one: one.number)
    url = f"/office/{item.organ.code}/items/{item.pk}/"
    writers = tuple(sorted(drafters(item)))
    return SubjectView(revision.title or "（未定标题）", url, item.organ, item.unit, item.drafted_by_id, writers)


def _under_review(item_id: int) -> Revision | None:
    return (
        Revision.objects.filter(item_id=item_id, state=State.IN_REVIEW).select_related("item__organ", "column").first()
    )


def _require_record(revision: Revision, by: Person) -> None:
    reviews = SecrecyReview.objects.filter(revision=revision, digest=revision.digest)
    last = reviews.first()
    if last is None or last.by_id != by.pk:
        raise PublishingError("还没有填写保密审查表", "请先逐项审查、写明结论，再表示同意")
    if last.conclusion == SecrecyReview.Conclusion.REFER:
        raise PublishingError("保密审查的结论是报有关部门确定，现在不能同意", "请等有关部门答复以后另填一张审查表")
    if revision.disclosure == Disclosure.ACTIVE and last.conclusion not in (
        SecrecyReview.Conclusion.OPEN,
        SecrecyReview.Conclusion.PARTIAL,
    ):
        raise PublishingError(f"保密审查的结论是“{last.get_conclusion_display()}”，不能同意公开", "请退回并说明")
