"""The reply: written, reviewed as exactly the text it is (its digest), sent. What is sent is what was approved."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from gongkai_web.mailbox.errors import MailboxError
from gongkai_web.mailbox.holding import day_of, hold, log, require, require_state, told, worded
from gongkai_web.mailbox.kinds import Act, Channel, State
from gongkai_web.mailbox.models import Letter, Reply
from gongkai_web.mailbox.rules import may_answer, may_keep, may_see
from gongkai_web.organs.models import Person
from gongkai_web.workflow.models import Chain, Purpose, Round
from gongkai_web.workflow.models import State as RoundState
from gongkai_web.workflow.selectors import usable_chains
from gongkai_web.workflow.services import submit as submit_round
from gongkai_web.workflow.subjects import Handler, Outcome, Subject, SubjectView

KIND = "mailbox_letter"
MOST_TEXT = 5000
EDITABLE = (Reply.State.DRAFT, Reply.State.RETURNED)


def digest_of(reply: Reply) -> str:
    """SM3 over the letter and the reply: neither may change under an approval."""
    letter = reply.letter
    parts = (letter.number, letter.title, letter.text, reply.text)
    return hashlib.new("sm3", "\x1f".join(parts).encode()).hexdigest()


@transaction.atomic
def save(*, by: Person, letter: Letter, lock: int, text: str, now: datetime) -> Reply:
    """Keep what is written so far. The first to write is the drafter."""
    kept = hold(letter, lock)
    require(may_answer(by, kept, day_of(now)), "请承办单位或者经办人起草答复")
    require_state(kept, State.IN_HAND)
    text = worded(text, "没有写答复", "请写明核实的情况、依据和办理结果", MOST_TEXT)
    reply = Reply.objects.filter(letter=kept).first() or Reply(letter=kept, drafted_by=by)
    reply.text, reply.saved_by, reply.saved_at = text, by, now
    reply.save()
    kept.lock += 1
    kept.save(update_fields=["lock"])
    log("mail.reply_saved", by, kept)
    return reply


@transaction.atomic
def submit(*, by: Person, letter: Letter, lock: int, now: datetime, chain: Chain | None = None) -> Reply:
    """For approval; without a chain, by the organ's usual one."""
    kept = hold(letter, lock)
    require(may_answer(by, kept, day_of(now)), "请承办单位或者经办人提交")
    require_state(kept, State.IN_HAND)
    reply = _reply(kept, *EDITABLE)
    waiting = kept.helps.filter(answered_at=None).select_related("unit").first()
    if waiting is not None:
        raise MailboxError(f"{waiting.unit}还没有答复协办意见", "请等它答复；不再需要的，请它写明“不需要”")
    chain = chain or usable_chains(kept.organ, Purpose.MAILBOX)[0]
    reply.digest, reply.state = digest_of(reply), Reply.State.IN_REVIEW
    reply.save()
    kept.state = State.IN_REVIEW
    kept.save(update_fields=["state"])
    submit_round(by=by, subject=Subject(KIND, kept.pk), chain=chain, now=now)
    told(kept, Act.SUBMITTED, by, now, digest=reply.digest)
    return reply


@transaction.atomic
def send(*, by: Person, letter: Letter, lock: int, way: str, now: datetime) -> Letter:
    """The approved reply goes to the writer: on the status page at once, and in the way that is named."""
    kept = hold(letter, lock)
    require(may_keep(by, kept.organ, day_of(now)), "请经办人或者政府信息公开工作机构负责人发出")
    require_state(kept, State.APPROVED)
    reply = _reply(kept, Reply.State.APPROVED)
    if reply.digest != digest_of(reply):
        raise MailboxError("答复与审核通过的不一致，没有发出", "请重新提交审核")
    if kept.channel != Channel.FORM:
        way = worded(way, "没有写怎样告知写信人", "例如“电话告知”“短信”“信函邮寄”", 100)
    reply.state, reply.way, reply.sent_by, reply.sent_at = Reply.State.SENT, way.strip()[:100], by, now
    reply.save()
    kept.state, kept.closed_on = State.ANSWERED, day_of(now)
    return told(kept, Act.ANSWERED, by, now, text=reply.way, digest=reply.digest)


def _reply(letter: Letter, *states: Reply.State) -> Reply:
    reply = Reply.objects.filter(letter=letter, state__in=states).first()
    if reply is None:
        raise MailboxError("还没有写答复", "请先起草答复并保存")
    reply.letter = letter
    return reply


class ReplyHandler(Handler):
    """What approval asks of a letter: everything is about its reply."""

    def view(self, subject_id: int) -> SubjectView:
        return self.views([subject_id])[subject_id]

    def views(self, subject_ids: Iterable[int]) -> dict[int, SubjectView]:
        replies = Reply.objects.filter(letter__in=list(subject_ids))
        replies = replies.select_related("letter__organ", "letter__unit").prefetch_related("letter__organ__names")
        return {one.letter_id: _view(one) for one in replies}

    def digest(self, subject_id: int) -> str:
        reply = Reply.objects.filter(letter=subject_id).select_related("letter").first()
        return digest_of(reply) if reply else ""

    def may_see(self, subject_id: int, person: Person, day: date) -> bool:
        letter = Letter.objects.select_related("organ").filter(pk=subject_id).first()
        return letter is not None and may_see(person, letter, day)

    def lock(self, subject_id: int) -> None:
        Letter.objects.select_for_update().get(pk=subject_id)

    def outcome(self, subject_id: int) -> Outcome:
        said = "您同意以后，答复由经办人发给写信人；发出以前写信人看不到。"
        return Outcome(said, "已同意，答复待经办人发出。")

    def ended(self, round: Round) -> None:
        """Approved: it waits to be sent. Anything else: it is written again."""
        letter = Letter.objects.select_related("organ").get(pk=round.subject_id)
        reply = Reply.objects.get(letter=letter)
        approved = round.state == RoundState.APPROVED
        back = Reply.State.DRAFT if round.state == RoundState.WITHDRAWN else Reply.State.RETURNED
        reply.state = Reply.State.APPROVED if approved else back
        reply.save(update_fields=["state"])
        letter.state = State.APPROVED if approved else State.IN_HAND
        act = Act.APPROVED if approved else Act.SENT_BACK
        told(letter, act, None, round.ended_at or reply.saved_at)


def _view(reply: Reply) -> SubjectView:
    letter = reply.letter
    url = reverse("mailbox_letter", args=[letter.organ.code, letter.pk])
    writers = tuple({reply.drafted_by_id, reply.saved_by_id})
    return SubjectView(f"答复来信：{letter.title}", url, letter.organ, letter.unit, reply.drafted_by_id, writers)
