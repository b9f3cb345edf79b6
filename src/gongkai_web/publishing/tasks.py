"""What publishing puts into 今天: returned drafts of mine, what waits to be released, documents that end, assessments due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai_web.frame.tasks import Task
from gongkai_web.organs.models import Organ, Person
from gongkai_web.organs.selectors import held
from gongkai_web.publishing.models import Revision, Withholding
from gongkai_web.publishing.rules import may_edit, may_release
from gongkai_web.publishing.validity import expiring

MOST = 50
"""Of each sort: a longer list is worked off from its own page."""
SOON_DAYS = 30


def tasks(person: Person, day: date) -> Iterator[Task]:
    for organ in Organ.objects.filter(pk__in={one.organ_id for one in held(person, day)}).prefetch_related("names"):
        yield from _returned(person, organ, day)
        if may_release(person, organ, day):
            yield from _to_release(organ)
            yield from _ending(organ, day)
            yield from _to_assess(organ, day)


def _returned(person: Person, organ: Organ, day: date) -> Iterator[Task]:
    returned = Revision.objects.filter(state=Revision.State.RETURNED, item__organ=organ, item__discarded_at=None)
    for revision in returned.filter(item__drafted_by=person).select_related("item")[:MOST]:
        if may_edit(person, revision.item, day):
            url = reverse("item", args=[organ.code, revision.item_id])
            yield Task(revision.title or _("（未定名称）"), url, organ, None, False, _("退回修改"), _("看退回的意见"))


def _to_release(organ: Organ) -> Iterator[Task]:
    """What has an hour of its own goes out by itself."""
    waiting = Revision.objects.filter(state=Revision.State.APPROVED, item__organ=organ, release_at=None)
    for revision in waiting.order_by("saved_at")[:MOST]:
        url = reverse("item", args=[organ.code, revision.item_id])
        yield Task(revision.title, url, organ, None, False, _("待发布"), _("审核已通过"))


def _ending(organ: Organ, day: date) -> Iterator[Task]:
    now = timezone.make_aware(datetime.combine(day, time.max))
    for item in expiring(organ, day, now)[:MOST]:
        url = reverse("item", args=[organ.code, item.pk])
        yield Task(item.title, url, organ, item.expires_on, False, _("文件到期"), _("评估后延期、修订或者任其失效"))


def _to_assess(organ: Organ, day: date) -> Iterator[Task]:
    due = Withholding.objects.filter(item__organ=organ, ended_on=None, review_on__lte=_soon(day))
    for one in due.select_related("revision")[:MOST]:
        url = reverse("reassess", args=[organ.code, one.pk])
        late = one.review_on < day
        yield Task(one.revision.title, url, organ, one.review_on, late, _("评估不公开"), _("还要不要继续不公开"))


def _soon(day: date) -> date:
    return date.fromordinal(day.toordinal() + SOON_DAYS)
