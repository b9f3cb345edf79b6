"""What became of a request besides its reply: information that is published after all, and the yearly review of refusals."""

from __future__ import annotations

from django.db import models

from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.models import Item
from gongkai_web.requests.models.cases import Request
from gongkai_web.vault.fields import SealedTextField


class ToPublish(models.Model):
    """A draft that was begun from a request: several asked for the same (第四十四条), or a refusal no longer holds (第十八条)."""

    class Why(models.TextChoices):
        SEVERAL = "several", "多个申请人申请相同信息（第四十四条第一款）"
        SUGGESTED = "suggested", "申请人建议（第四十四条第二款）"
        REVIEWED = "reviewed", "评估审查认为可以公开（第十八条）"

    request = models.ForeignKey(Request, models.PROTECT, related_name="published_as")
    item = models.OneToOneField(Item, models.CASCADE, related_name="from_request")
    why = models.CharField(max_length=10, choices=Why.choices)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.request_id} {self.item_id}"


class Suggestion(models.Model):
    """What an applicant was given should be known to everybody, they say: examined once, with the result told to them. `text`
    is sealed, for people write about themselves; `reason` is what they are told."""

    class Result(models.TextChoices):
        TAKEN_UP = "taken_up", "属于主动公开的范围，正在准备公开"
        DECLINED = "declined", "不属于主动公开的范围"

    request = models.OneToOneField(Request, models.PROTECT, related_name="suggestion")
    text = SealedTextField()
    at = models.DateTimeField()
    result = models.CharField(max_length=8, choices=Result.choices, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.request_id} {self.result}"


class RefusalReview(models.Model):
    """One refused request looked at again in a year: it stays refused, for this reason, or is now to be published."""

    class Result(models.TextChoices):
        STAYS = "stays", "继续不公开"
        PUBLISH = "publish", "情势变化，可以公开"

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="refusal_reviews")
    request = models.ForeignKey(Request, models.PROTECT, related_name="refusal_reviews")
    year = models.PositiveSmallIntegerField()
    result = models.CharField(max_length=8, choices=Result.choices)
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["request", "year"], name="refusal_reviewed_once_a_year"),)

    def __str__(self) -> str:
        return f"{self.request_id} {self.year} {self.result}"
