"""People, the posts they hold for a time, and who stands in for whom."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone

from gongkai_web.organs.models.tree import Organ, Unit
from gongkai_web.organs.roles import Role


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
