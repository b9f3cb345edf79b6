"""Submitting a letter: it gets its number, its files and its digest; and what approval asks of it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gongkai.letters import Block, FilledLetter, dated_blocks, dated_docx, to_docx
from gongkai.letters.docx_fields import opened, paragraphs, text_of
from gongkai_web.audit.services import together
from gongkai_web.files.models import StoredFile
from gongkai_web.files.services import content, store
from gongkai_web.letters.digests import digest_of
from gongkai_web.letters.doubting import refuse_false
from gongkai_web.letters.drafting import KIND, held, log, reopen
from gongkai_web.letters.errors import SendingError
from gongkai_web.letters.filling import filled_of, habits_of
from gongkai_web.letters.kinds import EDITABLE, DatedBy, State
from gongkai_web.letters.models import OutgoingLetter
from gongkai_web.letters.numbers import next_number
from gongkai_web.letters.reviewing import standing_review
from gongkai_web.letters.rules import may_see
from gongkai_web.letters.templates import template_of
from gongkai_web.organs.models import Organ, Person
from gongkai_web.workflow.models import Chain, Purpose, Round
from gongkai_web.workflow.models import State as RoundState
from gongkai_web.workflow.selectors import usable_chains
from gongkai_web.workflow.services import submit as submit_round
from gongkai_web.workflow.stages import Stage
from gongkai_web.workflow.subjects import Handler, Outcome, Subject, SubjectView


@transaction.atomic
def submit(
    *, by: Person, letter: OutgoingLetter, lock: int, now: datetime, chain: Chain | None = None
) -> OutgoingLetter:
    """Hand in the letter as it is. Raises LetterError for what is missing, ChangedError, WorkflowError."""
    letter = held(by, letter, lock, now)
    if letter.state not in EDITABLE:
        raise SendingError(f"这份文书{letter.get_state_display()}，不能再提交", "要修改的，先修改再提交")
    refuse_false(letter)
    letter.stamped = habits_of(letter.organ).dated_by == DatedBy.SIGNING
    if letter.stamped:
        letter.dated = timezone.localdate(now)
    _date(letter, now)
    if letter.kind.numbered and not letter.number:
        letter.number = next_number(letter.organ, habits_of(letter.organ), letter.kind, letter.dated)
    _print(letter, by)
    letter.state, letter.lock = State.IN_REVIEW, letter.lock + 1
    letter.digest = digest_of(letter)
    letter.save()
    with together():
        submit_round(by=by, subject=Subject(KIND, letter.pk), chain=chain or chain_for(letter.organ), now=now)
        log("submitted", by, letter, digest=letter.digest)
    return letter


@transaction.atomic
def redate(*, by: Person, letter: OutgoingLetter, lock: int, now: datetime) -> OutgoingLetter:
    """改落款日期: of a letter whose day was typed, today's; made anew and handed in again in one act."""
    letter = held(by, letter, lock, now)
    if not may_redate(letter, timezone.localdate(now)):
        raise SendingError("这份文书的落款日期不用改", "请刷新页面")
    was = letter.dated
    letter.dated = timezone.localdate(now)
    with together():
        reopen(letter, by, now)
        letter.lock += 1
        letter.save()
        log("redated", by, letter, was=was.isoformat(), to=letter.dated.isoformat())
        return submit(by=by, letter=letter, lock=letter.lock, now=now)


def may_redate(letter: OutgoingLetter, day: date) -> bool:
    """Not yet gone, handed in, and bearing a day that was typed and is over."""
    return letter.state in {State.IN_REVIEW, State.APPROVED} and not letter.stamped and letter.dated < day


def chain_for(organ: Organ) -> Chain:
    """The way an organ's letters are approved: its own, else the first example."""
    chain = usable_chains(organ, Purpose.LETTERS).first()
    if chain is None:
        raise SendingError("本机关还没有文书的审核流程", "请在“设置 · 审核流程”里选一个")
    return chain


def _date(letter: OutgoingLetter, now: datetime) -> None:
    """A letter bears no day that has yet to come."""
    if letter.dated > timezone.localdate(now):
        raise SendingError("文书的日期晚于今天", "请改为今天或者以前的日期")


def _print(letter: OutgoingLetter, by: Person) -> None:
    """The Word file that goes out. Its PDF is made afterwards (`converting`): whoever else writes does not wait for it."""
    filled = filled_of(letter)
    letter.template = template_of(letter.organ, letter.code)
    own = content(letter.template.file) if letter.template and letter.template.file else None
    docx = to_docx(filled, own)
    letter.docx = _stored(letter, by, docx, "docx")
    letter.pdf = None
    letter.printed = _printed(filled, docx if own else None)
    letter.told = [line for line in filled.values["救济告知"].split("\n") if line]
    letter.failure, letter.tries, letter.again_at = "", 0, None


def _stamp(letter: OutgoingLetter, day: date) -> None:
    """The day of the last signature in place of the mark; nothing else of what was decided on changes."""
    if not letter.stamped or letter.docx is None:
        return
    letter.dated = day
    letter.docx = _stored(letter, None, dated_docx(content(letter.docx), day), "docx")
    letter.printed = _kept(dated_blocks(letter.blocks, day))
    letter.pdf = None
    letter.failure, letter.tries, letter.again_at = "", 0, None
    log("stamped", None, letter, on=day.isoformat(), docx=letter.docx.sm3)


def _printed(filled: FilledLetter, own: bytes | None) -> str:
    if own is None:
        return _kept(filled.blocks)
    lines = [text_of(paragraph) for paragraph, _ in paragraphs(opened(own))]
    return json.dumps([{"part": "text", "text": line, "rows": []} for line in lines if line.strip()])


def _kept(blocks: Iterable[Block]) -> str:
    return json.dumps([asdict(block) for block in blocks], ensure_ascii=False)


def file_name(letter: OutgoingLetter, suffix: str) -> str:
    """No person's name: names of files are seen by more people than the letter."""
    return f"{letter.kind.title}{f'（{letter.number}）' if letter.number else ''}.{suffix}"


def _stored(letter: OutgoingLetter, by: Person | None, data: bytes, suffix: str) -> StoredFile:
    return store(by=by, organ=letter.organ, name=file_name(letter, suffix), content=data)


class LetterHandler(Handler):
    """What approval asks of a letter."""

    def view(self, subject_id: int) -> SubjectView:
        return self.views([subject_id])[subject_id]

    def views(self, subject_ids: Iterable[int]) -> dict[int, SubjectView]:
        found = OutgoingLetter.objects.filter(pk__in=list(subject_ids)).select_related("organ", "unit")
        return {one.pk: _view(one) for one in found.prefetch_related("organ__names")}

    def may_see(self, subject_id: int, person: Person, day: date) -> bool:
        letter = OutgoingLetter.objects.select_related("organ").filter(pk=subject_id).first()
        return letter is not None and may_see(person, letter, day)

    def digest(self, subject_id: int) -> str:
        return digest_of(OutgoingLetter.objects.select_related("docx").get(pk=subject_id))

    def lock(self, subject_id: int) -> None:
        OutgoingLetter.objects.select_for_update(of=("self",)).get(pk=subject_id)

    def before_approval(self, subject_id: int, stage: Stage, by: Person, now: datetime) -> None:
        """A stage for secrecy is approved by its record alone."""
        letter = OutgoingLetter.objects.get(pk=subject_id)
        if stage.secrecy and letter.hands_out:
            review = standing_review(letter)
            if review is None or review.by_id != by.pk:
                raise SendingError("还没有填写保密审查表", "请先逐项审查、写明结论，再表示同意")

    def outcome(self, subject_id: int) -> Outcome | None:
        return Outcome(
            "您是最后一个环节。同意以后还没有发出，由经办人登记发出的方式和日期。",
            "已同意，审核全部通过。由经办人发出。",
        )

    def ended(self, round: Round) -> None:
        letter = OutgoingLetter.objects.select_related("organ", "docx").get(pk=round.subject_id)
        letter.state = _AFTER[RoundState(round.state)]
        if letter.state == State.APPROVED:
            letter.approved_on = timezone.localdate(round.ended_at or timezone.now())
            _stamp(letter, letter.approved_on)
        letter.lock += 1
        letter.save()


_AFTER = {
    RoundState.APPROVED: State.APPROVED,
    RoundState.RETURNED: State.RETURNED,
    RoundState.REJECTED: State.REJECTED,
    RoundState.WITHDRAWN: State.DRAFT,
}


def _view(letter: OutgoingLetter) -> SubjectView:
    title = f"{letter}{f' · {letter.about}' if letter.about else ''}"
    url = f"/office/{letter.organ.code}/letters/{letter.pk}/"
    return SubjectView(title, url, letter.organ, letter.unit, letter.drafted_by_id, tuple(letter.writers))
