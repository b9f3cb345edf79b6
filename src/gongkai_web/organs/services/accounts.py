"""Accounts: opened, given a new first password, switched off; two steps and sessions ended for their owner."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai_web.audit.services import Actor, record
from gongkai_web.organs.errors import OrganError
from gongkai_web.organs.models import Person
from gongkai_web.organs.passwords import first_password, hashed
from gongkai_web.organs.rules import may_keep_account
from gongkai_web.organs.services.permission import required


@transaction.atomic
def open_account(*, by: Actor | None, account: str, full_name: str, phone: str = "") -> tuple[Person, str]:
    """A new person and the first password, which is shown once and stored nowhere in clear."""
    if Person.objects.filter(account__iexact=account).exists():
        raise OrganError(_("账号“%(account)s”已经有人使用") % {"account": account}, _("请换一个账号"))
    password = first_password()
    person = Person(account=account, full_name=full_name, phone=phone, password=hashed(password))
    person.save()
    record(key="person.account_opened", actor=by, target=f"person:{account}", full_name=full_name)
    return person, password


@transaction.atomic
def renew_password(*, by: Actor | None, person: Person) -> str:
    """For whoever forgot theirs; every session that is open with the old one ends."""
    required(by, may_keep_account, person)
    password = first_password()
    person.password = hashed(password)
    person.must_change_password = True
    person.save(update_fields=["password", "must_change_password"])
    record(key="person.password_renewed", actor=by, target=f"person:{person.account}")
    return password


@transaction.atomic
def switch_account(*, by: Actor | None, person: Person, active: bool) -> None:
    """An account that is off cannot sign in, and whatever it has open ends with the next page."""
    required(by, may_keep_account, person)
    person.is_active = active
    person.save(update_fields=["is_active"])
    record(key="person.account_switched", actor=by, target=f"person:{person.account}", active=active)


@transaction.atomic
def end_two_steps(*, by: Actor | None, person: Person) -> None:
    """For whoever lost both the telephone and the spare codes: the password alone, until they switch it on again."""
    required(by, may_keep_account, person)
    Authenticator.objects.filter(user=person).delete()
    record(key="person.two_steps_ended", actor=by, target=f"person:{person.account}")


@transaction.atomic
def end_session(*, by: Person, session: UserSession) -> None:
    """One of one's own devices signs out."""
    if session.user_id != by.pk:
        raise OrganError(_("这不是您登录的设备"), _("只能让自己的设备退出"))
    session.end()
    record(key="person.session_ended", actor=by)
