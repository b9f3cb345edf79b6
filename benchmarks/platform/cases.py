"""An office with many open requests, straight into the tables, each with acts that can have happened: what the benchmark of
requests reads. Nobody in them exists."""

from __future__ import annotations

import random
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from gongkai_web.organs.models import Kind, Level, Organ, OrganName, Person, Post
from gongkai_web.organs.roles import Role
from gongkai_web.requests.models import Act, Applicant, Request

CODE = "BENCH-R"
BATCH = 1000
_DAY = timedelta(days=1)


def fill(cases: int, today: date, seed: int = 1) -> Person:
    """The clerk of the office; their clocks are not counted yet."""
    organ = Organ.objects.create(code=CODE, kind=Kind.GOVERNMENT, level=Level.TOWNSHIP)
    OrganName.objects.create(organ=organ, full="清源县第一乡人民政府", since=date(2016, 1, 1))
    clerk = Person.objects.create(account="bench.clerk", full_name="周敏", must_change_password=False)
    Post.objects.create(person=clerk, organ=organ, role=Role.CLERK, since=date(2016, 1, 1))
    chance = random.Random(seed)
    for begin in range(0, cases, BATCH):
        with transaction.atomic():
            _batch(range(begin, min(begin + BATCH, cases)), organ, clerk, today, chance)
    return clerk


def _batch(numbers: range, organ: Organ, clerk: Person, today: date, chance: random.Random) -> None:
    people = Applicant.objects.bulk_create(_applicant(organ, number) for number in numbers)
    made = Request.objects.bulk_create(
        _request(organ, clerk, who, number, today - chance.randrange(1, 40) * _DAY)
        for who, number in zip(people, numbers, strict=True)
    )
    Act.objects.bulk_create(act for one in made for act in _acts(one, today, chance))


def _applicant(organ: Organ, number: int) -> Applicant:
    return Applicant(organ=organ, category="natural_person", name=f"某{number}", phone=f"0000-{number:07}")


def _request(organ: Organ, clerk: Person, who: Applicant, number: int, arrived: date) -> Request:
    return Request(
        organ=organ,
        number=f"{CODE}-{arrived.year}-{number:05}",
        channel="counter",
        arrived_on=arrived,
        received_on=arrived,
        applicant=who,
        subject=f"{arrived.year}年第{number}号补贴发放明细",
        form="paper",
        way="post",
        handler=clerk if number % 3 == 0 else None,
        by=clerk,
    )


def _acts(request: Request, today: date, chance: random.Random) -> list[Act]:
    """A third have nothing but their receipt; others were corrected, are with a third party, were extended."""

    def act(step: str, after: int, event: str = "", **more: object) -> Act:
        on = min(request.arrived_on + after * _DAY, today)
        return Act(request=request, step=step, event=event, on=on, version=1, at=timezone.now(), **more)

    acts, kind = [act("register", 0)], chance.randrange(6)
    if kind in (0, 1):
        acts += [act("request_correction", 1, "correction_requested"), act("receive_correction", 3, "corrected")]
    if kind in (1, 2):
        acts.append(act("consult_third_party", 4, "third_party_consulted", party="第三方1"))
    if kind == 3:
        acts.append(act("extend", 2, "extended", days=20, approved_by="钱主任"))
    return acts
