"""Appointing people, letting them stand in for one another, founding, renaming and merging organs."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from gongkai_web.audit.services import Actor, record
from gongkai_web.organs.errors import OrganError
from gongkai_web.organs.models import Delegation, Kind, Level, Organ, OrganName, Person, Post, Relaxation, Unit
from gongkai_web.organs.passwords import first_password
from gongkai_web.organs.roles import UNIT_ROLES, Role, excluded_by


@transaction.atomic
def found(
    *, by: Actor | None, code: str, name: str, kind: Kind, level: Level, since: date, parent: Organ | None = None
) -> Organ:
    """A new organ under its first name."""
    organ = Organ.objects.create(code=code, kind=kind, level=level, parent=parent)
    OrganName.objects.create(organ=organ, full=name, since=since)
    record(key="organ.founded", actor=by, organ=code, target=f"organ:{code}", name=name, since=since.isoformat())
    return organ


@transaction.atomic
def rename(*, by: Actor | None, organ: Organ, name: str, since: date) -> OrganName:
    """Another name from a day on; what was published before keeps the old one."""
    if organ.names.filter(since__gte=since).exists():
        raise OrganError("这一天或以后已有另一个名称", "请选名称开始使用的日期，应晚于上一次更名")
    change = OrganName.objects.create(organ=organ, full=name, since=since)
    record(key="organ.renamed", actor=by, organ=organ.code, target=f"organ:{organ.code}", name=name, since=str(since))
    return change


@transaction.atomic
def merge(*, by: Actor | None, organ: Organ, into: Organ, on: date) -> None:
    """The organ ends on this day and its posts with it; its published pages and index numbers stay as they are."""
    if into == organ or into.ended_on:
        raise OrganError("不能并入这个机构", "请选一个仍在履职的其他机构")
    organ.merged_into, organ.ended_on = into, on
    organ.save(update_fields=["merged_into", "ended_on"])
    Post.objects.filter(organ=organ).filter(Q(until__isnull=True) | Q(until__gt=on)).update(until=on)
    record(key="organ.merged", actor=by, organ=organ.code, target=f"organ:{organ.code}", into=into.code, on=str(on))


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
    """Give a person a post. The three administrators are three persons, and none of them has a hand in publishing."""
    if organ.ended_on and organ.ended_on < since:
        raise OrganError(f"{organ}已于{organ.ended_on:%Y年%-m月%-d日}撤销或合并", "请在承接它的机构任命")
    if unit and unit.organ_id != organ.pk:
        raise OrganError(f"{unit}不是{organ}的内设机构", "请重新选择机构或内设机构")
    if unit and role not in UNIT_ROLES:
        raise OrganError(f"{role.label}是全机关的岗位，不设在{unit}", "请不要选内设机构")
    if until and until < since:
        raise OrganError("任期的结束早于开始", "请改正起止日期")
    _refuse_excluded(person, role, since, until)
    post = Post.objects.create(person=person, role=role, organ=organ, unit=unit, title=title, since=since, until=until)
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
    """三员分立: looks at every post that runs at the same time, in whatever organ."""
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
    post.until = max(on, post.since - timedelta(days=1))
    post.save(update_fields=["until"])
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


@transaction.atomic
def relax(*, by: Actor, organ: Organ, what: Relaxation.What, reason: str, since: date) -> Relaxation:
    """A small office does without a separation of duties: with a reason, shown in its settings, and in the log."""
    if not reason.strip():
        raise OrganError("没有写明放宽的理由", "请写明理由，例如“本乡党政办只有一名工作人员”")
    relaxation, _ = Relaxation.objects.update_or_create(
        organ=organ, what=what, defaults={"reason": reason.strip(), "since": since}
    )
    record(
        key="organ.relaxed", actor=by, organ=organ.code, target=f"organ:{organ.code}", what=what.value, reason=reason
    )
    return relaxation


@transaction.atomic
def open_account(*, by: Actor | None, account: str, full_name: str, phone: str = "") -> tuple[Person, str]:
    """A new person and the first password, which is shown once and stored nowhere in clear."""
    if Person.objects.filter(account__iexact=account).exists():
        raise OrganError(f"账号“{account}”已经有人使用", "请换一个账号")
    person = Person(account=account, full_name=full_name, phone=phone)
    password = first_password()
    person.set_password(password)
    person.save()
    record(key="person.account_opened", actor=by, target=f"person:{account}", full_name=full_name)
    return person, password


@transaction.atomic
def renew_password(*, by: Actor, person: Person) -> str:
    """For whoever forgot theirs; every session that is open with the old one ends."""
    password = first_password()
    person.set_password(password)
    person.must_change_password = True
    person.save(update_fields=["password", "must_change_password"])
    record(key="person.password_renewed", actor=by, target=f"person:{person.account}")
    return password


@transaction.atomic
def switch_account(*, by: Actor, person: Person, active: bool) -> None:
    person.is_active = active
    person.save(update_fields=["is_active"])
    record(key="person.account_switched", actor=by, target=f"person:{person.account}", active=active)
