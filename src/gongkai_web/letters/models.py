"""Letters on their way out; an organ's own templates and habits; what was reviewed and what became of it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from gongkai.letters import Block, Letter, Part, letter
from gongkai.statute import OrganKind
from gongkai_web.files.models import StoredFile
from gongkai_web.letters.kinds import DatedBy, State, Way
from gongkai_web.organs.models import Organ, Person, Unit
from gongkai_web.publishing.models import SecrecyReview
from gongkai_web.vault.fields import SealedTextField


class Habits(models.Model):
    """What every letter of an organ has: the pattern of its number, whom one may turn to, whom one may ask.

    `previous` is what was set before the last change. `untold`: outcomes whose replies tell no remedies here.
    """

    organ = models.OneToOneField(Organ, models.CASCADE, related_name="letter_habits")
    number_pattern = models.CharField(max_length=100, default="{mark}公{kind}〔{year}〕{number}号")
    mark = models.CharField(max_length=20, blank=True)
    organ_kind = models.CharField(max_length=24, choices=[(one.value, one.label) for one in OrganKind], blank=True)
    reviewer = models.CharField(max_length=100, blank=True)
    court = models.CharField(max_length=100, blank=True)
    website = models.URLField(max_length=300, blank=True)
    contact = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    fee_ways = models.TextField(blank=True)
    dated_by = models.CharField(max_length=8, choices=DatedBy.choices, default=DatedBy.SIGNING)
    untold = models.JSONField(default=list, blank=True)
    previous = models.JSONField(null=True, blank=True)

    def __str__(self) -> str:
        return f"habits of {self.organ_id}"


class Template(models.Model):
    """One version of an organ's own template; the newest holds. Without a file the default holds again.

    `preview` is the filled example as PDF, made by the program beside the web server; `failure` says why there is none.
    """

    organ = models.ForeignKey(Organ, models.CASCADE, related_name="letter_templates")
    code = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="letter_templates")
    preview = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    failure = models.CharField(max_length=200, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    again_at = models.DateTimeField(null=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=["organ", "code", "number"], name="template_number_once"),)

    def __str__(self) -> str:
        return f"{self.code} {self.number}"


class OutgoingLetter(models.Model):
    """One letter. `subject_*` is what it is about, of whichever part drafted it, `about` its name in lists (a number, no
    person). `values` are the fields as they were typed, sealed; from submission on `docx` is what goes out, and `digest`
    stands for all that is decided on; `printed` is its text for the page, sealed, `told` its remedies. `pdf` is made
    afterwards, beside the web server; `failure` says why not.

    `stamped`: the day of the last signature is written in at that moment, `dated` until then is the day of submission.
    `tries`, `again_at`: of a PDF that could not be made, how often, and when it is tried again.

    `erased_at`: what it said is gone, after the retention period.

    `approved_on` and `dispatched_on` are days; `lock` counts the changes. Its number is given once and never again.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="letters")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    code = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=20, blank=True)
    subject_id = models.BigIntegerField(null=True)
    about = models.CharField(max_length=80, blank=True)
    number = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    lock = models.PositiveIntegerField(default=0)
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    writers = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now)

    values = SealedTextField(default="{}")
    reply = models.CharField(max_length=20, blank=True)
    grounds = models.JSONField(null=True)
    electronic = models.BooleanField(default=False)
    dated = models.DateField()
    stamped = models.BooleanField(default=False)

    template = models.ForeignKey(Template, models.PROTECT, null=True, related_name="+")
    docx = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    pdf = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    failure = models.CharField(max_length=200, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    again_at = models.DateTimeField(null=True)
    printed = SealedTextField(default="", blank=True)
    told = models.JSONField(default=list)
    digest = models.CharField(max_length=64, blank=True)
    approved_on = models.DateField(null=True)
    dispatched_on = models.DateField(null=True)
    void_reason = models.CharField(max_length=300, blank=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=["organ", "number"], condition=~Q(number=""), name="letter_number_once"),
        )
        indexes = (
            models.Index(fields=["organ", "state", "-id"], name="letter_of_organ"),
            models.Index(fields=["subject_kind", "subject_id"], name="letter_of_subject"),
        )

    def __str__(self) -> str:
        return f"{self.kind.name}{f'（{self.number}）' if self.number else ''}"

    @property
    def kind(self) -> Letter:
        return letter(self.code)

    @property
    def given(self) -> dict[str, Any]:
        """The fields as they were typed."""
        return dict(json.loads(self.values))

    @property
    def blocks(self) -> list[Block]:
        """Its text as it was printed, by parts."""
        kept = json.loads(self.printed) if self.printed else []
        return [Block(Part(one["part"]), one["text"], tuple(map(tuple, one["rows"]))) for one in kept]

    @property
    def hands_out(self) -> bool:
        """Whether information leaves with it: then it is reviewed for secrecy first (《条例》第十七条)."""
        return self.kind.hands_out or self.enclosures.exists()


class Enclosure(models.Model):
    """A file that goes out with the letter."""

    letter = models.ForeignKey(OutgoingLetter, models.CASCADE, related_name="enclosures")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="enclosed_in")
    name = models.CharField(max_length=200)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return self.name


class HandoutReview(models.Model):
    """保密审查 of what a letter hands out, on one exact digest: the same questions as before publication."""

    letter = models.ForeignKey(OutgoingLetter, models.PROTECT, related_name="reviews")
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answers = models.JSONField(default=dict)
    conclusion = models.CharField(max_length=12, choices=SecrecyReview.Conclusion.choices)
    masked = models.TextField(blank=True)
    referred_to = models.CharField(max_length=100, blank=True)
    opinion = models.TextField(blank=True)

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.letter_id}: {self.get_conclusion_display()}"


class Dispatch(models.Model):
    """One sending of a letter. A letter the post brought back is sent again; the first day decides the period.

    `note` (who took it, why it came back) is sealed: it names people.
    """

    letter = models.ForeignKey(OutgoingLetter, models.PROTECT, related_name="dispatches")
    way = models.CharField(max_length=10, choices=Way.choices)
    on = models.DateField()
    tracking = models.CharField(max_length=60, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    served_on = models.DateField(null=True)
    bounced_on = models.DateField(null=True)
    note = SealedTextField(blank=True, default="")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.letter_id} {self.way} {self.on}"

    @property
    def ended_on(self) -> date | None:
        return self.served_on or self.bounced_on


class Reading(models.Model):
    """A file of a letter that its addressee took over the internet: when first, when last, how often. The first reading of
    the letter itself is the evidence that it was served. No file: it was erased with the letter."""

    dispatch = models.ForeignKey(Dispatch, models.PROTECT, related_name="readings")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("first_at", "pk")
        constraints = (models.UniqueConstraint(fields=["dispatch", "file"], name="letter_reading_once"),)

    def __str__(self) -> str:
        return f"{self.dispatch_id} {self.file_id} {self.times}"
