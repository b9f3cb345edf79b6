"""第四十四条第二款: an applicant who was given information may suggest that it be made public; the organ examines that."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai_web.frame.tasks import Task
from gongkai_web.organs.models import Person
from gongkai_web.organs.selectors import held as posts_of
from gongkai_web.requests.errors import RequestError
from gongkai_web.requests.models import Request, Suggestion
from gongkai_web.requests.rules import HANDLERS
from gongkai_web.requests.services.common import log, require_handler

GIVEN = ("granted", "partial")
Result = Suggestion.Result


def may_suggest(request: Request) -> bool:
    """Once, for what the organ gave on request."""
    return bool(request.reply) and request.outcome in GIVEN and not Suggestion.objects.filter(request=request).exists()


@transaction.atomic
def suggest(request: Request, *, text: str, now: datetime) -> Suggestion:
    """By the applicant. Their words are sealed, and not in the log."""
    if not may_suggest(request):
        raise RequestError(_("这件申请现在不能建议主动公开"), _("得到信息以后可以建议一次"))
    if not text.strip():
        raise RequestError(_("没有写理由"), _("请写明为什么应当让大家知道"))
    try:
        with transaction.atomic():
            made = Suggestion.objects.create(request=request, text=text.strip()[:1000], at=now)
    except IntegrityError:
        raise RequestError(_("已经建议过"), _("请等机关审核")) from None
    log("publication_suggested", None, request)
    return made


@transaction.atomic
def decline(*, by: Person, request: Request, reason: str, now: datetime) -> Suggestion:
    """Examined, and not of what is published of one's own accord. What is, is begun as a draft (`to_publish`)."""
    require_handler(by, request.organ, now)
    found = Suggestion.objects.select_for_update().filter(request=request).first()
    if found is None or found.result:
        raise RequestError("没有等审核的建议", "请刷新页面")
    if not reason.strip():
        raise RequestError("没有写理由", "请写明为什么不属于主动公开的范围，申请人会看到")
    return _decided(found, Result.DECLINED, reason.strip()[:300], by, now)


def take_up(request: Request, by: Person, now: datetime) -> bool:
    """A draft was begun of what was suggested; whether there was a suggestion to take up."""
    found = Suggestion.objects.select_for_update().filter(request=request, result="").first()
    if found is None:
        return False
    _decided(found, Result.TAKEN_UP, "", by, now)
    return True


def _decided(found: Suggestion, result: str, reason: str, by: Person, now: datetime) -> Suggestion:
    found.result, found.reason, found.by, found.decided_at = result, reason, by, now
    found.save()
    log("suggestion_decided", by, found.request, None, result=result)
    return found


def tasks(person: Person, day: date) -> Iterator[Task]:
    organs = {one.organ_id for one in posts_of(person, day) if one.role in HANDLERS}
    waiting = Suggestion.objects.filter(request__organ__in=organs, result="").select_related("request__organ")
    for one in waiting.order_by("pk"):
        case = one.request
        yield Task(
            title=case.subject or case.number,
            url=reverse("request", args=[case.organ.code, case.pk]) + "#suggestion",
            organ=case.organ,
            due=None,
            overdue=False,
            kind="建议主动公开",
            detail=f"{case.number}，申请人{timezone.localtime(one.at):%-m月%-d日}建议，等审核",
        )
