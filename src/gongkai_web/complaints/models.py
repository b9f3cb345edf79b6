"""What a letter of complaint has besides the letter."""

from __future__ import annotations

from django.db import models

from gongkai_web.complaints.kinds import CLOSED, Finding, Matter, Measure, State
from gongkai_web.mailbox.models import Letter
from gongkai_web.organs.models import Organ, Person
from gongkai_web.vault.fields import SealedTextField


class Complaint(models.Model):
    """`about` is the organ complained of. It reads `question` (written by the office, without the complainant), never the
    letter, and answers with `statement`; where something is to be mended (`demand`), it reports what it did (`mended`).
    """

    letter = models.OneToOneField(Letter, models.PROTECT, related_name="complaint")
    about = models.ForeignKey(Organ, models.PROTECT, related_name="complained_of")
    matter = models.CharField(max_length=16, choices=Matter.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVED)
    question = SealedTextField(default="", blank=True)
    asked_on = models.DateField(null=True)
    statement_due = models.DateField(null=True)
    statement = SealedTextField(default="", blank=True)
    stated_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    stated_at = models.DateTimeField(null=True)
    finding = models.CharField(max_length=8, choices=Finding.choices, blank=True)
    reasons = SealedTextField(default="", blank=True)
    found_on = models.DateField(null=True)
    measure = models.CharField(max_length=12, choices=Measure.choices, blank=True)
    measure_number = models.CharField(max_length=60, blank=True)
    demand = SealedTextField(default="", blank=True)
    mend_due = models.DateField(null=True)
    mended = SealedTextField(default="", blank=True)
    mended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    mended_at = models.DateTimeField(null=True)
    confirmed_on = models.DateField(null=True)
    lock = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-pk",)
        indexes = (models.Index(fields=["about", "state"], name="complaints_about"),)

    def __str__(self) -> str:
        return str(self.letter)

    @property
    def is_closed(self) -> bool:
        return self.state in CLOSED


class Event(models.Model):
    """One thing that happened to it, never changed. `by` None is the complainant."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="events")
    act = models.CharField(max_length=12)
    text = SealedTextField(default="", blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.act}"
