"""Organs and their names over time, units, people, posts, delegations, and what an organ has relaxed."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone

from gongkai_web.organs.roles import Role


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

    `parent` is the government it belongs to; `supervisor` the office that watches over its disclosure where that is not
    the parent's (垂直管理 systems, 条例第三条). An organ that was merged keeps its pages, under the name of that time.
    """

    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    level = models.CharField(max_length=8, choices=Level.choices)
    region = models.CharField(max_length=12, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    supervisor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="supervised")
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


class People(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(account__iexact=username)


class Person(AbstractBaseUser):
    """Somebody with an account. What they may do comes from their posts alone; there is no superuser."""

    account = models.CharField(max_length=60, unique=True)
    full_name = models.CharField(max_length=40)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    is_demonstration = models.BooleanField(default=False)
    must_change_password = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "account"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]
    objects: ClassVar[People] = People()

    def __str__(self) -> str:
        return self.full_name


def holding(day: date) -> Q:
    """Of posts and delegations: those that run on this day, both ends included."""
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))


class Post(models.Model):
    """A role that a person holds in an organ, or in one unit of it, for a time."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="posts")
    role = models.CharField(max_length=20, choices=Role.choices)
    title = models.CharField(max_length=40, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("organ", "role", "pk")

    def __str__(self) -> str:
        return f"{self.organ}{self.unit or ''}{self.title or self.get_role_display()} {self.person}"


class Delegation(models.Model):
    """Somebody stands in for the holder of a post, for a period, for a stated reason."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="delegations")
    to = models.ForeignKey(Person, models.PROTECT, related_name="delegated")
    since = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-since", "pk")

    def __str__(self) -> str:
        return f"{self.to} for {self.post}"


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
