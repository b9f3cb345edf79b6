"""What approval puts into 今天 and into 设置."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai_web.frame.settings_cards import Card
from gongkai_web.frame.tasks import Task
from gongkai_web.organs.models import Organ, Person
from gongkai_web.organs.selectors import held
from gongkai_web.workflow.rules import may_see_chains, may_withdraw
from gongkai_web.workflow.selectors import Waiting, stuck_rounds, usable_chains, waiting_for
from gongkai_web.workflow.subjects import handler_of


def approvals(person: Person, day: date) -> Iterator[Task]:
    """What this person is asked to decide, and what lies where nobody can."""
    for one in waiting_for(person, day):
        organ = one.round.organ
        yield Task(one.view.title, one.view.url, organ, one.due, one.overdue, _("待审核"), _detail(one))
    yield from _stuck(person, day)


def _detail(one: Waiting) -> str:
    said = one.state.stage.name
    if one.provisional:
        said += _("（到期日暂定）")
    if one.reminded:
        day = date_format(localtime(one.reminded.at), "n月j日")
        said += " · " + _("%(name)s%(day)s催办") % {"name": one.reminded.by.full_name, "day": day}
    return said


def _stuck(person: Person, day: date) -> Iterator[Task]:
    organs = {one.organ_id for one in held(person, day)}
    for organ in Organ.objects.filter(pk__in=organs):
        for round, state in stuck_rounds(organ, day):
            if may_withdraw(person, round, day):
                view = handler_of(round.subject_kind).view(round.subject_id)
                detail = _("“%(stage)s”现在没有人能办理") if state.stuck else _("“%(stage)s”可以办结")
                kind = _("审核停住")
                yield Task(view.title, view.url, organ, None, False, kind, detail % {"stage": state.stage.name})


def _usual(organ: Organ, day: date) -> str:
    return _("平时用“%(name)s”") % {"name": usable_chains(organ)[0].name}


CARD = Card(
    key="chains",
    title=gettext_lazy("审核流程"),  # type: ignore[arg-type]
    line=gettext_lazy("信息发布以前由谁、按什么顺序审核"),  # type: ignore[arg-type]
    url_name="chains",
    order=30,
    now=_usual,
    shown=may_see_chains,
)
