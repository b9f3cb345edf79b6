"""gongkai-web begin and new-password: what nobody could do from a page, for nobody is signed in yet."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from gongkai_web.organs.errors import OrganError
from gongkai_web.organs.models import Kind, Level, Organ, Person
from gongkai_web.organs.roles import Role
from gongkai_web.organs.services import appoint, found, open_account, renew_password

ADMINS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR)
LEVELS = {"province": Level.PROVINCE, "city": Level.CITY, "county": Level.COUNTY, "township": Level.TOWNSHIP}
_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{1,39}")
_WHO = re.compile(r"([A-Za-z0-9._-]{3,60})[:：](.{1,40})")


def begin(name: str, code: str, level: str, admins: Mapping[Role, str]) -> int:
    """The first organ and its three administrators, written `account:name`; their first passwords are said once."""
    try:
        made = _begun(name, code, level, admins)
    except OrganError as error:
        return _fail(str(error))
    _say(f"{name}已设立，三员的首次密码（只显示这一次，请当面交给本人）：")
    for role, person, password in made:
        _say(f"  {role.label}　{person.full_name}　{person.account}　{password}")
    _say("接下来：安全管理员登录，在“人员”里任命；系统管理员登录，在“设置”里添加站所、设立下级机关。")
    return 0


@transaction.atomic
def _begun(name: str, code: str, level: str, admins: Mapping[Role, str]) -> list[tuple[Role, Person, str]]:
    if Organ.objects.exists():
        raise OrganError("已经有机构了", "其他机构请系统管理员在“设置—下级机关”里设立")
    if not _CODE.fullmatch(code):
        raise OrganError(f"代码“{code}”不行", "用 2 到 40 个大写字母、数字或 -")
    today = timezone.localdate()
    organ = found(by=None, code=code, name=name, kind=Kind.GOVERNMENT, level=LEVELS[level], since=today)
    made = []
    for role in ADMINS:
        account, full_name = _who(admins[role])
        person, password = open_account(by=None, account=account, full_name=full_name)
        appoint(by=None, person=person, role=role, organ=organ, since=today)
        made.append((role, person, password))
    return made


def _who(given: str) -> tuple[str, str]:
    match = _WHO.fullmatch(given)
    if match is None:
        raise OrganError(f"“{given}”看不懂", "写成 账号:姓名，例如 wangfang:王芳")
    return match[1], match[2]


def new_password(account: str) -> int:
    """For the security administrator who forgot theirs, given by whoever may sign in to the server."""
    person = Person.objects.filter(account__iexact=account).first()
    if person is None:
        return _fail(f"没有账号“{account}”")
    _say(f"{person.full_name}（{person.account}）的首次密码，只显示这一次：{renew_password(by=None, person=person)}")
    return 0


def _say(text: str) -> None:
    print(text)  # noqa: T201


def _fail(text: str) -> int:
    print(f"gongkai-web: {text}", file=sys.stderr)  # noqa: T201
    return 2
