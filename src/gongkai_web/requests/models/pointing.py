"""What a reply under 第三十六条第（一）项 points to: published items of the organ."""

from __future__ import annotations

from django.db import models

from gongkai_web.organs.models import Person
from gongkai_web.publishing.models import Item
from gongkai_web.requests.models.cases import Request


class Pointer(models.Model):
    """`line` is what the letter says of the item; whether the item is still there the gate says each time."""

    request = models.ForeignKey(Request, models.CASCADE, related_name="pointers")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    line = models.CharField(max_length=600)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["request", "item"], name="pointed_once"),)

    def __str__(self) -> str:
        return f"{self.request_id} {self.item_id}"
