"""What a revision lacks before it may be reviewed."""

from __future__ import annotations

from datetime import date

from gongkai_web.publishing.codes import Disclosure
from gongkai_web.publishing.models import Item, Revision
from gongkai_web.publishing.practice import practice_of


def shortcomings(revision: Revision, day: date) -> list[tuple[str, str]]:
    """What is missing before a revision may be submitted: (field, what to do), in the order of the form."""
    found = [(name, said) for name, said in _REQUIRED if not getattr(revision, name)]
    if not revision.body and not revision.attachments.filter(is_main=True).exists():
        found.append(("body", "请写正文，或上传 Word、PDF 作为正文"))
    found += _too_long(revision)
    if revision.disclosure == Disclosure.ACTIVE and not revision.categories:
        found.append(("categories", "请选属于《条例》第二十条、第二十一条的哪一类"))
    if revision.disclosure == Disclosure.WITHHELD and not revision.ground:
        found.append(("ground", "不予公开要选依据的条款（条例第十四条至第十六条）"))
    if revision.disclosure != Disclosure.ACTIVE and not revision.ground_reason.strip():
        found.append(("ground_reason", "不主动公开要写明理由"))
    if revision.approval_needed and not revision.approval_number:
        found.append(("approval_number", "这类信息要经批准才能公开（条例第十一条），请填批准文号"))
    if revision.names_until and revision.names_until < day:
        found.append(("names_until", "公示的截止日期已经过去，请改正"))
    if revision.item.public == Item.Public.PUBLISHED and revision.disclosure != Disclosure.ACTIVE:
        found.append(("disclosure", "这条信息现在对外公布着。要改为不主动公开，请先撤回信息，再提交这一稿"))
    if revision.item.public != Item.Public.NONE and not revision.correction_note.strip():
        found.append(("correction_note", "更正已发布的信息要写更正说明，会同正文一起公布"))
    return found


def _too_long(revision: Revision) -> list[tuple[str, str]]:
    limit = practice_of(revision.item.organ).summary_limit
    over = len(revision.summary) - limit
    return [("summary", f"内容概述超出 {over} 个字（最多 {limit} 个字），请删短")] if over > 0 else []


_REQUIRED = (
    ("title", "请填写名称"),
    ("column", "请选栏目"),
    ("genre", "请选体裁"),
    ("formed_on", "请填成文日期"),
)
