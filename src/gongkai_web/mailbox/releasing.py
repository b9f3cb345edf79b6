"""A letter and its reply become public: by the writer's consent and the office's choice, without names, proofed first."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gongkai.proofing import RULES, proof
from gongkai.report import Severity
from gongkai_web.mailbox.errors import MailboxError
from gongkai_web.mailbox.handling import KEEPERS
from gongkai_web.mailbox.holding import day_of, hold, log, require, require_state, told, worded
from gongkai_web.mailbox.kinds import Act, State
from gongkai_web.mailbox.models import Letter, Publication, Reply
from gongkai_web.mailbox.rules import may_keep
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.editions import next_edition
from gongkai_web.publishing.findings import settings_of

MOST_TITLE, MOST_TEXT = 100, 5000


@dataclass(frozen=True, slots=True)
class Found:
    """What must be seen before it is public. `answerable` False: it has to be taken out, whatever anybody says."""

    fingerprint: str
    title: str
    message: str
    is_error: bool
    answer: str = ""
    answerable: bool = True

    @property
    def blocks(self) -> bool:
        return self.is_error and not (self.answerable and self.answer)


def suggested(letter: Letter, reply: Reply) -> dict[str, str]:
    """The letter as it was written, what is known of its writer taken out; to be read and put right by a person."""
    return {name: _without(letter, text) for name, text in (("title", letter.title), ("text", letter.text))} | {
        "reply": _without(letter, reply.text)
    }


def _without(letter: Letter, text: str) -> str:
    for value, instead in (
        (letter.phone, "（电话略）"),
        (letter.email, "（邮箱略）"),
        (letter.address, "（住址略）"),
        (letter.name, f"{letter.name[:1]}某"),
    ):
        text = text.replace(value, instead) if value else text
    return text


def findings(letter: Letter, title: str, text: str, reply: str, answers: Mapping[str, str]) -> list[Found]:
    """What still names the writer, then everything the proof sees; errors first."""
    whole = "\n".join((title, text, reply))
    found = [*_of_writer(letter, whole), *_of_text(letter.organ, whole, answers)]
    return sorted(found, key=lambda one: not one.is_error)


def _of_writer(letter: Letter, whole: str) -> list[Found]:
    told_of = (("姓名", letter.name), ("电话", letter.phone), ("电子邮箱", letter.email), ("住址", letter.address))
    return [
        Found(label, "写信人的个人信息", f"文中有写信人的{label}，请去掉。", is_error=True, answerable=False)
        for label, value in told_of
        if len(value.strip()) > 1 and value.strip() in whole
    ]


def _of_text(organ: Organ, whole: str, answers: Mapping[str, str]) -> list[Found]:
    seen: Counter[str] = Counter()
    told_of = []
    for one in proof(whole, None, settings_of(organ)):
        same = f"{one.rule}|{one.quote}"
        seen[same] += 1
        mark = hashlib.new("sm3", f"{same}|{seen[same]}".encode()).hexdigest()[:16]
        is_error = one.severity is Severity.ERROR
        told_of.append(Found(mark, RULES[one.rule].title, one.message, is_error, answers.get(mark, "")))
    return told_of


@transaction.atomic
def prepare(
    *, by: Person, letter: Letter, title: str, text: str, reply: str, answers: Mapping[str, str], now: datetime
) -> Publication:
    """Keep what would be published, and what was said of its findings. What is public stays as it is until released anew."""
    kept = _publishable(by, letter, now)
    publication = Publication.objects.filter(letter=kept).first() or Publication(letter=kept, organ=kept.organ)
    if publication.is_public:
        raise MailboxError("已经公开，不能修改", "要改动，请先撤下，改好再公开")
    publication.title = worded(title, "没有写标题", "请写标题", MOST_TITLE)
    publication.text = worded(text, "没有写来信摘要", "请写来信反映了什么", MOST_TEXT)
    publication.reply = worded(reply, "没有写答复", "请写答复", MOST_TEXT)
    publication.answers = {mark: said.strip()[:300] for mark, said in answers.items() if said.strip()}
    publication.saved_by, publication.saved_at = by, now
    publication.save()
    log("mail.publication_saved", by, kept)
    return publication


@transaction.atomic
def publish(*, by: Person, letter: Letter, now: datetime) -> Publication:
    """Refused while an error is neither put right nor answered for."""
    kept = _publishable(by, letter, now)
    publication = Publication.objects.filter(letter=kept).first()
    if publication is None:
        raise MailboxError("还没有准备公开的文字", "请先整理来信和答复并保存")
    if publication.is_public:
        raise MailboxError("已经公开", "请刷新页面")
    open_ones = [one for one in findings_of(publication) if one.blocks]
    if open_ones:
        raise MailboxError(
            f"还有 {len(open_ones)} 处没有处理：{open_ones[0].message}", "请改正，或者逐处写明为什么可以公开"
        )
    publication.published_at, publication.published_by = now, by
    publication.taken_down_at, publication.taken_down_reason = None, ""
    publication.save()
    next_edition(kept.organ.code)
    told(kept, Act.PUBLISHED, by, now, title=publication.title)
    return publication


@transaction.atomic
def take_down(*, by: Person, letter: Letter, reason: str, now: datetime) -> Publication:
    """At once, also where the writer has changed their mind."""
    kept = hold(letter)
    require(may_keep(by, kept.organ, day_of(now)), KEEPERS)
    publication = Publication.objects.filter(letter=kept).first()
    if publication is None or not publication.is_public:
        raise MailboxError("现在没有公开", "请刷新页面")
    publication.taken_down_at = now
    publication.taken_down_reason = worded(reason, "没有写撤下的原因", "请写明原因", 200)
    publication.save()
    next_edition(kept.organ.code)
    told(kept, Act.TAKEN_DOWN, by, now, text=publication.taken_down_reason)
    return publication


def findings_of(publication: Publication) -> list[Found]:
    one = publication
    return findings(one.letter, one.title, one.text, one.reply, one.answers)


def _publishable(by: Person, letter: Letter, now: datetime) -> Letter:
    kept = hold(letter)
    require(may_keep(by, kept.organ, day_of(now)), KEEPERS)
    require_state(kept, State.ANSWERED)
    if not kept.consents:
        raise MailboxError("写信人不同意公开", "不能公开这封信；类似的问题可以另写一篇信息发布")
    return kept
