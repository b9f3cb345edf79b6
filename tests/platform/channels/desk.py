"""A township with two channels, and the shortest way to a record."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.test import Client

from gongkai_web.channels.arranging import set_up
from gongkai_web.channels.entries import Entry
from gongkai_web.channels.kinds import Kind
from gongkai_web.channels.models import Channel, Record
from gongkai_web.channels.services import add
from gongkai_web.organs.models import Person
from tests.platform.publishing.office import NOW, Office

DAY = date(2026, 11, 20)


def channel(office: Office, kind: Kind = Kind.NOTICE_BOARD, name: str = "乡政府公示栏", **other: Any) -> Channel:
    return set_up(by=office.clerk, organ=office.organ, kind=kind, name=name, now=NOW, **other)


def entry(where: Channel, title: str = "2026年低保对象公示", on: date = DAY, **other: Any) -> Entry:
    return Entry(channel=where, title=title, on=on, **other)


def recorded(office: Office, where: Channel, title: str = "2026年低保对象公示", on: date = DAY, **other: Any) -> Record:
    return add(by=office.clerk, organ=office.organ, entry=entry(where, title, on, **other), now=NOW)


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client
