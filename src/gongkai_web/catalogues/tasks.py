"""What the catalogues put into 今天."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai_web.catalogues.models import Duty
from gongkai_web.catalogues.selectors import duties_of
from gongkai_web.frame.tasks import Task
from gongkai_web.organs.models import Person


def duties(person: Person, day: date) -> Iterator[Task]:
    for duty in duties_of(person, day):
        url = reverse("duty", args=(duty.organ.code, duty.pk))
        yield Task(duty.about, url, duty.organ, duty.due_on, duty.due_on < day, _("待公开"), _detail(duty))


def _detail(duty: Duty) -> str:
    said = duty.row.second
    if duty.unit:
        said = f"{duty.unit.name} · {said}"
    return said + _("（到期日暂定）") if duty.provisional else said
