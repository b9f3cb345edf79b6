"""The text an organ begins its reports with: its own where it has written one, else the platform's."""

from __future__ import annotations

import re
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from gongkai.checks.wording import without_numbers
from gongkai.report.prose import even, sentences
from gongkai_web.annual import drafts
from gongkai_web.annual.collecting import organ_of
from gongkai_web.annual.errors import AnnualError, ChangedError
from gongkai_web.annual.figures_in_text import unknown_in
from gongkai_web.annual.models import Wording
from gongkai_web.annual.rules import may_keep
from gongkai_web.audit.services import record
from gongkai_web.frame.settings_cards import Card
from gongkai_web.organs.models import Organ, Person

PARTS = {"opening": "引言", "overall": "第一部分", "problems": "第五部分", "other": "第六部分"}
LONGEST = 30_000
_FIELD = re.compile(r"\{\w+\}")


def usual(organ: Organ, year: int) -> dict[str, str]:
    """What the platform would begin with."""
    return {
        "opening": drafts.opening(organ, year),
        "overall": drafts.overall(organ, may_issue_rules=bool(organ_of(organ, year)["may_issue_rules"])),
        "problems": drafts.problems(),
        "other": drafts.other(),
    }


def usual_sentences(organ: Organ, year: int) -> frozenset[str]:
    """What the platform begins everybody's report with, without numbers and marks, as far as it can still be told."""
    texts = (_FIELD.sub("", text.replace("{机关}", organ.name)) for text in usual(organ, year).values())
    paragraphs = (paragraph for text in texts for paragraph in even(text).text.split("\n"))
    return frozenset(without_numbers(sentence) for paragraph in paragraphs for _, sentence in sentences(paragraph))


def beginning(organ: Organ, year: int) -> dict[str, str]:
    """The four parts a report of this year begins with."""
    own = Wording.objects.filter(organ=organ).first()
    given = usual(organ, year)
    return {name: (getattr(own, name) if own else "") or given[name] for name in PARTS}


@transaction.atomic
def keep(*, by: Person, organ: Organ, lock: int, texts: dict[str, str], now: datetime) -> Wording:
    """For reports begun from now on; one that is being written keeps its text. `lock` is what the page was opened with."""
    if not may_keep(by, organ, timezone.localdate(now)):
        raise AnnualError("您没有编制年报的岗位", "请经办人或者政府信息公开工作机构负责人修改")
    given = {name: texts[name].replace("\r\n", "\n").strip() for name in PARTS}
    _check(given)
    kept = Wording.objects.select_for_update(of=("self",)).filter(organ=organ).first()
    if lock != (kept.lock if kept else 0):
        raise ChangedError("您打开这一页以后，别人保存过，您的修改还没有存入", "请对照现在的内容改好再保存")
    before = {name: getattr(kept, name) if kept else "" for name in PARTS}
    kept = kept or Wording(organ=organ)
    for name, text in given.items():
        setattr(kept, name, text)
    kept.saved_by, kept.saved_at, kept.lock = by, now, lock + 1
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError:
        raise ChangedError("另一位同事刚刚保存过", "请刷新页面") from None
    changed = {name: [before[name], text] for name, text in given.items() if text != before[name]}
    record(key="annual.wording_saved", actor=by, organ=organ.code, target=f"annual_wording:{kept.pk}", changed=changed)
    return kept


def _check(given: dict[str, str]) -> None:
    for name, text in given.items():
        if len(text) > LONGEST:
            raise AnnualError(f"{PARTS[name]}有 {len(text)} 字，太长了", f"每部分最多 {LONGEST} 字")
        unknown = unknown_in(text)
        if unknown:
            raise AnnualError(f"{PARTS[name]}里的 {{{unknown[0]}}} 不是可以用的数", "请从页面下方的名称里选")


def _now(organ: Organ, day: date) -> str:
    own = Wording.objects.filter(organ=organ).first()
    named = [label for name, label in PARTS.items() if own and getattr(own, name)]
    return f"{'、'.join(named)}用本机关的" if named else "都用平台的底稿"


CARD = Card(
    key="annual",
    title="年报底稿",
    line="每年开始编制年报时，各部分先写上什么文字",
    url_name="annual_setting",
    order=420,
    now=_now,
    shown=may_keep,
)
