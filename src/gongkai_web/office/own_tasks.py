"""The tasks of 今天 that come from the office itself: the guide, the three administrators, one's own second step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai_web.frame.tasks import Task, register
from gongkai_web.office.selectors import has_two_steps
from gongkai_web.office.selectors_guide import renewals_shown
from gongkai_web.organs.guide import missing, particulars_of
from gongkai_web.organs.models import Organ, Person
from gongkai_web.organs.roles import THREE_ADMINS, Role
from gongkai_web.organs.selectors import held
from gongkai_web.organs.tree import lacking_admins

_STATING = frozenset({Role.CLERK, Role.DISCLOSURE_HEAD})


@register
def guide_tasks(person: Person, day: date) -> Iterator[Task]:
    """更新政府信息公开指南, until somebody confirms it; 补齐, while an element is missing (条例第十二条)."""
    stating = {one.organ_id for one in held(person, day) if one.role in _STATING}
    for organ in Organ.objects.filter(pk__in=stating, ended_on__isnull=True).prefetch_related("names"):
        yield from _renewal(organ, day)
        yield from _missing(organ)


def _renewal(organ: Organ, day: date) -> Iterator[Task]:
    asked = renewals_shown(organ)
    if asked:
        last = min((one.due for one in asked if one.due), default=None)
        yield Task(
            title=_("更新政府信息公开指南"),
            url=reverse("particulars", args=[organ.code]),
            organ=organ,
            due=last,
            overdue=bool(last and last < day),
            kind=_("指南"),
            detail=_("变更：%(what)s") % {"what": "、".join(str(one.label) for one in asked)},
        )


def _missing(organ: Organ) -> Iterator[Task]:
    lacking = missing(particulars_of(organ))
    if lacking:
        yield Task(
            title=_("补齐政府信息公开指南"),
            url=reverse("particulars", args=[organ.code]),
            organ=organ,
            due=None,
            overdue=False,
            kind=_("指南"),
            detail=_("缺：%(what)s") % {"what": "、".join(str(one.label) for one in lacking)},
        )


@register
def administrator_tasks(person: Person, day: date) -> Iterator[Task]:
    """What the security administrator sees to: organs without their three; and the three use two steps."""
    mine = [one for one in held(person, day) if one.role in THREE_ADMINS]
    if not mine:
        return
    if any(one.role is Role.SECURITY_ADMIN for one in mine):
        yield from _without_three(person, day)
    if not has_two_steps(person):
        yield Task(
            title=_("给自己的账号开启两步验证"),
            url=reverse("mfa_index"),
            organ=Organ.objects.get(pk=mine[0].organ_id),
            due=None,
            overdue=False,
            kind=_("账号安全"),
            detail=_("三员的账号管着全机关，只凭密码不够"),
        )


def _without_three(person: Person, day: date) -> Iterator[Task]:
    own = {one.organ_id for one in held(person, day) if one.role is Role.SECURITY_ADMIN}
    for top in Organ.objects.filter(pk__in=own):
        for organ, lacking in lacking_admins(top, day):
            yield Task(
                title=_("任命三员，或者声明由上级担任"),
                url=reverse("relaxations", args=[organ.code]),
                organ=organ,
                due=None,
                overdue=False,
                kind=_("三员"),
                detail=_("缺：%(roles)s") % {"roles": "、".join(str(role.label) for role in lacking)},
            )
