"""今天: whoever leads a campaign sees what waits for a call."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from gongkai_web.campaign.rules import LEADERS
from gongkai_web.frame.tasks import Task
from gongkai_web.organs.models import Person
from gongkai_web.organs.selectors import held
from gongkai_web.outside.kinds import State
from gongkai_web.outside.models import Handing


def tasks(person: Person, day: date) -> Iterator[Task]:
    offices = {one.organ_id for one in held(person, day) if one.role in LEADERS}
    if not offices:
        return
    rows = Handing.objects.filter(state=State.WAITING, filing__campaign__organ__in=offices)
    for one in rows.select_related("filing__campaign__organ"):
        filing = one.filing
        yield Task(
            title=f"打登记电话核对{filing.name}的年报",
            url=reverse("outside_filing", args=[filing.campaign.organ.code, filing.pk]),
            organ=filing.campaign.organ,
            due=filing.submit_by,
            overdue=filing.submit_by < day,
            kind="电话核对",
            detail="对方已填好，核对以后才算报送",
            plain_days=True,
        )
