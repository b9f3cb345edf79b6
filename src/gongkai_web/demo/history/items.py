"""What the other organs publish, by a chain of their own that they drew up: in two years and this one."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from gongkai_web.demo.history.item_texts import TEXTS, YEARLY
from gongkai_web.demo.history.offices import Office, offices
from gongkai_web.demo.publishing import PREFIX, Township, publish
from gongkai_web.demo.texts import Text
from gongkai_web.demo.ways import WAYS, Way
from gongkai_web.organs.models import Person
from gongkai_web.organs.roles import Role
from gongkai_web.publishing.models import Item
from gongkai_web.publishing.practice import practice_of
from gongkai_web.publishing.setting import SET, set_practice
from gongkai_web.workflow.chains import copy_chain, save_chain
from gongkai_web.workflow.models import Chain
from gongkai_web.workflow.stages import Stage

_STAGES = (
    Stage("secrecy", 1, "保密审查", (Role.SECRECY_REVIEWER,), working_days=1, secrecy=True),
    Stage("head", 2, "主要负责人批准", (Role.HEAD,), working_days=2),
)


def load_past_items(now: datetime) -> int:
    own = {way.code for way in WAYS}
    for office in offices(now):
        if office.code not in own and office.head and office.reviewer:
            _load(office, now)
    return Item.objects.count()


@transaction.atomic
def _load(office: Office, now: datetime) -> None:
    township = _arranged(office, now)
    for number, text in enumerate(sorted(_texts(office), key=lambda text: -text.age), 1):
        publish(township, text, township.way.drafters[0], number)


def _arranged(office: Office, now: datetime) -> Township:
    """Set up two years ago by the head of the office."""
    assert office.head and office.reviewer  # noqa: S101 - asked for by the caller
    begun = office.at(date(office.years[0], 1, 4))
    shipped = Chain.objects.get(organ=None, code="two_step")
    chain = copy_chain(by=office.head, organ=office.organ, source=shipped, now=begun)
    named = {"name": "保密审查、负责人批准", "stages": _STAGES}
    save_chain(by=office.head, chain=chain, version=chain.version, now=begun, **named)
    mark = office.organ.name.removeprefix("清源县")[:2]
    usual = practice_of(office.organ)
    kept = {name: getattr(usual, name) for name in SET}
    own = {"index_organ_code": office.code.replace("-", "0"), "document_codes": f"{mark}发"}
    set_practice(by=office.head, organ=office.organ, **kept | own)
    return township_of(office, now)


def township_of(office: Office, now: datetime) -> Township:
    """By its own way where it has one, else by the chain drawn up here."""
    chain = Chain.objects.get(organ=office.organ, code="own-1")
    clerk = office.keeper.account.removeprefix(PREFIX)
    practice: dict[str, object] = {"document_codes": practice_of(office.organ).document_codes}
    way = Way(office.code, short_of(office), chain.name, _STAGES, clerk, ((clerk, ""),), clerk, practice)
    way = next((one for one in WAYS if one.code == office.code), way)
    people = {one.account: one for one in Person.objects.filter(posts__organ=office.organ).distinct()}
    return Township(way, office.organ, people, chain, now)


def short_of(office: Office) -> str:
    return office.organ.name.removeprefix("清源县").removesuffix("人民政府")


def _texts(office: Office) -> list[Text]:
    found = []
    for year in (*office.years, office.today.year):
        chance = office.chance(f"items {year}")
        told = [*YEARLY, chance.choice(TEXTS)] if year != office.years[0] else [YEARLY[0]]
        for one in told:
            on = date(year, one.month, chance.randint(3, 26)) + timedelta(days=7)
            if on < office.today - timedelta(days=10):
                found.append(_dated(one.text, year, (office.today - on).days))
    return found


def _dated(text: Text, year: int, age: int) -> Text:
    given = {name: getattr(text, name) for name in text.__dataclass_fields__}
    for name in ("title", "body", "summary", "keywords"):
        given[name] = given[name].replace("{year}", str(year)).replace("{before}", str(year - 1))
    return Text(**given | {"age": age})
