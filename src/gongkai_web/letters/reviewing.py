"""保密审查 of what a letter hands out: the questions asked before publication, on one exact digest (《条例》第十七条)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongkai.errors import GongkaiError
from gongkai_web.letters.drafting import log
from gongkai_web.letters.enclosing import require_free
from gongkai_web.letters.errors import ChangedError, SendingError
from gongkai_web.letters.kinds import State
from gongkai_web.letters.models import HandoutReview, OutgoingLetter
from gongkai_web.letters.rules import may_review
from gongkai_web.organs.models import Person
from gongkai_web.publishing.models import SecrecyReview
from gongkai_web.publishing.secrecy import require_complete

Conclusion = SecrecyReview.Conclusion
LETS_GO = frozenset({Conclusion.OPEN, Conclusion.PARTIAL, Conclusion.ON_REQUEST})
"""Conclusions with which what is enclosed may be handed to the applicant."""
REVIEWABLE = frozenset({State.IN_REVIEW, State.APPROVED})


@transaction.atomic
def review_secrecy(
    *,
    by: Person,
    letter: OutgoingLetter,
    digest: str,
    answers: dict[str, str],
    conclusion: SecrecyReview.Conclusion,
    now: datetime,
    masked: str = "",
    referred_to: str = "",
    opinion: str = "",
) -> HandoutReview:
    """Keep the record of one reviewer, of exactly what they looked at."""
    if not may_review(by, letter, timezone.localdate(now)):
        raise SendingError("您不能审查这份文书", "请没有参与起草的保密审查员审查")
    kept = OutgoingLetter.objects.select_for_update(of=("self",)).select_related("organ").get(pk=letter.pk)
    if kept.state not in REVIEWABLE:
        raise SendingError("这份文书现在不在审核中", "提交审核以后再审查")
    if digest != kept.digest:
        raise ChangedError("文书在您打开以后改动过", "请重新看一遍再审查")
    require_complete(answers, conclusion, masked, referred_to, opinion)
    review = HandoutReview.objects.create(
        letter=kept,
        digest=digest,
        by=by,
        at=now,
        answers=answers,
        conclusion=conclusion,
        masked=masked.strip(),
        referred_to=referred_to.strip(),
        opinion=opinion.strip(),
    )
    log("secrecy_reviewed", by, kept, digest=digest, conclusion=review.conclusion)
    return review


def standing_review(letter: OutgoingLetter) -> HandoutReview | None:
    """The last review of the letter as it is now."""
    return letter.reviews.filter(digest=letter.digest).first() if letter.digest else None


def held_back(letter: OutgoingLetter) -> GongkaiError | None:
    """Why a letter that is ready else must not go out yet."""
    try:
        require_review(letter)
    except GongkaiError as error:
        return error
    return None


def require_review(letter: OutgoingLetter) -> None:
    """Raises SendingError where something is handed out that nobody has reviewed, or that must not go."""
    if not letter.hands_out:
        return
    for one in letter.enclosures.select_related("file"):
        require_free(one.file)
    review = standing_review(letter)
    if review is None:
        raise SendingError("随这份文书提供信息，还没有做保密审查", "请保密审查员先填写保密审查表")
    if Conclusion(review.conclusion) not in LETS_GO:
        raise SendingError(
            f"保密审查的结论是“{review.get_conclusion_display()}”，不能发出",
            "请修改文书，或者等有关部门确定以后重新审查",
        )
