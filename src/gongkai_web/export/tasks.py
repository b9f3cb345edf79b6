"""今天: what the host is to remove, until somebody has recorded that it did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai_web.export.models import Site
from gongkai_web.export.selectors import waiting
from gongkai_web.frame.tasks import Task
from gongkai_web.organs.models import Person
from gongkai_web.organs.selectors import held
from gongkai_web.publishing.rules import RELEASERS


def tasks(person: Person, day: date) -> Iterator[Task]:
    """Due on the day it came up: what was recalled is to be gone everywhere at once."""
    organs = {one.organ_id for one in held(person, day) if one.role in RELEASERS}
    if not organs:
        return
    for one in waiting(Site.objects.filter(organ__in=organs).select_related("organ")):
        due = timezone.localdate(one.since)
        detail = _("删除清单已给出，等县网站确认") if one.listed else _("先导出一次，删除清单才会给出")
        yield Task(
            title=_("请县网站撤下：%(title)s") % {"title": one.item.title},
            url=reverse("export", args=[one.site.organ.code]) + "#waiting",
            organ=one.site.organ,
            due=due,
            overdue=due < day,
            kind=_("县网站待确认"),
            detail=f"{one.why}，{detail}",
        )
