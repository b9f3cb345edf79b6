"""The tables of disputes: who went against what, and the acts in it, which are only appended."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from gongkai.statute import DISPUTE_ENDINGS, DisputeKind
from gongkai_web.disputes.kinds import ENDINGS, KINDS, TRACKS, Against, Proof, Role, State
from gongkai_web.files.models import StoredFile
from gongkai_web.organs.models import Organ, Person
from gongkai_web.requests.models import Act as RequestAct
from gongkai_web.requests.models import Request
from gongkai_web.vault import masks
from gongkai_web.vault.fields import SealedTextField


class Dispute(models.Model):
    """One reconsideration or suit. `request` is the 件 it is about, None where it is about none in the platform; `track` the
    procedure at first. `received_on`: the copy reached us, None as long as none has.

    What stands under `state` is derived from the acts by `deriving`, and set nowhere else. `version` grows with every act;
    who acts says which one they saw. `filer` is sealed, "" where it is the applicant of the request.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="disputes")
    number = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=20, choices=KINDS)
    after_reconsideration = models.BooleanField(default=False)
    earlier = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="suits")
    request = models.ForeignKey(Request, models.PROTECT, null=True, blank=True, related_name="disputes")
    against = models.CharField(max_length=12, choices=Against.choices)
    role = models.CharField(max_length=12, choices=Role.choices, default=Role.RESPONDENT)
    body = models.CharField(max_length=100)
    file_number = models.CharField(max_length=100, blank=True)
    filer = SealedTextField(default="", blank=True)
    filer_is_person = models.BooleanField(default=True)
    contact = SealedTextField(default="", blank=True)
    filed_on = models.DateField()
    received_on = models.DateField(null=True, blank=True)
    track = models.CharField(max_length=12, choices=TRACKS)
    about = models.CharField(max_length=300)
    note = models.CharField(max_length=500, blank=True)

    state = models.CharField(max_length=12, choices=State.choices, default=State.ANSWERING)
    is_open = models.BooleanField(default=True)
    ending = models.CharField(max_length=24, choices=ENDINGS, blank=True)
    result = models.CharField(max_length=12, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    ordered_on = models.DateField(null=True, blank=True)

    struck_reason = models.CharField(max_length=200, blank=True)
    archive_number = models.CharField(max_length=60, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-filed_on", "-pk")
        indexes = (
            models.Index(fields=["organ", "is_open"], name="dispute_board"),
            models.Index(fields=["organ", "filed_on"], name="dispute_register"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.about}"

    @property
    def law(self) -> DisputeKind:
        return DisputeKind(self.kind)

    @property
    def is_suit(self) -> bool:
        return self.kind == DisputeKind.LITIGATION

    @property
    def kind_label(self) -> str:
        if not self.is_suit:
            return "行政复议"
        return "行政诉讼（复议后起诉）" if self.after_reconsideration else "行政诉讼（未经复议）"

    @property
    def is_counted(self) -> bool:
        """In our own table four: not where we stand beside the organ whose act it is, nor what was recorded by mistake."""
        return self.role != Role.REVIEWER and self.state != State.STRUCK

    @property
    def ending_name(self) -> str:
        return DISPUTE_ENDINGS[self.ending].name if self.ending else ""

    @property
    def open_filer(self) -> str:
        """For who has stated a reason: the name in the open, where it is still kept."""
        if self.filer or self.erased_at:
            return self.filer or "（已清除）"
        applicant = self.request.applicant if self.request else None
        return applicant.name if applicant and not applicant.erased_at else self.masked_filer

    @property
    def masked_filer(self) -> str:
        if self.erased_at:
            return "（已清除）"
        if not self.filer:
            return self.request.applicant.masked_name if self.request else "（没有写明）"
        return masks.name(self.filer) if self.filer_is_person else self.filer


class Act(models.Model):
    """A step that was taken on `on`. `until`: a day it names (of a hearing, a period); `request_act`: what it brought about
    in the request. `data` is what the step's form asked besides; no personal data. `version` is the one the act made."""

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="acts")
    step = models.CharField(max_length=20)
    on = models.DateField()
    until = models.DateField(null=True, blank=True)
    track = models.CharField(max_length=12, choices=TRACKS, blank=True)
    ending = models.CharField(max_length=24, choices=ENDINGS, blank=True)
    days = models.PositiveIntegerField(null=True, blank=True)
    document_number = models.CharField(max_length=100, blank=True)
    note = models.CharField(max_length=500, blank=True)
    data = models.JSONField(default=dict, blank=True)
    request_act = models.ForeignKey(RequestAct, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.dispute_id} {self.step} {self.on}"


class Voiding(models.Model):
    """An act that does not hold: it was recorded by mistake or on a wrong day. `instead` is what holds in its place."""

    act = models.OneToOneField(Act, models.PROTECT, related_name="voiding")
    instead = models.ForeignKey(Act, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.act_id}: {self.reason}"


class Paper(models.Model):
    """A file that belongs to a dispute, perhaps to one act in it. All are sealed: they name people."""

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="papers")
    act = models.ForeignKey(Act, models.PROTECT, null=True, blank=True, related_name="papers")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="dispute_papers")
    kind = models.CharField(max_length=12, choices=Proof.choices)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.dispute_id} {self.get_kind_display()}"
