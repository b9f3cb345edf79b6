"""From a request to a draft of publishing: `?request=12` on the page that begins an item, with the link back."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from gongkai_web.audit.services import record
from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.drafting import attach
from gongkai_web.publishing.models import Item
from gongkai_web.publishing.starts import Start
from gongkai_web.requests.kinds import Proof
from gongkai_web.requests.models import Paper, RefusalReview, ToPublish
from gongkai_web.requests.repeats import several
from gongkai_web.requests.rules import seen_by
from gongkai_web.requests.suggesting import take_up

Why = ToPublish.Why


def from_request(organ: Organ, person: Person, value: str) -> Start | None:
    """What was asked for is the first title; what the reply handed out is attached, to be reviewed like everything else."""
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        return None
    asked = seen_by(person, organ, timezone.localdate()).filter(pk=int(value), is_open=False).first()
    if asked is None:
        return None

    def begun(item: Item, by: Person, now: datetime) -> None:
        reviewed = RefusalReview.objects.filter(request=asked, result=RefusalReview.Result.PUBLISH).exists()
        suggested = take_up(asked, by, now)
        why = Why.REVIEWED if reviewed else Why.SUGGESTED if suggested else Why.SEVERAL
        ToPublish.objects.create(request=asked, item=item, why=why, by=by, at=now)
        for paper in Paper.objects.filter(request=asked, kind=Proof.HANDED_OUT, file__sealed=False):
            attach(by=by, item=item, file=paper.file, now=now)
        said = {"number": asked.number, "item": item.pk, "why": why.value}
        record(key="request.to_publish", actor=by, organ=organ.code, target=f"request:{asked.pk}", **said)

    count = several(asked)
    label = f"依申请公开 {asked.number}{f'（{count.said}）' if count else ''}"
    return Start(label, {"title": asked.subject}, begun)
