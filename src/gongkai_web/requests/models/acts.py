"""What was done to a request: appended, never changed; a wrong one is voided by a row of its own."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.db import models

from gongkai.procedure import Event, EventType, Role
from gongkai_web.organs.models import Person
from gongkai_web.requests.models.cases import Request


class Act(models.Model):
    """A step that was taken on `on`. `event` is what it means to the clocks, "" where it means nothing to them.

    `party` is a label ("第三方1"); whose it is stands in the consultation, sealed. `data` is what the step's form asked
    besides; no personal data. `version` is the request's version that the act made. `of`: the notice whose receipt by its
    addressee this records; `days` are then the working days it gives, counted from `received`.
    """

    request = models.ForeignKey(Request, models.PROTECT, related_name="acts")
    step = models.CharField(max_length=40)
    event = models.CharField(max_length=30, blank=True)
    on = models.DateField()
    received = models.DateField(null=True, blank=True)
    party = models.CharField(max_length=100, blank=True)
    role = models.CharField(max_length=10, blank=True)
    days = models.PositiveIntegerField(null=True, blank=True)
    approved_by = models.CharField(max_length=100, blank=True)
    until = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    reply = models.CharField(max_length=12, blank=True)
    letter_number = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=500, blank=True)
    data = models.JSONField(default=dict, blank=True)
    of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="receipts")
    version = models.PositiveIntegerField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.request_id} {self.step} {self.on}"

    def to_event(self) -> Event | None:
        """Raises HistoryError for fields its kind does not know."""
        return ActRow(*(getattr(self, name) for name in ActRow._fields)).to_event()


class ActRow(NamedTuple):
    """What the clocks need of an act, read for many requests at once without an object of each."""

    pk: int
    of_id: int | None
    event: str
    on: date
    received: date | None
    party: str
    role: str
    days: int | None
    approved_by: str
    until: date | None
    reason: str
    reply: str

    def to_event(self) -> Event | None:
        """Raises HistoryError for fields its kind does not know."""
        if not self.event:
            return None
        return Event(
            EventType(self.event),
            self.on,
            received=self.received,
            party=self.party or None,
            role=Role(self.role) if self.role else None,
            days=self.days,
            approved_by=self.approved_by or None,
            until=self.until,
            reason=self.reason or None,
            reply=self.reply or None,
        )


class Voiding(models.Model):
    """An act that does not hold: it was recorded by mistake or on a wrong day. `instead` is what holds in its place."""

    act = models.OneToOneField(Act, models.PROTECT, related_name="voiding")
    instead = models.ForeignKey(Act, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.act_id}: {self.reason}"


class Clock(models.Model):
    """A period of a request, derived from its acts; for lists and registers. `due` is empty where it cannot be said."""

    request = models.ForeignKey(Request, models.CASCADE, related_name="clocks")
    kind = models.CharField(max_length=20)
    party = models.CharField(max_length=100, blank=True)
    start = models.DateField()
    due = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=["due"], condition=models.Q(ended_on=None), name="clock_running"),)

    def __str__(self) -> str:
        return f"{self.request_id} {self.kind} {self.due}"
