"""Where an organ's column is exported to, each run, what the host has, and what it is to remove."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai_web.organs.models import Organ, Person
from gongkai_web.publishing.models import Item


class Site(models.Model):
    """One export of one organ into one folder. `wanted_at`: somebody, or the day, has asked for a run."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="exports")
    folder = models.CharField(max_length=500)
    theme = models.CharField(max_length=500, blank=True)
    address = models.CharField(max_length=200, blank=True)
    automatic = models.BooleanField(default=False)
    wanted_at = models.DateTimeField(null=True, blank=True)
    wanted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    wanted_all = models.BooleanField(default=False)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["organ", "folder"], name="exported_once"),)

    def __str__(self) -> str:
        return f"{self.organ} → {self.folder}"


class Run(models.Model):
    """One export: when, how much, how it ended."""

    class State(models.TextChoices):
        RUNNING = "running", "正在导出"
        DONE = "done", "已完成"
        FAILED = "failed", "没有完成"

    site = models.ForeignKey(Site, models.CASCADE, related_name="runs")
    state = models.CharField(max_length=8, choices=State.choices, default=State.RUNNING)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    everything = models.BooleanField(default=False)
    items = models.PositiveIntegerField(default=0)
    files = models.PositiveIntegerField(default=0)
    written = models.PositiveIntegerField(default=0)
    removed = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("-started_at", "-pk")

    def __str__(self) -> str:
        return f"{self.site_id} {self.started_at} {self.state}"


class Copy(models.Model):
    """An item of which the host has, or may have, a copy: its page and its files, as they were exported last. `ended`: its
    names were withheld by then."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="copies")
    item = models.ForeignKey(Item, models.CASCADE, related_name="+")
    paths = models.JSONField(default=list)
    ended = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["site", "item"], name="copied_once"),)

    def __str__(self) -> str:
        return f"{self.site_id} {self.item_id}"


class Removal(models.Model):
    """A path whose former content the host is to remove. It stays listed; of an item, until somebody has recorded that the
    host confirmed, it is a task. `replaced`: the page is there still, and says something else."""

    class Why(models.TextChoices):
        RECALLED = "recalled", "信息已撤回"
        ENDED = "ended", "公示期已满"
        REPLACED = "replaced", "附件已更换"
        MOVED = "moved", "页面已不用"

    site = models.ForeignKey(Site, models.CASCADE, related_name="removals")
    item = models.ForeignKey(Item, models.CASCADE, null=True, blank=True, related_name="+")
    path = models.CharField(max_length=300)
    replaced = models.BooleanField(default=False)
    why = models.CharField(max_length=8, choices=Why.choices)
    since = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_for = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ("path",)
        constraints = (models.UniqueConstraint(fields=["site", "path"], name="removed_once"),)
        indexes = (
            models.Index(
                fields=["site", "item"], condition=Q(item__isnull=False, confirmed_at__isnull=True), name="removal_open"
            ),
        )

    def __str__(self) -> str:
        return self.path
