"""Chains of approval, their versions, and the rounds that run through them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from gongkai_web.organs.models import Organ, Person, Unit
from gongkai_web.workflow.stages import Stage, from_json


class Purpose(models.TextChoices):
    """What a chain is for; more kinds of subjects come with their own apps."""

    PUBLISHING = "publishing", "信息发布"
    MAILBOX = "mailbox", "信箱答复"
    LETTERS = "letters", "依申请公开文书"


class Chain(models.Model):
    """A way of approving. Without an organ it is an example that comes with the platform: usable by all, changed by none.

    `code` names it within its organ, for settings of other apps; `preferred` is the organ's usual one of its purpose.
    `stages` is a list of `stages.Stage` as JSON. `version` counts the changes: whoever saves names the one they read.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, null=True, blank=True, related_name="chains")
    code = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=40)
    note = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=20, choices=Purpose.choices, default=Purpose.PUBLISHING)
    stages = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    preferred = models.BooleanField(default=False)
    retired = models.BooleanField(default=False)

    class Meta:
        ordering = ("-preferred", "pk")
        constraints = (
            models.UniqueConstraint(fields=["code"], condition=Q(organ__isnull=True), name="chain_shipped_once"),
            models.UniqueConstraint(fields=["organ", "code"], name="chain_code_once"),
            models.UniqueConstraint(fields=["organ", "name"], condition=Q(retired=False), name="chain_named_once"),
            models.UniqueConstraint(
                fields=["organ", "purpose"], condition=Q(preferred=True), name="one_preferred_chain"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def parts(self) -> tuple[Stage, ...]:
        return from_json(self.stages)


class ChainVersion(models.Model):
    """How a chain stood after a change, so that every change can be undone. Never changed, never deleted."""

    chain = models.ForeignKey(Chain, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=40)
    stages = models.JSONField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=["chain", "number"], name="chain_version_once"),)

    def __str__(self) -> str:
        return f"{self.chain} {self.number}"

    @property
    def parts(self) -> tuple[Stage, ...]:
        return from_json(self.stages)


class State(models.TextChoices):
    RUNNING = "running", "审核中"
    APPROVED = "approved", "已通过"
    RETURNED = "returned", "已退回"
    REJECTED = "rejected", "不予通过"
    WITHDRAWN = "withdrawn", "已撤回"
    SUPERSEDED = "superseded", "内容已改，重新审核"


class Round(models.Model):
    """One subject on its way through the stages of a chain as they stood when it was submitted.

    `digest` is the SM3 of exactly what is decided on. `writers` are the ids of all who wrote it, the drafter among
    them. `passed` names the stages that have got their approvals, with the time.
    """

    subject_kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    chain = models.ForeignKey(Chain, models.PROTECT, related_name="rounds")
    chain_name = models.CharField(max_length=40)
    stages = models.JSONField()
    digest = models.CharField(max_length=64)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="rounds")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="rounds")
    drafter = models.ForeignKey(Person, models.PROTECT, related_name="rounds_drafted")
    submitted_by = models.ForeignKey(Person, models.PROTECT, related_name="rounds_submitted")
    writers = models.JSONField(default=list)
    passed = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.RUNNING)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        indexes = (
            models.Index(fields=["organ", "state"], name="round_by_organ"),
            models.Index(fields=["subject_kind", "subject_id"], name="round_by_subject"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id"], condition=Q(state="running"), name="one_round_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.subject_kind}:{self.subject_id} {self.state}"

    @property
    def parts(self) -> tuple[Stage, ...]:
        return from_json(self.stages)

    @property
    def target(self) -> str:
        """What the round is about, as the log names it."""
        return f"{self.subject_kind}:{self.subject_id}"


class Verdict(models.TextChoices):
    APPROVE = "approve", "同意"
    RETURN = "return", "退回修改"
    REJECT = "reject", "不予通过"


class Decision(models.Model):
    """What somebody decided in a stage, on exactly `digest`. Never changed, never deleted.

    `seats` are the posts the person held or stood in for at that moment; `instead_of` the holder's name where they
    stood in; `relaxed` that a separation of duties which the organ does without made it possible.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="decisions")
    stage = models.CharField(max_length=20)
    by = models.ForeignKey(Person, models.PROTECT, related_name="decisions")
    role = models.CharField(max_length=20)
    instead_of = models.CharField(max_length=40, blank=True)
    seats = models.JSONField(default=list)
    relaxed = models.BooleanField(default=False)
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    opinion = models.TextField(blank=True)
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["round", "stage", "by"], name="decided_once"),)

    def __str__(self) -> str:
        return f"{self.round_id} {self.stage} {self.verdict}"

    @property
    def stood_in(self) -> bool:
        """两人办公: they decided with a post the stage does not ask for. Read from the round as it was submitted, so that it
        stays true whoever is appointed later."""
        return all(self.role not in one.roles for one in self.round.parts if one.key == self.stage)


class Reminder(models.Model):
    """Somebody asked for haste; at most once a day in a round."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="reminders")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    day = models.DateField()

    class Meta:
        ordering = ("-pk",)
        constraints = (models.UniqueConstraint(fields=["round", "day"], name="reminded_once_a_day"),)

    def __str__(self) -> str:
        return f"{self.round_id} {self.day}"
