"""What was done, by whom, for which organ, to what: one entry each, numbered without gaps."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One act. Never changed, never deleted: the database refuses it (`guard`), and the chain would show it (`chain`).

    Everything is a snapshot as text, so that an entry says the same when the person has left and the organ has merged.
    `data` is canonical JSON; personal data of citizens does not belong in it.
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    key = models.CharField(max_length=60, db_index=True)
    actor = models.CharField(max_length=150, blank=True)
    actor_name = models.CharField(max_length=100, blank=True)
    organ = models.CharField(max_length=40, blank=True, db_index=True)
    target = models.CharField(max_length=100, blank=True, db_index=True)
    data = models.TextField(default="{}")
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.number} {self.key}"


class Head(models.Model):
    """Where the chain ends; one row. Whoever appends holds it until the act is committed."""

    number = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"{self.number}:{self.digest}"
