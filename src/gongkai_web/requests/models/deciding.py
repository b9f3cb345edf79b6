"""What a decision rests on: the five questions, opinions asked for, help of units, the head's consent, fees."""

from __future__ import annotations

from django.db import models

from gongkai_web.organs.models import Person, Unit
from gongkai_web.requests.kinds import ConsultedKind, Opinion
from gongkai_web.requests.models.acts import Act
from gongkai_web.requests.models.cases import Request
from gongkai_web.vault.fields import SealedTextField


class Decision(models.Model):
    """How far somebody has come with the five questions. `answers` by question, `evidence` by what it is; `reply` is what
    a person has chosen, "" as long as nobody has. `grounds`: exemptions (14a … 16c) of a partial refusal."""

    request = models.OneToOneField(Request, models.CASCADE, related_name="decision")
    answers = models.JSONField(default=dict, blank=True)
    reply = models.CharField(max_length=12, blank=True)
    grounds = models.JSONField(default=list, blank=True)
    evidence = models.JSONField(default=dict, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.request_id} {self.reply}"


class Consultation(models.Model):
    """An opinion asked for in writing (第三十二条、第三十三条第三款、第三十四条). `label` is the party of its acts."""

    request = models.ForeignKey(Request, models.CASCADE, related_name="consultations")
    kind = models.CharField(max_length=12, choices=ConsultedKind.choices)
    label = models.CharField(max_length=100)
    name = SealedTextField()
    contact = SealedTextField(default="", blank=True)
    asked = models.ForeignKey(Act, models.PROTECT, related_name="+")
    answered = models.ForeignKey(Act, models.PROTECT, null=True, blank=True, related_name="+")
    opinion = models.CharField(max_length=8, choices=Opinion.choices, blank=True)
    reasons = models.TextField(blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["request", "label"], name="consulted_by_label"),)

    def __str__(self) -> str:
        return f"{self.request_id} {self.label}"


class CoHandling(models.Model):
    """协办: a unit of the organ is asked for its part, with a last day of the organ's own, before the law's."""

    request = models.ForeignKey(Request, models.CASCADE, related_name="co_handlings")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    what = models.CharField(max_length=500)
    asked_on = models.DateField()
    due = models.DateField()
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=["due"], condition=models.Q(answered_on=None), name="co_handling_open"),)

    def __str__(self) -> str:
        return f"{self.request_id} {self.unit}"


class Consent(models.Model):
    """延长答复期限 needs the consent of the head of the disclosure office (第三十三条第二款)."""

    request = models.ForeignKey(Request, models.CASCADE, related_name="consents")
    days = models.PositiveIntegerField()
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    agreed = models.BooleanField(null=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    words = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.request_id} {self.days}"


class Fee(models.Model):
    """信息处理费 of one request: by items of the applicant's calendar month, or by its own pages. Whole yuan."""

    request = models.OneToOneField(Request, models.CASCADE, related_name="fee")
    method = models.CharField(max_length=8, choices=(("items", "按件计收"), ("pages", "按量计收")))
    quantity = models.PositiveIntegerField()
    already = models.PositiveIntegerField(default=0)
    amount = models.PositiveIntegerField()
    notice = models.ForeignKey(Act, models.PROTECT, related_name="+")
    payment = models.ForeignKey(Act, models.PROTECT, null=True, blank=True, related_name="+")
    receipt_number = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return f"{self.request_id} {self.amount}"
