"""更正: somebody wants a record about themselves put right (《条例》第四十一条).

A table of its own, and no kind of request: a request is a 件 of table three, with the clocks and outcomes of chapter four;
of a correction the article sets neither a period nor an outcome of that table, and one that slipped into a count of requests
would be a wrong number. It shares with requests the applicant, the code, the letters and those who handle it.
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from gongkai_web.files.models import StoredFile
from gongkai_web.organs.models import Organ, Person, Unit
from gongkai_web.requests.kinds import CHANNELS
from gongkai_web.requests.models.cases import Applicant
from gongkai_web.vault.fields import SealedTextField


class Correction(models.Model):
    """`record`: which record of the organ; `wrong` what is wrong in it, `right` what it should say, `evidence` what shows it.
    All of it is about the person, so all of it is sealed. `due` follows from `days`, the organ's own period as it was when
    the demand came; `answer` is what the decision says: what was corrected, or why not, `other` the organ that may correct.
    """

    class State(models.TextChoices):
        IN_HAND = "in_hand", "办理中"
        DECIDED = "decided", "已决定，待答复"
        ANSWERED = "answered", "已答复"
        WITHDRAWN = "withdrawn", "已撤回"

    class Outcome(models.TextChoices):
        CORRECTED = "corrected", "审核属实，予以更正"
        PASSED_ON = "passed_on", "转送有权更正的机关"
        DIRECTED = "directed", "告知向有权更正的机关提出"
        REFUSED = "refused", "不予更正"

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="corrections")
    number = models.CharField(max_length=60, unique=True)
    channel = models.CharField(max_length=20, choices=CHANNELS)
    arrived_on = models.DateField()
    applicant = models.ForeignKey(Applicant, models.PROTECT, related_name="corrections")
    record = SealedTextField()
    wrong = SealedTextField()
    right = SealedTextField()
    evidence = SealedTextField(default="", blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.IN_HAND)
    days = models.PositiveSmallIntegerField()
    due = models.DateField(null=True)
    provisional = models.BooleanField(default=False)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    answer = SealedTextField(default="", blank=True)
    other = models.CharField(max_length=100, blank=True)
    decided_on = models.DateField(null=True)
    letter_number = models.CharField(max_length=80, blank=True)
    ended_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=["organ", "ended_on", "due"], name="corrections_by_clock"),)

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.IN_HAND, self.State.DECIDED)


class CorrectionStep(models.Model):
    """One thing that happened, never changed. `by` None is the person who wants the correction."""

    correction = models.ForeignKey(Correction, models.CASCADE, related_name="steps")
    act = models.CharField(max_length=16)
    on = models.DateField()
    text = SealedTextField(default="", blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("on", "pk")

    def __str__(self) -> str:
        return f"{self.correction_id} {self.act}"


class CorrectionPaper(models.Model):
    """What shows that the record is wrong; or who asks."""

    class Kind(models.TextChoices):
        EVIDENCE = "evidence", "证据"
        IDENTITY = "identity", "身份证明"
        OTHER = "other", "其他材料"

    correction = models.ForeignKey(Correction, models.PROTECT, related_name="papers")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="correction_papers")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.correction_id} {self.kind}"


class CorrectionPractice(models.Model):
    """In how many working days the organ answers; the article leaves it open."""

    organ = models.OneToOneField(Organ, models.CASCADE, related_name="correction_practice")
    days = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"{self.organ_id} {self.days}"
