"""The organ's side of a return: each remark is answered, 已改 or with an explanation, before it files again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from gongkai_web.campaign.common import held, log, require_filer, touch
from gongkai_web.campaign.copies import latest
from gongkai_web.campaign.errors import CampaignError
from gongkai_web.campaign.kinds import Answer
from gongkai_web.campaign.models import Filing, Remark
from gongkai_web.organs.models import Person

LONGEST = 1000


@transaction.atomic
def answer(*, by: Person, remark: Remark, lock: int, answer: str, text: str, now: datetime) -> Remark:
    filing = held(remark.submission.filing, lock)
    require_filer(by, filing, now)
    return record_answer(filing=filing, remark=remark, answer=answer, text=text, by=by, by_name=by.full_name, now=now)


@transaction.atomic
def answer_all(
    *, by: Person, filing: Filing, lock: int, given: Mapping[int, tuple[str, str]], now: datetime
) -> list[Remark]:
    """`given`: by the remark's key, the answer and its words. Those filled in are stored, the others stay as they are; where one
    cannot be stored, none is."""
    filing = held(filing, lock)
    require_filer(by, filing, now)
    last = latest(filing)
    rows = last.remarks.exclude(decision=None).order_by("pk") if last else []
    filled = [(row, *given[row.pk]) for row in rows if any(given.get(row.pk, ())) and given[row.pk] != said_of(row)]
    if not filled:
        raise CampaignError("没有填写新的回复", "请选“已改”或者“不改，说明”，再保存")
    return [
        record_answer(filing=filing, remark=row, answer=said, text=text, by=by, by_name=by.full_name, now=now)
        for row, said, text in filled
    ]


def said_of(remark: Remark) -> tuple[str, str]:
    return remark.answer, remark.answer_text


def record_answer(
    *, filing: Filing, remark: Remark, answer: str, text: str, by: Person | None, by_name: str, now: datetime
) -> Remark:
    """Whoever answers; `filing` is held by the caller. It can be changed until the organ files again."""
    row = Remark.objects.select_related("submission").exclude(decision=None).filter(pk=remark.pk).first()
    last = latest(filing)
    if row is None or last is None or row.submission_id != last.pk:
        raise CampaignError("这一条不用回复", "请看最近一次退回的意见")
    if answer not in Answer.values:
        raise CampaignError(f"“{row.text[:20]}”这一条没有选“已改”还是“说明”", "请选一个")
    words = text.strip()
    if answer == Answer.EXPLAINED and not words:
        raise CampaignError(f"“{row.text[:20]}”这一条没有写说明", "没有改的，请说明为什么这个数或者这句话没有错")
    if len(words) > LONGEST:
        raise CampaignError(f"回复有 {len(words)} 字，太长了", f"最多 {LONGEST} 字")
    row.answer, row.answer_text = answer, words
    row.answered_by, row.answered_name, row.answered_at = by, by_name[:40], now
    row.save(update_fields=["answer", "answer_text", "answered_by", "answered_name", "answered_at"])
    touch(filing)
    log("campaign.answered", by, filing, number=last.number, answer=answer, text=words)
    return row
