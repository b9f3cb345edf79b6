"""What the empty 今天 offers: the first thing somebody in this role could do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongkai_web.frame.sections import sections_of
from gongkai_web.organs.models import Organ, Person
from gongkai_web.organs.roles import Role
from gongkai_web.organs.selectors import held

_DECIDES = _("可以看看本机关的事项，办到哪一步了。")
_STEPS: dict[Role, tuple[str | Promise, str]] = {
    Role.CONTRIBUTOR: (_("可以起草一条信息，写好后提交审核。"), "items"),
    Role.CLERK: (_("可以起草一条信息，或者对照目录看看哪些还没有公开。"), "items"),
    Role.SECRECY_REVIEWER: (_DECIDES, "items"),
    Role.UNIT_HEAD: (_DECIDES, "items"),
    Role.DEPUTY_HEAD: (_DECIDES, "items"),
    Role.HEAD: (_("出差、休假前，可以在右上角的“我的委托”里请人代办。"), "items"),
    Role.DISCLOSURE_HEAD: (_("可以看看目录的覆盖情况，哪些还没有公开。"), "catalogues"),
    Role.SUPERVISOR: (_("可以看下级机关的目录：哪些事项还空白，哪些任务超期没有公开。"), "catalogues"),
    Role.SYSTEM_ADMIN: (_("可以看看各项设置现在是怎样的。"), "settings"),
    Role.SECURITY_ADMIN: (_("可以看看人员和岗位是不是都对。"), "people"),
    Role.AUDITOR: (_("可以查看、校验审计日志。"), "log"),
}


@dataclass(frozen=True, slots=True)
class Step:
    words: str | Promise
    label: str
    url: str


def first_step(person: Person, day: date) -> Step | None:
    """By the first role the person has; the link is that of the section, where the person may open it."""
    mine = held(person, day)
    if not mine:
        return None
    organ = Organ.objects.get(pk=mine[0].organ_id)
    words, key = _STEPS[mine[0].role]
    section = next((one for one in sections_of(person, organ, day) if one.key == key), None)
    return Step(words, section.label if section else "", section.url(organ) if section else "")
