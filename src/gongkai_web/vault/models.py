"""The report of what was erased: how many of what, never whose."""

from __future__ import annotations

from django.db import models


class Erasure(models.Model):
    """One run of one schedule for one organ ("" where it is no organ's). `what` and `keeps` as they read on that day."""

    code = models.CharField(max_length=40)
    what = models.CharField(max_length=100)
    keeps = models.CharField(max_length=100)
    organ = models.CharField(max_length=40, blank=True, db_index=True)
    count = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.code} {self.count}"
