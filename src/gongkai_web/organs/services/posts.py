"""Appointing people, ending posts, and standing in for one another."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai_web.audit.services import Actor, record
from gongkai_web.organs.errors import OrganError
from gongkai_web.organs.models import Delegation, Organ, Person, Post, Unit
from gongkai_web.organs.roles import UNIT_ROLES, Role, excluded_by
from gongkai_web.organs.rules import may_appoint
from gongkai_web.organs.services.guide import head_changed
from gongkai_web.organs.services.permission import required


@transaction.atomic
def appoint(
    *,
    by: Actor | None,
    person: Person,
    role: Role,
    organ: Organ,
    since: date,
    unit: Unit | None = None,
    title: str = "",
    until: date | None = None,
) -> Post:
    """Give a person a post. The three administrators are three persons, and none of them has a hand in publishing.

    Whoever belongs to a unit is appointed in it: with a post of the whole organ they would see every unit's drafts. An
    organ without units has nothing to choose from; there the post is the organ's.
    """
    required(by, may_appoint, organ, role)
    if organ.ended_on and organ.ended_on < since:
        raise OrganError(f"{organ}已于{organ.ended_on:%Y年%-m月%-d日}撤销或合并", "请在承接它的机构任命")
    if unit and unit.organ_id != organ.pk:
        raise OrganError(f"{unit}不是{organ}的内设机构", "请重新选择机构或内设机构")
    if unit and role not in UNIT_ROLES:
        raise OrganError(f"{role.label}是全机关的岗位，不设在{unit}", "请不要选内设机构")
    if unit is None and role in UNIT_ROLES and organ.units.filter(ended_on__isnull=True).exists():
        raise OrganError(f"{role.label}是站所（科室）的岗位，没有选站所", "请选这个人所在的站所（科室）")
    if until and until < since:
        raise OrganError("任期的结束早于开始", "请改正起止日期")
    _refuse_excluded(person, role, since, until)
    post = Post.objects.create(person=person, role=role, organ=organ, unit=unit, title=title, since=since, until=until)
    if role is Role.HEAD:
        head_changed(organ, _("%(name)s任主要负责人") % {"name": person.full_name}, since)
    record(
        key="post.appointed",
        actor=by,
        organ=organ.code,
        target=f"person:{person.account}",
        role=role.value,
        unit=unit.name if unit else "",
        since=str(since),
        until=str(until or ""),
    )
    return post


def _refuse_excluded(person: Person, role: Role, since: date, until: date | None) -> None:
    """三员分立: looks at every post that runs at the same time, in whatever organ; two appointments at once wait."""
    Person.objects.select_for_update().get(pk=person.pk)
    meets = Q(until__isnull=True) | Q(until__gte=since)
    if until:
        meets &= Q(since__lte=until)
    clash = Post.objects.filter(meets, person=person, role__in=excluded_by(role)).first()
    if clash:
        raise OrganError(
            f"{person}已是{clash.get_role_display()}，不能同时担任{role.label}",
            "系统管理员、安全管理员、审计员应由三个人分别担任，并且不参与信息发布，请另选一人",
        )


@transaction.atomic
def end_post(*, by: Actor | None, post: Post, on: date) -> Post:
    """The post's last day. The account stays: what its holder did stays theirs."""
    required(by, may_appoint, post.organ, Role(post.role))
    post.until = max(on, post.since - timedelta(days=1))
    post.save(update_fields=["until"])
    if Role(post.role) is Role.HEAD:
        head_changed(post.organ, _("%(name)s不再任主要负责人") % {"name": post.person.full_name}, post.until)
    record(
        key="post.ended", actor=by, organ=post.organ.code, target=f"person:{post.person.account}", on=str(post.until)
    )
    return post


@transaction.atomic
def delegate(*, by: Person, post: Post, to: Person, since: date, until: date, reason: str) -> Delegation:
    """The holder lets somebody else act for them, for a period of at most a year, with a reason."""
    if post.person_id != by.pk:
        raise OrganError("只能委托自己的岗位", "请由任职人本人办理委托")
    if Role(post.role) in excluded_by(Role.CLERK):
        raise OrganError(f"{post.get_role_display()}不能委托", "请由安全管理员另行任命")
    if to.pk == by.pk or not to.is_active:
        raise OrganError("不能委托给这个人", "请选另一位在用的人员")
    if not since <= until <= since + timedelta(days=366):
        raise OrganError("委托的期限不对", "请填写起止日期，最长一年")
    if not reason.strip():
        raise OrganError("没有写明委托的原因", "请写明原因，例如“出差”")
    _refuse_excluded(to, Role(post.role), since, until)
    delegation = Delegation.objects.create(post=post, to=to, since=since, until=until, reason=reason.strip())
    record(
        key="post.delegated",
        actor=by,
        organ=post.organ.code,
        target=f"person:{to.account}",
        role=post.role,
        since=str(since),
        until=str(until),
        reason=delegation.reason,
    )
    return delegation


@transaction.atomic
def withdraw(*, by: Person, delegation: Delegation) -> None:
    if delegation.post.person_id != by.pk:
        raise OrganError("只能收回自己的委托", "请由委托人本人办理")
    delegation.withdrawn_at = timezone.now()
    delegation.save(update_fields=["withdrawn_at"])
    record(
        key="post.delegation_withdrawn",
        actor=by,
        organ=delegation.post.organ.code,
        target=f"person:{delegation.to.account}",
    )
