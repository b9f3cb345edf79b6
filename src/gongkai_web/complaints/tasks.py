"""今天: what an organ is asked to state or to mend; what the office is to find or to confirm."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from gongkai_web.complaints.kinds import State
from gongkai_web.complaints.models import Complaint
from gongkai_web.frame.tasks import Task
from gongkai_web.organs.models import Person
from gongkai_web.organs.selectors import held
from gongkai_web.publishing.rules import RELEASERS

_MOST = 50


def tasks(person: Person, day: date) -> Iterator[Task]:
    organs = {one.organ_id for one in held(person, day) if one.role in RELEASERS}
    if not organs:
        return
    rows = Complaint.objects.select_related("about", "letter__organ").order_by("pk")
    for one in rows.filter(about__in=organs, state__in=(State.ASKED, State.MENDING))[:_MOST]:
        asked = one.state == State.ASKED
        due = one.statement_due if asked else one.mend_due
        own = one.letter.organ_id == one.about_id
        url = reverse("complaint" if own else "complaint_statement", args=[one.about.code, one.pk])
        title = "请说明：" if asked else "请整改："
        late = due is not None and due < day
        yield Task(
            f"{title}{one.get_matter_display()}", url, one.about, due, late, "公开投诉", f"{one.letter.organ}转来"
        )
    for one in rows.filter(letter__organ__in=organs, state__in=(State.RECEIVED, State.STATED, State.MENDED))[:_MOST]:
        url = reverse("complaint", args=[one.letter.organ.code, one.pk])
        title = f"{one.about}：{one.get_matter_display()}"
        due = one.letter.due
        late = due is not None and due < day
        yield Task(
            title, url, one.letter.organ, due, late, "公开投诉", f"{one.letter.number}，{one.get_state_display()}"
        )
