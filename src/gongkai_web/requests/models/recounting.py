"""When holidays are arranged anew, open requests are counted anew; what changed is told to whom it concerns."""

from __future__ import annotations

from django.db import models

from gongkai_web.organs.models import Person
from gongkai_web.requests.models.cases import Request


class Recount(models.Model):
    """One counting of all open requests. `calendar` is the digest of the calendar they were counted with."""

    calendar = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField()
    requests = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.changed}/{self.requests}"


class RecountLine(models.Model):
    """A request whose reply falls due on another day, or is no longer provisional. `seen_at`: its people know."""

    recount = models.ForeignKey(Recount, models.CASCADE, related_name="lines")
    request = models.ForeignKey(Request, models.CASCADE, related_name="recounts")
    before = models.DateField(null=True)
    after = models.DateField(null=True)
    was_provisional = models.BooleanField()
    is_provisional = models.BooleanField()
    seen_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.request_id} {self.before} {self.after}"
