"""How an organ keeps its mailbox: which types it takes, in how many working days, with which words."""

from __future__ import annotations

from django.db import models

from gongkai_web.mailbox.kinds import Kind
from gongkai_web.organs.models import Organ, Person


class Practice(models.Model):
    """`note` stands above the form; `petition_where` says where petitions are received; `publishes` is whether the form asks
    for consent to publication."""

    organ = models.OneToOneField(Organ, models.CASCADE, related_name="mailbox_practice")
    is_open = models.BooleanField(default=True)
    publishes = models.BooleanField(default=True)
    note = models.CharField(max_length=400, blank=True)
    petition_where = models.CharField(max_length=300, blank=True)
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.organ} 信箱"


class Period(models.Model):
    """Of one type: whether it is offered, and in how many working days it is taken up, answered, extended by at most."""

    organ = models.ForeignKey(Organ, models.CASCADE, related_name="mailbox_periods")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    offered = models.BooleanField(default=True)
    accept_days = models.PositiveSmallIntegerField()
    reply_days = models.PositiveSmallIntegerField()
    extra_days = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["organ", "kind"], name="mailbox_period_once"),)

    def __str__(self) -> str:
        return f"{self.organ} {self.kind}"


class Attempt(models.Model):
    """A letter sent or a code guessed, from somewhere (a keyed digest of the address); forgotten after a day."""

    what = models.CharField(max_length=12)
    source = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["what", "source", "at"], name="mailbox_attempts_of"),)

    def __str__(self) -> str:
        return f"{self.what} {self.at}"
