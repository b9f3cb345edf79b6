"""移送: a request that went on to the organ that is competent, and what it is there."""

from __future__ import annotations

from django.db import models

from gongkai_web.organs.models import Organ, Person
from gongkai_web.requests.models.cases import Request


class Handover(models.Model):
    """Once for a request: `arrived` is the 件 it became with `to`, whose own receipt begins its clocks."""

    request = models.OneToOneField(Request, models.PROTECT, related_name="handover")
    to = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    arrived = models.OneToOneField(Request, models.PROTECT, related_name="handed_from")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.request_id} {self.arrived_id}"
