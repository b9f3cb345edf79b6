"""Organs and their names over time, their units, and what an organ has relaxed."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils import timezone


class Level(models.TextChoices):
    PROVINCE = "province", "省级"
    CITY = "city", "市级"
    COUNTY = "county", "县级"
    TOWNSHIP = "township", "乡级"


class Kind(models.TextChoices):
    GOVERNMENT = "government", "人民政府"
    OFFICE = "office", "政府办公厅（室）"
    DEPARTMENT = "department", "政府部门"
    VERTICAL = "vertical", "垂直管理部门"
    OUTPOST = "outpost", "派出机关"


class Organ(models.Model):
    """An organ that discloses in its own name. Its code never changes; its names and its place in the tree may.

    `parent` is the government it belongs to; `region_office`, of a government, the office that watches over disclosure in
    its region; `supervisor` the office that watches over this organ where that is not its region's (垂直管理 systems,
    条例第三条). An organ that was merged keeps its pages, under the name of that time.
    """

    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    level = models.CharField(max_length=8, choices=Level.choices)
    region = models.CharField(max_length=12, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    supervisor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="supervised")
    region_office = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="regions")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    ended_on = models.DateField(null=True, blank=True)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("order", "code")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.name_on(timezone.localdate())

    def name_on(self, day: date) -> str:
        """The full name that the organ bore on this day; its first one for days before."""
        names = sorted(self.names.all(), key=lambda name: name.since)
        borne = [name.full for name in names if name.since <= day]
        return borne[-1] if borne else names[0].full if names else self.code


class OrganName(models.Model):
    """A name, from a day on until the next one begins."""

    organ = models.ForeignKey(Organ, models.CASCADE, related_name="names")
    full = models.CharField(max_length=100)
    short = models.CharField(max_length=40, blank=True)
    since = models.DateField()

    class Meta:
        ordering = ("since",)
        constraints = (models.UniqueConstraint(fields=["organ", "since"], name="one_name_a_day"),)

    def __str__(self) -> str:
        return self.full


class Unit(models.Model):
    """站所、科室: proposes, and never discloses in its own name."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="units")
    name = models.CharField(max_length=60)
    order = models.PositiveIntegerField(default=0)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("order", "pk")
        constraints = (models.UniqueConstraint(fields=["organ", "name"], name="unit_named_once"),)

    def __str__(self) -> str:
        return self.name


class Relaxation(models.Model):
    """A separation of duties that a small office does without, seen in its settings and in the log."""

    class What(models.TextChoices):
        TWO_PEOPLE = "two_people", "两人办公：经办人可以兼站所负责人，负责人可以兼保密审查"
        ADMINS_ABOVE = "admins_above", "三员由上级机关的人员担任"

    organ = models.ForeignKey(Organ, models.CASCADE, related_name="relaxations")
    what = models.CharField(max_length=20, choices=What.choices)
    reason = models.CharField(max_length=200)
    since = models.DateField()

    class Meta:
        ordering = ("organ", "what")
        constraints = (models.UniqueConstraint(fields=["organ", "what"], name="relaxed_once"),)

    def __str__(self) -> str:
        return f"{self.organ} {self.what}"
