"""保密审查: item by item, on one exact revision, by somebody who did not draft it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongkai_web.audit.services import record
from gongkai_web.organs.models import Person
from gongkai_web.publishing.digests import digest_of
from gongkai_web.publishing.errors import PublishingError
from gongkai_web.publishing.models import Item, Revision, SecrecyReview
from gongkai_web.publishing.rules import may_see

QUESTIONS = {
    "marked": "有没有标注密级（绝密、机密、秘密）或者“内部资料”字样？",
    "from_marked": "内容有没有来自标注密级的文件、会议或者资料？",
    "scope": "是否属于国家秘密、工作秘密的事项范围？",
    "together": "与已公开的信息合在一起，会不会推断出不应公开的内容？",
    "personal": "有没有个人身份证号、银行账号、电话、住址、病情等个人信息？",
    "commercial": "有没有商业秘密？",
    "third_party": "是否需要征求第三方意见？",
    "stability": "公开后会不会危及国家安全、公共安全、经济安全、社会稳定？",
    "approval": "是否需要经过批准才能公开（条例第十一条）？",
    "attachments": "附件、图片、隐藏内容和文件属性是否都看过？",
}
"""逐项审查: each is answered yes or no; for the last one yes is what is wanted."""

WANTED_YES = frozenset({"attachments"})
YES, NO = "yes", "no"


def troubling(answers: dict[str, str]) -> list[str]:
    """The questions whose answer speaks against publishing as it is, in words."""
    return [said for name, said in QUESTIONS.items() if answers.get(name) != (YES if name in WANTED_YES else NO)]


@transaction.atomic
def review(
    *,
    by: Person,
    revision: Revision,
    digest: str,
    answers: dict[str, str],
    conclusion: SecrecyReview.Conclusion,
    now: datetime,
    masked: str = "",
    referred_to: str = "",
    opinion: str = "",
) -> SecrecyReview:
    """Keep the record of one reviewer. Every question is answered; a “yes” is explained; `digest` is what they looked at."""
    item = revision.item
    if not may_see(by, item, timezone.localdate(now)):
        raise PublishingError("您不能审查这条信息", "请保密审查员审查")
    if by.pk in drafters(item):
        raise PublishingError("起草人不能审查自己的稿子", "请另一位保密审查员审查")
    if digest != revision.digest or digest_of(revision) != digest:
        raise PublishingError("稿子在您打开以后改动过", "请重新看一遍再审查")
    require_complete(answers, conclusion, masked, referred_to, opinion)
    kept = SecrecyReview.objects.create(
        item=item,
        revision=revision,
        digest=digest,
        by=by,
        at=now,
        answers=answers,
        conclusion=conclusion,
        masked=masked.strip(),
        referred_to=referred_to.strip(),
        opinion=opinion.strip(),
    )
    record(
        key="item.secrecy_reviewed",
        actor=by,
        organ=item.organ.code,
        target=f"item:{item.pk}",
        digest=digest,
        conclusion=kept.conclusion,
    )
    return kept


def drafters(item: Item) -> set[int]:
    """Everybody who had a hand in the text that is now under review."""
    found = {item.drafted_by_id}
    for saved_last, before in item.revisions.values_list("drafted_by_id", "writers"):
        found |= {saved_last, *before}
    return found


def require_complete(
    answers: dict[str, str], conclusion: SecrecyReview.Conclusion, masked: str, referred_to: str, opinion: str
) -> None:
    """Every question answered, and explained where the conclusion asks for it. Raises PublishingError."""
    open_questions = [said for name, said in QUESTIONS.items() if answers.get(name) not in (YES, NO)]
    if open_questions:
        raise PublishingError(f"还有 {len(open_questions)} 项没有审查：{open_questions[0]}", "请逐项选“是”或“否”")
    if conclusion == SecrecyReview.Conclusion.PARTIAL and not masked.strip():
        raise PublishingError("部分公开没有写明遮盖了哪些内容", "请写明，例如“名单中的身份证号只留前 6 位”")
    if conclusion == SecrecyReview.Conclusion.REFER and not referred_to.strip():
        raise PublishingError("没有写明报哪个部门确定", "请填写，例如“县保密局”")
    if conclusion == SecrecyReview.Conclusion.OPEN and troubling(answers) and not opinion.strip():
        raise PublishingError(
            f"有 {len(troubling(answers))} 项需要说明才能写“可以公开”：{troubling(answers)[0]}",
            "请在审查意见里写明理由",
        )
