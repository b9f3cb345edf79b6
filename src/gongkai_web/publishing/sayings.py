"""The log of an item in plain Chinese. Other parts that write about items register their own words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from gongkai_web.audit.models import Entry
from gongkai_web.audit.sayings import WORDS, words_of
from gongkai_web.audit.sayings import labelled as _labelled
from gongkai_web.audit.sayings import plain as _plain
from gongkai_web.publishing.models import Item, Link, Reassessment, SecrecyReview
from gongkai_web.workflow.models import Verdict

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was done: when, by whom, what; `times` where the same was done several times in a row."""

    at: datetime
    by: str
    what: str
    times: int = 1


_SAID_ALREADY = frozenset({"round.submitted"})
"""What another entry of the same act says."""


def history(item: Item, before: int | None = None) -> tuple[list[Said], int | None]:
    """What was done with the item, the latest first, SHOWN entries at a time; and where to go on, None at the end."""
    entries = Entry.objects.filter(target=f"item:{item.pk}").order_by("-number")
    if before is not None:
        entries = entries.filter(number__lt=before)
    page = list(entries[: SHOWN + 1])
    return _told(page[:SHOWN]), page[SHOWN - 1].number if len(page) > SHOWN else None


def _told(entries: Iterable[Entry]) -> list[Said]:
    told: list[Said] = []
    for entry in entries:
        if entry.key in _SAID_ALREADY:
            continue
        said = Said(entry.at, entry.actor_name or str(_("系统")), words_of(entry))
        if told and (told[-1].by, told[-1].what) == (said.by, said.what):
            told[-1] = Said(told[-1].at, said.by, said.what, told[-1].times + 1)
        else:
            told.append(said)
    return told


def _verdict(data: Mapping[str, Any]) -> str:
    stage, verdict = data.get("stage", ""), Verdict(data["verdict"]).label
    return str(_("“%(stage)s”环节：%(verdict)s")) % {"stage": stage, "verdict": verdict}


def _scheduled(data: Mapping[str, Any]) -> str:
    if not data.get("at"):
        return str(_("取消定时发布"))
    at = datetime.fromisoformat(data["at"])
    return str(_("定于%(at)s发布")) % {"at": f"{at:%Y年%-m月%-d日 %H:%M}"}


WORDS.update(
    {
        "item.begun": _plain(_("新建")),
        "item.saved": _plain(_("修改并保存")),
        "item.attached": _plain(_("加附件《%(name)s》"), "name"),
        "item.detached": _plain(_("去掉附件《%(name)s》"), "name"),
        "item.files_ordered": _plain(_("调整附件的顺序")),
        "item.copied": _plain(_("由另一条信息复制而来")),
        "item.correction_begun": _plain(_("开始更正，成为第 %(revision)s 稿"), "revision"),
        "item.discarded": _plain(_("丢弃第 %(revision)s 稿"), "revision"),
        "item.set_aside": _plain("签发以后、公布以前重新起草，成为第 %(revision)s 稿", "revision"),
        "item.taken_back": _plain(_("恢复草稿")),
        "item.submitted": _plain(_("提交审核（%(chain)s）"), "chain"),
        "item.finding_answered": _plain(_("对一处检查结果作了说明：%(answer)s"), "answer"),
        "item.secrecy_reviewed": _labelled(
            _("填写保密审查表，结论：%(conclusion)s"), "conclusion", dict(SecrecyReview.Conclusion.choices)
        ),
        "item.scheduled": _scheduled,
        "item.release_refused": _plain(_("到了定时发布的时间，没有发布：%(why)s"), "why"),
        "item.published": _plain(_("发布，索引号 %(index_number)s"), "index_number"),
        "item.corrected": _plain(_("发布更正后的第 %(revision)s 稿"), "revision"),
        "item.recalled": _plain(_("撤回信息：%(reason)s"), "reason"),
        "item.repealed": _plain(_("标注废止，自 %(on)s 起"), "on"),
        "item.repeal_undone": _plain(_("取消废止标注")),
        "item.linked": _labelled(_("与另一条信息关联：%(kind)s"), "kind", dict(Link.Kind.choices)),
        "item.unlinked": _labelled(_("取消关联：%(kind)s"), "kind", dict(Link.Kind.choices)),
        "item.reassessed": _labelled(_("评估不公开的理由：%(result)s"), "result", dict(Reassessment.Result.choices)),
        "round.decided": _verdict,
        "round.approved": _plain(_("审核全部通过")),
        "round.withdrawn": _plain(_("撤回审核")),
        "round.superseded": _plain(_("内容改动，重新审核")),
        "round.reminded": _plain(_("催办")),
        "round.settled": _plain(_("办结已无人待办的环节")),
    }
)
