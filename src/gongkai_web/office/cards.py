"""The cards of 设置 that are the office's own: what each says is set now."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gongkai_web.frame.settings_cards import Card, register
from gongkai_web.organs.guide import missing, open_renewals, particulars_of
from gongkai_web.organs.models import Organ, Person
from gongkai_web.organs.rules import may_arrange
from gongkai_web.organs.selectors import missing_admins, supervisor_of
from gongkai_web.vault.models import Erasure
from gongkai_web.vault.retention import schedules


def _name_now(organ: Organ, day: date) -> str:
    watching = supervisor_of(organ)
    return _("%(name)s，主管部门：%(office)s") % {"name": organ.name_on(day), "office": watching or _("没有")}


def _units_now(organ: Organ, day: date) -> str:
    names = list(organ.units.filter(ended_on__isnull=True).values_list("name", flat=True))
    return (
        _("%(number)d 个：%(names)s") % {"number": len(names), "names": "、".join(names[:6])}
        if names
        else _("没有站所")
    )


def _relaxed_now(organ: Organ, day: date) -> str:
    missing = missing_admins(organ, day)
    if missing:
        return _("三员不全，没有%(roles)s") % {"roles": "、".join(str(role.label) for role in missing)}
    return "；".join(one.get_what_display() for one in organ.relaxations.all()) or _("没有放宽")


def _below_now(organ: Organ, day: date) -> str:
    number = organ.children.filter(ended_on__isnull=True).count()
    return ngettext("%d 个", "%d 个", number) % number if number else _("没有下级机关")


def _has_below(person: Person, organ: Organ, day: date) -> bool:
    return may_arrange(person, organ, day) or organ.children.exists()


def _particulars_now(organ: Organ, day: date) -> str:
    stated = particulars_of(organ)
    lacking = missing(stated)
    if lacking:
        return _("缺：%(what)s") % {"what": "、".join(str(one.label) for one in lacking)}
    if open_renewals(organ):
        return _("有变更，请看一遍指南")
    return _("九项齐全，%(phone)s") % {"phone": stated.phone if stated else ""}


def _group_now(organ: Organ, day: date) -> str:
    members = list(organ.leading_members.all()[:1])
    number = organ.leading_members.count()
    return (
        _("组长%(name)s，共 %(number)d 人") % {"name": members[0].name, "number": number}
        if members
        else _("还没有填写")
    )


def _retention_now(organ: Organ, day: date) -> str:
    last = Erasure.objects.filter(organ__in=(organ.code, "")).first()
    number = len(schedules())
    erased = f"最近一次清除：{timezone.localtime(last.at):%Y年%-m月%-d日}" if last else "还没有清除过"
    return f"登记了 {number} 类的保存期限，{erased}"


def register_all() -> None:
    register(
        Card(
            "particulars",
            gettext_lazy("机构信息和指南"),
            gettext_lazy("地址、电话、办公时间等，生成公开指南"),
            "particulars",
            5,
            _particulars_now,
        )
    )
    register(
        Card(
            "leading_group",
            gettext_lazy("领导小组"),
            gettext_lazy("政务公开领导小组的名单"),
            "leading_group",
            6,
            _group_now,
        )
    )
    register(
        Card(
            "organ",
            gettext_lazy("名称和主管部门"),
            gettext_lazy("机关的名称、沿革、谁主管"),
            "organ_settings",
            10,
            _name_now,
        )
    )
    register(Card("units", gettext_lazy("站所（科室）"), gettext_lazy("谁提出信息"), "units", 20, _units_now))
    register(
        Card(
            "relaxations",
            gettext_lazy("三员和放宽"),
            gettext_lazy("人手少的机关，哪些分工可以由一个人兼"),
            "relaxations",
            80,
            _relaxed_now,
        )
    )
    register(
        Card(
            "below",
            gettext_lazy("下级机关"),
            gettext_lazy("机构的树，新设下级机关"),
            "organs_below",
            90,
            _below_now,
            _has_below,
        )
    )
    register(Card("retention", "个人信息", "保存多久，清除了什么", "retention", 85, _retention_now))
