"""An invented county with five townships, so that a newcomer can sign in and look around. Never in production."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, transaction

from gongkai_web.organs.models import Kind, Level, Organ, Person, Relaxation, Unit
from gongkai_web.organs.passwords import first_password
from gongkai_web.organs.roles import Role
from gongkai_web.organs.services import appoint, found, open_account, relax

SINCE = date(2026, 1, 1)
COUNTY = ("DEMO", "清源县人民政府")
TOWNSHIPS = (
    ("DEMO-1", "清源县青石乡人民政府", ("农业站", "民政所", "财政所")),
    ("DEMO-2", "清源县柳河镇人民政府", ("党政办", "村镇建设办")),
    ("DEMO-3", "清源县白塔乡人民政府", ("党政办",)),
    ("DEMO-4", "清源县双林乡人民政府", ("综合办",)),
    ("DEMO-5", "清源县东营镇人民政府", ("外宣办", "便民服务中心")),
)
ADMINS = (
    ("system", "赵明", Role.SYSTEM_ADMIN),
    ("security", "钱慧", Role.SECURITY_ADMIN),
    ("auditor", "孙立", Role.AUDITOR),
)
_OFFICE = "县政务公开办"


@transaction.atomic
def load_office() -> list[tuple[Person, str]]:
    """Make the county and its people, once; the people with their first passwords, or nobody where there is an organ."""
    if Organ.objects.exists():
        return []
    code, name = COUNTY
    county = found(by=None, code=code, name=name, kind=Kind.GOVERNMENT, level=Level.COUNTY, since=SINCE)
    made = [_person(account, who, role, county) for account, who, role in ADMINS]
    made.append(_person("county", "李静", Role.SUPERVISOR, county, _OFFICE))
    for number, township in enumerate(TOWNSHIPS, 1):
        made += _township(number, *township, county)
    return made


def _township(number: int, code: str, name: str, units: tuple[str, ...], county: Organ) -> list[tuple[Person, str]]:
    organ = found(by=None, code=code, name=name, kind=Kind.GOVERNMENT, level=Level.TOWNSHIP, since=SINCE, parent=county)
    for order, unit in enumerate(units):
        Unit.objects.create(organ=organ, name=unit, order=order)
    clerk, password = _person(f"clerk{number}", "周敏", Role.CLERK, organ, "党政办工作人员")
    relax(by=clerk, organ=organ, what=Relaxation.What.ADMINS_ABOVE, reason="演示：三员由县里担任", since=SINCE)
    return [(clerk, password), _person(f"head{number}", "吴强", Role.HEAD, organ)]


def _person(account: str, name: str, role: Role, organ: Organ, title: str = "") -> tuple[Person, str]:
    person, password = open_account(by=None, account=f"demo-{account}", full_name=name)
    # Whoever looks around is not held up by a form: the password is random already.
    person.is_demonstration, person.must_change_password = True, False
    person.save(update_fields=["is_demonstration", "must_change_password"])
    appoint(by=None, person=person, role=role, organ=organ, since=SINCE, title=title)
    return person, password


@transaction.atomic
def renew_passwords() -> list[tuple[Person, str]]:
    """New passwords for every demonstration account, for whoever did not note the first ones."""
    renewed = []
    for person in Person.objects.filter(is_demonstration=True).order_by("pk"):
        password = first_password()
        person.set_password(password)
        person.must_change_password = False
        person.save(update_fields=["password", "must_change_password"])
        renewed.append((person, password))
    return renewed


def refuse_demonstration() -> None:
    """Raises ImproperlyConfigured where somebody could sign in with an account made for looking around."""
    demonstration = Person.objects.filter(is_demonstration=True, is_active=True)
    try:
        found = demonstration.exists()
    except DatabaseError:
        return  # No tables yet, so no accounts.
    if found:
        raise ImproperlyConfigured("数据库里有演示账号，不能用于正式部署。请换一个空的数据库，或停用全部演示账号")
