"""One original and what is done to it: the boxes as versions that are only appended, the burning, the result."""

from __future__ import annotations

from django.db import models

from gongkai_web.files.models import StoredFile
from gongkai_web.organs.models import Person
from gongkai_web.requests.models import Paper, Request
from gongkai_web.vault.fields import SealedTextField


class State(models.TextChoices):
    PREPARING = "preparing", "正在准备页面"
    DRAWING = "drawing", "正在画框"
    BURNING = "burning", "正在生成"
    BURNT = "burnt", "已生成，待确认"
    ACCEPTED = "accepted", "已存入案卷"
    FAILED = "failed", "打不开"
    DROPPED = "dropped", "不用了"


class Redaction(models.Model):
    """`original` is sealed and leaves through no gate; `pages` is what is shown of it page by page (of a Word document as it
    prints, else the original itself). `version` counts the changes of the boxes; whoever changes says which one they saw.

    `guesses` are places of personal data the proofing suspects, by number, without the words; `dismissed` those a person
    said no to. `claim`, `beat_at`, `attempts`: whose work it is now. `elsewhere`: words below a box that stand open
    in another place, with the page.
    """

    request = models.ForeignKey(Request, models.PROTECT, related_name="redactions")
    original = models.ForeignKey(StoredFile, models.PROTECT, related_name="redactions")
    pages = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    page_count = models.PositiveIntegerField(default=0)
    has_text = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARING)
    version = models.PositiveIntegerField(default=0)
    guesses = models.JSONField(default=list, blank=True)
    dismissed = models.JSONField(default=list, blank=True)

    claim = models.CharField(max_length=32, blank=True)
    beat_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=300, blank=True)

    result = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    result_of = models.PositiveIntegerField(null=True)
    proven_by = models.JSONField(default=list, blank=True)
    elsewhere = SealedTextField(default="", blank=True)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        indexes = (
            models.Index(
                fields=["state"], condition=models.Q(state__in=("preparing", "burning")), name="redaction_waiting"
            ),
        )

    def __str__(self) -> str:
        return f"{self.request_id} redaction {self.pk}"


class BoxVersion(models.Model):
    """All boxes after one change: `id` (never given twice), `page`, four edges in shares of the page, `reason`, and `guess`
    where it comes from one. `said` is the change in words, without any of the document's."""

    redaction = models.ForeignKey(Redaction, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    boxes = models.JSONField(default=list, blank=True)
    said = models.CharField(max_length=100)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["redaction", "number"], name="box_version_once"),)

    def __str__(self) -> str:
        return f"{self.redaction_id} boxes {self.number}"
