"""A letter, the steps of its story, its replies, who was asked to help, and what of it was published."""

from __future__ import annotations

from django.db import models

from gongkai_web.files.models import StoredFile
from gongkai_web.frame.telling import MarkOfLog, NoticeOfProgress
from gongkai_web.mailbox.kinds import OPEN, Act, Channel, Declined, Kind, Rating, State
from gongkai_web.organs.models import Organ, Person, Unit
from gongkai_web.vault.fields import SealedTextField


class Letter(models.Model):
    """What somebody wrote, sealed, and where it stands.

    `received_on` is day 0 of every period; `accept_days`, `reply_days` and `extra_days` are the periods as they were when it
    came (or was given another type), `accept_due` and `due` what follows from them, `provisional` where a year's holidays
    are not known for certain. `closed_on` is the day it was answered, diverted, declined or converted. `tells`: the writer
    wants to be told of progress, in this `language`.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="mailbox_letters")
    number = models.CharField(max_length=60, unique=True)
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    outer_number = models.CharField(max_length=60, blank=True)
    title = SealedTextField()
    text = SealedTextField()
    name = SealedTextField(blank=True)
    phone = SealedTextField(blank=True)
    email = SealedTextField(blank=True)
    address = SealedTextField(blank=True)
    writer_digest = models.CharField(max_length=64, blank=True, db_index=True)
    code_digest = models.CharField(max_length=64)
    consents = models.BooleanField(default=False)
    received_at = models.DateTimeField()
    received_on = models.DateField()
    registered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVED)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="mailbox_letters")
    accept_days = models.PositiveSmallIntegerField()
    reply_days = models.PositiveSmallIntegerField()
    extra_days = models.PositiveSmallIntegerField(default=0)
    accept_due = models.DateField(null=True)
    due = models.DateField(null=True)
    provisional = models.BooleanField(default=False)
    accepted_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    declined = models.CharField(max_length=10, choices=Declined.choices, blank=True)
    told = SealedTextField(blank=True)
    consent_asked_at = models.DateTimeField(null=True)
    consented_at = models.DateTimeField(null=True)
    converted_to = models.CharField(max_length=60, blank=True)
    rating = models.PositiveSmallIntegerField(choices=Rating.choices, null=True)
    remark = SealedTextField(blank=True)
    rated_at = models.DateTimeField(null=True)
    tells = models.BooleanField(default=False)
    language = models.CharField(max_length=10, default="zh-hans")
    lock = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-received_at", "-pk")
        indexes = (
            models.Index(fields=["organ", "state", "due"], name="mailbox_by_clock"),
            models.Index(fields=["organ", "received_on"], name="mailbox_received"),
            models.Index(fields=["organ", "closed_on"], name="mailbox_closed"),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def told_state(self) -> str:
        """As the writer reads it: how a reply is reviewed is the office's own matter."""
        inside = self.state in (State.IN_REVIEW, State.APPROVED)
        return str(State.IN_HAND.label if inside else self.get_state_display())


class Attachment(models.Model):
    """A file that came with the letter."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="attachments")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="mailbox_attachments")
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.letter_id} {self.file_id}"


class Mark(MarkOfLog):
    """How far the log has been looked through for what writers are told; one row."""


class Notice(NoticeOfProgress):
    """What the writer of a letter is told."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="notices")

    class Meta(NoticeOfProgress.Meta):
        indexes = (models.Index(fields=["state"], name="mailbox_notices_waiting"),)

    def __str__(self) -> str:
        return f"{self.letter_id} {self.key} {self.way}"


class Step(models.Model):
    """One thing that happened to a letter. Never changed. `by` None is the writer or the platform."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="steps")
    act = models.CharField(max_length=14, choices=Act.choices)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    text = SealedTextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.letter_id} {self.act}"


class Reply(models.Model):
    """The answer being written, reviewed and sent. One is open at a time; `digest` is the text that was submitted."""

    class State(models.TextChoices):
        DRAFT = "draft", "起草中"
        IN_REVIEW = "in_review", "审核中"
        RETURNED = "returned", "退回修改"
        APPROVED = "approved", "审核通过，待发出"
        SENT = "sent", "已发出"

    letter = models.OneToOneField(Letter, models.CASCADE, related_name="reply")
    text = SealedTextField()
    digest = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    saved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    way = models.CharField(max_length=100, blank=True)
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.letter_id} {self.state}"


class Help(models.Model):
    """协办: another unit is asked for its opinion, until a day before the letter's own."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="helps")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    question = SealedTextField()
    due = models.DateField()
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = SealedTextField(blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.letter_id} {self.unit_id}"


class Publication(models.Model):
    """What the public reads of a letter and its reply: written anew without names, never the letter itself.

    `answers` says of each finding of the proof (by its fingerprint) why it does not stand in the way.
    """

    letter = models.OneToOneField(Letter, models.CASCADE, related_name="publication")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="mailbox_publications")
    title = models.CharField(max_length=100)
    text = models.TextField()
    reply = models.TextField()
    answers = models.JSONField(default=dict)
    saved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    taken_down_at = models.DateTimeField(null=True)
    taken_down_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-published_at", "-pk")
        indexes = (models.Index(fields=["organ", "published_at"], name="mailbox_published"),)

    def __str__(self) -> str:
        return self.title

    @property
    def is_public(self) -> bool:
        return self.published_at is not None and self.taken_down_at is None
