"""What was made, for whom, by whom; the file itself is kept for a day, its row for good."""

from __future__ import annotations

import json

from django.db import models

from gongkai_web.dossiers.kinds import Purpose, State
from gongkai_web.organs.models import Person
from gongkai_web.requests.models import Request
from gongkai_web.vault.fields import SealedTextField


class Dossier(models.Model):
    """One making of a request's dossier. `chosen` are the keys of the documents in it, in no order; `proves` what each is
    evidence of, by its key, as JSON. `token` names the files on the disk; they are gone once `erased_at` is set.

    `beat_at` is when the program that makes it was last heard of; `attempts` how often it began.
    """

    request = models.ForeignKey(Request, models.PROTECT, related_name="dossiers")
    purpose = models.CharField(max_length=16, choices=Purpose.choices)
    to = models.CharField(max_length=100, blank=True)
    chosen = models.JSONField(default=list)
    proves = SealedTextField(default="{}")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    token = models.CharField(max_length=40, unique=True)
    parts = models.PositiveIntegerField(default=0)
    parts_done = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    beat_at = models.DateTimeField(null=True, blank=True)
    pages = models.PositiveIntegerField(default=0)
    size = models.BigIntegerField(default=0)
    sm3 = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        indexes = (
            models.Index(fields=["state", "id"], name="dossier_waiting"),
            models.Index(fields=["expires_at"], condition=models.Q(erased_at=None), name="dossier_kept"),
        )

    def __str__(self) -> str:
        return f"{self.request_id} {self.purpose} {self.state}"

    @property
    def reasons(self) -> dict[str, str]:
        return dict(json.loads(self.proves))
