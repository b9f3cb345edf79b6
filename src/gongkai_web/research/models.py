"""How much one place downloads."""

from __future__ import annotations

from django.db import models


class Attempt(models.Model):
    """A download; `source` is a keyed digest of where it was asked from. Forgotten after a day."""

    what = models.CharField(max_length=12)
    source = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["what", "source", "at"], name="research_attempts_of"),)

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d}"
