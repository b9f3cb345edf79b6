"""今天: corrections that wait for a decision or an answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from gongkai_web.frame.tasks import Task
from gongkai_web.organs.models import Person
from gongkai_web.organs.selectors import held
from gongkai_web.requests.models import Correction
from gongkai_web.requests.rules import HANDLERS

_MOST = 100


def tasks(person: Person, day: date) -> Iterator[Task]:
    organs = {one.organ_id for one in held(person, day) if one.role in HANDLERS}
    if not organs:
        return
    found = Correction.objects.filter(organ__in=organs, ended_on=None).select_related("organ", "applicant")
    for one in found.order_by("due", "pk")[:_MOST]:
        detail = f"{one.applicant.masked_name}，{one.get_state_display()}" + (
            "（到期日暂定）" if one.provisional else ""
        )
        url = reverse("correction", args=[one.organ.code, one.pk])
        late = one.due is not None and one.due < day
        yield Task(f"更正 {one.number}", url, one.organ, one.due, late, "更正", detail)
