"""A township with two units, and the shortest ways to a letter in any state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.test import Client

from gongkai_web.mailbox import handling, replying
from gongkai_web.mailbox.kinds import Kind
from gongkai_web.mailbox.models import Letter
from gongkai_web.mailbox.receiving import Receipt, Written, send_in
from gongkai_web.organs.models import Organ, Person, Unit
from gongkai_web.organs.roles import Role
from gongkai_web.workflow.models import Round, Verdict
from gongkai_web.workflow.services import decide
from tests.platform.kept import kept
from tests.platform.publishing.office import NOW, Office, person, township

NAME, PHONE, TEXT = "欧阳小禾", "13912345678", "东河村三组路口的路灯坏了半个月，晚上孩子放学看不见路。"


@dataclass
class Desk:
    office: Office
    roads: Unit
    farms: Unit
    roads_clerk: Person

    @property
    def organ(self) -> Organ:
        return self.office.organ

    @property
    def clerk(self) -> Person:
        return self.office.clerk


@kept
def desk(code: str = "T1", name: str = "青山县白云乡人民政府") -> Desk:
    office = township(code, name)
    roads, farms = (Unit.objects.create(organ=office.organ, name=name) for name in ("村镇建设办", "农业站"))
    return Desk(office, roads, farms, person(f"{code}.roads", "陆修远", Role.CONTRIBUTOR, office.organ, unit=roads))


def written(**other: Any) -> Written:
    given = {"kind": Kind.HELP, "title": "路灯坏了", "text": TEXT, "name": NAME, "phone": PHONE, "consents": True}
    return Written(**(given | other))


def sent(at: Desk, now: datetime = NOW, **other: Any) -> Receipt:
    return send_in(organ=at.organ, written=written(**other), now=now)


def in_hand(at: Desk, now: datetime = NOW, **other: Any) -> Letter:
    letter = sent(at, now, **other).letter
    return handling.accept(by=at.clerk, letter=letter, lock=letter.lock, unit=at.roads, note="请核实", now=now)


def in_review(at: Desk, now: datetime = NOW, text: str = "已于11月19日修好，感谢您的反映。", **other: Any) -> Letter:
    letter = in_hand(at, now, **other)
    replying.save(by=at.roads_clerk, letter=letter, lock=letter.lock, text=text, now=now)
    letter.refresh_from_db()
    replying.submit(by=at.roads_clerk, letter=letter, lock=letter.lock, now=now)
    letter.refresh_from_db()
    return letter


def say(
    who: Person, letter: Letter, verdict: Verdict = Verdict.APPROVE, opinion: str = "", now: datetime = NOW
) -> None:
    running = Round.objects.get(subject_kind="mailbox_letter", subject_id=letter.pk, state="running")
    decide(by=who, round_id=running.pk, digest=running.digest, verdict=verdict, opinion=opinion, now=now)
    letter.refresh_from_db()


def answered(at: Desk, now: datetime = NOW, sent_at: datetime | None = None, **other: Any) -> Letter:
    letter = in_review(at, now, **other)
    say(at.office.head, letter, now=now)
    return replying.send(by=at.clerk, letter=letter, lock=letter.lock, way="", now=sent_at or now)


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client
