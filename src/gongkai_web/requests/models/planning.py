"""A step whose letter is being written: it is taken on the day the letter goes out."""

from __future__ import annotations

from django.db import models

from gongkai_web.letters.models import OutgoingLetter
from gongkai_web.organs.models import Person
from gongkai_web.requests.models.acts import Act
from gongkai_web.requests.models.cases import Request
from gongkai_web.vault.fields import SealedTextField


class Planned(models.Model):
    """`given` is what the step's form gave, as JSON, sealed: it may name a third party. `taken` is the act it became."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="planned")
    step = models.CharField(max_length=40)
    given = SealedTextField(default="{}")
    letter = models.OneToOneField(OutgoingLetter, models.PROTECT, related_name="planned_step")
    taken = models.ForeignKey(Act, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.request_id} {self.step} {self.letter_id}"
