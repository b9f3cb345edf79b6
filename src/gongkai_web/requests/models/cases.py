"""An applicant, their request, and the papers that belong to it."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils import timezone

from gongkai.procedure.receipt import Channel, ReceiptRule, receipt_rule
from gongkai.procedure.steps import State
from gongkai_web.files.models import StoredFile
from gongkai_web.organs.models import Organ, Person, Unit
from gongkai_web.requests.kinds import (
    CATEGORIES,
    CHANNELS,
    NATURAL_PERSON,
    Confirmation,
    Form,
    Help,
    IdentityKind,
    Proof,
    Way,
)
from gongkai_web.vault import masks
from gongkai_web.vault.fields import SealedTextField

STATES = tuple((state.value, state.label) for state in State)


class Applicant(models.Model):
    """Who applied, as they said it in one letter; the requests split from that letter share it.

    Personal data is sealed. The keys are blind indexes, by which the same applicant is found in another letter; "" matches
    nobody. `identity_reason`: why a number that looks wrong stands as it is. `erased_at`: the personal data is gone, the request
    stays.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    category = models.CharField(max_length=20, choices=CATEGORIES)
    name = SealedTextField()
    identity_kind = models.CharField(max_length=20, choices=IdentityKind.choices, blank=True)
    identity_number = SealedTextField(default="", blank=True)
    identity_reason = SealedTextField(default="", blank=True)
    representative = SealedTextField(default="", blank=True)
    contact = SealedTextField(default="", blank=True)
    phone = SealedTextField(default="", blank=True)
    email = SealedTextField(default="", blank=True)
    address = SealedTextField(default="", blank=True)
    postcode = SealedTextField(default="", blank=True)
    agent_name = SealedTextField(default="", blank=True)
    agent_identity = SealedTextField(default="", blank=True)
    agent_phone = SealedTextField(default="", blank=True)
    name_key = models.CharField(max_length=64, blank=True, db_index=True)
    identity_key = models.CharField(max_length=64, blank=True, db_index=True)
    phone_key = models.CharField(max_length=64, blank=True, db_index=True)
    email_key = models.CharField(max_length=64, blank=True, db_index=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.masked_name

    @property
    def is_person(self) -> bool:
        return self.category == NATURAL_PERSON

    @property
    def masked_name(self) -> str:
        """An organisation's name is no secret; a person's is shown by the family name."""
        if self.erased_at:
            return "（已清除）"
        return masks.name(self.name) if self.is_person else self.name


class Request(models.Model):
    """One 件. What stands under `state` is derived from the acts by `recomputing`, and set nowhere else.

    `received_on` is 收到申请之日, empty until it is known (第三十一条). `version` grows with every act; who acts says which one
    they saw. `split_from`: the first request of the letter it came in; `repeat_of`: a person has found it to be the same.
    `next_on` is the nearest day something must happen by, of whatever clock (`next_what`), and the first thing of the board.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="requests")
    number = models.CharField(max_length=60, unique=True)
    channel = models.CharField(max_length=20, choices=CHANNELS)
    arrived_on = models.DateField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    mail_number = models.CharField(max_length=60, blank=True)
    received_on = models.DateField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_how = models.CharField(max_length=12, choices=Confirmation.choices, blank=True)
    confirmed_note = models.CharField(max_length=200, blank=True)
    applicant = models.ForeignKey(Applicant, models.PROTECT, related_name="requests")
    subject = models.CharField(max_length=200)
    document_number = models.CharField(max_length=100, blank=True)
    description = models.TextField(blank=True)
    form = models.CharField(max_length=8, choices=Form.choices, blank=True)
    way = models.CharField(max_length=8, choices=Way.choices, blank=True)
    help = models.CharField(max_length=8, choices=Help.choices, blank=True, default="")
    note = models.CharField(max_length=500, blank=True)
    split_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="split")
    repeat_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="repeats")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="requests")
    handler = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="requests")

    state = models.CharField(max_length=16, choices=STATES, default=State.SUBMITTED.value)
    state_since = models.DateField(null=True, blank=True)
    is_open = models.BooleanField(default=True)
    due = models.DateField(null=True, blank=True)
    provisional = models.BooleanField(default=False)
    assumed = models.BooleanField(default=False)
    next_on = models.DateField(null=True, blank=True)
    next_what = models.CharField(max_length=20, blank=True)
    reply = models.CharField(max_length=12, blank=True)
    outcome = models.CharField(max_length=30, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    archive_number = models.CharField(max_length=60, blank=True)
    imported = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (
            models.Index(fields=["organ", "is_open", "next_on"], name="request_board"),
            models.Index(fields=["organ", "arrived_on"], name="request_register"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.subject}"

    @property
    def rule(self) -> ReceiptRule:
        """How the day of receipt is found for the way it came."""
        return receipt_rule(Channel(self.channel))

    def is_overdue(self, day: date) -> bool:
        return bool(self.is_open and self.due and self.due < day)


class Paper(models.Model):
    """A file that belongs to a request; what it is decides who may read it."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="papers")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="request_papers")
    kind = models.CharField(max_length=12, choices=Proof.choices)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.request_id} {self.get_kind_display()}"
