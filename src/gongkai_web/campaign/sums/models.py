"""What several organs count and the government counts once."""

from __future__ import annotations

from django.db import models

from gongkai_web.organs.models import Person


class JointMatter(models.Model):
    """A document or a case of several organs of one campaign, each of which has it in its report. `cells` are the cells of
    the form it stands in, in all of them `count` times. Undone by `undone_at`, never deleted."""

    campaign = models.ForeignKey("campaign.Campaign", models.PROTECT, related_name="joint_matters")
    filings = models.ManyToManyField("campaign.Filing", related_name="joint_matters")
    cells = models.JSONField()
    count = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.reason
