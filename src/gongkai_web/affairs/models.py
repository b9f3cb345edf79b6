"""An affair groups what is said of one matter from decision to result, and shows what has not been said."""

from __future__ import annotations

from django.db import models
from django.db.models import F

from gongkai_web.affairs.stages import Kind, Stage
from gongkai_web.organs.models import Organ, Person, Unit
from gongkai_web.publishing.models import Item


class Affair(models.Model):
    """A project, a policy, a distribution of money. `shown_at`: somebody who releases has put its name before the public."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="affairs")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.PROJECT)
    begun_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    shown_at = models.DateTimeField(null=True, blank=True)
    shown_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    lock = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-begun_on", "-pk")
        indexes = (models.Index(F("organ"), F("begun_on").desc(), F("id").desc(), name="affair_newest"),)

    def __str__(self) -> str:
        return self.name


class Placement(models.Model):
    """An item stands in a stage of an affair. It may stand in several, of several affairs."""

    affair = models.ForeignKey(Affair, models.CASCADE, related_name="placements")
    item = models.ForeignKey(Item, models.CASCADE, related_name="affair_placements")
    stage = models.CharField(max_length=10, choices=Stage.choices)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["affair", "item", "stage"], name="placed_in_affair_once"),)

    def __str__(self) -> str:
        return f"{self.affair_id} {self.stage} {self.item_id}"


class Expectation(models.Model):
    """What is to be public of a stage by a day. Met when its item is public; `waived` says why it is not wanted any more."""

    affair = models.ForeignKey(Affair, models.CASCADE, related_name="expectations")
    stage = models.CharField(max_length=10, choices=Stage.choices)
    what = models.CharField(max_length=100)
    due = models.DateField()
    item = models.ForeignKey(Item, models.SET_NULL, null=True, blank=True, related_name="affair_expectations")
    waived = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("due", "pk")
        indexes = (models.Index(fields=["due"], condition=models.Q(waived=""), name="expected_by"),)

    def __str__(self) -> str:
        return f"{self.what} {self.due}"


class LeftOut(models.Model):
    """A stage that this affair does not have, and why: it is not counted as undisclosed."""

    affair = models.ForeignKey(Affair, models.CASCADE, related_name="left_out")
    stage = models.CharField(max_length=10, choices=Stage.choices)
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["affair", "stage"], name="left_out_once"),)

    def __str__(self) -> str:
        return f"{self.affair_id} {self.stage}"
